#include "common/racf/rotation/key_maker.hpp"

#include "common/crypto/des.hpp"
#include "common/crypto/random.hpp"
#include "common/racf/passticket/key_weakness.hpp"

namespace ptkt::rotation {

base::Result<base::Secret> random_des_key() {
    for (;;) {
        const auto random = crypto::random_bytes(crypto::DesKey::kSize);
        if (!random) return random.error();
        base::Secret key = crypto::with_odd_parity(*random);
        if (!passticket::weakness_of(key.view())) return key;
    }
}

base::Result<base::Secret> random_hmac_key(std::size_t size) {
    for (;;) {
        auto key = crypto::random_bytes(size);
        if (!key) return key;
        const auto weakness = passticket::weakness_of(key->view());
        if (!weakness || *weakness == passticket::KeyWeakness::Short) return key;
    }
}

}  // namespace ptkt::rotation
