#ifndef PTKT_RACF_PASSTICKET_KEY_WEAKNESS_HPP
#define PTKT_RACF_PASSTICKET_KEY_WEAKNESS_HPP

#include <optional>
#include <string>
#include <string_view>

#include "common/base/bytes.hpp"

/// Keys that somebody guesses. A DES key of eight letters and digits is one of 19^8, because DES
/// ignores a bit of each byte: two or three tickets seen on a network give it away in minutes. The
/// check costs the same whatever the key, and looks at no dictionary.
///
/// It must not cry wolf. Each class of weak keys has a share of all keys, and together they are
/// kept below one in a million, of keys of any parity as of keys of odd parity. So text with a
/// capital letter, and text in EBCDIC's lower case, counts only as a word with digits after it, and
/// text that mixes the cases at will does not count at all: 62^8 keys are one in 85,000.
namespace ptkt::passticket {

enum class KeyWeakness {
    Published,   ///< `published`: stands in manuals and examples
    WeakDes,     ///< `weak-des`: one of the 16 weak and semi-weak keys of DES
    Repeated,    ///< `repeated`: few different bytes, a shorter key repeated, or padded
    Sequence,    ///< `sequence`: counts up or down
    FewDigits,   ///< `few-digits`: few different hexadecimal digits
    AsciiText,   ///< `ascii-text`
    EbcdicText,  ///< `ebcdic-text`
    Short,       ///< `short`: an HMAC key of less than 64 bytes, which IBM advises against
};

/// Shorter HMAC keys are allowed from 32 bytes on, and not advised.
inline constexpr std::size_t kAdvisedHmacKey = 64;

/// What is wrong with a key: of 8 bytes a legacy (DES) one, of more an enhanced (HMAC) one.
[[nodiscard]] std::optional<KeyWeakness> weakness_of(base::ByteView key);

[[nodiscard]] std::string_view to_string(KeyWeakness weakness);
/// `it is text in ASCII, ...`: for people.
[[nodiscard]] std::string_view why_weak(KeyWeakness weakness);
/// How to make a key that nobody guesses, of the same kind as this one.
[[nodiscard]] std::string better_key(base::ByteView key);

}  // namespace ptkt::passticket

#endif
