#include "common/ims/config/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "common/base/text/ascii.hpp"

namespace ptkt::ims_config {

namespace {

bool in_name(char c) {
    return base::is_upper(c) || base::is_digit(c) || base::is_national(c);
}

std::string shown(std::string_view word) {
    return fmt::format("'{}'", base::printable(word, 40));
}

/// The word, where a list would be wrong.
std::optional<std::string_view> word_of(std::string_view keyword, const Value& value,
                                        Diagnostics& diagnostics) {
    if (!value.is_list) return value.word;
    diagnostics.error(value.span, fmt::format("{} takes one value, not a list", keyword));
    return std::nullopt;
}

std::string name_hint(std::string_view word) {
    if (word.find('&') != std::string_view::npos) return "symbols are not replaced here";
    const std::string upper = base::to_upper(word);
    return upper != word && std::all_of(upper.begin(), upper.end(), in_name)
               ? fmt::format("write it in upper case: {}", upper)
               : std::string();
}

/// A decimal number of up to 10 digits.
std::optional<std::uint64_t> decimal(std::string_view word) {
    if (word.empty() || word.size() > 10 || !std::all_of(word.begin(), word.end(), base::is_digit))
        return std::nullopt;
    std::uint64_t number = 0;
    std::from_chars(word.data(), word.data() + word.size(), number);
    return number;
}

bool host_label(std::string_view label) {
    const auto fits = [](char c) { return base::is_letter(c) || base::is_digit(c) || c == '-'; };
    return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
           std::all_of(label.begin(), label.end(), fits);
}

}  // namespace

std::optional<std::string> read_name(std::string_view keyword, const Value& value, NameRule rule,
                                     Diagnostics& diagnostics) {
    const auto word = word_of(keyword, value, diagnostics);
    if (!word) return std::nullopt;
    const bool fits = !word->empty() && word->size() <= rule.longest &&
                      std::all_of(word->begin(), word->end(), in_name) &&
                      !(rule.first_alphabetic && base::is_digit(word->front()));
    if (fits) return std::string(*word);
    diagnostics.error(
        value.span,
        fmt::format("{} must be 1 to {} letters and digits{}, found {}", keyword, rule.longest,
                    rule.first_alphabetic ? " that begin with a letter" : "", shown(*word)),
        name_hint(*word));
    return std::nullopt;
}

std::optional<std::uint32_t> read_number(std::string_view keyword, const Value& value,
                                         std::uint32_t lowest, std::uint32_t highest,
                                         Diagnostics& diagnostics) {
    const auto word = word_of(keyword, value, diagnostics);
    if (!word) return std::nullopt;
    const auto number = decimal(*word);
    if (number && *number >= lowest && *number <= highest)
        return static_cast<std::uint32_t>(*number);
    diagnostics.error(value.span, fmt::format("{} must be a number from {} to {}, found {}",
                                              keyword, lowest, highest, shown(*word)));
    return std::nullopt;
}

std::optional<std::size_t> read_letter(std::string_view keyword, const Value& value,
                                       std::string_view letters, Diagnostics& diagnostics) {
    const auto word = word_of(keyword, value, diagnostics);
    if (!word) return std::nullopt;
    if (word->size() == 1 && letters.find(*word) != std::string_view::npos)
        return letters.find(*word);
    std::string choices(1, letters.front());
    for (std::size_t i = 1; i < letters.size(); ++i)
        choices += fmt::format("{}{}", i + 1 < letters.size() ? ", " : " or ", letters[i]);
    const std::string upper = base::to_upper(*word);
    const bool is_folded = upper.size() == 1 && letters.find(upper) != std::string_view::npos;
    diagnostics.error(value.span,
                      fmt::format("{} must be {}, found {}", keyword, choices, shown(*word)),
                      is_folded ? fmt::format("write it in upper case: {}", upper) : "");
    return std::nullopt;
}

std::optional<bool> read_flag(std::string_view keyword, const Value& value,
                              Diagnostics& diagnostics) {
    const auto letter = read_letter(keyword, value, "YN", diagnostics);
    return letter ? std::optional(*letter == 0) : std::nullopt;
}

std::optional<std::string> read_host(std::string_view keyword, const Value& value,
                                     Diagnostics& diagnostics) {
    constexpr std::size_t kLongest = 60;
    const auto word = word_of(keyword, value, diagnostics);
    if (!word) return std::nullopt;
    bool fits = word->size() <= kLongest;
    for (std::string_view rest = *word; fits;) {
        const auto dot = rest.find('.');
        fits = host_label(rest.substr(0, dot));
        if (dot == std::string_view::npos) break;
        rest.remove_prefix(dot + 1);
    }
    if (fits) return std::string(*word);
    diagnostics.error(value.span, fmt::format("{} must be a host name of at most {} characters, "
                                              "found {}",
                                              keyword, kLongest, shown(*word)));
    return std::nullopt;
}

std::optional<std::string> read_address(std::string_view keyword, const Value& value,
                                        Diagnostics& diagnostics) {
    const auto word = word_of(keyword, value, diagnostics);
    if (!word) return std::nullopt;
    std::string dotted;
    std::string_view rest = *word;
    for (int part = 0; part < 4; ++part) {
        const auto dot = std::min(rest.find('.'), rest.size());
        const auto number = dot <= 3 ? decimal(rest.substr(0, dot)) : std::nullopt;
        const bool last = dot == rest.size();
        if (!number || *number > 255 || last != (part == 3)) {
            diagnostics.error(
                value.span,
                fmt::format("{} must be a dotted address such as 192.0.2.1, found {}", keyword,
                            shown(*word)),
                word->find(':') != std::string_view::npos
                    ? "for an IPv6 address use HOSTNAME with a name that stands for it"
                    : "a name goes to HOSTNAME");
            return std::nullopt;
        }
        dotted += fmt::format("{}{}", part > 0 ? "." : "", *number);
        rest.remove_prefix(last ? dot : dot + 1);
    }
    return dotted;
}

}  // namespace ptkt::ims_config
