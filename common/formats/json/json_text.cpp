#include "common/formats/json/json_text.hpp"

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

/// How a character is written, filled up so that one store writes it.
struct Written {
    std::array<char, 8> text{};
    std::uint8_t length = 0;
};

constexpr Written escape_of(unsigned code, std::string_view digits) {
    return {{'\\', 'u', '0', '0', digits[code >> 4U], digits[code & 0xFU]}, 6};
}

constexpr std::array<Written, 256> written_bytes() {
    constexpr std::string_view kFrom = "\"\\\n\r\t";
    constexpr std::string_view kTo = "\"\\nrt";
    std::array<Written, 256> all{};
    for (unsigned byte = 0; byte < 0x80; ++byte) {
        const char c = static_cast<char>(byte);
        if (const auto known = kFrom.find(c); known != std::string_view::npos)
            all[byte] = {{'\\', kTo[known]}, 2};
        else if (byte < 0x20 || byte == 0x7F)
            all[byte] = escape_of(byte, "0123456789abcdef");
        else
            all[byte] = {{c}, 1};
    }
    return all;
}

/// The control characters U+0080 to U+009F, as visible.hpp has them.
constexpr std::array<Written, 32> written_upper_controls() {
    std::array<Written, 32> all{};
    for (unsigned i = 0; i < all.size(); ++i)
        all[i] = escape_of(0x80 + i, "0123456789ABCDEF");
    return all;
}

constexpr std::size_t kLongRun = 32;  // of plain characters: then they are copied at once

/// The characters up to U+00FF that a text begins with, up to a long run of plain ones; how many
/// bytes. There may be millions of them, each an escape.
std::size_t append_latin1(std::string& out, std::string_view text) {
    static constexpr auto kWritten = written_bytes();
    static constexpr auto kUpperControls = written_upper_controls();
    std::array<char, 2048> gathered;
    std::size_t used = 0;
    const auto put = [&](const Written& one) {
        std::memcpy(gathered.data() + used, one.text.data(), one.text.size());
        used += one.length;
    };
    const auto byte_at = [text](std::size_t at) {
        return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
    };
    std::size_t at = 0;
    std::size_t plain_since = 0;
    while (at < text.size() && at - plain_since < kLongRun && used + 8 <= gathered.size()) {
        const unsigned byte = byte_at(at);
        if (byte < 0x80) {
            put(kWritten[byte]);
            ++at;
            if (kWritten[byte].length > 1) plain_since = at;
            continue;
        }
        const unsigned next = byte_at(at + 1);
        if ((byte != 0xC2 && byte != 0xC3) || (next & 0xC0U) != 0x80U) break;
        if (byte == 0xC2 && next < 0xA0) {
            put(kUpperControls[next - 0x80]);
        } else {
            put({{text[at], text[at + 1]}, 2});
        }
        plain_since = at += 2;
    }
    out.append(gathered.data(), used);
    return at;
}

/// The first character of a text that lies beyond U+00FF, or is none; how many bytes it has.
std::size_t append_beyond_latin1(std::string& out, std::string_view text) {
    const std::size_t length = base::utf8_length(text);
    if (length == 0) {
        out += "\xEF\xBF\xBD";
        return 1;
    }
    const std::string_view character = text.substr(0, length);
    if (base::unsafe_length(text) > 0)
        base::append_on_one_line(out, character);
    else
        out += character;
    return length;
}

}  // namespace

bool is_plain_in_json(std::string_view text) {
    return plain_prefix(text) == text.size();
}

void append_json_characters(std::string& out, std::string_view text) {
    while (!text.empty()) {
        const std::size_t plain = plain_prefix(text);
        out += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty()) return;
        const std::size_t latin1 = append_latin1(out, text);
        text.remove_prefix(latin1 > 0 ? latin1 : append_beyond_latin1(out, text));
    }
}

}  // namespace ptkt::json
