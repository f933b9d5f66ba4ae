#ifndef PTKT_CRYPTO_DES_HPP
#define PTKT_CRYPTO_DES_HPP

#include <array>
#include <memory>

#include "common/base/bytes.hpp"
#include "common/base/result.hpp"
#include "common/base/secret.hpp"

namespace ptkt::crypto {

/// One DES block.
using DesBlock = std::array<base::Byte, 8>;

/// A DES key, scheduled once. Wipes itself. Safe to share between threads: it never changes.
class DesKey {
  public:
    static constexpr std::size_t kSize = 8;

    /// Takes exactly 8 bytes; the parity bits are ignored, and weak keys work, as in RACF.
    /// Another size is a Malformed error.
    [[nodiscard]] static base::Result<DesKey> make(const base::Secret& key);

    DesKey(DesKey&&) noexcept;
    DesKey& operator=(DesKey&&) noexcept;
    ~DesKey();

    [[nodiscard]] DesBlock encrypt(const DesBlock& block) const;

  private:
    struct Schedule;
    explicit DesKey(std::unique_ptr<Schedule> schedule);

    std::unique_ptr<Schedule> schedule_;
};

/// True for the 16 weak and semi-weak keys of DES (FIPS 74), whatever their parity bits.
[[nodiscard]] bool is_weak_des_key(base::ByteView key);

/// True when two keys differ in nothing but parity bits: then they are one key.
[[nodiscard]] bool same_des_key(const base::Secret& a, const base::Secret& b);

/// The key with every byte's low bit set to make its parity odd.
[[nodiscard]] base::Secret with_odd_parity(const base::Secret& key);

}  // namespace ptkt::crypto

#endif
