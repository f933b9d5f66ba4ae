#ifndef PTKT_BASE_TEXT_EBCDIC_HPP
#define PTKT_BASE_TEXT_EBCDIC_HPP

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "common/base/bytes.hpp"
#include "common/base/result.hpp"

/// Text (UTF-8) to and from EBCDIC. What cannot be converted is an error, never a `?`.
namespace ptkt::ebcdic {

enum class CodePage { Cp1047, Cp037, Cp500 };

/// `cp1047`, `cp037`, `cp500`, in either case and with `ibm` or nothing in front as well.
[[nodiscard]] std::optional<CodePage> code_page(std::string_view name);
[[nodiscard]] std::string_view to_string(CodePage page);

/// A blank, the same in every EBCDIC code page.
inline constexpr base::Byte kBlank = 0x40;

/// The EBCDIC bytes of a UTF-8 text. Only U+0000 to U+00FF have one; anything else, and what is
/// not UTF-8, is a Malformed error that names the byte offset.
[[nodiscard]] base::Result<base::Bytes> encode(std::string_view text, CodePage page);

/// The UTF-8 text of EBCDIC bytes; every byte has a character, so this cannot fail.
[[nodiscard]] std::string decode(base::ByteView bytes, CodePage page);

/// True when the bytes are this ASCII text; other characters are like none.
[[nodiscard]] bool is_ascii(base::ByteView bytes, std::string_view text, CodePage page);

/// A name of at most 8 characters as the PassTicket algorithms and the IRM take it: EBCDIC,
/// left-justified, padded with blanks (X'40'). The characters of RACF names (A-Z 0-9 @ # $) have
/// the same bytes in all three pages. A name that does not fit or convert is a bug of the caller.
[[nodiscard]] std::array<base::Byte, 8> padded_name(std::string_view name);

}  // namespace ptkt::ebcdic

#endif
