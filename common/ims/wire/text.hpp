#ifndef PTKT_IMS_WIRE_TEXT_HPP
#define PTKT_IMS_WIRE_TEXT_HPP

#include <string>
#include <string_view>

#include "common/base/bytes.hpp"
#include "common/base/result.hpp"
#include "common/base/text/ebcdic.hpp"

namespace ptkt::ims_wire {

/// The character code of a message, known from the code its IRM_ID is written in (IBM "Message
/// translation").
enum class Code { Ascii, Ebcdic };

[[nodiscard]] std::string_view to_string(Code code);

/// Names, passwords and ids of a message are read in this page: IMS Connect checks passwords in
/// 037, and the characters of names have the same bytes in all pages.
inline constexpr ebcdic::CodePage kHeaderPage = ebcdic::CodePage::Cp037;

[[nodiscard]] constexpr base::Byte blank(Code code) {
    return code == Code::Ascii ? base::Byte{' '} : ebcdic::kBlank;
}

/// Bytes of a message as text (UTF-8). ASCII is ISO 8859-1: in either code each of the 256 values
/// is a character, and comes back by `to_wire`.
[[nodiscard]] std::string to_text(base::ByteView bytes, Code code,
                                  ebcdic::CodePage page = kHeaderPage);

/// The bytes of a text in the code of a message. A character beyond U+00FF, and what is not UTF-8,
/// is a Malformed error.
[[nodiscard]] base::Result<base::Bytes> to_wire(std::string_view text, Code code,
                                                ebcdic::CodePage page = kHeaderPage);

/// A field without the fill at its end: blanks of the code, or X'00', which some clients leave.
[[nodiscard]] base::ByteView without_fill(base::ByteView field, Code code);

/// True when the bytes are the ASCII text `text` written in the code.
[[nodiscard]] bool is_text(base::ByteView bytes, std::string_view text, Code code);

}  // namespace ptkt::ims_wire

#endif
