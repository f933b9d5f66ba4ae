#ifndef PTKT_RACF_AUTHORIZATION_EVALUATE_HPP
#define PTKT_RACF_AUTHORIZATION_EVALUATE_HPP

#include <string_view>
#include <vector>

#include "common/base/result.hpp"
#include "common/base/secret.hpp"
#include "common/racf/authorization/decision.hpp"
#include "common/racf/model/resource.hpp"
#include "common/racf/passticket/names.hpp"
#include "common/racf/store/keys.hpp"

namespace ptkt::authorization {

/// The kind of the enhanced tickets of a profile: its TYPE, or the default.
[[nodiscard]] passticket::Kind enhanced_kind(const racf::Ssignon& ssignon);

/// May a ticket of a profile be used more than once? Of enhanced ones its REPLAY says so, of legacy
/// ones its APPLDATA. REQUIRES: the profile has such a key.
[[nodiscard]] bool may_be_used_again(const racf::Resource& profile, bool enhanced);

/// The window of the enhanced tickets of a profile: its TIMEOUT both ways.
[[nodiscard]] passticket::Window enhanced_window(const racf::Ssignon& ssignon);

/// The window of a ticket of which no profile says more.
[[nodiscard]] passticket::Window default_window(passticket::Kind kind);

/// What came of several keys.
struct Attempts {
    std::vector<Attempt> tried;
    /// Why a key could not be tried (its label is gone, it does not open). The other keys still
    /// count; when none of them fits, nobody can say whether this one would have.
    std::optional<base::Error> trouble;
};

/// Tries a ticket with the keys of one profile that count at `now`, the enhanced one before the
/// legacy one (that order is inferred; that both are accepted while both exist is IBM's), then the
/// next and the previous keys of a rotation. Nothing is searched: each key costs one decoding.
[[nodiscard]] base::Result<Attempts> try_keys(const store::Keys& keys,
                                              const racf::Resource& profile,
                                              const passticket::Subject& subject,
                                              std::string_view ticket, bool fold_legacy,
                                              base::Instant now);

/// Tries a ticket with one key of one kind.
[[nodiscard]] base::Result<Attempt> try_key(const racf::ProfileName& profile, passticket::Kind kind,
                                            passticket::Window window, const base::Secret& key,
                                            const passticket::Subject& subject,
                                            std::string_view ticket, base::Instant now);

/// Of several attempts the one that the decision is about: the first that fits, else the one whose
/// moment is nearest to now, else the first.
[[nodiscard]] std::size_t deciding_attempt(const std::vector<Attempt>& attempts, base::Instant now);

/// What an attempt says by itself: ok, expired, not-yet-valid, wrong-key or malformed. A moment
/// that lies days (legacy) or years (enhanced) off is not a clock: key, user or application differ.
[[nodiscard]] Reason reason_of(const Attempt& attempt, base::Instant now);

/// One line with figures about an attempt, for the one who reads why.
[[nodiscard]] std::string detail_of(const Attempt& attempt, base::Instant now);

}  // namespace ptkt::authorization

#endif
