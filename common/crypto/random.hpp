#ifndef PTKT_CRYPTO_RANDOM_HPP
#define PTKT_CRYPTO_RANDOM_HPP

#include "common/base/result.hpp"
#include "common/base/secret.hpp"

namespace ptkt::crypto {

/// Bytes from the kernel's random number generator; an Io error when it has none to give.
[[nodiscard]] base::Result<base::Secret> random_bytes(std::size_t count);

}  // namespace ptkt::crypto

#endif
