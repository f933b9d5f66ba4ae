#include "common/racf/passticket/check_value.hpp"

#include "common/base/text/hex.hpp"
#include "common/crypto/des.hpp"
#include "common/crypto/hash.hpp"

namespace ptkt::passticket {

base::Result<std::string> check_value(const base::Secret& key) {
    constexpr std::size_t kShown = 3;
    if (key.size() == crypto::DesKey::kSize) {
        const auto des = crypto::DesKey::make(key);
        if (!des) return des.error();
        return base::to_hex(base::ByteView(des->encrypt({})).first(kShown));
    }
    const auto digest = crypto::HmacSha512(key).digest(base::as_bytes("ptkt key check value"));
    return base::to_hex(base::ByteView(digest).first(kShown));
}

}  // namespace ptkt::passticket
