#include "common/base/text/hex.hpp"

#include "common/base/text/ascii.hpp"

namespace ptkt::base {

std::string to_hex(ByteView bytes) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const Byte byte : bytes) {
        out += kDigits[byte >> 4U];
        out += kDigits[byte & 0x0FU];
    }
    return out;
}

std::optional<Byte> hex_digit(char c) {
    if (is_digit(c)) return static_cast<Byte>(c - '0');
    const char upper = to_upper(c);
    if (upper >= 'A' && upper <= 'F') return static_cast<Byte>(upper - 'A' + 10);
    return std::nullopt;
}

std::optional<Bytes> from_hex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    Bytes out;
    out.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const auto high = hex_digit(text[i]);
        const auto low = hex_digit(text[i + 1]);
        if (!high || !low) return std::nullopt;
        out.push_back(static_cast<Byte>(*high << 4U | *low));
    }
    return out;
}

}  // namespace ptkt::base
