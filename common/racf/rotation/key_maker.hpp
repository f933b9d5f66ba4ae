#ifndef PTKT_RACF_ROTATION_KEY_MAKER_HPP
#define PTKT_RACF_ROTATION_KEY_MAKER_HPP

#include <cstddef>

#include "common/base/result.hpp"
#include "common/base/secret.hpp"

namespace ptkt::rotation {

/// The size of an HMAC key when nobody asks for another: the minimum that IBM recommends.
inline constexpr std::size_t kUsualHmacKey = 64;

/// A random DES key of odd parity. No key that is made here is weak; see passticket::weakness_of.
[[nodiscard]] base::Result<base::Secret> random_des_key();
/// A random HMAC key of so many bytes; of less than the advised size that is all that is weak.
[[nodiscard]] base::Result<base::Secret> random_hmac_key(std::size_t size = kUsualHmacKey);

}  // namespace ptkt::rotation

#endif
