#ifndef PTKT_BASE_TEXT_FOREIGN_HPP
#define PTKT_BASE_TEXT_FOREIGN_HPP

#include <optional>
#include <string>
#include <string_view>

/// Texts as they come from other systems, so that what is wrong with them can be named.
namespace ptkt::base {

/// Whether letters, digits and blanks of a member or of commands stand where EBCDIC has them: at
/// X'80' and above or at X'40', and no ASCII parenthesis.
[[nodiscard]] bool looks_like_ebcdic(std::string_view text);

/// A text that is neither in ASCII nor in UTF-8, and the command that converts it.
struct ForeignText {
    std::string_view name;
    std::string_view command;
};
/// What the first line of a text is in, where it shows that it is foreign. A text of commands or
/// names is meant; the line may be the whole text, since EBCDIC ends its lines in another way.
[[nodiscard]] std::optional<ForeignText> foreign_text(std::string_view line);

/// How a text is converted that has a line like this one, which is not UTF-8; empty where it is.
[[nodiscard]] std::string conversion_hint(std::string_view line);

/// The same for a text that can hold nothing but ASCII, such as names and RACF commands; empty
/// where a line like this one is that.
[[nodiscard]] std::string ascii_hint(std::string_view line);

/// With this byte some systems end a text, and file transfers bring it along.
inline constexpr char kEndOfFileMark = '\x1A';
inline constexpr std::string_view kEndOfFileHint =
    "it marks the end of a file on other systems; remove it: tr -d '\\032' <FILE";

}  // namespace ptkt::base

#endif
