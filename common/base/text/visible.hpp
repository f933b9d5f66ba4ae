#ifndef PTKT_BASE_TEXT_VISIBLE_HPP
#define PTKT_BASE_TEXT_VISIBLE_HPP

#include <cstddef>
#include <string>
#include <string_view>

/// Text of others on a terminal, in a log or in a record of one line: what would move the cursor,
/// begin a line, turn the direction of writing or hide something is written as an escape instead.
namespace ptkt::base {

/// How many bytes the text begins with that must not be shown as they are: a control character
/// (U+0000 to U+001F, U+007F to U+009F), a line separator, a bidirectional control, or a byte that
/// is not UTF-8. 0: the first character may be shown.
[[nodiscard]] std::size_t unsafe_length(std::string_view text);

/// The text with `\n`, `\r`, `\t`, `\xNN` or `\uNNNN` for each of those.
[[nodiscard]] std::string on_one_line(std::string_view text);
/// Appends the same.
void append_on_one_line(std::string& out, std::string_view text);

/// The same for a text of several lines: line ends and tabs stay.
[[nodiscard]] std::string for_terminal(std::string_view text);

}  // namespace ptkt::base

#endif
