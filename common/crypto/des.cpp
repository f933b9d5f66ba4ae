// The low-level DES of libcrypto, on purpose. In OpenSSL 3 the default provider has no DES-ECB, and
// loading any provider costs several milliseconds: more than the whole of a short run. The
// low-level functions need neither and schedule a key once. They are deprecated, not removed, in
// all of OpenSSL 3.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "common/crypto/des.hpp"

#include <openssl/des.h>

#include <bit>
#include <utility>

namespace ptkt::crypto {

struct DesKey::Schedule {
    DES_key_schedule value{};
    Schedule() = default;
    Schedule(const Schedule&) = delete;
    Schedule& operator=(const Schedule&) = delete;
    ~Schedule() { base::wipe(&value, sizeof value); }
};

DesKey::DesKey(std::unique_ptr<Schedule> schedule) : schedule_(std::move(schedule)) {}
DesKey::DesKey(DesKey&&) noexcept = default;
DesKey& DesKey::operator=(DesKey&&) noexcept = default;
DesKey::~DesKey() = default;

base::Result<DesKey> DesKey::make(const base::Secret& key) {
    if (key.size() != kSize)
        return base::fail(base::ErrorKind::Malformed, "a DES key has 8 bytes, this one has {}",
                          key.size());
    DES_cblock bytes;
    base::WipeGuard guard(bytes);
    std::copy(key.view().begin(), key.view().end(), bytes);
    auto schedule = std::make_unique<Schedule>();
    DES_set_key_unchecked(&bytes, &schedule->value);
    return DesKey(std::move(schedule));
}

DesBlock DesKey::encrypt(const DesBlock& block) const {
    DesBlock out;
    DES_ecb_encrypt(reinterpret_cast<const_DES_cblock*>(const_cast<base::Byte*>(block.data())),
                    reinterpret_cast<DES_cblock*>(out.data()), &schedule_->value, DES_ENCRYPT);
    return out;
}

bool is_weak_des_key(base::ByteView key) {
    if (key.size() != DesKey::kSize) return false;
    base::Secret odd = with_odd_parity(base::Secret(key));
    DES_cblock bytes;
    base::WipeGuard guard(bytes);
    std::copy(odd.view().begin(), odd.view().end(), bytes);
    return DES_is_weak_key(&bytes) != 0;
}

bool same_des_key(const base::Secret& a, const base::Secret& b) {
    return with_odd_parity(a).equals(with_odd_parity(b));
}

base::Secret with_odd_parity(const base::Secret& key) {
    base::Bytes bytes(key.view().begin(), key.view().end());
    for (base::Byte& byte : bytes) {
        const auto upper = static_cast<base::Byte>(byte & 0xFEU);
        const bool odd = std::popcount(upper) % 2 == 1;
        byte = static_cast<base::Byte>(upper | (odd ? 0U : 1U));
    }
    return base::Secret(std::move(bytes));
}

}  // namespace ptkt::crypto
