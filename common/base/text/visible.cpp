#include "common/base/text/visible.hpp"

#include <algorithm>
#include <cstdint>

#include "common/base/text/ascii.hpp"
#include "common/base/text/utf8.hpp"

namespace ptkt::base {

namespace {

std::uint32_t byte_of(char c) {
    return static_cast<unsigned char>(c);
}

/// The code point of a character of two or three bytes.
std::uint32_t code_point(std::string_view character) {
    constexpr std::uint32_t kSix = 0x3F;
    if (character.size() == 2)
        return (byte_of(character[0]) & 0x1FU) << 6U | (byte_of(character[1]) & kSix);
    return (byte_of(character[0]) & 0x0FU) << 12U | (byte_of(character[1]) & kSix) << 6U |
           (byte_of(character[2]) & kSix);
}

bool is_between(std::uint32_t code, std::uint32_t first, std::uint32_t last) {
    return first <= code && code <= last;
}

bool is_unsafe(std::uint32_t code) {
    constexpr std::uint32_t kArabicLetterMark = 0x061C;
    return is_between(code, 0x80, 0x9F) || code == kArabicLetterMark ||
           is_between(code, 0x200E, 0x200F) ||  // marks of direction
           is_between(code, 0x2028, 0x202E) ||  // separators, embeddings, overrides
           is_between(code, 0x2066, 0x2069);    // isolates
}

void append_hex(std::string& out, std::uint32_t value, unsigned digits) {
    while (digits-- > 0)
        out += "0123456789ABCDEF"[value >> 4U * digits & 0xFU];
}

void append_escape(std::string& out, std::string_view unsafe) {
    constexpr std::string_view kFrom = "\n\r\t";
    constexpr std::string_view kTo = "nrt";
    out += '\\';
    if (unsafe.size() > 1) {
        out += 'u';
        append_hex(out, code_point(unsafe), 4);
    } else if (const auto known = kFrom.find(unsafe.front()); known != std::string_view::npos) {
        out += kTo[known];
    } else {
        out += 'x';
        append_hex(out, byte_of(unsafe.front()), 2);
    }
}

void append_without_unsafe(std::string& out, std::string_view text, std::string_view kept) {
    while (!text.empty()) {
        const std::size_t unsafe =
            kept.find(text.front()) != std::string_view::npos ? 0 : unsafe_length(text);
        const std::size_t length = std::max(unsafe, std::max<std::size_t>(utf8_length(text), 1));
        if (unsafe > 0) {
            append_escape(out, text.substr(0, length));
        } else {
            out += text.substr(0, length);
        }
        text.remove_prefix(length);
    }
}

std::string without_unsafe(std::string_view text, std::string_view kept) {
    if (std::ranges::all_of(text, &is_printable)) return std::string(text);
    std::string out;
    append_without_unsafe(out, text, kept);
    return out;
}

}  // namespace

std::size_t unsafe_length(std::string_view text) {
    if (text.empty() || is_printable(text.front())) return 0;
    const std::size_t length = utf8_length(text);
    if (length <= 1) return 1;
    return length < 4 && is_unsafe(code_point(text.substr(0, length))) ? length : 0;
}

std::string on_one_line(std::string_view text) {
    return without_unsafe(text, {});
}

void append_on_one_line(std::string& out, std::string_view text) {
    append_without_unsafe(out, text, {});
}

std::string for_terminal(std::string_view text) {
    return without_unsafe(text, "\n\t");
}

}  // namespace ptkt::base
