#include "common/racf/authorization/ticket_trial.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "common/base/text/ascii.hpp"
#include "common/racf/authorization/evaluate.hpp"
#include "common/racf/authorization/profile_search.hpp"

namespace ptkt::authorization {

base::Result<std::optional<Refusal>> TicketTrial::run(const racf::GroupId& group,
                                                      Decision& decision) {
    auto profiles = evaluation_profiles(store_, options_, sign_on_.appl, group, sign_on_.user);
    if (!profiles) return std::move(profiles).error();
    for (const racf::Resource& profile : *profiles)
        if (auto tried = try_profile(profile, decision); !tried) return std::move(tried).error();
    const bool one_fits = std::any_of(decision.attempts.begin(), decision.attempts.end(),
                                      [this](const Attempt& one) { return one.fits(now_); });
    if (trouble_ && !one_fits) return *trouble_;
    if (decision.attempts.empty()) return std::optional(no_key(*profiles));
    decision.deciding = deciding_attempt(decision.attempts, now_);
    const Attempt& attempt = *decision.attempt();
    decision.detail = detail_of(attempt, now_);
    const Reason reason = reason_of(attempt, now_);
    if (reason == Reason::Ok) return std::optional<Refusal>();
    return std::optional(Refusal{reason, decision.detail});
}

/// The text by which a use is known is the one that was decoded: a folded ticket in another case is
/// the same ticket.
std::optional<replay::TicketUse> TicketTrial::use(const Decision& decision) {
    if (bypass_[*decision.deciding]) return std::nullopt;
    std::string ticket = decision.attempt()->kind == passticket::Kind::Legacy && folds_legacy()
                             ? base::to_upper(sign_on_.ticket)
                             : std::string(sign_on_.ticket);
    const base::WipeGuard guard(ticket);
    ticket_ = base::Secret(base::as_bytes(ticket));
    return replay::TicketUse{sign_on_.user.str(), sign_on_.appl.str(),
                             base::as_text(ticket_.view()), *decision.attempt()->made,
                             sign_on_.source};
}

base::Status TicketTrial::try_profile(const racf::Resource& profile, Decision& decision) {
    auto attempts = try_keys(store_.keys(), profile, {sign_on_.user, sign_on_.appl},
                             sign_on_.ticket, folds_legacy(), now_);
    if (!attempts) return std::move(attempts).error();
    if (attempts->trouble && !trouble_) trouble_ = std::move(attempts->trouble);
    for (Attempt& attempt : attempts->tried) {
        attempt.window.future = std::min(attempt.window.future, future_);
        decision.attempts.push_back(std::move(attempt));
        bypass_.push_back(
            may_be_used_again(profile, decision.attempts.back().kind != passticket::Kind::Legacy));
    }
    return {};
}

Refusal TicketTrial::no_key(const std::vector<racf::Resource>& profiles) const {
    return {Reason::NoProfile,
            profiles.empty()
                ? fmt::format("no PTKTDATA profile for application {}", sign_on_.appl.str())
                : fmt::format("PTKTDATA profile {} has no key", profiles.front().name.str())};
}

}  // namespace ptkt::authorization
