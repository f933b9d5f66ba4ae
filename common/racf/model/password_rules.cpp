#include "common/racf/model/password_rules.hpp"

#include <algorithm>
#include <optional>

#include "common/base/text/ascii.hpp"

namespace ptkt::racf {

namespace {

bool is_vowel(char c) {
    return std::string_view("AEIOU").find(c) != std::string_view::npos;
}

bool is_consonant(char c) {
    return base::is_upper(c) && !is_vowel(c);
}

bool is_alpha(char c) {
    return base::is_upper(c) || base::is_national(c);
}

bool fits(char letter, char c) {
    switch (letter) {
        case '*':
        case 'x':
            return true;
        case 'A':
            return is_alpha(c);
        case 'C':
            return is_consonant(c);
        case 'L':
            return is_alpha(c) || base::is_digit(c);
        case 'N':
            return base::is_digit(c);
        case 'V':
            return is_vowel(c);
        case 'W':
            return is_consonant(c) || base::is_national(c) || base::is_digit(c);
        case 'c':
            return is_consonant(base::to_upper(c));
        case 'm':
            return base::is_letter(c) || base::is_national(c) || base::is_digit(c);
        case 'v':
            return is_vowel(base::to_upper(c));
        case '$':
            return base::is_national(c);
        case 's':
            return !base::is_letter(c) && !base::is_digit(c) && !base::is_national(c);
        default:
            return false;
    }
}

struct Rule {
    std::size_t shortest = 0;
    std::size_t longest = 0;
    std::string_view letters;
};

/// Reads a rule's text back.
std::optional<Rule> read_rule(std::string_view text) {
    const auto words = base::split_words(text);
    if (words.size() != 2 || !words[0].starts_with("LENGTH(") || !words[0].ends_with(")"))
        return std::nullopt;
    const std::string_view lengths = words[0].substr(7, words[0].size() - 8);
    const bool one = lengths.size() == 1 && base::is_digit(lengths[0]);
    const bool two = lengths.size() == 3 && lengths[1] == ':' && base::is_digit(lengths[0]) &&
                     base::is_digit(lengths[2]);
    if (!one && !two) return std::nullopt;
    const auto digit = [](char c) { return static_cast<std::size_t>(c - '0'); };
    Rule rule{digit(lengths.front()), digit(lengths.back()), words[1]};
    if (rule.letters.size() != rule.longest || rule.shortest > rule.longest) return std::nullopt;
    return rule;
}

bool is_special(char c) {
    return !base::is_letter(c) && !base::is_digit(c) && !base::is_national(c);
}

/// No character stands more than twice in a row.
bool no_long_runs(std::string_view text) {
    for (std::size_t i = 2; i < text.size(); ++i)
        if (text[i] == text[i - 1] && text[i] == text[i - 2]) return false;
    return true;
}

bool contains_folded(std::string_view text, std::string_view word) {
    const auto same = [](char a, char b) { return base::to_upper(a) == base::to_upper(b); };
    return std::search(text.begin(), text.end(), word.begin(), word.end(), same) != text.end();
}

}  // namespace

bool matches_rule(std::string_view rule_text, std::string_view password) {
    const auto rule = read_rule(rule_text);
    if (!rule || password.size() < rule->shortest || password.size() > rule->longest) return false;
    for (std::size_t i = 0; i < password.size(); ++i)
        if (!fits(rule->letters[i], password[i])) return false;
    return true;
}

base::Secret folded(const Options& options, const base::Secret& password) {
    if (options.mixed_case) return password.clone();
    base::Bytes bytes(password.view().begin(), password.view().end());
    for (base::Byte& byte : bytes)
        byte = static_cast<base::Byte>(base::to_upper(static_cast<char>(byte)));
    return base::Secret(std::move(bytes));
}

bool follows_rules(const Options& options, const base::Secret& password) {
    const base::Secret value = folded(options, password);
    const std::string_view text = base::as_text(value.view());
    if (!options.special_characters && std::any_of(text.begin(), text.end(), is_special))
        return false;
    if (options.password_rules.empty()) return true;
    return std::any_of(options.password_rules.begin(), options.password_rules.end(),
                       [&](const auto& rule) { return matches_rule(rule.second, text); });
}

bool phrase_follows_rules(const base::Secret& phrase, std::string_view user) {
    constexpr std::size_t kShortest = 14;
    const std::string_view text = base::as_text(phrase.view());
    const auto letters = std::count_if(text.begin(), text.end(), base::is_letter);
    const auto others = static_cast<std::ptrdiff_t>(text.size()) - letters;
    return text.size() >= kShortest && letters >= 2 && others >= 2 && no_long_runs(text) &&
           !contains_folded(text, user);
}

}  // namespace ptkt::racf
