#include "common/ims/wire/text.hpp"

#include <cstdint>
#include <cstring>

#include "common/base/text/latin1.hpp"

namespace ptkt::ims_wire {

namespace {

/// One byte in all places, as in most fields of most messages.
bool is_fill_alone(base::ByteView field, Code code) {
    if (field.empty() || (field.front() != blank(code) && field.front() != 0)) return false;
    std::uint64_t eight = 0;
    if (field.size() == sizeof eight) {
        std::memcpy(&eight, field.data(), sizeof eight);
        return eight == field.front() * std::uint64_t{0x0101010101010101U};
    }
    return std::memcmp(field.data(), field.data() + 1, field.size() - 1) == 0;
}

}  // namespace

std::string_view to_string(Code code) {
    return code == Code::Ascii ? "ascii" : "ebcdic";
}

std::string to_text(base::ByteView bytes, Code code, ebcdic::CodePage page) {
    if (code == Code::Ascii) return base::utf8_of_latin1(base::as_text(bytes));
    return ebcdic::decode(bytes, page);
}

base::Result<base::Bytes> to_wire(std::string_view text, Code code, ebcdic::CodePage page) {
    if (code == Code::Ebcdic) return ebcdic::encode(text, page);
    std::size_t fault = 0;
    auto bytes = base::latin1_of_utf8(text, fault);
    if (!bytes)
        return base::fail(base::ErrorKind::Malformed, "{}",
                          base::why_no_latin1(text, fault, "ISO 8859-1, which ASCII is here"));
    return *std::move(bytes);
}

base::ByteView without_fill(base::ByteView field, Code code) {
    if (is_fill_alone(field, code)) return {};
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
