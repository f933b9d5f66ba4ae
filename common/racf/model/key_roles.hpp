#ifndef PTKT_RACF_MODEL_KEY_ROLES_HPP
#define PTKT_RACF_MODEL_KEY_ROLES_HPP

#include <optional>
#include <string_view>
#include <vector>

#include "common/racf/model/ssignon.hpp"

/// Which keys of a profile count at a moment. Evaluation, generation and the rotation's own runs
/// all ask here, so that they cannot come to different answers.
namespace ptkt::racf {

/// What a key is to the profile at a moment.
enum class KeyRole { Active, Next, Previous };
/// `active`, `next`, `previous`.
[[nodiscard]] std::string_view to_string(KeyRole role);

struct KeyInForce {
    KeyRole role = KeyRole::Active;
    ProfileKey key;
};

/// The active key of a kind; an empty one when the profile has none.
[[nodiscard]] ProfileKey active_key(const Ssignon& ssignon, bool enhanced);

/// The active key that tickets are made with when nobody asks for a kind: the enhanced one, else
/// the legacy one. [z/OS 2.5, "RACF enhanced PassTickets": generation uses the enhanced key]
[[nodiscard]] ProfileKey generating_key(const Ssignon& ssignon);

/// When the active key of a kind came into force, if that is known.
[[nodiscard]] std::optional<base::Instant> active_since(const Ssignon& ssignon, bool enhanced);
void set_active_since(Ssignon& ssignon, bool enhanced, std::optional<base::Instant> when);
/// For a record that has one moment for the profile: it is taken for every active key.
void set_active_since(Ssignon& ssignon, std::optional<base::Instant> when);

/// The active key that a next key takes the place of: that of its kind, else the only one there is
/// (a move from legacy to enhanced keys). Empty when the profile has no key.
[[nodiscard]] ProfileKey replaced_by(const Ssignon& ssignon, const ProfileKey& next);

/// True when something in the segment is different at `now` from what is written in it.
[[nodiscard]] bool is_due(const Ssignon& ssignon, base::Instant now);

/// The segment as it is at `now`: a staged key whose moment has come is the active one, the one
/// before it is kept until its grace ends, and what has reached its end is retired.
[[nodiscard]] Ssignon as_of(Ssignon ssignon, base::Instant now);

/// The keys whose tickets are accepted at `now`, in the order in which they are tried: active ones
/// (enhanced before legacy: that order is inferred), the next one, previous ones.
[[nodiscard]] std::vector<KeyInForce> accepted_keys(const Ssignon& ssignon, base::Instant now);

/// The part of the segment that checks read: what a RACLISTed copy has of it.
[[nodiscard]] Ssignon checked_part(Ssignon ssignon);

/// False when nothing is left of a segment but what rotations must not forget: which packages were
/// used, which labels are to be deleted. For RACF the profile has no segment then.
[[nodiscard]] bool is_defined(const std::optional<Ssignon>& ssignon);

/// What stays of a segment's rotation when all its keys are taken away.
[[nodiscard]] Rotation remembered_part(Rotation rotation);

/// Every label of the key vault that the segment names, whatever the key's role.
[[nodiscard]] std::vector<std::string> labels_of(const Ssignon& ssignon);

}  // namespace ptkt::racf

#endif
