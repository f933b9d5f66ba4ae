#include "common/formats/json/json_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "common/base/text/utf8.hpp"
#include "common/base/text/visible.hpp"

namespace ptkt::json {

namespace {

/// What stands for itself in a JSON string: printable ASCII but for the quote and the backslash.
constexpr std::array<bool, 256> plain_characters() {
    std::array<bool, 256> plain{};
    for (std::size_t c = 0x20; c < 0x7F; ++c)
        plain[c] = c != '"' && c != '\\';
    return plain;
}

constexpr std::uint64_t every_byte(std::uint64_t byte) {
    return byte * 0x0101010101010101U;
}

/// Whether eight characters are all plain: for each condition the top bit of a byte that meets it.
bool are_plain(std::uint64_t eight) {
    const auto zero_bytes = [](std::uint64_t x) { return (x - every_byte(1)) & ~x; };
    const std::uint64_t special = eight | (eight - every_byte(0x20)) | (eight + every_byte(1)) |
                                  zero_bytes(eight ^ every_byte('"')) |
                                  zero_bytes(eight ^ every_byte('\\'));
    return (special & every_byte(0x80)) == 0;
}

std::size_t plain_prefix(std::string_view text) {
    static constexpr auto kPlain = plain_characters();
    std::size_t length = 0;
    for (std::uint64_t eight = 0; text.size() - length >= sizeof eight; length += sizeof eight) {
        std::memcpy(&eight, text.data() + length, sizeof eight);
        if (!are_plain(eight)) break;
    }
    while (length < text.size() && kPlain[static_cast<unsigned char>(text[length])])
        ++length;
    return length;
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

/// The control characters that a text begins with, some at a time: there may be millions.
std::size_t append_controls(std::string& out, std::string_view text) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    constexpr std::string_view kNamed = "\n\r\t";
    std::array<char, 6 * 128> escapes;
    std::size_t used = 0;
    std::size_t count = 0;
    while (count < text.size() && used < escapes.size() && is_control(text[count]) &&
           kNamed.find(text[count]) == std::string_view::npos) {
        const auto byte = static_cast<unsigned char>(text[count++]);
        for (const char c : {'\\', 'u', '0', '0', kDigits[byte >> 4U], kDigits[byte & 0xFU]})
            escapes[used++] = c;
    }
    out.append(escapes.data(), used);
    return count;
}

/// The first character of a text that does not begin with a plain one; how many bytes it has.
std::size_t append_special(std::string& out, std::string_view text) {
    const char c = text.front();
    constexpr std::string_view kFrom = "\"\\\n\r\t";
    constexpr std::string_view kTo = "\"\\nrt";
    if (const auto known = kFrom.find(c); known != std::string_view::npos) {
        out += '\\';
        out += kTo[known];
        return 1;
    }
    if (is_control(c)) {
        return append_controls(out, text);
    }
    const std::size_t length = base::utf8_length(text);
    if (length > 1 && base::unsafe_length(text) > 0) {
        out += base::on_one_line(text.substr(0, length));
        return length;
    }
    out += length == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(0, length);
    return std::max<std::size_t>(length, 1);
}

}  // namespace

bool is_plain_in_json(std::string_view text) {
    return plain_prefix(text) == text.size();
}

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    append_json_characters(out, text);
    out += '"';
}

void append_json_characters(std::string& out, std::string_view text) {
    while (!text.empty()) {
        const std::size_t plain = plain_prefix(text);
        out += text.substr(0, plain);
        text.remove_prefix(plain);
        if (!text.empty()) text.remove_prefix(append_special(out, text));
    }
}

}  // namespace ptkt::json
