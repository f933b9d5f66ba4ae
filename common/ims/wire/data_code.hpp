#ifndef PTKT_IMS_WIRE_DATA_CODE_HPP
#define PTKT_IMS_WIRE_DATA_CODE_HPP

#include "common/ims/wire/request.hpp"

namespace ptkt::ims_wire {

/// What the data of a message are written in, which need not be the code of its IRM. What is sent
/// to the client is in the same; status structures, names and texts of IMS itself stay in the code
/// of the IRM. [IBM "Message translation", "Unicode considerations for IMS Connect"]
enum class DataCode { Ascii, Ebcdic, Utf8, Utf16 };

/// The code of the IRM; EBCDIC where IRM_F5 X'40' says that the client has translated the data; by
/// IRM_F1 X'20' and IRM_ES a form of Unicode. X'20' with IRM_ES 0 names no scheme: public clients
/// send it with every message, and their data are taken as they stand.
[[nodiscard]] DataCode data_code(const Request& request);
[[nodiscard]] inline DataCode data_code_of(Code code) {
    return code == Code::Ascii ? DataCode::Ascii : DataCode::Ebcdic;
}

/// `ascii`, the name of the code page, `utf-8`, `utf-16`.
[[nodiscard]] std::string_view encoding_name(DataCode code, ebcdic::CodePage page);

/// The flags for Unicode that make no sense: a scheme that there is not, or a Unicode code before
/// data that are not (reason 11).
[[nodiscard]] std::optional<DecodeError> find_unicode_fault(const Request& request);

/// Data as text (UTF-8). Unicode that is none cannot be shown, see `is_whole`.
[[nodiscard]] std::string data_text(base::ByteView data, DataCode code, ebcdic::CodePage page);
/// True when `data_text` loses nothing.
[[nodiscard]] bool is_whole(base::ByteView data, DataCode code);
/// The bytes of a text. Malformed: a character that the code does not have, or what is not UTF-8.
[[nodiscard]] base::Result<base::Bytes> data_bytes(std::string_view text, DataCode code,
                                                   ebcdic::CodePage page);

/// The transaction code that the data begin with, which is what IMS schedules; IRM_TRNCOD is for
/// exits and need not agree.
struct Transaction {
    std::string code;        ///< empty when the data begin with none
    std::size_t length = 0;  ///< bytes of the first segment that it takes up
};

/// A code is a name of up to 8 characters, no digit first, at the front of the first segment:
/// padded to 8 with blanks or X'00', followed by one blank, or all there is. What begins otherwise
/// has none.
[[nodiscard]] Transaction transaction_of(const Request& request);

}  // namespace ptkt::ims_wire

#endif
