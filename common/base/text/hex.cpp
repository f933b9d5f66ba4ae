#include "common/base/text/hex.hpp"

#include <array>
#include <cstring>

#include "common/base/text/ascii.hpp"

namespace ptkt::base {

std::string to_hex(ByteView bytes) {
    static constexpr std::array<std::array<char, 2>, 256> kPairs = [] {
        constexpr std::string_view kDigits = "0123456789ABCDEF";
        std::array<std::array<char, 2>, 256> pairs{};
        for (std::size_t byte = 0; byte < pairs.size(); ++byte)
            pairs[byte] = {kDigits[byte >> 4U], kDigits[byte & 0x0FU]};
        return pairs;
    }();
    std::string out(bytes.size() * 2, '\0');
    char* at = out.data();
    for (const Byte byte : bytes) {
        std::memcpy(at, kPairs[byte].data(), 2);
        at += 2;
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
