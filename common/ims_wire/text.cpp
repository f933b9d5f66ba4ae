#include "common/ims_wire/text.hpp"

namespace ptkt::ims_wire {

std::string_view to_string(Code code) {
    return code == Code::Ascii ? "ascii" : "ebcdic";
}

std::string to_text(base::ByteView bytes, Code code, ebcdic::CodePage page) {
    if (code == Code::Ascii) return std::string(base::as_text(bytes));
    return ebcdic::decode(bytes, page);
}

base::Result<base::Bytes> to_wire(std::string_view text, Code code, ebcdic::CodePage page) {
    if (code == Code::Ebcdic) return ebcdic::encode(text, page);
    const auto bytes = base::as_bytes(text);
    return base::Bytes(bytes.begin(), bytes.end());
}

base::ByteView without_fill(base::ByteView field, Code code) {
    const base::Byte fill = blank(code);
    std::size_t length = field.size();
    while (length > 0 && (field[length - 1] == fill || field[length - 1] == 0))
        --length;
    return field.first(length);
}

bool is_text(base::ByteView bytes, std::string_view text, Code code) {
    if (code == Code::Ascii) return base::as_text(bytes) == text;
    return ebcdic::is_ascii(bytes, text, kHeaderPage);
}

}  // namespace ptkt::ims_wire
