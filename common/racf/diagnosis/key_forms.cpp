#include <algorithm>
#include <array>
#include <string_view>

#include "common/base/text/ascii.hpp"
#include "common/base/text/hex.hpp"
#include "common/base/text/tables.hpp"
#include "common/racf/diagnosis/hypotheses.hpp"

namespace ptkt::diagnosis {

namespace {

using base::Byte;
using base::Bytes;
using base::ByteView;

struct KeyForm {
    std::string what;
    base::Secret key;
};
using KeyForms = std::vector<KeyForm>;

Bytes copy(ByteView bytes) {
    return {bytes.begin(), bytes.end()};
}

template <typename Change>
base::Secret changed(ByteView key, Change change) {
    Bytes bytes = copy(key);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = change(bytes[i], i);
    return base::Secret(std::move(bytes));
}

Byte to_ebcdic(Byte latin1) {
    const auto& table = ebcdic::kLatin1Of1047;
    return static_cast<Byte>(std::find(table.begin(), table.end(), latin1) - table.begin());
}

/// Reverses the order of the bytes within each group of `size`.
base::Secret reversed(ByteView key, std::size_t size) {
    Bytes bytes = copy(key);
    for (std::size_t at = 0; at + size <= bytes.size(); at += size)
        std::reverse(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                     bytes.begin() + static_cast<std::ptrdiff_t>(at + size));
    return base::Secret(std::move(bytes));
}

base::Secret halves_swapped(ByteView key) {
    Bytes bytes = copy(key);
    std::rotate(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(bytes.size() / 2),
                bytes.end());
    return base::Secret(std::move(bytes));
}

void add_byte_orders(ByteView key, KeyForms& forms) {
    forms.push_back({"the key's bytes in reverse order", reversed(key, key.size())});
    forms.push_back({"the key's two halves exchanged", halves_swapped(key)});
    forms.push_back({"the key's words in little-endian order", reversed(key, 4)});
    forms.push_back({"the two digits of each byte exchanged", changed(key, [](Byte b, std::size_t) {
                         return static_cast<Byte>(b << 4U | b >> 4U);
                     })});
}

void add_translations(ByteView key, KeyForms& forms) {
    forms.push_back({"the key's bytes translated from ASCII to EBCDIC on their way",
                     changed(key, [](Byte b, std::size_t) { return to_ebcdic(b); })});
    forms.push_back(
        {"the key's bytes translated from EBCDIC to ASCII on their way",
         changed(key, [](Byte b, std::size_t) { return ebcdic::kLatin1Of1047.at(b); })});
}

/// The hexadecimal digits themselves as the key. A DES key takes 8 of the 16 characters.
void add_hex_texts(ByteView key, bool des, KeyForms& forms) {
    for (const bool lower : {false, true}) {
        std::string digits = base::to_hex(key);
        const base::WipeGuard guard(digits);
        if (lower)
            std::transform(digits.begin(), digits.end(), digits.begin(),
                           [](char c) { return base::to_lower(c); });
        const ByteView ascii = base::as_bytes(digits);
        const base::Secret ebcdic =
            changed(ascii, [](Byte b, std::size_t) { return to_ebcdic(b); });
        for (const bool in_ebcdic : {false, true}) {
            const ByteView text = in_ebcdic ? ebcdic.view() : ascii;
            const char* code = in_ebcdic ? "EBCDIC" : "ASCII";
            if (!des) {
                forms.push_back({fmt::format("the key's hexadecimal digits as {} text", code),
                                 base::Secret(text)});
                continue;
            }
            for (const std::size_t from : {0, 8})
                forms.push_back({fmt::format("{} 8 of the key's hexadecimal digits as {} text",
                                             from == 0 ? "the first" : "the last", code),
                                 base::Secret(text.subspan(from, 8))});
        }
    }
}

/// A masked key as it stands in the RACF database is the key under a fixed XOR; whoever reads it
/// there and takes it for the key has this one.
void add_masked_form(ByteView key, KeyForms& forms) {
    constexpr std::array<Byte, 8> kMask{0xBB, 0xFC, 0xD1, 0x8E, 0x82, 0x66, 0x60, 0xB6};
    forms.push_back(
        {"the KEYMASKED form from the database instead of the key itself",
         changed(key, [&](Byte b, std::size_t i) { return static_cast<Byte>(b ^ kMask.at(i)); })});
}

void add_lengths(ByteView key, KeyForms& forms) {
    for (const std::size_t size : {128U, 64U, 32U})
        if (key.size() > size)
            forms.push_back({fmt::format("only the first {} bytes of the key", size),
                             base::Secret(key.first(size))});
    const crypto::Sha512Digest digest = crypto::sha512(key);
    forms.push_back({"the SHA-512 hash of the key, which only keys of more than 128 bytes need",
                     base::Secret(ByteView(digest))});
}

KeyForms forms_of(const KeyEvidence& from) {
    const ByteView key = from.key.view();
    const bool des = from.kind == passticket::Kind::Legacy;
    KeyForms forms;
    add_byte_orders(key, forms);
    add_translations(key, forms);
    add_hex_texts(key, des, forms);
    if (des) {
        add_masked_form(key, forms);
    } else {
        add_lengths(key, forms);
    }
    return forms;
}

bool same_key(const KeyEvidence& from, const base::Secret& key) {
    return from.kind == passticket::Kind::Legacy ? crypto::same_des_key(from.key, key)
                                                 : from.key.equals(key);
}

}  // namespace

Trials try_key_forms(const Case& c) {
    Trials trials;
    for (const ReadyKey& key : c.expected_keys()) {
        const auto& value = c.value(key.kind());
        if (!value) continue;
        for (const KeyForm& form : forms_of(key.from())) {
            if (same_key(key.from(), form.key)) continue;
            const auto mangled = ReadyKey::make(key.from(), form.key);
            if (!mangled) continue;
            const auto made =
                trials.attempt(Cause::MangledKey, *mangled, c.names(), *value, c.now());
            if (!made) continue;
            Finding finding{Cause::MangledKey};
            finding.what = fmt::format("made with {}: {}", owner_of(key.from()), form.what);
            finding.todo = "enter the key on the maker's side again, as hexadecimal digits";
            finding.made = *made;
            finding.profile = key.from().profile;
            trials.add(std::move(finding));
        }
    }
    return trials;
}

}  // namespace ptkt::diagnosis
