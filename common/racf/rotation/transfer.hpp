#ifndef PTKT_RACF_ROTATION_TRANSFER_HPP
#define PTKT_RACF_ROTATION_TRANSFER_HPP

#include <string>
#include <string_view>

#include "common/crypto/message.hpp"
#include "common/racf/rotation/key_package.hpp"
#include "common/racf/rotation/run.hpp"

/// A profile's key on its way from one store to another: packed and sealed at one end, opened and
/// received at the other.
namespace ptkt::rotation {

/// A package with the staged key and its moment; without one with the key that makes tickets.
/// NotFound: no such profile exists. Config: it has no key, or one that does not open.
[[nodiscard]] base::Result<Package> pack(const store::Store& store, const racf::ProfileName& name,
                                         base::Instant now, base::Seconds life);

/// A message with a package, and the audit record that says so.
struct Wrapped {
    std::string message;
    json::Json record;
};

/// Encrypts a package for its recipient, and signs it when there is a signer. That the key leaves
/// is on record before the message exists; `recipient` is how the record calls whom it is for.
[[nodiscard]] base::Result<Wrapped> wrap(const store::Store& store, base::Instant now,
                                         Package package, const crypto::Certificate& to,
                                         const std::string& recipient,
                                         const crypto::Signer* signer);

/// The package in a message. With a sender it must be signed by that one, without one by nobody.
/// Malformed: it is not such a message. NotPermitted: somebody has passed it on, or made it in
/// another's name.
[[nodiscard]] base::Result<Package> unwrap(std::string_view message, const crypto::PrivateKey& key,
                                           const crypto::Certificate* sender);

/// Takes a package's key for a profile: staged, or active when its moment has come. One that the
/// profile has already only ends earlier keys when they end at the other end. A run as `rotate`.
[[nodiscard]] base::Status receive(store::Store& store, const racf::ProfileName& profile,
                                   const Package& package, Surroundings surroundings);

}  // namespace ptkt::rotation

#endif
