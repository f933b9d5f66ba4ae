#include "common/formats/toml/dots.hpp"

#include <algorithm>

namespace ptkt::toml {

namespace {

/// The place behind the string that begins at `at` with a quote. A string of one line that does not
/// end stops at its line's end, as the parser will refuse it there.
std::size_t end_of_string(std::string_view text, std::size_t at) {
    const char quote = text[at];
    const std::string_view three = quote == '"' ? R"(""")" : "'''";
    const bool multi_line = text.substr(at).starts_with(three);
    const std::string_view end = three.substr(0, multi_line ? 3 : 1);
    for (at += end.size(); at < text.size(); ++at) {
        if (text.substr(at).starts_with(end)) return at + end.size();
        if (!multi_line && text[at] == '\n') return at;
        if (text[at] == '\\' && quote == '"') ++at;
    }
    return text.size();
}

}  // namespace

std::optional<std::size_t> find_deep_name(std::string_view text, std::size_t limit) {
    // Nearly all texts have fewer dots than that wherever they stand.
    if (static_cast<std::size_t>(std::count(text.begin(), text.end(), '.')) <= limit)
        return std::nullopt;
    std::size_t dots = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '"' || c == '\'') {
            at = end_of_string(text, at);
            continue;
        }
        if (c == '#') {
            at = std::min(text.find('\n', at), text.size());
            continue;
        }
        if (c == '\n') dots = 0;
        if (c == '.' && ++dots > limit) return at;
        ++at;
    }
    return std::nullopt;
}

}  // namespace ptkt::toml
