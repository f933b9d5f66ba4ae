#include "common/racf/command/passwords.hpp"

#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/racf/command/password_rule.hpp"

namespace ptkt::racf_command {

namespace {

base::Result<racf::StoredPassword> stored(Job& job, const base::Secret& value,
                                          const std::optional<racf::StoredPassword>& old,
                                          bool expired) {
    auto hash = job.context.secrets.hash_password(value);
    if (!hash) return std::move(hash).error();
    racf::StoredPassword password{std::move(*hash), std::nullopt, {}};
    if (!expired) password.changed = job.context.now;
    if (old) {
        password.history = old->history;
        if (old->is_known()) password.history.insert(password.history.begin(), old->hash);
    }
    const auto kept = static_cast<std::size_t>(job.options.password_history);
    if (password.history.size() > kept) password.history.resize(kept);
    return password;
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

base::Secret folded(const racf::Options& options, const base::Secret& password) {
    if (options.mixed_case) return password.clone();
    base::Bytes bytes(password.view().begin(), password.view().end());
    for (base::Byte& byte : bytes)
        byte = static_cast<base::Byte>(base::to_upper(static_cast<char>(byte)));
    return base::Secret(std::move(bytes));
}

base::Result<racf::StoredPassword> stored_password(Job& job, const base::Secret& value,
                                                   const std::optional<racf::StoredPassword>& old,
                                                   bool expired) {
    return stored(job, folded(job.options, value), old, expired);
}

base::Result<racf::StoredPassword> stored_phrase(Job& job, const base::Secret& value,
                                                 const std::optional<racf::StoredPassword>& old,
                                                 bool expired) {
    return stored(job, value, old, expired);
}

bool follows_rules(const racf::Options& options, const base::Secret& password) {
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

}  // namespace ptkt::racf_command
