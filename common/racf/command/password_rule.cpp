#include "common/racf/command/password_rule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "common/base/text/ascii.hpp"

namespace ptkt::racf_command {

namespace {

struct Content {
    std::string_view keyword;
    char letter;
};

constexpr std::array kContents{
    Content{"ALPHA", 'A'},          Content{"CONSONANT", 'C'}, Content{"ALPHANUM", 'L'},
    Content{"NUMERIC", 'N'},        Content{"VOWEL", 'V'},     Content{"NOVOWEL", 'W'},
    Content{"MIXEDCONSONANT", 'c'}, Content{"MIXEDNUM", 'm'},  Content{"MIXEDVOWEL", 'v'},
    Content{"NATIONAL", '$'},       Content{"SPECIAL", 's'},   Content{"MIXEDALL", 'x'},
};

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

std::int64_t last_position(const Operand& rule) {
    std::int64_t last = 0;
    for (const Operand& content : rule.operands)
        for (const Value& positions : content.values)
            last = std::max(last, positions.upper);
    return last == 0 ? 8 : last;
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

}  // namespace

std::string rule_text(const Operand& rule) {
    const Operand* length = rule.find("LENGTH");
    const std::int64_t longest =
        length == nullptr ? last_position(rule) : length->values.front().upper;
    const std::string lengths =
        length == nullptr ? std::to_string(longest) : std::string(length->text());
    std::string letters(static_cast<std::size_t>(longest), '*');
    for (const Content& content : kContents) {
        const Operand* operand = rule.find(content.keyword);
        if (operand == nullptr) continue;
        for (const Value& positions : operand->values)
            for (std::int64_t at = positions.number; at <= std::min(positions.upper, longest); ++at)
                letters[static_cast<std::size_t>(at - 1)] = content.letter;
    }
    return fmt::format("LENGTH({}) {}", lengths, letters);
}

bool matches_rule(std::string_view rule_text, std::string_view password) {
    const auto rule = read_rule(rule_text);
    if (!rule || password.size() < rule->shortest || password.size() > rule->longest) return false;
    for (std::size_t i = 0; i < password.size(); ++i)
        if (!fits(rule->letters[i], password[i])) return false;
    return true;
}

}  // namespace ptkt::racf_command
