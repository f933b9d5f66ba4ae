#include "common/cli/mistaken_key.hpp"

#include <algorithm>
#include <cstddef>

#include "common/base/text/ascii.hpp"

namespace ptkt::cli {

namespace {

constexpr std::size_t kFewestDigits = 15;
constexpr std::string_view kNotShown = "(looks like a key, not shown)";

bool is_hex(char c) {
    return base::is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool separates(char c) {
    return c == ':' || c == '-' || c == ' ';
}

std::size_t hex_run(std::string_view text) {
    const auto end = std::find_if_not(text.begin(), text.end(), is_hex);
    return static_cast<std::size_t>(end - text.begin());
}

/// The length of what could be a key at the beginning of a text, or 0. Groups around a separator
/// have whole bytes, so that a word such as "a" is none.
std::size_t key_length(std::string_view text) {
    std::size_t end = hex_run(text);
    std::size_t digits = end;
    while (digits > 0 && digits % 2 == 0 && end < text.size() && separates(text[end])) {
        const std::size_t group = hex_run(text.substr(end + 1));
        if (group == 0 || group % 2 != 0) break;
        digits += group;
        end += 1 + group;
    }
    return digits >= kFewestDigits ? end : 0;
}

}  // namespace

bool looks_like_key(std::string_view text) {
    return !text.empty() && key_length(text) == text.size();
}

std::string without_keys(std::string_view message) {
    std::string out;
    while (!message.empty()) {
        // From the first digit of a run on: in the middle of a word a run begins, too (-kE0011...).
        if (const std::size_t length = key_length(message); length > 0) {
            out += kNotShown;
            message.remove_prefix(length);
            continue;
        }
        const std::size_t run = std::max<std::size_t>(1, hex_run(message));
        out += message.substr(0, run);
        message.remove_prefix(run);
    }
    return out;
}

}  // namespace ptkt::cli
