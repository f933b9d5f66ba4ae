#include "common/cli/options/option_value.hpp"

#include <charconv>

#include "common/base/text/ascii.hpp"

namespace ptkt::cli {

namespace {

using base::ErrorKind;

std::optional<bool> truth(std::string_view word) {
    const std::string lower = base::to_lower(word);
    if (lower == "true" || lower == "yes" || lower == "on" || lower == "1") return true;
    if (lower == "false" || lower == "no" || lower == "off" || lower == "0") return false;
    return std::nullopt;
}

}  // namespace

base::Status read_word(std::string_view word, base::Instant, std::string& value) {
    value = word;
    return {};
}

base::Status read_word(std::string_view word, base::Instant, bool& value) {
    const auto known = truth(word);
    if (!known)
        return fail(ErrorKind::Malformed, "'{}' is neither true nor false",
                    base::printable(word, 40));
    value = *known;
    return {};
}

base::Status read_word(std::string_view word, base::Instant, std::int64_t& value) {
    const char* end = word.data() + word.size();
    const auto [stop, failed] = std::from_chars(word.data(), end, value);
    if (failed != std::errc() || stop != end)
        return fail(ErrorKind::Malformed, "'{}' is not a whole number", base::printable(word, 40));
    return {};
}

base::Status read_word(std::string_view word, base::Instant now, base::Instant& value) {
    auto parsed = base::parse_time(word, now);
    if (!parsed) return std::move(parsed).error();
    value = *parsed;
    return {};
}

base::Status read_word(std::string_view word, base::Instant, base::Seconds& value) {
    auto parsed = base::parse_duration(word);
    if (!parsed) return std::move(parsed).error();
    value = *parsed;
    return {};
}

Assign count_into(unsigned& target) {
    return [&target](const std::vector<std::string>& words, base::Instant now) -> base::Status {
        unsigned count = 0;
        for (const std::string& word : words) {
            std::int64_t number = 0;
            if (const auto known = truth(word)) {
                number = *known ? 1 : 0;
            } else if (auto read = read_word(word, now, number); !read) {
                return read;
            }
            if (number < 0 || number > 9)
                return fail(ErrorKind::Malformed, "{} is not from 0 to 9", number);
            count += static_cast<unsigned>(number);
        }
        target = count;
        return {};
    };
}

}  // namespace ptkt::cli
