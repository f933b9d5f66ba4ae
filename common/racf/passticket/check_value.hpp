#ifndef PTKT_RACF_PASSTICKET_CHECK_VALUE_HPP
#define PTKT_RACF_PASSTICKET_CHECK_VALUE_HPP

#include <string>

#include "common/base/result.hpp"
#include "common/base/secret.hpp"

namespace ptkt::passticket {

/// Six hexadecimal digits by which two people can tell over the telephone whether they have the
/// same key, and which do not lead back to it:
/// - DES (8 bytes): the first three bytes of a block of zeros under the key, which is the usual
///   check value of a DES key; parity bits make no difference.
/// - HMAC (any other size): the first three bytes of HMAC-SHA-512(key, "ptkt key check value"), a
///   derivation of ours, since none is documented for these keys. No ticket is made from such a
///   message, as names are in EBCDIC.
/// Two different keys have the same one once in 16,777,216 times.
[[nodiscard]] base::Result<std::string> check_value(const base::Secret& key);

}  // namespace ptkt::passticket

#endif
