#ifndef PTKT_CRYPTO_PASSWORD_HPP
#define PTKT_CRYPTO_PASSWORD_HPP

#include <string>
#include <string_view>

#include "common/base/result.hpp"
#include "common/base/secret.hpp"

namespace ptkt::crypto {

/// A one-way hash of a password by scrypt (RFC 7914), as one text with its parameters:
/// `scrypt$N$r$p$SALT$HASH` (hexadecimal). Costs about 16 MiB and some ten milliseconds.
[[nodiscard]] base::Result<std::string> hash_password(const base::Secret& password);

/// Is this the password that was hashed? A text of another form is a Config error.
[[nodiscard]] base::Result<bool> password_matches(const base::Secret& password,
                                                  std::string_view hash);

}  // namespace ptkt::crypto

#endif
