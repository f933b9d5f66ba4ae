#include "common/racf/passticket/key_weakness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <bitset>
#include <stdexcept>

#include "common/base/secret.hpp"
#include "common/crypto/des.hpp"

namespace ptkt::passticket {

namespace {

using base::Byte;
using base::ByteView;
using ByteSet = std::bitset<256>;

constexpr Byte kAsciiBlank = 0x20;
constexpr Byte kEbcdicBlank = 0x40;

using DesBytes = std::array<Byte, crypto::DesKey::kSize>;

/// Keys that are printed somewhere. They have been public for decades, so they may stand here.
constexpr DesBytes kPublished[] = {
    {0xE0, 0x01, 0x19, 0x35, 0x19, 0x56, 0x19, 0x77},  // IBM's example, and ours
    {0xE1, 0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8},  // examples of RDEFINE
    {0x12, 0x34, 0x56, 0x78, 0x9A, 0xBC, 0xDE, 0xF0},
    {0x12, 0x34, 0x56, 0x78, 0x90, 0xAB, 0xCD, 0xEF},
    {0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF},  // texts on DES
    {0xFE, 0xDC, 0xBA, 0x98, 0x76, 0x54, 0x32, 0x10},
    {0x13, 0x34, 0x57, 0x79, 0x9B, 0xBC, 0xDF, 0xF1},
    {0x0E, 0x32, 0x92, 0x32, 0xEA, 0x6D, 0x0D, 0x73},
    {0x3B, 0x38, 0x98, 0x37, 0x15, 0x20, 0xF7, 0x5E},
    {0xDE, 0xAD, 0xBE, 0xEF, 0xCA, 0xFE, 0xBA, 0xBE},
    {'P', '@', 's', 's', 'w', '0', 'r', 'd'},
};

Byte without_parity(Byte byte) {
    return static_cast<Byte>(byte & 0xFEU);
}

bool is_published(ByteView key) {
    return std::ranges::any_of(kPublished, [&](const DesBytes& known) {
        return std::ranges::equal(key, known, {}, without_parity, without_parity);
    });
}

// Text.

ByteSet bytes_of(std::initializer_list<std::pair<unsigned, unsigned>> ranges) {
    ByteSet set;
    for (const auto& [first, last] : ranges)
        for (unsigned byte = first; byte <= last; ++byte)
            set.set(byte);
    return set;
}

/// The letters and digits of a code, and whatever else is text in it.
struct Alphabet {
    ByteSet upper;
    ByteSet lower;
    ByteSet digits;
    ByteSet text;
    Byte blank;
    bool mixes;  ///< digits may stand anywhere in a text in lower case, not only after it
};

const Alphabet& ascii() {
    static const Alphabet kAscii{bytes_of({{'A', 'Z'}}),
                                 bytes_of({{'a', 'z'}}),
                                 bytes_of({{'0', '9'}}),
                                 bytes_of({{0x20, 0x7E}}),
                                 kAsciiBlank,
                                 true};
    return kAscii;
}

const Alphabet& ebcdic() {
    static const Alphabet kEbcdic = [] {
        Alphabet code{bytes_of({{0xC1, 0xC9}, {0xD1, 0xD9}, {0xE2, 0xE9}}),
                      bytes_of({{0x81, 0x89}, {0x91, 0x99}, {0xA2, 0xA9}}),
                      bytes_of({{0xF0, 0xF9}}),
                      {},
                      kEbcdicBlank,
                      false};
        code.text =
            code.upper | code.lower | code.digits |
            bytes_of({{0x40, 0x40}, {0x4A, 0x50}, {0x5A, 0x61}, {0x6B, 0x6F}, {0x7A, 0x7F}});
        return code;
    }();
    return kEbcdic;
}

bool all_in(ByteView bytes, const ByteSet& set) {
    return std::ranges::all_of(bytes, [&](Byte byte) { return set.test(byte); });
}

/// What is left in front of the blanks or zeros that fill a key up.
ByteView without_padding(ByteView key, Byte blank) {
    if (key.empty() || (key.back() != blank && key.back() != 0)) return key;
    const Byte pad = key.back();
    while (!key.empty() && key.back() == pad)
        key = key.first(key.size() - 1);
    return key;
}

/// A word with digits after it, or without any.
bool is_word(ByteView text, const Alphabet& code) {
    const auto end = std::ranges::find_if_not(text, [&](Byte b) { return code.lower.test(b); });
    return std::all_of(end, text.end(), [&](Byte byte) { return code.digits.test(byte); });
}

/// Upper case and digits, in a code that somebody has set the parity of to odd.
bool is_upper_with_parity(ByteView key, const Alphabet& code) {
    return std::ranges::all_of(key, [&](Byte byte) {
        const bool is_odd = std::popcount(byte) % 2 == 1;
        const unsigned other = byte ^ 1U;
        return is_odd &&
               ((code.upper | code.digits).test(byte) || (code.upper | code.digits).test(other));
    });
}

bool is_des_text(ByteView key, const Alphabet& code) {
    const ByteView text = without_padding(key, code.blank);
    if (text.empty()) return false;
    if (all_in(text, code.upper | code.digits) || is_upper_with_parity(key, code)) return true;
    if (code.mixes && all_in(text, code.lower | code.digits)) return true;
    return is_word(code.upper.test(text.front()) ? text.subspan(1) : text, code);
}

bool is_hmac_text(ByteView key, const Alphabet& code) {
    return all_in(without_padding(key, code.blank), code.text);
}

// Patterns.

std::size_t distinct_bytes(ByteView key, Byte ignored_bits) {
    ByteSet seen;
    for (const Byte byte : key)
        seen.set(byte & ~unsigned{ignored_bits} & 0xFFU);
    return seen.count();
}

std::size_t distinct_digits(ByteView key) {
    std::bitset<16> seen;
    for (const Byte byte : key)
        seen.set(byte >> 4U).set(byte & 0xFU);
    return seen.count();
}

/// How long the piece is that the whole key consists of, over and over. [Knuth, Morris, Pratt]
std::size_t period(ByteView key) {
    std::array<std::uint16_t, 257> border{};
    std::size_t length = 0;
    for (std::size_t i = 1; i < key.size() && i < 256; ++i) {
        while (length > 0 && key[i] != key[length])
            length = border[length];
        if (key[i] == key[length]) ++length;
        border[i + 1] = static_cast<std::uint16_t>(length);
    }
    return key.size() - length;
}

std::size_t longest_run(ByteView key) {
    std::size_t longest = 0;
    std::size_t run = 0;
    for (std::size_t i = 0; i < key.size(); ++i) {
        run = i > 0 && key[i] == key[i - 1] ? run + 1 : 1;
        longest = std::max(longest, run);
    }
    return longest;
}

/// How many steps from one to the next are the same; `modulus` is how many values there are.
template <typename At>
std::size_t equal_steps(std::size_t count, unsigned modulus, const At& at) {
    std::array<std::uint16_t, 256> steps{};
    for (std::size_t i = 1; i < count; ++i)
        ++steps[(at(i) + modulus - at(i - 1)) % modulus];
    return *std::ranges::max_element(steps);
}

/// Bytes that count, though parity bits were set on the way: no two steps differ by more than 4.
bool counts_roughly(ByteView key) {
    const auto step = [&](std::size_t i) { return unsigned{key[i]} + 256U - key[i - 1]; };
    constexpr unsigned kApart = 4;
    unsigned least = kApart;
    unsigned most = kApart;
    for (std::size_t i = 1; i < key.size(); ++i) {
        const unsigned apart = (step(i) + 256U + kApart - step(1)) % 256U;
        least = std::min(least, apart);
        most = std::max(most, apart);
    }
    return most - least <= kApart;
}

bool is_sequence(ByteView key) {
    const std::size_t digits = 2 * key.size();
    const auto byte = [&](std::size_t i) { return unsigned{key[i]}; };
    const auto digit = [&](std::size_t i) {
        return i % 2 == 0 ? key[i / 2] >> 4U : key[i / 2] & 0xFU;
    };
    return equal_steps(key.size(), 256, byte) * 10 >= 7 * (key.size() - 1) ||
           equal_steps(digits, 16, digit) * 10 >= 7 * (digits - 1) || counts_roughly(key);
}

std::optional<KeyWeakness> des_weakness(ByteView key) {
    constexpr std::size_t kFewBytes = 3;
    constexpr std::size_t kFewDigits = 3;
    if (crypto::is_weak_des_key(key)) return KeyWeakness::WeakDes;
    if (is_published(key)) return KeyWeakness::Published;
    DesBytes bare;
    const base::WipeGuard guard(bare);
    std::ranges::transform(key, bare.begin(), without_parity);
    if (distinct_bytes(key, 1) <= kFewBytes || period(bare) <= bare.size() / 2 ||
        std::equal(bare.begin(), bare.begin() + 4, bare.rbegin()))
        return KeyWeakness::Repeated;
    if (is_sequence(key)) return KeyWeakness::Sequence;
    if (distinct_digits(key) <= kFewDigits) return KeyWeakness::FewDigits;
    if (is_des_text(key, ascii())) return KeyWeakness::AsciiText;
    if (is_des_text(key, ebcdic())) return KeyWeakness::EbcdicText;
    return std::nullopt;
}

std::optional<KeyWeakness> hmac_weakness(ByteView key) {
    constexpr std::size_t kFewBytes = 12;
    constexpr std::size_t kFewDigits = 8;
    constexpr std::size_t kLongRun = 8;
    if (distinct_bytes(key, 0) <= kFewBytes || period(key) <= key.size() / 2 ||
        longest_run(key) >= kLongRun)
        return KeyWeakness::Repeated;
    if (is_sequence(key)) return KeyWeakness::Sequence;
    if (distinct_digits(key) <= kFewDigits) return KeyWeakness::FewDigits;
    if (is_hmac_text(key, ascii())) return KeyWeakness::AsciiText;
    if (is_hmac_text(key, ebcdic())) return KeyWeakness::EbcdicText;
    if (key.size() < kAdvisedHmacKey) return KeyWeakness::Short;
    return std::nullopt;
}

struct Description {
    KeyWeakness weakness;
    std::string_view word;
    std::string_view why;
};
constexpr Description kDescriptions[] = {
    {KeyWeakness::Published, "published", "it is printed in manuals and examples"},
    {KeyWeakness::WeakDes, "weak-des", "it is one of the 16 weak and semi-weak keys of DES"},
    {KeyWeakness::Repeated, "repeated", "it repeats a few bytes"},
    {KeyWeakness::Sequence, "sequence", "it counts up or down"},
    {KeyWeakness::FewDigits, "few-digits", "it has few different hexadecimal digits"},
    {KeyWeakness::AsciiText, "ascii-text", "it is text in ASCII, which is quickly guessed"},
    {KeyWeakness::EbcdicText, "ebcdic-text", "it is text in EBCDIC, which is quickly guessed"},
    {KeyWeakness::Short, "short", "it is an HMAC key of less than 64 bytes"},
};

const Description& description_of(KeyWeakness weakness) {
    for (const Description& one : kDescriptions)
        if (one.weakness == weakness) return one;
    throw std::logic_error("unknown weakness of a key");
}

}  // namespace

std::optional<KeyWeakness> weakness_of(ByteView key) {
    if (key.size() == crypto::DesKey::kSize) return des_weakness(key);
    return key.size() > crypto::DesKey::kSize ? hmac_weakness(key) : std::nullopt;
}

std::string_view to_string(KeyWeakness weakness) {
    return description_of(weakness).word;
}

std::string_view why_weak(KeyWeakness weakness) {
    return description_of(weakness).why;
}

std::string better_key(ByteView key) {
    return fmt::format("make a random key of {0} bytes, for example with 'openssl rand -hex {0}'",
                       key.size() == crypto::DesKey::kSize ? crypto::DesKey::kSize
                                                           : std::max(key.size(), kAdvisedHmacKey));
}

}  // namespace ptkt::passticket
