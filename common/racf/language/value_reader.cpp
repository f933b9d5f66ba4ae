#include "common/racf/language/value_reader.hpp"

#include <algorithm>
#include <charconv>

#include "common/base/text/ascii.hpp"
#include "common/base/text/hex.hpp"
#include "common/racf/language/table.hpp"
#include "common/racf/model/class_table.hpp"
#include "common/racf/model/logon_hours.hpp"
#include "common/racf/model/names.hpp"

namespace ptkt::racf_command {

namespace {

using Read = std::optional<Value>;

Value text_value(std::string text) {
    Value value;
    value.text = std::move(text);
    return value;
}

template <typename Name>
Read name(const Token& token) {
    if (token.quoted) return std::nullopt;
    const auto parsed = Name::parse(token.text);
    if (!parsed) return std::nullopt;
    return text_value(parsed->str());
}

Read profile_name(const Token& token) {
    Read value = name<racf::ProfileName>(token);
    if (value) value->typed = token.text;
    return value;
}

Read any_id(const Token& token) {
    if (token.text == "*" && !token.quoted) return text_value("*");
    return name<racf::UserId>(token);
}

bool is_profile_class(std::string_view word) {
    return word == "USER" || word == "GROUP" || word == "DATASET";
}

Read class_name(const Token& token, ValueKind kind, const racf::ClassTable& classes) {
    const std::string word = base::to_upper(token.text);
    if (token.quoted) return std::nullopt;
    if (classes.find(word) != nullptr) return text_value(word);
    if (kind != ValueKind::ResourceClass && is_profile_class(word)) return text_value(word);
    if (kind == ValueKind::OptionClass && word == "*") return text_value(word);
    return std::nullopt;
}

Read choice(const ValueSpec& spec, const Token& token) {
    if (token.quoted) return std::nullopt;
    const auto found = find_keywords(spec.words, base::to_upper(token.text));
    if (found.size() != 1) return std::nullopt;
    return text_value(std::string(found.front()->name));
}

bool length_fits(const ValueSpec& spec, std::size_t length) {
    return static_cast<std::int64_t>(length) >= spec.low &&
           static_cast<std::int64_t>(length) <= spec.high;
}

/// A quoted text without the doubling of its quotes.
std::string unquoted(const Token& token) {
    std::string text(token.text);
    if (!token.quoted) return text;
    for (auto at = text.find("''"); at != std::string::npos; at = text.find("''", at + 1))
        text.erase(at, 1);
    return text;
}

bool all_printable(std::string_view text) {
    return std::all_of(text.begin(), text.end(), base::is_printable);
}

/// How much of the case is kept: none, that of quoted texts, or all.
enum class Kept { Nothing, Quoted, All };

Read free_text(const ValueSpec& spec, const Token& token, Kept kept) {
    if (!token.closed) return std::nullopt;
    // Only a word may go on behind its quotes: a member, with the access to it.
    if (kept != Kept::Nothing && !token.access.empty()) return std::nullopt;
    std::string typed = unquoted(token).append(token.access);
    if (spec.cut && token.quoted && typed.size() > static_cast<std::size_t>(spec.high))
        typed.resize(static_cast<std::size_t>(spec.high));
    if (!length_fits(spec, typed.size()) || !all_printable(typed)) return std::nullopt;
    const bool as_typed = kept == Kept::All || (token.quoted && kept == Kept::Quoted);
    Value value = text_value(as_typed ? typed : base::to_upper(typed));
    value.typed = std::move(typed);
    return value;
}

Read label(const ValueSpec& spec, const Token& token) {
    Read value = free_text(spec, token, Kept::Nothing);
    if (!value) return std::nullopt;
    const auto allowed = [](char c) {
        return base::is_letter(c) || base::is_digit(c) || base::is_national(c) || c == '.';
    };
    const std::string& text = value->text;
    if (base::is_digit(text.front()) || text.front() == '.') return std::nullopt;
    if (!std::all_of(text.begin(), text.end(), allowed)) return std::nullopt;
    return value;
}

std::optional<std::int64_t> digits(std::string_view text) {
    std::int64_t number = 0;
    if (text.empty() || !std::all_of(text.begin(), text.end(), base::is_digit)) return {};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    return number;
}

Read number(const ValueSpec& spec, const Token& token) {
    const auto parsed = token.quoted ? std::nullopt : digits(token.text);
    if (!parsed || *parsed < spec.low || *parsed > spec.high) return std::nullopt;
    Value value = text_value(std::to_string(*parsed));
    value.number = value.upper = *parsed;
    return value;
}

Read range(const ValueSpec& spec, const Token& token) {
    const auto colon = token.text.find(':');
    const auto low = digits(token.text.substr(0, colon));
    const auto high = colon == std::string_view::npos ? low : digits(token.text.substr(colon + 1));
    if (token.quoted || !low || !high) return std::nullopt;
    if (*low < spec.low || *high > spec.high || *low > *high) return std::nullopt;
    std::string text = std::to_string(*low);
    if (colon != std::string_view::npos) text += ":" + std::to_string(*high);
    Value value = text_value(std::move(text));
    value.number = *low;
    value.upper = *high;
    return value;
}

/// `mm/dd/yy` (70 and less are of this century) or `mm/dd/yyyy`; zeros in front may be left out.
Read date(const Token& token) {
    const std::string_view text = token.text;
    const auto first = text.find('/');
    const auto second = first == std::string_view::npos ? first : text.find('/', first + 1);
    if (token.quoted || second == std::string_view::npos) return std::nullopt;
    const std::string_view parts[] = {
        text.substr(0, first), text.substr(first + 1, second - first - 1), text.substr(second + 1)};
    if (parts[0].size() > 2 || parts[1].size() > 2 ||
        (parts[2].size() != 2 && parts[2].size() != 4))
        return std::nullopt;
    const auto month = digits(parts[0]);
    const auto day = digits(parts[1]);
    auto year = digits(parts[2]);
    if (!month || !day || !year) return std::nullopt;
    if (parts[2].size() == 2) *year += *year <= 70 ? 2000 : 1900;
    const std::chrono::year_month_day parsed{std::chrono::year(static_cast<int>(*year)),
                                             std::chrono::month(static_cast<unsigned>(*month)),
                                             std::chrono::day(static_cast<unsigned>(*day))};
    if (!parsed.ok()) return std::nullopt;
    Value value = text_value(std::string(text));
    value.date = std::chrono::sys_days(parsed);
    return value;
}

Read day_period(const Token& token) {
    if (token.quoted) return std::nullopt;
    const std::string word = base::to_upper(token.text);
    if (word != "ANYTIME" && !racf::DayPeriod::parse(word)) return std::nullopt;
    return text_value(word);
}

Read hex_key(const Token& token) {
    constexpr std::size_t kKeyDigits = 16;
    if (token.quoted || token.text.size() != kKeyDigits) return std::nullopt;
    auto bytes = base::from_hex(token.text);
    if (!bytes) return std::nullopt;
    Value value;
    value.secret = base::Secret(std::move(*bytes));
    return value;
}

bool password_character(char c) {
    return base::is_letter(c) || base::is_digit(c) || base::is_national(c) ||
           std::string_view(".<+|&!*-%_>?:=").find(c) != std::string_view::npos;
}

Read password(const ValueSpec& spec, const Token& token) {
    const std::string_view text = token.text;
    if (token.quoted || !length_fits(spec, text.size())) return std::nullopt;
    if (!std::all_of(text.begin(), text.end(), password_character)) return std::nullopt;
    Value value;
    value.secret = base::Secret(base::as_bytes(text));
    return value;
}

Read phrase(const ValueSpec& spec, const Token& token) {
    if (!token.quoted || !token.closed || !token.access.empty()) return std::nullopt;
    base::Bytes bytes;
    bytes.reserve(token.text.size());
    for (std::size_t i = 0; i < token.text.size(); ++i) {
        if (!base::is_printable(token.text[i])) return std::nullopt;
        bytes.push_back(static_cast<base::Byte>(token.text[i]));
        if (token.text[i] == '\'') ++i;  // quotes inside are doubled
    }
    Value value;
    value.secret = base::Secret(std::move(bytes));
    if (!length_fits(spec, value.secret.size())) return std::nullopt;
    return value;
}

}  // namespace

std::optional<Value> read_value(const ValueSpec& spec, const Token& token,
                                const racf::ClassTable& classes) {
    switch (spec.kind) {
        case ValueKind::None:
        case ValueKind::Subfield:
        case ValueKind::Raw:
            return std::nullopt;
        case ValueKind::Choice:
            return choice(spec, token);
        case ValueKind::UserId:
        case ValueKind::UserOrGroup:
            return name<racf::UserId>(token);
        case ValueKind::GroupId:
            return name<racf::GroupId>(token);
        case ValueKind::AnyId:
            return any_id(token);
        case ValueKind::ResourceClass:
        case ValueKind::OptionClass:
        case ValueKind::SearchClass:
            return class_name(token, spec.kind, classes);
        case ValueKind::ProfileName:
            return profile_name(token);
        case ValueKind::Label:
            return label(spec, token);
        case ValueKind::Word:
            return free_text(spec, token, Kept::Nothing);
        case ValueKind::Text:
            return free_text(spec, token, Kept::Quoted);
        case ValueKind::Path:
            return free_text(spec, token, Kept::All);
        case ValueKind::Number:
            return number(spec, token);
        case ValueKind::Range:
            return range(spec, token);
        case ValueKind::Date:
            return date(token);
        case ValueKind::DayPeriod:
            return day_period(token);
        case ValueKind::HexKey:
            return hex_key(token);
        case ValueKind::Password:
            return password(spec, token);
        case ValueKind::Phrase:
            return phrase(spec, token);
    }
    return std::nullopt;
}

bool looks_like_a_key(std::string_view word) {
    constexpr std::size_t kSuspicious = 12;
    std::size_t run = 0;
    for (const char c : word) {
        run = base::hex_digit(c) ? run + 1 : 0;
        if (run >= kSuspicious) return true;
    }
    return false;
}

}  // namespace ptkt::racf_command
