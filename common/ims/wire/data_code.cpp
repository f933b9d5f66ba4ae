#include "common/ims/wire/data_code.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "common/base/text/ascii.hpp"
#include "common/base/text/utf8.hpp"
#include "common/ims/wire/checks.hpp"
#include "common/ims/wire/layout.hpp"

namespace ptkt::ims_wire {

namespace {

bool has(const Irm& irm, base::Byte bit) {
    return (irm.f1 & bit) != 0;
}

bool is_unicode(const Irm& irm) {
    return has(irm, f1::kUc) && (irm.es == es::kUtf8 || irm.es == es::kUtf16);
}

Code byte_code(const Request& request) {
    const bool is_translated = (request.irm.f5 & f5::kClientTranslated) != 0;
    return is_translated ? Code::Ebcdic : request.code;
}

void append_utf8(std::string& out, std::uint32_t character) {
    const auto put = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
    const auto put_rest = [&](std::uint32_t shift) { put(0x80U | (character >> shift & 0x3FU)); };
    if (character < 0x80) {
        put(character);
    } else if (character < 0x800) {
        put(0xC0U | character >> 6U);
        put_rest(0);
    } else if (character < 0x10000) {
        put(0xE0U | character >> 12U);
        put_rest(6);
        put_rest(0);
    } else {
        put(0xF0U | character >> 18U);
        put_rest(12);
        put_rest(6);
        put_rest(0);
    }
}

/// The UTF-8 of big-endian UTF-16, up to what is none; `used` says how far that is.
std::string utf8_of_utf16(base::ByteView data, std::size_t& used) {
    const auto unit_at = [data](std::size_t at) {
        return static_cast<std::uint32_t>(data[at] << 8U | data[at + 1]);
    };
    constexpr std::uint32_t kHigh = 0xD800;
    constexpr std::uint32_t kLow = 0xDC00;
    constexpr std::uint32_t kBehind = 0xE000;
    std::string out;
    for (used = 0; used + 2 <= data.size();) {
        const std::uint32_t unit = unit_at(used);
        if (unit < kHigh || unit >= kBehind) {
            append_utf8(out, unit);
            used += 2;
            continue;
        }
        if (unit >= kLow || used + 4 > data.size()) break;
        const std::uint32_t second = unit_at(used + 2);
        if (second < kLow || second >= kBehind) break;
        append_utf8(out, 0x10000U + ((unit - kHigh) << 10U) + (second - kLow));
        used += 4;
    }
    return out;
}

/// The character of UTF-8 at the front. REQUIRES: `length` bytes of it are there.
std::uint32_t character_of(std::string_view text, std::size_t length) {
    const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    if (length == 1) return byte(0);
    std::uint32_t character = byte(0) & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i)
        character = character << 6U | (byte(i) & 0x3FU);
    return character;
}

base::Bytes utf16_of_utf8(std::string_view text) {
    base::Bytes out;
    const auto put = [&out](std::uint32_t unit) {
        out.push_back(static_cast<base::Byte>(unit >> 8U));
        out.push_back(static_cast<base::Byte>(unit));
    };
    while (!text.empty()) {
        const std::size_t length = base::utf8_length(text);
        const std::uint32_t character = character_of(text, length);
        if (character < 0x10000) {
            put(character);
        } else {
            put(0xD800U + ((character - 0x10000U) >> 10U));
            put(0xDC00U + (character & 0x3FFU));
        }
        text.remove_prefix(length);
    }
    return out;
}

/// For each byte the character of names that it stands for, or 0.
using NameCharacters = std::array<char, 256>;

NameCharacters name_characters(Code code) {
    NameCharacters all{};
    for (std::size_t byte = 0; byte < all.size(); ++byte) {
        const std::string text = to_text(std::array{static_cast<base::Byte>(byte)}, code);
        if (is_name(text)) all[byte] = text.front();
    }
    return all;
}

/// The code of a row of characters of one byte each. It is looked for in every message.
Transaction transaction_in(base::ByteView data, Code code) {
    static const NameCharacters kOfAscii = name_characters(Code::Ascii);
    static const NameCharacters kOfEbcdic = name_characters(Code::Ebcdic);
    const NameCharacters& name = code == Code::Ascii ? kOfAscii : kOfEbcdic;
    const auto head = data.first(std::min(data.size(), kNameLength));
    std::array<char, kNameLength> word{};
    std::size_t length = 0;
    while (length < head.size() && name[head[length]] != 0) {
        word[length] = name[head[length]];
        ++length;
    }
    if (length == 0 || base::is_digit(word.front())) return {};
    std::size_t before = length;  // the first blank
    while (before < head.size() && head[before] == 0)
        ++before;
    if (before < head.size() && head[before] != blank(code)) return {};
    const bool is_padded = without_fill(head.subspan(before), code).empty();
    return {std::string(word.data(), length), is_padded ? head.size() : before + 1};
}

/// The low bytes of characters of two bytes each, up to one that needs both.
base::Bytes narrowed(base::ByteView data) {
    base::Bytes low;
    for (std::size_t at = 0; at + 2 <= data.size() && low.size() < kNameLength; at += 2) {
        if (data[at] != 0) break;
        low.push_back(data[at + 1]);
    }
    return low;
}

}  // namespace

DataCode data_code(const Request& request) {
    if (is_unicode(request.irm))
        return request.irm.es == es::kUtf8 ? DataCode::Utf8 : DataCode::Utf16;
    return data_code_of(byte_code(request));
}

std::string_view encoding_name(DataCode code, ebcdic::CodePage page) {
    switch (code) {
        case DataCode::Ascii:
            return "ascii";
        case DataCode::Ebcdic:
            return ebcdic::to_string(page);
        case DataCode::Utf8:
            return "utf-8";
        case DataCode::Utf16:
            return "utf-16";
    }
    return {};
}

std::optional<DecodeError> find_unicode_fault(const Request& request) {
    const Irm& irm = request.irm;
    if (irm.es == 0 || !has(irm, f1::kUc | f1::kUcTc)) return std::nullopt;
    if (irm.es > es::kUtf16)
        return exit_refuses(rsncod::kUnicode, field::kIrmEs.at,
                            fmt::format("IRM_ES {} is not a form of Unicode", irm.es));
    if (!has(irm, f1::kUc))
        return exit_refuses(rsncod::kUnicode, field::kIrmF1.at,
                            "a transaction code in Unicode before data that are not");
    const DataCode code = data_code(request);
    std::size_t before = transaction_of(request).length;
    for (const Segment segment : request.segments)
        if (!is_whole(segment.data.subspan(std::exchange(before, 0)), code))
            return exit_refuses(rsncod::kUnicode, field::kIrmEs.at,
                                fmt::format("the data are not {}", encoding_name(code, {})));
    return std::nullopt;
}

std::string data_text(base::ByteView data, DataCode code, ebcdic::CodePage page) {
    std::size_t used = 0;
    switch (code) {
        case DataCode::Ascii:
            return to_text(data, Code::Ascii);
        case DataCode::Ebcdic:
            return to_text(data, Code::Ebcdic, page);
        case DataCode::Utf8:
            return std::string(base::as_text(data));
        case DataCode::Utf16:
            return utf8_of_utf16(data, used);
    }
    return {};
}

bool is_whole(base::ByteView data, DataCode code) {
    if (code == DataCode::Utf8) return base::is_utf8(base::as_text(data));
    std::size_t used = data.size();
    if (code == DataCode::Utf16) static_cast<void>(utf8_of_utf16(data, used));
    return used == data.size();
}

base::Result<base::Bytes> data_bytes(std::string_view text, DataCode code, ebcdic::CodePage page) {
    if (code == DataCode::Ascii) return to_wire(text, Code::Ascii);
    if (code == DataCode::Ebcdic) return to_wire(text, Code::Ebcdic, page);
    if (const std::size_t good = base::utf8_prefix(text); good != text.size())
        return base::fail(base::ErrorKind::Malformed, "the byte at {} is not UTF-8", good);
    if (code == DataCode::Utf16) return utf16_of_utf8(text);
    const auto bytes = base::as_bytes(text);
    return base::Bytes(bytes.begin(), bytes.end());
}

Transaction transaction_of(const Request& request) {
    if (request.segments.empty()) return {};
    const auto data = request.segments.front().data;
    const Irm& irm = request.irm;
    if (!is_unicode(irm) || !has(irm, f1::kUcTc)) return transaction_in(data, byte_code(request));
    if (irm.es == es::kUtf8) return transaction_in(data, Code::Ascii);
    auto found = transaction_in(narrowed(data), Code::Ascii);
    found.length *= 2;
    return found;
}

}  // namespace ptkt::ims_wire
