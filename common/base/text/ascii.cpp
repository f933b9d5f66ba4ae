#include "common/base/text/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ptkt::base {

namespace {

constexpr std::string_view kBlanks = " \t\r\n";

template <typename Map>
std::string mapped(std::string_view text, Map map) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), map);
    return out;
}

}  // namespace

std::string to_upper(std::string_view text) {
    return mapped(text, [](char c) { return to_upper(c); });
}

std::string to_lower(std::string_view text) {
    return mapped(text, [](char c) { return to_lower(c); });
}

std::string_view trim(std::string_view text) {
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::vector<std::string_view> split_words(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t at = text.find_first_not_of(kBlanks); at != std::string_view::npos;) {
        const auto end = std::min(text.find_first_of(kBlanks, at), text.size());
        words.push_back(text.substr(at, end - at));
        at = text.find_first_not_of(kBlanks, end);
    }
    return words;
}

std::string printable(std::string_view text, std::size_t limit) {
    std::string out;
    for (const char c : text.substr(0, limit)) {
        if (is_printable(c)) {
            out += c;
        } else {
            out += fmt::format("\\x{:02X}", static_cast<unsigned char>(c));
        }
    }
    if (text.size() > limit) out += "...";
    return out;
}

}  // namespace ptkt::base
