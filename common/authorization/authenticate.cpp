#include "common/authorization/authenticate.hpp"

#include <algorithm>
#include <array>

#include "common/authorization/audit.hpp"
#include "common/authorization/evaluate.hpp"
#include "common/authorization/profile_search.hpp"
#include "common/authorization/user_checks.hpp"
#include "common/base/ascii.hpp"

namespace ptkt::authorization {

namespace {

using racf::Resource;
using racf::User;
using store::UseOutcome;

/// One evaluation on its way. Each step either settles the decision or leaves it open; an Error is
/// trouble that keeps us from deciding.
class Evaluation {
  public:
    Evaluation(store::Store& store, store::ReplayCache& replay, const SignOn& sign_on,
               base::Instant now, Record record)
        : store_(store),
          replay_(replay),
          sign_on_(sign_on),
          now_(now),
          record_(record),
          decision_{Reason::Ok, {}, sign_on.user, sign_on.appl, now, {}, {}, {}, {}} {}

    base::Result<Decision> run() {
        auto options = store_.options();
        if (!options) return std::move(options).error();
        options_ = std::move(*options);
        constexpr std::array kSteps{&Evaluation::check_class,  &Evaluation::find_user,
                                    &Evaluation::try_profiles, &Evaluation::use_up,
                                    &Evaluation::check_user,   &Evaluation::check_application};
        for (const auto step : kSteps) {
            if (auto done = (this->*step)(); !done) return std::move(done).error();
            if (settled_) break;
        }
        if (record_ == Record::Yes)
            if (auto kept = keep_statistics(); !kept) return std::move(kept).error();
        return std::move(decision_);
    }

  private:
    void settle(Reason reason, std::string detail) {
        decision_.reason = reason;
        decision_.detail = std::move(detail);
        settled_ = true;
    }

    base::Status check_class() {
        const std::string& cls = racf::ptktdata_class().str();
        if (!options_.is_active(cls)) {
            settle(Reason::ClassInactive, "class PTKTDATA is not active");
        } else if (!options_.is_raclisted(cls)) {
            settle(Reason::ClassNotRaclisted, "class PTKTDATA is not RACLISTed");
        }
        return {};
    }

    base::Status find_user() {
        auto user = store_.user(sign_on_.user);
        if (!user) return std::move(user).error();
        user_ = std::move(*user);
        if (!user_)
            settle(Reason::UserUnknown, fmt::format("user {} is not defined", sign_on_.user.str()));
        return {};
    }

    /// Without mixed-case passwords the field that carries the ticket is folded to upper case.
    [[nodiscard]] bool folds_legacy() const { return !options_.mixed_case; }

    [[nodiscard]] racf::GroupId group() const {
        return sign_on_.group.value_or(user_->default_group);
    }

    base::Status try_profiles() {
        auto profiles =
            evaluation_profiles(store_, options_, sign_on_.appl, group(), sign_on_.user);
        if (!profiles) return std::move(profiles).error();
        for (const Resource& profile : *profiles) {
            auto attempts = try_keys(store_.keys(), profile, {sign_on_.user, sign_on_.appl},
                                     sign_on_.ticket, folds_legacy(), now_);
            if (!attempts) return std::move(attempts).error();
            if (attempts->trouble && !trouble_) trouble_ = std::move(attempts->trouble);
            for (Attempt& attempt : attempts->tried) {
                decision_.attempts.push_back(std::move(attempt));
                bypass_.push_back(replays_allowed(profile, decision_.attempts.back().kind));
            }
        }
        const bool one_fits = std::any_of(decision_.attempts.begin(), decision_.attempts.end(),
                                          [this](const Attempt& one) { return one.fits(now_); });
        if (trouble_ && !one_fits) return *trouble_;
        if (decision_.attempts.empty()) {
            settle(
                Reason::NoProfile,
                profiles->empty()
                    ? fmt::format("no PTKTDATA profile for application {}", sign_on_.appl.str())
                    : fmt::format("PTKTDATA profile {} has no key", profiles->front().name.str()));
            return {};
        }
        decision_.deciding = deciding_attempt(decision_.attempts, now_);
        const Attempt& attempt = *decision_.attempt();
        decision_.detail = detail_of(attempt, now_);
        if (const Reason reason = reason_of(attempt, now_); reason != Reason::Ok)
            settle(reason, decision_.detail);
        return {};
    }

    static bool replays_allowed(const Resource& profile, passticket::Kind kind) {
        return kind == passticket::Kind::Legacy ? racf::bypasses_replay_protection(profile.appldata)
                                                : profile.ssignon->effective_replay();
    }

    /// Check and record are one durable step. It comes before the checks of the user and of the
    /// application: RACF keeps every valid ticket that was presented, whatever comes of it.
    base::Status use_up() {
        if (bypass_[*decision_.deciding]) return {};
        // The text by which a use is known must be the one that was decoded: a folded ticket in
        // another case is the same ticket.
        std::string ticket = decision_.attempt()->kind == passticket::Kind::Legacy && folds_legacy()
                                 ? base::to_upper(sign_on_.ticket)
                                 : std::string(sign_on_.ticket);
        const base::WipeGuard guard(ticket);
        const store::TicketUse use{sign_on_.user.str(), sign_on_.appl.str(), ticket,
                                   *decision_.attempt()->made, sign_on_.source};
        auto answer = look_or_record(use);
        if (!answer) return std::move(answer).error();
        if (answer->outcome == UseOutcome::Replayed) {
            settle(Reason::Replayed,
                   fmt::format("used before, at {} by {}", base::to_rfc3339(answer->earlier->when),
                               answer->earlier->source));
        } else if (answer->outcome == UseOutcome::BeforeFloor) {
            settle(Reason::Replayed,
                   "cannot be told from a used one: the records of tickets made at that time are "
                   "gone (replay cache lost, restored, or clock set back)");
        }
        return {};
    }

    base::Result<store::UseAnswer> look_or_record(const store::TicketUse& use) {
        if (record_ == Record::No) return replay_.look_up(use);
        auto answers = replay_.check_and_record({&use, 1}, now_, sign_on_.clock);
        if (!answers) return std::move(answers).error();
        return std::move(answers->front());
    }

    base::Status check_user() {
        if (auto why = why_revoked(*user_, group(), options_, now_))
            settle(Reason::UserRevoked, std::move(*why));
        else if (auto hours = why_outside_hours(*user_, now_))
            settle(Reason::OutsideHours, std::move(*hours));
        return {};
    }

    base::Status check_application() {
        const auto checked =
            application_access(store_, options_, *user_, group(), sign_on_.appl, now_);
        if (!checked) return checked.error();
        if (!*checked) return {};
        decision_.appl_profile = (*checked)->profile;
        decision_.access = racf::to_string((*checked)->access);
        if (!(*checked)->permitted)
            settle(Reason::ApplDenied,
                   fmt::format("user {} has {} to APPL profile {}, and needs READ",
                               sign_on_.user.str(), decision_.access, decision_.appl_profile));
        return {};
    }

    /// A ticket that does not hold counts as a wrong password does.
    [[nodiscard]] bool failed() const { return decision_.codes().racf == 0x08; }

    [[nodiscard]] bool failures_change() const {
        return options_.revoke_after && (failed() || (decision_.accepted() && user_->failures > 0));
    }

    /// The date of the last sign-on is kept by the day, as a sign-on must not cost a write each.
    [[nodiscard]] bool last_access_changes() const {
        if (!decision_.accepted() || !options_.is_on("INITSTATS")) return false;
        const auto day = [](base::Instant when) {
            return std::chrono::floor<std::chrono::days>(when);
        };
        return !user_->last_access || day(*user_->last_access) < day(now_);
    }

    [[nodiscard]] bool becomes_revoked() const {
        return decision_.reason == Reason::UserRevoked && !user_->is_revoked(now_) &&
               is_inactive(*user_, options_, now_);
    }

    base::Status keep_statistics() {
        if (!user_) return {};
        if (failures_change() || becomes_revoked()) return change_user(store_.lock());
        // Nobody waits, or is refused, for a date: the next sign-on of the day will do as well.
        constexpr std::chrono::milliseconds kAtOnce(0);
        if (last_access_changes()) static_cast<void>(change_user(store_.lock(kAtOnce)));
        return {};
    }

    /// SETROPTS PASSWORD(REVOKE(n)) revokes the user after n failures in a row, which a sign-on
    /// ends; INACTIVE(n) revokes who comes back after more than n days; INITSTATS keeps the date.
    base::Status change_user(const base::Result<files::FileLock>& lock) {
        if (!lock) return lock.error();
        auto user = store_.user(sign_on_.user);  // again, now that nobody else can change it
        if (!user) return std::move(user).error();
        if (!*user) return {};
        if (failures_change()) (*user)->failures = failed() ? (*user)->failures + 1 : 0;
        if (last_access_changes()) (*user)->last_access = now_;
        const bool too_many = options_.revoke_after && (*user)->failures >= *options_.revoke_after;
        if (becomes_revoked() || (failed() && too_many)) (*user)->revoked = true;
        std::vector<racf::Change> changes;
        changes.emplace_back(racf::PutUser{std::move(**user)});
        return store_.commit(changes, now_);
    }

    store::Store& store_;
    store::ReplayCache& replay_;
    const SignOn& sign_on_;
    base::Instant now_;
    Record record_;
    racf::Options options_;
    std::optional<User> user_;
    std::optional<base::Error> trouble_;  ///< why a key could not be tried
    std::vector<bool> bypass_;            ///< for each attempt: may its tickets be used again
    Decision decision_;
    bool settled_ = false;
};

}  // namespace

base::Result<Decision> authenticate(store::Store& store, store::ReplayCache& replay,
                                    const SignOn& sign_on, base::Instant now, Record record) {
    auto decision = Evaluation(store, replay, sign_on, now, record).run();
    if (record == Record::No) return decision;
    if (!decision) {
        // Nothing was accepted, whether or not there is room for the record of it.
        static_cast<void>(store.audit_log().append(
            trouble_record(sign_on.user, sign_on.appl, decision.error(), now, sign_on.source)));
        return decision;
    }
    if (auto written = store.audit_log().append(audit_record(*decision, sign_on.source)); !written)
        return std::move(written).error();
    return decision;
}

}  // namespace ptkt::authorization
