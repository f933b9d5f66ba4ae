#include "common/formats/json/fault.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "common/base/text/ascii.hpp"
#include "common/base/text/hex.hpp"
#include "common/base/text/utf8.hpp"

namespace ptkt::json {

namespace {

using base::TextError;

TextError error(std::size_t at, std::string_view message) {
    return {{at, 1}, std::string(message), {}};
}

/// The place of the quote that begins the string in which the fault at `at` lies, if it lies in
/// one. The text before the fault is JSON, so a quote begins a string or ends it; but the parser
/// may stop a few bytes after an escape or a character that is none, which may hold a quote.
std::optional<std::size_t> opening_quote(std::string_view text, std::size_t at) {
    std::optional<std::size_t> opening;
    for (std::size_t i = 0; i < at;) {
        std::size_t length = 1;
        if (text[i] == '"')
            opening = opening ? std::nullopt : std::optional(i);
        else if (opening && text[i] == '\\')
            length = text.substr(i + 1).starts_with('u') ? 6 : 2;
        else if (opening)
            length = base::utf8_length(text.substr(i));
        if (length == 0) break;
        i += length;
    }
    return opening;
}

/// Where the string that begins with this quote ends, after its closing quote.
std::size_t end_of_string(std::string_view text, std::size_t opening) {
    std::size_t at = opening + 1;
    while (at < text.size() && text[at] != '"')
        at += text[at] == '\\' ? 2 : 1;
    return std::min(at + 1, text.size());
}

std::optional<std::uint32_t> hex4(std::string_view text) {
    constexpr std::size_t kDigits = 4;
    if (text.size() < kDigits) return std::nullopt;
    std::uint32_t code = 0;
    for (const char c : text.substr(0, kDigits)) {
        const auto digit = base::hex_digit(c);
        if (!digit) return std::nullopt;
        code = code << 4U | *digit;
    }
    return code;
}

/// What is wrong with the escape whose backslash stands at `at`, which is moved past it.
std::optional<TextError> escape_fault(std::string_view text, std::size_t& at) {
    constexpr std::string_view kHalf = "half of a surrogate pair";
    const auto is_in = [](std::optional<std::uint32_t> code, std::uint32_t first) {
        return code && *code >= first && *code < first + 0x400;
    };
    ++at;
    if (at == text.size()) return error(at, "the string does not end");
    if (std::string_view("\"\\/bfnrt").find(text[at]) != std::string_view::npos) {
        ++at;
        return std::nullopt;
    }
    if (text[at] != 'u') return error(at, "unknown escape");
    ++at;
    const auto code = hex4(text.substr(at));
    if (!code) return error(at, "expected four hexadecimal digits");
    at += 4;
    if (is_in(code, 0xDC00)) return error(at, kHalf);
    if (!is_in(code, 0xD800)) return std::nullopt;
    if (!text.substr(at).starts_with("\\u")) return error(at, kHalf);
    at += 2;
    const auto low = hex4(text.substr(at));
    if (low) at += 4;
    return is_in(low, 0xDC00) ? std::nullopt : std::optional(error(at, kHalf));
}

TextError string_fault(std::string_view text, std::size_t opening) {
    for (std::size_t at = opening + 1; at < text.size();) {
        const char c = text[at];
        if (c == '\\') {
            if (auto fault = escape_fault(text, at)) return *std::move(fault);
            continue;
        }
        if (static_cast<unsigned char>(c) < 0x20) return error(at, "control character in a string");
        const std::size_t length = base::utf8_length(text.substr(at));
        if (length == 0) return error(at, "not UTF-8");
        at += length;
    }
    return error(text.size(), "the string does not end");
}

/// Where the number or the word ends in which `at` lies begins.
std::size_t begin_of_word(std::string_view text, std::size_t at) {
    const auto is_part = [](char c) {
        return base::is_letter(c) || base::is_digit(c) || c == '-' || c == '+' || c == '.';
    };
    while (at > 0 && is_part(text[at - 1]))
        --at;
    return at;
}

std::size_t end_of_digits(std::string_view text, std::size_t at) {
    while (at < text.size() && base::is_digit(text[at]))
        ++at;
    return at;
}

/// The fault of a number or a word that does not go on as it must at `at`; nothing when it is
/// whole, or when there is none.
std::optional<TextError> word_fault(std::string_view text, std::size_t begin, std::size_t at) {
    const std::string_view word = text.substr(begin, at - begin);
    if (word.empty()) return std::nullopt;
    if ((word == "0" || word == "-0") && end_of_digits(text, at) > at)
        return error(end_of_digits(text, at), "a number may not begin with 0");
    if (word == "-") return error(at, "expected a value");
    constexpr std::array<std::string_view, 3> kWords{"true", "false", "null"};
    for (const std::string_view whole : kWords)
        if (whole.starts_with(word))
            return word == whole ? std::nullopt : std::optional(error(begin, "expected a value"));
    if (base::is_digit(word.back())) return std::nullopt;
    return error(at, "expected a digit");
}

/// What comes last before `at` but for blanks.
char before(std::string_view text, std::size_t at) {
    const std::size_t last = text.substr(0, at).find_last_not_of(" \t\n\r");
    return last == std::string_view::npos ? '\0' : text[last];
}

enum class Expected { Value, Name, Colon, NextMember, NextElement, Nothing };

Expected expected(std::string_view text, std::size_t at, const Standing& standing) {
    switch (standing.last) {
        case Last::Nothing:
            return Expected::Value;
        case Last::Opening:
            return standing.within == Within::Object ? Expected::Name : Expected::Value;
        case Last::Name:
            return before(text, at) == ':' ? Expected::Value : Expected::Colon;
        case Last::Value:
            break;
    }
    const bool goes_on = before(text, at) == ',';
    if (standing.within == Within::Object) return goes_on ? Expected::Name : Expected::NextMember;
    if (standing.within == Within::Array) return goes_on ? Expected::Value : Expected::NextElement;
    return Expected::Nothing;
}

TextError missing(std::string_view text, std::size_t at, Expected what) {
    switch (what) {
        case Expected::Value:
            return error(at, at == text.size() ? "the text ends where a value is expected"
                                               : "expected a value");
        case Expected::Name:
            return error(at, "expected a member name in quotes");
        case Expected::Colon:
            return error(at, "expected ':'");
        case Expected::NextMember:
            return error(at, "expected ',' or '}'");
        case Expected::NextElement:
            return error(at, "expected ',' or ']'");
        case Expected::Nothing:
            break;
    }
    return error(at, "nothing may follow the value");
}

}  // namespace

TextError fault_at(std::string_view text, std::size_t at, const Standing& standing) {
    const auto quote = opening_quote(text, at);
    const std::size_t begin = quote ? *quote : begin_of_word(text, at);
    if (standing.stopped == Stopped::NameStandsTwice)
        return {{begin, end_of_string(text, begin) - begin}, "member name stands twice", {}};
    if (standing.is_deepest && expected(text, begin, standing) == Expected::Value)
        return error(begin, "nested too deeply");
    if (standing.stopped == Stopped::NumberOutOfRange)
        return {{begin, end_of_digits(text, at) - begin}, "number out of range", {}};
    if (quote) return string_fault(text, *quote);
    if (auto fault = word_fault(text, begin, at)) return *std::move(fault);
    return missing(text, at, expected(text, at, standing));
}

}  // namespace ptkt::json
