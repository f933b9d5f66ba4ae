#ifndef PTKT_IMS_TRUST_GATE_HPP
#define PTKT_IMS_TRUST_GATE_HPP

#include <optional>
#include <string>

#include "common/authorization/authenticate.hpp"
#include "common/ims_config/config.hpp"
#include "common/ims_connection/endpoint.hpp"
#include "common/ims_trust/refusal.hpp"
#include "common/ims_wire/request.hpp"

namespace ptkt::ims_trust {

/// Who is at the other end of a connection. With RACF=N nobody has checked it.
struct Identity {
    std::string user;
    std::string appl;
    bool trusted = false;
};

/// Decides once for each connection, on its first message, whether the sender is a trusted user.
/// [Securing IMS-to-IMS TCP/IP connections]
///
/// With RACF=Y the PassTicket of that message is evaluated for its user ID and application; without
/// all three of them the connection is refused, which IBM leaves open and is the safe choice.
/// With RACF=N nothing is checked and a ticket is ignored.
class Gate {
  public:
    /// With RACF=Y over a store, which must outlive it; with RACF=N it needs none (nullptr).
    [[nodiscard]] static base::Result<Gate> open(store::Store* store,
                                                 const ims_config::Config& config);

    [[nodiscard]] base::Result<Identity, Refusal> admit(const ims_wire::Request& request,
                                                        const ims_connection::Endpoint& peer,
                                                        base::Instant now);

    [[nodiscard]] bool checks() const { return store_ != nullptr; }

  private:
    Gate(const ims_config::Config& config, store::Store* store) : config_(&config), store_(store) {}

    struct Names {
        racf::UserId user;
        racf::ApplName appl;
        std::optional<racf::GroupId> group;
    };
    [[nodiscard]] base::Result<Names, Refusal> names_of(const ims_wire::Irm& irm) const;
    [[nodiscard]] std::string application_of(const ims_wire::Irm& irm) const;
    [[nodiscard]] base::Result<authorization::Decision> evaluate(
        const authorization::SignOn& sign_on, base::Instant now);
    [[nodiscard]] Refusal rejection(const authorization::Decision& decision) const;

    const ims_config::Config* config_;
    store::Store* store_;
    std::optional<store::ReplayCache> replay_;
};

/// The data store that a message is for: the one it names, or the only one that there is. Nothing
/// when it is blank and there is none at all. The refusal has reason 72.
[[nodiscard]] base::Result<const ims_config::DataStore*, Refusal> datastore_of(
    const ims_config::Config& config, const std::string& id);

}  // namespace ptkt::ims_trust

#endif
