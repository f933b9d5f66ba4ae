#ifndef PTKT_RACF_ROTATION_KEY_PACKAGE_HPP
#define PTKT_RACF_ROTATION_KEY_PACKAGE_HPP

#include <string>

#include "common/base/result.hpp"
#include "common/base/secret.hpp"
#include "common/base/time.hpp"
#include "common/racf/model/names.hpp"
#include "common/racf/model/ssignon.hpp"

/// What travels in an encrypted message from one store to another: a key, and for what, for when
/// and for how long it is. Pure text and rules; encryption and signature are the message's.
namespace ptkt::rotation {

/// No package is good for longer.
inline constexpr base::Seconds kLongestLife = std::chrono::days(31);
inline constexpr base::Seconds kUsualLife = std::chrono::hours(24);

struct Package {
    std::string id;  ///< random, 32 hexadecimal digits: a package counts once
    racf::ProfileName profile;
    bool enhanced = false;
    std::string check_value;
    base::Instant active_from{};
    base::Seconds grace{};
    base::Instant created{};
    base::Instant expires{};
    base::Secret key;
    /// Whom it is for and who signed it, by their public keys (crypto::Certificate::key_id): what
    /// is signed says whom it is encrypted for, so nobody can pass it on to another as his own. The
    /// signer is empty when nobody signs.
    std::string recipient;
    std::string signer;
};

/// A package without its id is given one; the check value is that of the key.
[[nodiscard]] base::Result<Package> make(const racf::ProfileName& profile, base::Secret key,
                                         base::Instant created, base::Seconds life);

/// The content of a message: one line of JSON without the key, then the bytes of the key, so that
/// no text with the key in it is ever built.
[[nodiscard]] base::Secret print(const Package& package);

/// The package of a content. Malformed: a member is missing, unknown or not what it must be, the
/// key is of another length than its kind has, or its check value is another.
[[nodiscard]] base::Result<Package> parse(base::ByteView content);

/// May this package be taken for a profile? NotPermitted: it is for another profile, has expired or
/// comes from the future, was used before, or is older than one that was.
[[nodiscard]] base::Status admit(const Package& package, const racf::ProfileName& expected,
                                 const racf::Rotation& rotation, base::Instant now);

/// The rotation that remembers the package, and forgets those that have expired.
[[nodiscard]] racf::Rotation remember(racf::Rotation rotation, const Package& package,
                                      base::Instant now);

}  // namespace ptkt::rotation

#endif
