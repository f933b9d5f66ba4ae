#ifndef PTKT_RACF_ROTATION_KEY_MAKER_HPP
#define PTKT_RACF_ROTATION_KEY_MAKER_HPP

#include <cstddef>

#include "common/base/result.hpp"
#include "common/base/secret.hpp"

namespace ptkt::rotation {

/// The size of an HMAC key when nobody asks for another: the minimum that IBM recommends.
inline constexpr std::size_t kUsualHmacKey = 64;

/// A random DES key of odd parity that is none of the weak ones.
[[nodiscard]] base::Result<base::Secret> random_des_key();
/// A random HMAC key of so many bytes.
[[nodiscard]] base::Result<base::Secret> random_hmac_key(std::size_t size = kUsualHmacKey);

}  // namespace ptkt::rotation

#endif
