#include "common/racf/passticket/key_text.hpp"

#include "common/base/text/ascii.hpp"
#include "common/base/text/hex.hpp"
#include "common/crypto/des.hpp"
#include "common/racf/passticket/enhanced.hpp"

namespace ptkt::passticket {

base::Result<base::Secret> key_of_text(const base::Secret& text) {
    std::string digits;
    digits.reserve(text.size());  // so that no copy is left behind when it grows
    base::WipeGuard guard(digits);
    for (const char c : base::as_text(text.view())) {
        if (base::is_blank(c) || c == '\n' || c == '\r') continue;
        if (!base::hex_digit(c))
            return base::fail(base::ErrorKind::Malformed,
                              "this is not a key: a key is written in hexadecimal digits");
        digits += c;
    }
    const std::size_t bytes = digits.size() / 2;
    const bool fits =
        digits.size() % 2 == 0 && (bytes == crypto::DesKey::kSize ||
                                   (bytes >= kShortestEnhancedKey && bytes <= kLongestEnhancedKey));
    if (!fits)
        return base::with_hint(base::fail(base::ErrorKind::Malformed,
                                          "the key has {} hexadecimal digits", digits.size()),
                               "a legacy (DES) key has 16, an enhanced (HMAC) key 64 to 512");
    return base::Secret(base::from_hex(digits).value());
}

}  // namespace ptkt::passticket
