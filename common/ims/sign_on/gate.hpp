#ifndef PTKT_IMS_SIGN_ON_GATE_HPP
#define PTKT_IMS_SIGN_ON_GATE_HPP

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "common/ims/config/config.hpp"
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
};

/// Decides whether the sender of a message is who he says and may use the application: of the first
/// message of another IMS Connect, which is a trusted user from then on, and of every message of an
/// ordinary client. [Securing IMS-to-IMS TCP/IP connections]
///
/// A client that names no user has that of RACFID. With RACF=Y the message's PassTicket is evaluated for
/// the user and its application; without all three of them it is refused, which IBM leaves open and
/// is the safe choice. A ticket is good once, so UIDCACHE has no part in this. With RACF=N nothing
/// is checked and a ticket is ignored.
class Gate {
  public:
    /// With RACF=Y over a store, which must outlive it; with RACF=N it needs none (nullptr).
    [[nodiscard]] static base::Result<Gate> open(store::Store* store,
                                                 const ims_config::Config& config,
                                                 GateSettings settings = {});

    [[nodiscard]] base::Result<Identity, Refusal> admit(const ims_wire::Request& request,
                                                        const net::Endpoint& peer,
                                                        base::Instant now);

    struct Asked {
        const ims_wire::Request& request;
        const net::Endpoint& peer;
    };
    using Verdict = base::Result<Identity, Refusal>;
    /// The same for several at once, in their order: their tickets are used up in one durable step.
    [[nodiscard]] std::vector<Verdict> admit_all(std::span<const Asked> all, base::Instant now);
    /// Whether another program has the replay cache or the audit log now, so that `admit` would wait
    /// for it.
    [[nodiscard]] bool is_held_up() const;
    /// For one that has waited too long for it.
    [[nodiscard]] static Refusal held_up();

    /// What went wrong with the counts of failures, once.
    [[nodiscard]] std::optional<base::Error> take_trouble();
    /// Writes what is still to be written: of users, of how many of whom it was not possible, and
    /// of refusals that are not in the audit log.
    std::size_t finish(base::Instant now);

    /// Why a user who was admitted would not be now: `revoked` or `deleted`, or empty. What cannot
    /// be read takes nobody's trust away.
    [[nodiscard]] std::string_view lost_standing(const std::string& user, base::Instant now) const;

    [[nodiscard]] bool checks() const { return store_ != nullptr; }
    /// The user that a message names: what counts with RACF=N, again for each message.
    [[nodiscard]] Identity unchecked(const ims_wire::Irm& irm) const;

  private:
    Gate(const ims_config::Config& config, store::Store* store, GateSettings settings)
        : config_(&config), store_(store), settings_(std::move(settings)) {}

    struct Names {
        racf::UserId user;
        racf::ApplName appl;
        std::optional<racf::GroupId> group;
    };
    [[nodiscard]] base::Result<Names, Refusal> names_of(const ims_wire::Irm& irm) const;
    [[nodiscard]] std::string user_of(const ims_wire::Irm& irm) const;
    [[nodiscard]] bool counts_failures(const net::Endpoint& peer) const;
    [[nodiscard]] std::string application_of(const ims_wire::Irm& irm) const;
    [[nodiscard]] base::Result<authorization::SignOn, Refusal> sign_on_of(const Asked& asked) const;
    [[nodiscard]] authorization::Decisions evaluate(std::span<const authorization::SignOn> sign_ons,
                                                    base::Instant now);
    [[nodiscard]] Verdict verdict_of(const base::Result<authorization::Decision>& decision) const;
    [[nodiscard]] Refusal rejection(const authorization::Decision& decision) const;

    const ims_config::Config* config_;
    store::Store* store_;
    GateSettings settings_;
    std::optional<replay::ReplayCache> replay_;
    std::unique_ptr<authorization::NoteWriter> writer_;
    std::optional<authorization::AuditLimit> audit_limit_;
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
