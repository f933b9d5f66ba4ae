#ifndef PTKT_BASE_TEXT_FOREIGN_HPP
#define PTKT_BASE_TEXT_FOREIGN_HPP

#include <string_view>

/// Texts as they come from other systems, so that what is wrong with them can be named.
namespace ptkt::base {

/// Whether letters, digits and blanks of a member or of commands stand where EBCDIC has them: at
/// X'80' and above or at X'40', and no ASCII parenthesis.
[[nodiscard]] bool looks_like_ebcdic(std::string_view text);

/// With this byte some systems end a text, and file transfers bring it along.
inline constexpr char kEndOfFileMark = '\x1A';
inline constexpr std::string_view kEndOfFileHint =
    "it marks the end of a file on other systems; remove it: tr -d '\\032' <FILE";

}  // namespace ptkt::base

#endif
