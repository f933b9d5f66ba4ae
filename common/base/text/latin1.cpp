#include "common/base/text/latin1.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/base/text/utf8.hpp"

namespace ptkt::base {

namespace {

bool is_seven_bit(std::string_view text) {
    unsigned seen = 0;
    for (const char c : text)
        seen |= static_cast<unsigned char>(c);
    return seen < 0x80;
}

}  // namespace

std::string utf8_of_latin1(std::string_view latin1) {
    if (is_seven_bit(latin1)) return std::string(latin1);
    std::size_t upper = 0;
    for (const char c : latin1)
        upper += static_cast<unsigned char>(c) >> 7U;
    std::string out(latin1.size() + upper, '\0');
    char* place = out.data();
    for (const char c : latin1) {
        const auto character = static_cast<unsigned char>(c);
        if (character < 0x80) {
            *place++ = c;
        } else {
            *place++ = static_cast<char>(0xC0U | character >> 6U);
            *place++ = static_cast<char>(0x80U | (character & 0x3FU));
        }
    }
    return out;
}

std::optional<Byte> next_latin1(std::string_view text, std::size_t& at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) {
        ++at;
        return lead;
    }
    if ((lead != 0xC2 && lead != 0xC3) || at + 1 >= text.size()) return std::nullopt;
    const auto second = static_cast<unsigned char>(text[at + 1]);
    if (second < 0x80 || second > 0xBF) return std::nullopt;
    at += 2;
    return static_cast<Byte>((lead & 0x03U) << 6U | (second & 0x3FU));
}

std::optional<Bytes> latin1_of_utf8(std::string_view text, std::size_t& fault) {
    Bytes out;
    if (is_seven_bit(text)) {
        const auto bytes = as_bytes(text);
        out.assign(bytes.begin(), bytes.end());
        return out;
    }
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = next_latin1(text, at);
        if (!byte) {
            fault = at;
            return std::nullopt;
        }
        out.push_back(*byte);
    }
    return out;
}

std::string why_no_latin1(std::string_view text, std::size_t at, std::string_view code) {
    if (utf8_length(text.substr(at)) == 0)
        return fmt::format("byte X'{:02X}' at byte {} is not UTF-8",
                           static_cast<unsigned char>(text[at]), at);
    return fmt::format("character at byte {} has no place in {}", at, code);
}

}  // namespace ptkt::base
