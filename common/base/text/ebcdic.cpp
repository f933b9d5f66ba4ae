#include "common/base/text/ebcdic.hpp"

#include <algorithm>
#include <stdexcept>

#include "common/base/text/ascii.hpp"
#include "common/base/text/latin1.hpp"
#include "common/base/text/tables.hpp"

namespace ptkt::ebcdic {

namespace {

constexpr Table inverted(const Table& table) {
    Table inverse{};
    for (std::size_t i = 0; i < table.size(); ++i)
        inverse[table[i]] = static_cast<base::Byte>(i);
    return inverse;
}

constexpr Table kEbcdic1047 = inverted(kLatin1Of1047);
constexpr Table kEbcdic037 = inverted(kLatin1Of037);
constexpr Table kEbcdic500 = inverted(kLatin1Of500);

const Table& latin1_of(CodePage page) {
    switch (page) {
        case CodePage::Cp1047:
            return kLatin1Of1047;
        case CodePage::Cp037:
            return kLatin1Of037;
        case CodePage::Cp500:
            return kLatin1Of500;
    }
    throw std::logic_error("unknown code page");
}

const Table& ebcdic_of(CodePage page) {
    switch (page) {
        case CodePage::Cp1047:
            return kEbcdic1047;
        case CodePage::Cp037:
            return kEbcdic037;
        case CodePage::Cp500:
            return kEbcdic500;
    }
    throw std::logic_error("unknown code page");
}

}  // namespace

std::optional<CodePage> code_page(std::string_view name) {
    std::string lower = base::to_lower(name);
    for (const std::string_view prefix : {"cp", "ibm-", "ibm"}) {
        if (lower.starts_with(prefix)) {
            lower.erase(0, prefix.size());
            break;
        }
    }
    if (lower == "1047") return CodePage::Cp1047;
    if (lower == "037" || lower == "37") return CodePage::Cp037;
    if (lower == "500") return CodePage::Cp500;
    return std::nullopt;
}

std::string_view to_string(CodePage page) {
    switch (page) {
        case CodePage::Cp1047:
            return "cp1047";
        case CodePage::Cp037:
            return "cp037";
        case CodePage::Cp500:
            return "cp500";
    }
    throw std::logic_error("unknown code page");
}

base::Result<base::Bytes> encode(std::string_view text, CodePage page) {
    const Table& table = ebcdic_of(page);
    base::Bytes out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto character = base::next_latin1(text, at);
        if (!character)
            return base::fail(base::ErrorKind::Malformed, "{}",
                              base::why_no_latin1(text, at, to_string(page)));
        out.push_back(table[*character]);
    }
    return out;
}

std::string decode(base::ByteView bytes, CodePage page) {
    const Table& table = latin1_of(page);
    std::string out(bytes.size(), '\0');
    unsigned seen = 0;
    char* place = out.data();
#pragma GCC unroll 8
    for (const base::Byte byte : bytes) {
        const unsigned latin1 = table[byte];
        seen |= latin1;
        *place++ = static_cast<char>(latin1);
    }
    return seen < 0x80 ? out : base::utf8_of_latin1(out);
}

bool is_ascii(base::ByteView bytes, std::string_view text, CodePage page) {
    const Table& table = latin1_of(page);
    return std::ranges::equal(bytes, text, [&table](base::Byte byte, char c) {
        const auto character = static_cast<unsigned char>(c);
        return character < 0x80 && table[byte] == character;
    });
}

std::array<base::Byte, 8> padded_name(std::string_view name) {
    std::array<base::Byte, 8> out;
    out.fill(kBlank);
    if (name.size() > out.size()) throw std::logic_error("padded_name: more than 8 characters");
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto c = static_cast<unsigned char>(name[i]);
        if (c >= 0x80) throw std::logic_error("padded_name: not ASCII");
        out[i] = kEbcdic1047[c];
    }
    return out;
}

}  // namespace ptkt::ebcdic
