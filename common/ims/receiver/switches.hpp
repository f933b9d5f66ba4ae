#ifndef PTKT_IMS_RECEIVER_SWITCHES_HPP
#define PTKT_IMS_RECEIVER_SWITCHES_HPP

#include <functional>
#include <set>
#include <string>

#include "common/ims/receiver/transactions.hpp"
#include "common/ims/receiver/trust.hpp"

namespace ptkt::ims_receiver {

/// What a command of the operator did: the number of a message, and its text.
struct Acted {
    std::string number;
    std::string text;
};

/// What the operator turns on and off while the receiver runs: ports, data stores, and what the HWS
/// statement says of sign-ons. A change lasts until the program ends.
class Switches {
  public:
    Switches(Reporter& reporter, Gate& gate, Transactions& transactions, Trust& trust)
        : reporter_(reporter), gate_(gate), transactions_(transactions), trust_(trust) {}

    /// Listens on a port again, or stops to.
    using SwitchPort = std::function<base::Status(std::uint16_t port, bool on)>;
    void use(SwitchPort switch_port) { switch_port_ = std::move(switch_port); }

    /// Clients that are connected to a stopped port stay. NotFound: it is in that state already, or
    /// nothing listens there; other errors are those of listening.
    [[nodiscard]] base::Result<Acted> set_port(const std::string& port, bool on);
    /// NotFound: the member has not this data store, or it is in that state already.
    [[nodiscard]] base::Result<Acted> set_datastore(const ims_config::Config& config,
                                                    const std::string& id, bool on);
    /// SETRACF. When it is on again, a peer that came in unchecked keeps no link and no output.
    /// NotFound: the receiver has no store to check with.
    [[nodiscard]] base::Result<Acted> set_racf(bool on);
    /// SETUIDC. NotFound: passwords are not taken.
    [[nodiscard]] base::Result<Acted> set_uidcache(bool on);
    /// SETPWMC: ON, OFF, or RCF for what SETROPTS says.
    [[nodiscard]] Acted set_pswdmc(const std::string& how);
    /// REFRESH RACFUID. NotFound: UIDCACHE is off.
    [[nodiscard]] base::Result<Acted> refresh_racfuid(const std::string& user);

    [[nodiscard]] bool is_open(std::uint16_t port) const { return !closed_.contains(port); }
    [[nodiscard]] bool is_active(const std::string& datastore) const {
        return !transactions_.is_stopped(datastore);
    }
    [[nodiscard]] const Gate& gate() const { return gate_; }

  private:
    Reporter& reporter_;
    Gate& gate_;
    Transactions& transactions_;
    Trust& trust_;
    SwitchPort switch_port_;
    std::set<std::uint16_t> closed_;
};

}  // namespace ptkt::ims_receiver

#endif
