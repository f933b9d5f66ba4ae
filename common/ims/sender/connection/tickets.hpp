#ifndef PTKT_IMS_SENDER_CONNECTION_TICKETS_HPP
#define PTKT_IMS_SENDER_CONNECTION_TICKETS_HPP

#include <chrono>
#include <memory>
#include <optional>

#include "common/ims/sender/host.hpp"
#include "common/ims/sender/settings.hpp"
#include "common/racf/authorization/ticket_generator.hpp"

namespace ptkt::ims_sender {

/// Makes the PassTickets of one RMTIMSCON statement from its APPL and USERID, with the key of the
/// store's profile. A ticket is good once and its time counts whole seconds, so each one is made
/// for a later second than the one before, which may have to be waited for.
class Tickets {
  public:
    /// For a statement without APPL and USERID: there are none.
    Tickets(Host& host, const Settings& settings) : host_(&host), settings_(&settings) {}

    /// Makes sure that one can be made, so that a fault of the set-up shows before anybody is
    /// connected to.
    [[nodiscard]] static base::Result<Tickets> open(Host& host, const Settings& settings,
                                                    passticket::Subject subject,
                                                    std::unique_ptr<store::Store> store);

    /// No tickets: this password or phrase proves who the subject is, each time.
    [[nodiscard]] static Tickets with_password(Host& host, const Settings& settings,
                                               passticket::Subject subject, base::Secret password);
    /// The password that goes in the place of tickets, or nullptr.
    [[nodiscard]] const base::Secret* password() const { return password_ ? &*password_ : nullptr; }

    /// User and application of the tickets; nothing for a statement without APPL and USERID.
    [[nodiscard]] const std::optional<passticket::Subject>& subject() const { return subject_; }

    /// Says once that tickets cross a network which anybody may read, when `peer` is not on this
    /// machine, there are tickets, and no TLS.
    void warn_of_clear_socket(const net::Endpoint& peer);

    /// How long it is until a ticket can be made; zero: now.
    [[nodiscard]] std::chrono::milliseconds pause() const;
    /// Whether each ticket needs a second of its own.
    [[nodiscard]] bool takes_seconds() const {
        return !password_ && !settings_->clock && !settings_->same_second;
    }

    /// A ticket for this moment, or for the second after that of the last one. REQUIRES: a subject,
    /// no password, and no pause.
    [[nodiscard]] base::Result<authorization::Generated> make();

  private:
    [[nodiscard]] base::Instant moment() const;

    Host* host_;
    const Settings* settings_;
    std::optional<passticket::Subject> subject_;
    std::unique_ptr<store::Store> store_;
    std::optional<base::Secret> password_;
    std::optional<base::Instant> last_;  ///< the second of the last ticket, which is used up
    bool warned_ = false;
};

}  // namespace ptkt::ims_sender

#endif
