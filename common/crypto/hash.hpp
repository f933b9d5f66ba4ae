#ifndef PTKT_CRYPTO_HASH_HPP
#define PTKT_CRYPTO_HASH_HPP

#include <array>
#include <memory>

#include "common/base/bytes.hpp"
#include "common/base/secret.hpp"

namespace ptkt::crypto {

using Sha512Digest = std::array<base::Byte, 64>;
using Sha256Digest = std::array<base::Byte, 32>;

/// SHA-512 (FIPS 180-4).
[[nodiscard]] Sha512Digest sha512(base::ByteView message);

/// SHA-256 (FIPS 180-4) of a message that comes in pieces.
class Sha256 {
  public:
    Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    ~Sha256();

    void add(base::ByteView piece);
    /// Of all pieces so far; more may follow.
    [[nodiscard]] Sha256Digest digest() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};
[[nodiscard]] Sha256Digest sha256(base::ByteView message);

/// HMAC-SHA-512 (RFC 2104) under one key, whose two inner states are computed once. Wipes itself.
/// Safe to share between threads: it never changes.
class HmacSha512 {
  public:
    /// Any length of key is taken; what lengths make sense is the caller's rule.
    explicit HmacSha512(const base::Secret& key);
    HmacSha512(HmacSha512&&) noexcept;
    HmacSha512& operator=(HmacSha512&&) noexcept;
    ~HmacSha512();

    [[nodiscard]] Sha512Digest digest(base::ByteView message) const;

  private:
    struct States;
    std::unique_ptr<States> states_;
};

}  // namespace ptkt::crypto

#endif
