#include "common/ims/operator/messages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "common/base/text/ascii.hpp"

namespace ptkt::ims_operator {

namespace {

constexpr std::string_view kSecurityViolation = "HWSP1503E";
constexpr std::string_view kUnknownExit = "HWSP1445E";
constexpr std::string_view kNotAuthorized = "DFS1292E";
/// The sense code with which a message of IMS is announced to a client.
constexpr std::int64_t kSecuritySense = 0x1A;

/// HWS, the letter of a component, four digits and the severity.
bool is_number(std::string_view word) {
    constexpr std::size_t kDigitsBegin = 4;
    constexpr std::size_t kDigits = 4;
    return word.size() == kSecurityViolation.size() && word.starts_with("HWS") &&
           std::ranges::all_of(word.substr(kDigitsBegin, kDigits), base::is_digit) &&
           base::is_upper(word[kDigitsBegin - 1]) && base::is_upper(word.back());
}

std::string_view number_in(std::string_view line) {
    for (const std::string_view word : base::split_words(line))
        if (is_number(word)) return word;
    return {};
}

std::string bare(const json::Json& facts, std::string_view name) {
    const json::Json* const value = facts.find(name);
    return value == nullptr ? std::string() : value->bare();
}

/// What stands in quotes in our own words for HWSP1445E: IRM_ID as text.
std::string_view quoted(std::string_view line) {
    const auto begin = line.find('\'');
    const auto end = line.find("' (X'", begin + 1);
    if (begin == std::string_view::npos || end == std::string_view::npos) return {};
    return line.substr(begin + 1, end - begin - 1);
}

std::string text_of(std::string_view number, std::string_view line, const json::Json& facts) {
    if (number == kSecurityViolation)
        return fmt::format("{} SECURITY VIOLATION, NO RACROUTE CALL; R={}, C={}, U={}, M=PTKT",
                           number, racroute_code(line), bare(facts, "client_id"),
                           bare(facts, "user"));
    if (number == kUnknownExit)
        return fmt::format("{} UNKNOWN EXIT NAME SPECIFIED IN MESSAGE PREFIX; MSGID={}, M=PTKT",
                           number, quoted(line.substr(line.find(number))));
    // The number comes first, as programs that read logs expect it.
    std::string rest(line);
    if (const auto at = rest.find(number); at != std::string::npos)
        rest.erase(at, number.size() + 1);
    return fmt::format("{} {}", number, rest);
}

}  // namespace

int racroute_code(std::string_view line) {
    const auto at = line.find(std::string(kSecurityViolation) + " R=");
    int code = 0;
    if (at == std::string_view::npos) return code;
    const auto digits = line.substr(at + kSecurityViolation.size() + 3);
    std::from_chars(digits.data(), digits.data() + digits.size(), code);
    return code;
}

Message message_of(std::string_view line, const json::Json& facts) {
    std::string_view number = number_in(line);
    const json::Json* const sense = facts.find("rsn");
    if (number.empty() && bare(facts, "reason") == "not-authorized" && sense != nullptr &&
        sense->as_integer() == kSecuritySense)
        number = kNotAuthorized;
    const std::string event = bare(facts, "event");
    if (!number.empty()) return {std::string(number), text_of(number, line, facts), number.back()};
    return {event.empty() ? "NOTE" : base::to_upper(event), std::string(line),
            event == "refused" ? 'W' : 'I'};
}

}  // namespace ptkt::ims_operator
