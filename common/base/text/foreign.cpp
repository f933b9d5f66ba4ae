#include "common/base/text/foreign.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/base/text/utf8.hpp"

namespace ptkt::base {

bool looks_like_ebcdic(std::string_view text) {
    const auto high = std::count_if(text.begin(), text.end(),
                                    [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    const auto blanks = std::count(text.begin(), text.end(), '\x40');
    return high > 0 && static_cast<std::size_t>(high + blanks) * 2 >= text.size() &&
           text.find('(') == std::string_view::npos;
}

namespace {

/// UTF-16 says so by its mark, or shows it: every other byte of ASCII is zero.
bool is_utf16(std::string_view text) {
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return true;
    if (text.size() < 4) return false;
    return (text[0] == '\0') != (text[1] == '\0') && (text[0] == '\0') == (text[2] == '\0') &&
           (text[1] == '\0') == (text[3] == '\0');
}

/// Text in EBCDIC has no line end of ours and no control character of its own but the line end.
bool is_ebcdic_text(std::string_view text) {
    constexpr std::size_t kShortest = 8;
    return text.size() >= kShortest && looks_like_ebcdic(text) &&
           std::ranges::all_of(text, [](char c) {
               const auto byte = static_cast<unsigned char>(c);
               return byte >= 0x40 || byte == 0x15 || byte == 0x25 || byte == 0x0D;
           });
}

}  // namespace

std::optional<ForeignText> foreign_text(std::string_view line) {
    if (is_utf16(line)) return ForeignText{"UTF-16", "iconv -f UTF-16 -t UTF-8 FILE"};
    if (is_ebcdic_text(line)) return ForeignText{"EBCDIC", "iconv -f IBM1047 -t UTF-8 FILE"};
    return std::nullopt;
}

std::string conversion_hint(std::string_view line) {
    const auto foreign = foreign_text(line);
    if (!foreign && is_utf8(line)) return {};
    return fmt::format("convert it first, for example: {}",
                       foreign ? foreign->command : "iconv -f ISO-8859-1 -t UTF-8 FILE");
}

std::string ascii_hint(std::string_view line) {
    const bool is_ascii =
        std::ranges::all_of(line, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (is_ascii) return {};
    if (!is_utf8(line))
        return "it looks like Latin-1, where only ASCII can be; convert it first, for example: "
               "iconv -f ISO-8859-1 -t ASCII//TRANSLIT FILE";
    return "only ASCII can be there; convert it first, for example: "
           "iconv -f UTF-8 -t ASCII//TRANSLIT FILE";
}

}  // namespace ptkt::base
