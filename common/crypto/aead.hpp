#ifndef PTKT_CRYPTO_AEAD_HPP
#define PTKT_CRYPTO_AEAD_HPP

#include "common/base/result.hpp"
#include "common/base/secret.hpp"

namespace ptkt::crypto {

/// AES-256-GCM (NIST SP 800-38D) for keys at rest. A sealed value is nonce (12 bytes, random),
/// ciphertext, tag (16 bytes).
inline constexpr std::size_t kSealingKeySize = 32;
inline constexpr std::size_t kSealOverhead = 12 + 16;

/// Seals a secret; `context` is authenticated with it and must be given again to open it, so that
/// a sealed value cannot be moved to another place. A key of another size than 32 is a bug.
[[nodiscard]] base::Result<base::Bytes> seal(const base::Secret& key, const base::Secret& value,
                                             base::ByteView context);

/// Opens a sealed value. A Config error when key, context or value do not belong together.
[[nodiscard]] base::Result<base::Secret> open(const base::Secret& key, base::ByteView sealed,
                                              base::ByteView context);

}  // namespace ptkt::crypto

#endif
