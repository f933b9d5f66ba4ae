#include "common/racf/authorization/authenticate.hpp"

#include <algorithm>
#include <initializer_list>
#include <tuple>
#include <utility>

#include "common/racf/authorization/audit.hpp"
#include "common/racf/authorization/ticket_service.hpp"
#include "common/racf/authorization/ticket_trial.hpp"
#include "common/racf/authorization/user_checks.hpp"

namespace ptkt::authorization {

namespace {

using racf::User;
using replay::UseOutcome;

/// The hash of no password, by the parameters of all.
constexpr std::string_view kHashOfNothing =
    "scrypt$16384$8$1$00000000000000000000000000000000$"
    "0000000000000000000000000000000000000000000000000000000000000000";

/// What one decision has to say about its user to those that come after it.
class NotesOfOne {
  public:
    NotesOfOne(const Decision& decision, const SignOn& sign_on, User& user,
               const racf::GroupId& group, const racf::Options& options, base::Instant now)
        : decision_(decision),
          sign_on_(sign_on),
          user_(user),
          group_(group),
          options_(options),
          now_(now) {}

    /// SETROPTS PASSWORD(REVOKE(n)) revokes the user after n failures in a row, which a sign-on
    /// ends; INACTIVE(n) revokes who comes back after more than n days. True when there was
    /// something to say.
    bool leave_needed(UserNotes& notes) const {
        if (options_.revoke_after && failed()) {
            notes.add_failure(user_, *options_.revoke_after, now_);
        } else if (options_.revoke_after && decision_.accepted() && user_.failures > 0) {
            notes.end_failures(user_);
        } else if (becomes_revoked()) {
            notes.revoke_inactive(user_, now_);
        } else {
            return false;
        }
        return true;
    }

    /// Statistics are kept of the first sign-on of a day, as RACF does for an application whose
    /// APPL profile says RACF-INITSTATS(DAILY): a sign-on must not cost a write each. [RACF
    /// Security Administrator's Guide, "Specifying daily logon statistics"]
    [[nodiscard]] bool statistics_change() const {
        if (!decision_.accepted() || !options_.is_on("INITSTATS")) return false;
        const racf::Connection* connection = user_.connection(group_);
        return is_before_today(user_.last_access) ||
               (connection != nullptr && is_before_today(connection->last_connect));
    }

  private:
    /// A ticket that does not hold counts as a wrong password does; one that was used before, or
    /// may have been, was good, and anybody may have copied it. A PROTECTED user is not revoked by
    /// failures. [Security Administrator's Guide, "Defining protected user IDs"]
    [[nodiscard]] bool failed() const {
        return decision_.codes().racf == 0x08 && decision_.reason != Reason::Replayed &&
               decision_.reason != Reason::ReplayUnknown &&
               decision_.reason != Reason::UserProtected && sign_on_.failure_counts;
    }

    [[nodiscard]] bool is_before_today(const std::optional<base::Instant>& when) const {
        const auto day = [](base::Instant one) {
            return std::chrono::floor<std::chrono::days>(one);
        };
        return !when || day(*when) < day(now_);
    }

    [[nodiscard]] bool becomes_revoked() const {
        return decision_.reason == Reason::UserRevoked && !user_.is_revoked(now_) &&
               is_inactive(user_, options_, now_);
    }

    const Decision& decision_;
    const SignOn& sign_on_;
    User& user_;
    const racf::GroupId& group_;
    const racf::Options& options_;
    base::Instant now_;
};

/// What a look at used tickets comes to; nothing: the ticket is fresh. Of a replay the first use is
/// noted in `earlier`.
std::optional<Refusal> why_used(const replay::UseAnswer& answer,
                                std::optional<EarlierUse>& earlier) {
    if (answer.outcome == UseOutcome::Replayed) {
        earlier = {answer.earlier->when, answer.earlier->source};
        return Refusal{Reason::Replayed,
                       fmt::format("used before, at {} by {}", base::to_rfc3339(earlier->when),
                                   earlier->source)};
    }
    if (answer.outcome == UseOutcome::BeforeFloor)
        return Refusal{Reason::ReplayUnknown,
                       fmt::format("cannot be told from a used one: records of tickets made up to "
                                   "{} may be gone (replay cache lost or restored, or clock set "
                                   "back)",
                                   base::to_rfc3339(*answer.floor))};
    return std::nullopt;
}

std::optional<Refusal> why_used(const replay::GroupAnswer& answer) {
    if (answer.outcome == replay::GroupOutcome::Used)
        return Refusal{Reason::Replayed, "used before, at another receiver of the group"};
    if (answer.outcome == replay::GroupOutcome::BeforeFloor)
        return Refusal{Reason::ReplayUnknown,
                       fmt::format("cannot be told from a used one: the shared table of used "
                                   "tickets has become another (a failover, or a restored copy), "
                                   "and tickets made up to {} may be missing in it",
                                   base::to_rfc3339(*answer.floor))};
    return std::nullopt;
}

base::Error not_asked(const replay::GroupAnswer& answer) {
    return base::fail(base::ErrorKind::Unavailable,
                      "the shared table of used tickets cannot be asked: {}", answer.why);
}

replay::GroupUse group_use_of(const SignOn& sign_on, const Attempt& attempt) {
    return {sign_on.user.str(), sign_on.appl.str(),
            std::string(passticket::to_string(attempt.kind)), *attempt.made};
}

std::optional<Refusal> why_class_unusable(const racf::Options& options) {
    const std::string& cls = racf::ptktdata_class().str();
    if (!options.is_active(cls))
        return Refusal{Reason::ClassInactive, "class PTKTDATA is not active"};
    if (!options.is_raclisted(cls))
        return Refusal{Reason::ClassNotRaclisted, "class PTKTDATA is not RACLISTed"};
    return std::nullopt;
}

/// The hash that the value of a sign-on is to be compared with: the user's, or, where there is none
/// that is known, one that no value has. That takes the same time.
std::string hash_to_compare(const SignOn& sign_on, const std::optional<User>& user) {
    const auto* const stored = user ? &racf::stored_of(*user, sign_on.password->kind) : nullptr;
    const bool is_known = stored != nullptr && *stored && (*stored)->is_known();
    return is_known ? (*stored)->hash : std::string(kHashOfNothing);
}

/// Has the value been compared with the password that the user has now?
bool is_compared(const SignOn& sign_on, const std::optional<User>& user) {
    return sign_on.password->check &&
           sign_on.password->check->hash == hash_to_compare(sign_on, user);
}

bool password_matches(const SignOn& sign_on, const std::optional<User>& user) {
    return is_compared(sign_on, user) && sign_on.password->check->matches &&
           sign_on.password->check->hash != kHashOfNothing;
}

bool has_password(const std::optional<User>& user) {
    return user && user->password && user->password->is_known();
}

Refusal wrong_value(const SignOn& sign_on) {
    const bool is_phrase = sign_on.password->kind == racf::PasswordKind::Phrase;
    return {Reason::WrongPassword,
            fmt::format("it is not the {} of user {}", is_phrase ? "phrase" : "password",
                        sign_on.user.str())};
}

/// Why a sign-on whose password was right may not be by it: it may no longer be the user's.
std::optional<Refusal> why_no_way_in(const SignOn& sign_on, const std::optional<User>& user,
                                     const racf::Options& options, base::Instant now) {
    if (!password_matches(sign_on, user)) return wrong_value(sign_on);
    if (sign_on.password->is_changed) return std::nullopt;
    auto why = why_expired(*user, sign_on.password->kind, options, now);
    return why ? std::optional(Refusal{Reason::PasswordExpired, *std::move(why)}) : std::nullopt;
}

/// The group that a sign-on is in: the one it names, or the user's.
racf::GroupId group_of(const SignOn& sign_on, const std::optional<User>& user) {
    if (sign_on.group) return *sign_on.group;
    return user ? user->default_group : racf::GroupId::parse("SYS1").value();
}

/// Why the application may not be used; what was found goes into the decision.
base::Result<std::optional<Refusal>> why_denied(store::Store& store, const racf::Options& options,
                                                const User& user, const racf::GroupId& group,
                                                base::Instant now, Decision& decision) {
    const auto checked = application_access(store, options, user, group, decision.appl, now);
    if (!checked) return checked.error();
    using Why = std::optional<Refusal>;
    if (!*checked) return Why();
    decision.appl_profile = (*checked)->profile;
    decision.access = racf::to_string((*checked)->access);
    if ((*checked)->permitted) return Why();
    return Why({Reason::ApplDenied,
                fmt::format("user {} has {} to APPL profile {}, and needs READ",
                            decision.user.str(), decision.access, decision.appl_profile)});
}

/// A user's profile with the notes on it, and the notes' version then.
base::Result<std::pair<std::optional<User>, std::uint64_t>> seen_user(const store::Store& store,
                                                                      const UserNotes& notes,
                                                                      const racf::UserId& id) {
    std::optional<User> user;
    std::uint64_t version = 0;
    do {  // again when a note has left for the profile since that was read
        version = notes.version();
        auto found = store.user(id);
        if (!found) return std::move(found).error();
        user = std::move(*found);
        if (user) notes.apply(*user);
    } while (user && notes.version() != version);
    // Another profile is read instead: that takes the same time.
    if (!user) static_cast<void>(store.user(racf::UserId::parse("IBMUSER").value()));
    return std::pair(std::move(user), version);
}

/// Why nothing of the ticket is looked at: who asks may not, or the class cannot be used.
base::Result<std::optional<Refusal>> why_not_begun(const store::Store& store,
                                                   const racf::Options& options,
                                                   const SignOn& sign_on, base::Instant now) {
    if (sign_on.caller) {
        auto why = why_service_refused(store, options, *sign_on.caller, TicketService::Evaluate,
                                       {sign_on.user, sign_on.appl}, now);
        if (!why) return std::move(why).error();
        if (*why) return std::optional(Refusal{Reason::NotAuthorized, **std::move(why)});
    }
    return why_class_unusable(options);
}

std::optional<Refusal> why_user_denied(const User& user, const racf::GroupId& group,
                                       const racf::Options& options, base::Instant now) {
    if (auto why = why_revoked(user, group, options, now)) return why;
    auto hours = why_outside_hours(user, now);
    return hours ? std::optional(Refusal{Reason::OutsideHours, *std::move(hours)}) : std::nullopt;
}

/// One evaluation on its way. Each step either settles the decision or leaves it open; an Error is
/// trouble that keeps us from deciding. It has three parts, so that several can share the one in
/// the middle: `look`, the durable replay record between `use` and `answer`, and `finish`.
class Evaluation {
  public:
    Evaluation(store::Store& store, const racf::Options& options, UserNotes& notes,
               const SignOn& sign_on, base::Instant now, base::Seconds future, Recording recording)
        : store_(store),
          options_(options),
          notes_(notes),
          sign_on_(sign_on),
          now_(now),
          recording_(recording),
          trial_(store, options, sign_on, future, now),
          decision_{Reason::Ok, {}, sign_on.user, sign_on.appl, now, {}, {}, {}, {}} {
        decision_.caller = sign_on.caller;
    }

    /// For a user who is not defined, or can never sign on, the keys are tried as well: the time of
    /// an answer must not tell who is.
    void look() {
        if (sign_on_.caller)
            return go_through(
                {&Evaluation::check_class, &Evaluation::find_user, &Evaluation::try_profiles});
        if (sign_on_.password) {
            go_through({&Evaluation::find_user, &Evaluation::try_password});
            if (is_by_password()) return;
            go_through({&Evaluation::check_class});
        } else {
            go_through({&Evaluation::check_class, &Evaluation::find_user});
        }
        if (failure_ || settled_) return;
        go_through({&Evaluation::try_profiles});
        if (!user_ || user_->is_protected()) forget_attempts();
    }

    /// What is to be checked against the tickets that were used, and recorded; nothing when the
    /// decision is made without that. It comes before the checks of the user and of the
    /// application: RACF keeps every valid ticket that was presented, whatever comes of it.
    std::optional<replay::TicketUse> use() {
        return failure_ || settled_ || is_by_password() ? std::nullopt : trial_.use(decision_);
    }

    void answer(const base::Result<replay::UseAnswer>& answer) {
        is_valid_ticket_ = is_valid_ticket_ || !answer;
        if (!answer) return fail(answer.error());
        is_fresh_here_ = answer->outcome == UseOutcome::Fresh;
        settle_by(why_used(*answer, decision_.earlier));
    }

    /// What the other receivers of a group have to be asked; after `answer`.
    std::optional<replay::GroupUse> group_use() const {
        if (!is_fresh_here_ || failure_ || settled_) return std::nullopt;
        return group_use_of(sign_on_, *decision_.attempt());
    }

    /// A ticket that the others were asked about was valid, so it is not taken for a password.
    void answer(const replay::GroupAnswer& answer) {
        is_valid_ticket_ = true;
        if (answer.outcome == replay::GroupOutcome::Unknown) return fail(not_asked(answer));
        settle_by(why_used(answer));
    }

    /// The user may have been changed since `look`, by an evaluation before this one, or by anybody
    /// when that is some time ago.
    void finish(bool is_late = false) {
        if (sign_on_.caller || leave_open()) return;
        refuse_wrong_value();
        if (user_ && !failure_ && (is_late || notes_.version() != notes_version_))
            if (auto found = find_user(); !found) fail(std::move(found).error());
        go_through({&Evaluation::check_whether_known, &Evaluation::check_user,
                    &Evaluation::check_application});
        if (recording_ == Recording::Yes && !failure_ && user_) leave_notes();
    }
    /// It has left a note without which it would not have come to its decision.
    [[nodiscard]] bool left_note() const { return left_note_; }

    [[nodiscard]] base::Result<Decision> result() && {
        if (failure_) return *std::move(failure_);
        return std::move(decision_);
    }
    void fail(base::Error why) { failure_ = std::move(why); }
    [[nodiscard]] const SignOn& sign_on() const { return sign_on_; }

  private:
    void go_through(std::initializer_list<base::Status (Evaluation::*)()> steps) {
        for (const auto step : steps) {
            if (failure_ || settled_) return;
            if (auto done = (this->*step)(); !done) fail(std::move(done).error());
        }
    }

    void settle_by(std::optional<Refusal> by) {
        if (by) settle(by->reason, std::move(by->detail));
    }
    base::Status take(base::Result<std::optional<Refusal>> why) {
        if (!why) return std::move(why).error();
        settle_by(*std::move(why));
        return {};
    }
    void settle(Reason reason, std::string detail) {
        decision_.reason = reason;
        decision_.detail = std::move(detail);
        settled_ = true;
    }

    [[nodiscard]] bool is_by_password() const { return decision_.way != Way::PassTicket; }

    base::Status try_password() {
        const bool is_phrase = sign_on_.password->kind == racf::PasswordKind::Phrase;
        if (password_matches(sign_on_, user_)) {
            decision_.way = is_phrase ? Way::Phrase : Way::Password;
            decision_.detail = fmt::format("user {} signed on by {}", sign_on_.user.str(),
                                           to_string(decision_.way));
        } else if (is_phrase || sign_on_.password->is_changed) {
            auto done = check_whether_known();
            if (!done || settled_) return done;
            settle_by(wrong_value(sign_on_));
        }
        return {};
    }

    /// What is no valid ticket is compared with the password before anything comes of it.
    bool leave_open() {
        const bool is_open = sign_on_.password && !is_by_password() && !is_valid_ticket_ &&
                             (failure_ || settled_) && !is_compared(sign_on_, user_);
        if (!is_open) {
            if (sign_on_.password && settled_ && !is_by_password() && !is_valid_ticket_ &&
                decision_.reason != Reason::WrongPassword && has_password(user_))
                decision_.detail += "; nor is it the user's password";
            return false;
        }
        failure_.reset();
        settle(Reason::WrongPassword, "not compared with the password yet");
        decision_.compare_with = hash_to_compare(sign_on_, user_);
        return true;
    }

    /// A key that cannot be used keeps nobody from knowing that a password was wrong: that counts,
    /// or passwords could be guessed without limit while it is so.
    void refuse_wrong_value() {
        const bool is_known_wrong = sign_on_.password && !is_by_password() && !is_valid_ticket_ &&
                                    failure_ && has_no_keys_ && is_compared(sign_on_, user_);
        if (!is_known_wrong) return;
        auto why = wrong_value(sign_on_);
        why.detail += fmt::format(", and no PassTicket could be tried: {}", failure_->what);
        failure_.reset();
        settle_by(std::move(why));
    }

    base::Status check_class() { return take(why_not_begun(store_, options_, sign_on_, now_)); }

    base::Status find_user() {
        auto seen = seen_user(store_, notes_, sign_on_.user);
        if (seen) std::tie(user_, notes_version_) = *std::move(seen);
        return seen ? base::Status() : std::move(seen).error();
    }

    base::Status check_whether_known() {
        if (!user_) {
            settle(Reason::UserUnknown, fmt::format("user {} is not defined", sign_on_.user.str()));
        } else {
            settle_by(why_protected(*user_));
        }
        return {};
    }

    void forget_attempts() {
        failure_.reset();
        settled_ = false;
        decision_.attempts.clear();
        decision_.deciding.reset();
        go_through({&Evaluation::check_whether_known});
    }

    base::Status try_profiles() {
        auto done = trial_.run(group_of(sign_on_, user_), decision_);
        has_no_keys_ = !done;
        return take(std::move(done));
    }

    base::Status check_user() {
        settle_by(why_user_denied(*user_, group_of(sign_on_, user_), options_, now_));
        if (!settled_ && is_by_password())
            settle_by(why_no_way_in(sign_on_, user_, options_, now_));
        return {};
    }

    base::Status check_application() {
        return take(
            why_denied(store_, options_, *user_, group_of(sign_on_, user_), now_, decision_));
    }

    void leave_notes() {
        const racf::GroupId of = group_of(sign_on_, user_);
        const NotesOfOne one(decision_, sign_on_, *user_, of, options_, now_);
        const bool was_revoked = user_->is_revoked(now_);
        if (one.leave_needed(notes_)) left_note_ = true;
        if (!was_revoked && user_->is_revoked(now_))
            decision_.revokes = decision_.reason == Reason::UserRevoked ? Revocation::Inactive
                                                                        : Revocation::Failures;
        if (one.statistics_change()) notes_.add_sign_on(*user_, of, now_);
    }

    store::Store& store_;
    const racf::Options& options_;
    UserNotes& notes_;
    const SignOn& sign_on_;
    base::Instant now_;
    Recording recording_;
    TicketTrial trial_;
    std::optional<User> user_;
    std::uint64_t notes_version_ = 0;  ///< when the user was looked up
    bool left_note_ = false;
    bool is_valid_ticket_ = false;
    bool has_no_keys_ = false;    ///< those of its profiles could not be used
    bool is_fresh_here_ = false;  ///< its ticket was recorded as used
    Decision decision_;
    bool settled_ = false;
    std::optional<base::Error> failure_;
};

using Evaluations = std::vector<Evaluation>;

/// Checks and records what is to be recorded of all of them, in one durable step.
void use_up(replay::ReplayCache& replay, Evaluations& all, base::Instant now) {
    std::vector<replay::TicketUse> uses;
    std::vector<Evaluation*> whose;
    std::optional<base::Instant> clock;
    for (Evaluation& one : all) {
        auto use = one.use();
        if (!use) continue;
        uses.push_back(*use);
        whose.push_back(&one);
        if (one.sign_on().clock) clock = one.sign_on().clock;
    }
    if (uses.empty()) return;
    auto answers = replay.check_and_record(uses, now, clock);
    for (std::size_t i = 0; i < whose.size(); ++i)
        whose[i]->answer(answers ? base::Result<replay::UseAnswer>(std::move((*answers)[i]))
                                 : answers.error());
}

void look_up(replay::ReplayCache& replay, Evaluations& all) {
    for (Evaluation& one : all)
        if (const auto use = one.use()) one.answer(replay.look_up(*use));
}

/// What is to be written of users before anybody is answered. Statistics are no reason to wait, or
/// to refuse: the next sign-on of the day will do as well.
void write_notes(UserNotes& notes, store::Store& store, const Evaluations& all, base::Instant now,
                 Decisions& decisions) {
    if (notes.waiting() == 0) return;
    const bool must = notes.must_be_written();
    const auto done =
        notes.write(store, now, must ? store::Store::kTimeLimit : std::chrono::milliseconds(0));
    if (done || !must) return;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].left_note()) decisions[i] = done.error();
}

/// Sign-ons that are evaluated together, so that they share one durable step.
class Batch {
  public:
    Batch(store::Store& store, std::span<const SignOn> sign_ons, base::Instant now,
          Recording recording, const Later* later)
        : store_(store),
          sign_ons_(sign_ons),
          now_(now),
          recording_(recording),
          notes_(later != nullptr ? later->notes : own_notes_) {}
    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;

    /// An error stands for all decisions.
    base::Status begin(replay::ReplayCache& replay) {
        auto options = store_.options();
        if (!options) return std::move(options).error();
        const auto future = store_.replay_future();
        if (!future) return future.error();
        options_.emplace(std::move(*options));
        all_.reserve(sign_ons_.size());
        for (const SignOn& sign_on : sign_ons_) {
            all_.emplace_back(store_, *options_, notes_, sign_on, now_, *future, recording_);
            all_.back().look();
        }
        if (recording_ == Recording::Yes) {
            use_up(replay, all_, now_);
        } else {
            look_up(replay, all_);
        }
        return {};
    }
    [[nodiscard]] Evaluations& evaluations() { return all_; }

    Decisions finish(bool is_late) {
        Decisions decisions;
        for (Evaluation& one : all_) {
            one.finish(is_late);
            decisions.push_back(std::move(one).result());
        }
        if (&notes_ == &own_notes_) write_notes(notes_, store_, all_, now_, decisions);
        return decisions;
    }

  private:
    store::Store& store_;
    std::span<const SignOn> sign_ons_;
    base::Instant now_;
    Recording recording_;
    UserNotes own_notes_;
    UserNotes& notes_;
    std::optional<racf::Options> options_;
    Evaluations all_;
};

Decisions evaluate_all(store::Store& store, replay::ReplayCache& replay,
                       std::span<const SignOn> sign_ons, base::Instant now, Recording recording,
                       const Later* later) {
    const store::Store::Moment moment(store);
    Batch batch(store, sign_ons, now, recording, later);
    if (auto begun = batch.begin(replay); !begun)
        return Decisions(sign_ons.size(), std::move(begun).error());
    return batch.finish(false);
}

/// The audit records of all. An acceptance without one is none.
void audit(const store::AuditLog& log, std::span<const SignOn> sign_ons, base::Instant now,
           const Later* later, Decisions& decisions) {
    const auto clock = std::chrono::steady_clock::now();
    std::vector<json::Json> records;
    for (std::size_t i = 0; i < decisions.size(); ++i) {
        const SignOn& its = sign_ons[i];
        const auto& decision = decisions[i];
        if (decision && decision->is_open()) continue;
        if (later == nullptr || later->audit_limit.takes(decision, now, clock))
            records.push_back(decision ? audit_record(*decision, its.source)
                                       : trouble_record(its.user, its.appl, its.caller,
                                                        decision.error(), now, its.source));
        // However many refusals there are: there is one of these for a user.
        if (decision && decision->revokes != Revocation::None)
            records.push_back(revocation_record(*decision, its.source));
    }
    if (later != nullptr)
        if (auto left_out = later->audit_limit.left_out(now, clock, false))
            records.push_back(*std::move(left_out));
    if (records.empty()) return;
    const auto written = log.append_all(records);
    if (written) return;
    for (auto& decision : decisions)
        if (decision) decision = written.error();
}

class GroupEvaluation final : public GroupSignOns {
  public:
    GroupEvaluation(store::Store& store, std::vector<SignOn> sign_ons, base::Instant now,
                    const Later* later)
        : store_(store),
          sign_ons_(std::move(sign_ons)),
          now_(now),
          later_(later != nullptr ? std::optional(*later) : std::nullopt),
          batch_(store, sign_ons_, now, Recording::Yes, later_ ? &*later_ : nullptr) {}

    /// An error stands for all decisions.
    base::Status begin(replay::ReplayCache& replay) {
        const store::Store::Moment moment(store_);
        if (auto begun = batch_.begin(replay); !begun) return begun;
        for (Evaluation& one : batch_.evaluations())
            if (auto use = one.group_use()) {
                questions_.push_back(*std::move(use));
                asked_.push_back(&one);
            }
        return {};
    }
    void fail(base::Error why) { failure_ = std::move(why); }

    Decisions finish(std::span<const replay::GroupAnswer> answers) override {
        Decisions decisions = failure_ ? Decisions(sign_ons_.size(), *failure_) : decide(answers);
        audit(store_.audit_log(), sign_ons_, now_, later_ ? &*later_ : nullptr, decisions);
        return decisions;
    }

  private:
    Decisions decide(std::span<const replay::GroupAnswer> answers) {
        const store::Store::Moment moment(store_);
        for (std::size_t i = 0; i < asked_.size(); ++i)
            asked_[i]->answer(answers[i]);
        return batch_.finish(!asked_.empty());
    }

    store::Store& store_;
    std::vector<SignOn> sign_ons_;
    base::Instant now_;
    std::optional<Later> later_;
    Batch batch_;
    std::vector<Evaluation*> asked_;
    std::optional<base::Error> failure_;
};

}  // namespace

std::unique_ptr<GroupSignOns> begin_group_sign_ons(store::Store& store, replay::ReplayCache& replay,
                                                   std::vector<SignOn> sign_ons, base::Instant now,
                                                   const Later* later) {
    auto all = std::make_unique<GroupEvaluation>(store, std::move(sign_ons), now, later);
    if (auto begun = all->begin(replay); !begun) all->fail(std::move(begun).error());
    return all;
}

Decisions authenticate_all(store::Store& store, replay::ReplayCache& replay,
                           std::span<const SignOn> sign_ons, base::Instant now,
                           Recording recording) {
    Decisions decisions = evaluate_all(store, replay, sign_ons, now, recording, nullptr);
    if (recording == Recording::Yes) audit(store.audit_log(), sign_ons, now, nullptr, decisions);
    return decisions;
}

Decisions authenticate_all(store::Store& store, replay::ReplayCache& replay,
                           std::span<const SignOn> sign_ons, base::Instant now,
                           const Later& later) {
    Decisions decisions = evaluate_all(store, replay, sign_ons, now, Recording::Yes, &later);
    audit(store.audit_log(), sign_ons, now, &later, decisions);
    return decisions;
}

base::Result<Decision> authenticate(store::Store& store, replay::ReplayCache& replay,
                                    const SignOn& sign_on, base::Instant now, Recording recording) {
    return std::move(authenticate_all(store, replay, {&sign_on, 1}, now, recording).front());
}

}  // namespace ptkt::authorization
