#ifndef PTKT_RACF_ROTATION_HAND_OVER_HPP
#define PTKT_RACF_ROTATION_HAND_OVER_HPP

#include <optional>
#include <string>

#include "common/base/secret.hpp"
#include "common/racf/model/ssignon.hpp"
#include "common/racf/store/store.hpp"

/// What an administrator of z/OS runs there to get a profile's key, in texts. A text may have the
/// key in it in clear: whoever gets one wipes it.
namespace ptkt::rotation {

struct KeyToHandOver {
    std::string profile;
    racf::ProfileKey key;
    base::Secret value;
    std::string check_value;
    std::optional<base::Instant> at;  ///< from when on it makes tickets here, when it is staged
    /// Of an enhanced key that takes the place of a legacy one: when that one's grace is over.
    std::optional<base::Instant> legacy_until;
};

/// The staged key; without one the key that makes tickets. NotFound: no such profile exists.
/// Config: it has no key, or one that does not open.
[[nodiscard]] base::Result<KeyToHandOver> key_to_hand_over(const store::Store& store,
                                                           const racf::ProfileName& name,
                                                           base::Instant now);

/// The commands of the other side's RACF. A legacy key stands in them; an enhanced one cannot: its
/// label is given, and ICSF must have the key.
[[nodiscard]] std::string racf_commands(const KeyToHandOver& key);
/// What makes ICSF have an enhanced key, which stands in the text.
[[nodiscard]] std::string icsf_steps(const KeyToHandOver& key);

/// A key that leaves the store in clear is on record before it does; `where` says where it goes.
/// Gives the record.
[[nodiscard]] base::Result<json::Json> audit_clear_key(const store::Store& store, base::Instant now,
                                                       const KeyToHandOver& key,
                                                       const std::string& where);

}  // namespace ptkt::rotation

#endif
