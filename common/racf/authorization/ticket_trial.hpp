#ifndef PTKT_RACF_AUTHORIZATION_TICKET_TRIAL_HPP
#define PTKT_RACF_AUTHORIZATION_TICKET_TRIAL_HPP

#include <optional>
#include <vector>

#include "common/base/result.hpp"
#include "common/base/secret.hpp"
#include "common/base/time.hpp"
#include "common/racf/authorization/authenticate.hpp"
#include "common/racf/authorization/decision.hpp"
#include "common/racf/authorization/user_checks.hpp"
#include "common/racf/model/resource.hpp"
#include "common/racf/replay/cache.hpp"
#include "common/racf/store/store.hpp"

namespace ptkt::authorization {

/// The ticket of a sign-on, tried with the keys of the profiles that apply.
class TicketTrial {
  public:
    /// `future`: how far ahead of `now` a ticket of this store may have been made. The store, the
    /// options and the sign-on must outlive it.
    TicketTrial(store::Store& store, const racf::Options& options, const SignOn& sign_on,
                base::Seconds future, base::Instant now)
        : store_(store), options_(options), sign_on_(sign_on), future_(future), now_(now) {}

    /// Puts the attempts into the decision, and gives the refusal that they come to. An Error is
    /// trouble that keeps us from deciding.
    base::Result<std::optional<Refusal>> run(const racf::GroupId& group, Decision& decision);

    /// What is to be recorded of a ticket that holds; nothing when it may be used again. It views
    /// this. REQUIRES: `run` has found a deciding attempt.
    std::optional<replay::TicketUse> use(const Decision& decision);

  private:
    /// Without mixed-case passwords the field that carries the ticket is folded to upper case.
    [[nodiscard]] bool folds_legacy() const { return !options_.mixed_case; }
    base::Status try_profile(const racf::Resource& profile, Decision& decision);
    [[nodiscard]] Refusal no_key(const std::vector<racf::Resource>& profiles) const;

    store::Store& store_;
    const racf::Options& options_;
    const SignOn& sign_on_;
    base::Seconds future_;
    base::Instant now_;
    std::optional<base::Error> trouble_;  ///< why a key could not be tried
    std::vector<bool> bypass_;            ///< for each attempt: may its tickets be used again
    base::Secret ticket_;                 ///< the text by which its use is known
};

}  // namespace ptkt::authorization

#endif
