#ifndef PTKT_BASE_TEXT_ASCII_HPP
#define PTKT_BASE_TEXT_ASCII_HPP

#include <string>
#include <string_view>
#include <vector>

/// Character classes and case for ASCII only: what a text means must not depend on the locale.
namespace ptkt::base {

[[nodiscard]] constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
[[nodiscard]] constexpr bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
[[nodiscard]] constexpr bool is_letter(char c) {
    return is_upper(c) || is_lower(c);
}
/// The characters that z/OS calls national: `@`, `#` and `$`.
[[nodiscard]] constexpr bool is_national(char c) {
    return c == '@' || c == '#' || c == '$';
}
[[nodiscard]] constexpr bool is_blank(char c) {
    return c == ' ' || c == '\t';
}
[[nodiscard]] constexpr bool is_printable(char c) {
    return c >= ' ' && c <= '~';
}
[[nodiscard]] constexpr char to_upper(char c) {
    return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
}
[[nodiscard]] constexpr char to_lower(char c) {
    return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

[[nodiscard]] std::string to_upper(std::string_view text);
[[nodiscard]] std::string to_lower(std::string_view text);

/// The text without blanks, tabs and line ends at both sides.
[[nodiscard]] std::string_view trim(std::string_view text);

/// The words between blanks and tabs.
[[nodiscard]] std::vector<std::string_view> split_words(std::string_view text);

/// A text that is safe to show: anything but printable ASCII appears as `\xNN`, and what is longer
/// than `limit` is cut with `...`. For error messages about input that is not to be trusted.
[[nodiscard]] std::string printable(std::string_view text, std::size_t limit = 80);

}  // namespace ptkt::base

#endif
