#include "common/racf/rotation/key_maker.hpp"

#include "common/crypto/des.hpp"
#include "common/crypto/random.hpp"

namespace ptkt::rotation {

base::Result<base::Secret> random_des_key() {
    for (;;) {
        const auto random = crypto::random_bytes(crypto::DesKey::kSize);
        if (!random) return random.error();
        base::Secret key = crypto::with_odd_parity(*random);
        if (!crypto::is_weak_des_key(key.view())) return key;
    }
}

base::Result<base::Secret> random_hmac_key(std::size_t size) {
    return crypto::random_bytes(size);
}

}  // namespace ptkt::rotation
