#ifndef PTKT_IMS_SIGN_ON_GATE_HPP
#define PTKT_IMS_SIGN_ON_GATE_HPP

#include <chrono>
#include <deque>
#include <list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "common/ims/config/config.hpp"
#include "common/ims/sign_on/explainer.hpp"
#include "common/ims/sign_on/group_replay.hpp"
#include "common/ims/sign_on/key_list.hpp"
#include "common/ims/sign_on/message_authority.hpp"
#include "common/ims/sign_on/password_desk.hpp"
#include "common/ims/sign_on/password_memory.hpp"
#include "common/ims/sign_on/refusal.hpp"
#include "common/ims/wire/request.hpp"
#include "common/net/address_range.hpp"
#include "common/net/endpoint.hpp"
#include "common/racf/authorization/authenticate.hpp"
#include "common/racf/authorization/note_writer.hpp"

namespace ptkt::ims_sign_on {

/// The user at the other end of a connection. With RACF=N nobody has checked it.
struct Identity {
    std::string user;
    std::string appl;
    bool trusted = false;
};

/// What the operator of a gate has chosen.
struct GateSettings {
    std::vector<racf::ApplName> applications;  ///< that are taken; empty: all
    /// From where failures count towards SETROPTS PASSWORD(REVOKE(n)); absent: from everywhere.
    std::optional<std::vector<net::AddressRange>> counted;
    bool passwords = false;  ///< a user may sign on by password or phrase, not by PassTicket alone
    bool explains = false;   ///< why it refused a sign-on, on a thread of its own
};

/// Decides whether the sender of a message is who he says and may use the application: of the first
/// message of another IMS Connect, which is a trusted user from then on, and of every message of an
/// ordinary client. [Securing IMS-to-IMS TCP/IP connections]
///
/// A client that names no user has that of RACFID. With RACF=Y the message's PassTicket is
/// evaluated for the user and its application; without all three of them it is refused, which IBM
/// leaves open and is the safe choice. With RACF=N nothing is checked and a ticket is ignored.
///
/// With `passwords` what is not a valid ticket may be the user's password, in the case that PSWDMC
/// says, or a phrase in the extension *PHRASE*. The comparison takes long and is done apart: the
/// first answer is a Refusal with `compare_with`, `compare` has it done, and the message is asked
/// about once more with its outcome. UIDCACHE and UIDAGE spare comparisons, never tickets.
class Gate {
  public:
    /// With RACF=Y over a store, which must outlive it; with RACF=N it needs none (nullptr).
    [[nodiscard]] static base::Result<Gate> open(store::Store* store,
                                                 const ims_config::Config& config,
                                                 GateSettings settings = {});

    /// By a PassTicket alone: of another IMS Connect that opens a link.
    [[nodiscard]] base::Result<Identity, Refusal> admit(const ims_wire::Request& request,
                                                        const net::Endpoint& peer,
                                                        base::Instant now);

    struct Asked {
        const ims_wire::Request& request;
        const net::Endpoint& peer;
        std::optional<authorization::PasswordCheck> check{};  ///< of its password
        bool by_ticket_alone = false;
    };
    using Verdict = base::Result<Identity, Refusal>;
    /// The same for several at once, in their order: their tickets are used up in one durable step.
    [[nodiscard]] std::vector<Verdict> admit_all(std::span<const Asked> all, base::Instant now);
    /// From now on a ticket is good once in a group of receivers: only `admit_by_group` admits.
    void join(std::unique_ptr<GroupReplay> group) { group_ = std::move(group); }
    [[nodiscard]] GroupReplay* group() { return group_.get(); }
    [[nodiscard]] const GroupReplay* group() const { return group_.get(); }
    /// The same as `admit_all` when the others of the group have answered: `done` is called by
    /// `end_answered` then, or at once when they need not be asked. What is asked has to stay until
    /// then.
    using Admitted = std::function<void(std::vector<Verdict>)>;
    void admit_by_group(std::span<const Asked> all, base::Instant now, Admitted done);
    /// Decides what the group has answered. While another program has the replay cache or the audit
    /// log that waits, and nobody else with it; after `limit` it is refused. False: some wait.
    [[nodiscard]] bool end_answered(std::chrono::milliseconds limit);
    /// The next `admit` gives this verdict, which was come to before; nothing: it does not.
    void expect(std::optional<Verdict> verdict) { expected_ = std::move(verdict); }

    /// Whether another program has the replay cache or the audit log now, so that `admit` would
    /// wait for it.
    [[nodiscard]] bool is_held_up() const;
    /// For one that has waited too long for it.
    [[nodiscard]] static Refusal held_up();
    /// For one whose password cannot be compared just now.
    [[nodiscard]] static Refusal too_many_passwords();
    /// For one whose password could not be compared, which says nothing of it.
    [[nodiscard]] static Refusal not_compared(const base::Error& why);

    /// What went wrong with the counts of failures, once.
    [[nodiscard]] std::optional<base::Error> take_trouble();
    /// What has been explained of sign-ons that were refused; each goes on record with it. While
    /// another program has the audit log there is none, unless it may be waited for.
    [[nodiscard]] std::list<Explained> take_explanations(bool may_wait);
    /// Whether there are explanations to take, or to come.
    [[nodiscard]] bool is_explaining() const { return explainer_ && explainer_->is_at_work(); }
    /// How many refusals were too many to be explained, since the last question.
    [[nodiscard]] std::size_t take_unexplained();
    /// Waits for explanations, within a limit of time.
    void finish_explaining();

    /// Writes what is still to be written: of users, of how many of whom it was not possible, and
    /// of refusals that are not in the audit log.
    std::size_t finish(base::Instant now);

    /// Why a user who was admitted would not be now: `revoked` or `deleted`, or empty. What cannot
    /// be read takes nobody's trust away.
    [[nodiscard]] std::string_view lost_standing(const std::string& user, base::Instant now) const;

    /// Which generation the store is now, if it was published or adopted.
    [[nodiscard]] std::optional<std::int64_t> generation() const;
    /// The keys of at most so many profiles; none where nothing is checked. Errors of the store.
    [[nodiscard]] base::Result<KeyList> keys(base::Instant now, std::size_t most) const;

    [[nodiscard]] bool checks() const { return store_ != nullptr && is_on_; }
    [[nodiscard]] bool takes_passwords() const { return desk_ != nullptr; }
    /// Authorizes messages; nullptr where nothing is checked.
    [[nodiscard]] MessageAuthority* authority() { return checks() ? &*authority_ : nullptr; }

    /// What the operator switches; the member says how each is at first. NotFound: with RACF=N of
    /// the member there is no store to check with, or passwords are not taken.
    [[nodiscard]] base::Status set_checks(bool on);
    [[nodiscard]] base::Status set_memory(bool on);
    void set_pswdmc(ims_config::Pswdmc how) { pswdmc_ = how; }
    /// The value of a user's password is compared again. NotFound: UIDCACHE is off.
    [[nodiscard]] base::Status forget(std::string_view user);
    [[nodiscard]] bool has_memory() const { return memory_.has_value(); }
    [[nodiscard]] ims_config::Pswdmc pswdmc() const { return pswdmc_; }
    /// Where answers of `compare` and `change` come. REQUIRES for these three: takes_passwords.
    [[nodiscard]] PasswordDesk& desk() { return *desk_; }
    /// Has what a message presents compared with the password of a hash; false: too much waits.
    [[nodiscard]] bool compare(std::uint64_t number, const ims_wire::Request& request,
                               const std::string& hash);
    /// Has a change of password (HWSPWCH) made for a user who was admitted by the current one; its
    /// check is in `asked`, unless UIDCACHE=Y has spared it. The refusal of one that cannot be
    /// made, or of too much that waits.
    [[nodiscard]] std::optional<Refusal> change(std::uint64_t number, const Asked& asked,
                                                base::Instant now);
    /// What `desk` says of a change: nothing when it is made.
    [[nodiscard]] static std::optional<Refusal> refusal_of(
        const base::Result<racf::NewPassword>& changed);
    /// After a comparison: with UIDCACHE=Y the value is known from now on.
    void remember(const ims_wire::Request& request, const authorization::PasswordCheck& check);
    /// The user that a message names: what counts with RACF=N, again for each message.
    [[nodiscard]] Identity unchecked(const ims_wire::Irm& irm) const;
    /// The client, user and application of a message, by the rules of a sign-on.
    [[nodiscard]] Refusal::Whose whose(const ims_wire::Irm& irm) const;

  private:
    Gate(const ims_config::Config& config, store::Store* store, GateSettings settings)
        : config_(&config),
          store_(store),
          settings_(std::move(settings)),
          pswdmc_(config.hws.pswdmc) {}

    struct Names {
        racf::UserId user;
        racf::ApplName appl;
        std::optional<racf::GroupId> group;
    };
    [[nodiscard]] base::Status open_passwords();
    struct Presented {
        racf::PasswordKind kind = racf::PasswordKind::Password;
        base::Secret value;
    };
    [[nodiscard]] static racf::PasswordKind kind_presented(const ims_wire::Request& request);
    [[nodiscard]] Presented presented(const ims_wire::Request& request) const;
    /// The user's hash that a value is known to match (UIDCACHE=Y); empty: it is not known.
    [[nodiscard]] std::string known_hash(const racf::UserId& user, const Presented& current);
    [[nodiscard]] base::Secret folded(const base::Secret& password) const;
    [[nodiscard]] std::optional<Refusal> missing_of(const ims_wire::Request& request) const;
    void use_memory(std::span<const Asked> all, std::vector<authorization::SignOn>& sign_ons,
                    const std::vector<std::size_t>& whose, authorization::Decisions& decisions,
                    base::Instant now);
    [[nodiscard]] base::Result<Names, Refusal> names_of(const ims_wire::Irm& irm) const;
    [[nodiscard]] std::string user_of(const ims_wire::Irm& irm) const;
    [[nodiscard]] bool counts_failures(const net::Endpoint& peer) const;
    [[nodiscard]] std::string application_of(const ims_wire::Irm& irm) const;
    [[nodiscard]] base::Result<authorization::SignOn, Refusal> sign_on_of(const Asked& asked) const;
    /// What can be evaluated, and why the others cannot.
    struct Sorted {
        std::vector<std::optional<Refusal>> refusals;
        std::vector<authorization::SignOn> sign_ons;
        std::vector<std::size_t> whose;  ///< for each of these, which message it is of
    };
    [[nodiscard]] Sorted sort(std::span<const Asked> all) const;
    [[nodiscard]] std::vector<Verdict> verdicts_of(Sorted sorted,
                                                   const authorization::Decisions& decisions) const;
    [[nodiscard]] base::Status open_replay();
    void after(std::span<const authorization::SignOn> sign_ons,
               const authorization::Decisions& decisions, base::Instant now);
    [[nodiscard]] authorization::Decisions evaluate(std::span<const authorization::SignOn> sign_ons,
                                                    base::Instant now);
    [[nodiscard]] Verdict verdict_of(const base::Result<authorization::Decision>& decision) const;
    void ask_why(std::span<const authorization::SignOn> sign_ons,
                 const authorization::Decisions& decisions);
    [[nodiscard]] Refusal rejection(const authorization::Decision& decision) const;

    const ims_config::Config* config_;
    store::Store* store_;
    GateSettings settings_;
    bool is_on_ = true;  ///< SETRACF
    ims_config::Pswdmc pswdmc_;
    std::unique_ptr<PasswordDesk> desk_;  ///< absent: tickets are the only way in
    std::optional<MessageAuthority> authority_;
    std::optional<PasswordMemory> memory_;  ///< UIDCACHE=Y
    std::optional<replay::ReplayCache> replay_;
    std::unique_ptr<authorization::NoteWriter> writer_;
    std::optional<authorization::AuditLimit> audit_limit_;
    std::unique_ptr<GroupReplay> group_;
    struct Answered {
        std::chrono::steady_clock::time_point since;
        std::function<void()> end;
    };
    std::deque<Answered> answered_;  ///< by the group, in the order of the answers
    std::optional<Verdict> expected_;
    std::unique_ptr<Explainer> explainer_;
};

/// True for the first message of another IMS Connect: a send-only message with acknowledgment whose
/// client id is one that IMS Connect generates for its own sockets, OTM or MSC and five hexadecimal
/// digits. Everybody else is an ordinary client. How IMS Connect decides it is not published.
[[nodiscard]] bool signs_on_once(const ims_wire::Irm& irm);

/// The data store that a message is for: the one it names, or the only one that there is. Nothing
/// when it is blank and there is none at all. The refusal has reason 72.
[[nodiscard]] base::Result<const ims_config::DataStore*, Refusal> datastore_of(
    const ims_config::Config& config, const std::string& id);

}  // namespace ptkt::ims_sign_on

#endif
