#ifndef PTKT_TOOLS_IMSCON_SEND_TICKETS_HPP
#define PTKT_TOOLS_IMSCON_SEND_TICKETS_HPP

#include <chrono>
#include <memory>
#include <optional>

#include "common/cli/io.hpp"
#include "common/ims/config/config.hpp"
#include "common/racf/authorization/ticket_generator.hpp"
#include "tools/imscon-send/options.hpp"

namespace ptkt::imscon_send {

/// Makes the PassTickets of one RMTIMSCON statement from its APPL and USERID, with the key of the
/// store's profile. A ticket is good once and its time counts whole seconds, so each one is made
/// for a later second than the one before, which may have to be waited for.
class Tickets {
  public:
    /// Opens the store when the statement asks for tickets, and makes sure that one can be made, so
    /// that a fault of the set-up shows before anybody is connected to.
    [[nodiscard]] static base::Result<Tickets> open(cli::Io& io, const Options& options,
                                                    const ims_config::RmtImsCon& connection);

    /// Who the tickets are for; nothing when the statement has no APPL and USERID.
    [[nodiscard]] const std::optional<passticket::Subject>& subject() const { return subject_; }

    /// Says once that tickets cross a network which anybody may read, when `peer` is not on this
    /// machine, there are tickets, and no TLS.
    void warn_of_clear_socket(const net::Endpoint& peer);

    /// How long it is until a ticket can be made; zero: now.
    [[nodiscard]] std::chrono::milliseconds pause() const;
    /// Whether each ticket needs a second of its own.
    [[nodiscard]] bool takes_seconds() const { return !options_->clock && !options_->same_second; }

    /// A ticket for this moment; before its time it waits. REQUIRES: a subject.
    [[nodiscard]] base::Result<authorization::Generated> make();

  private:
    Tickets(cli::Io& io, const Options& options) : io_(&io), options_(&options) {}

    [[nodiscard]] base::Instant moment();

    cli::Io* io_;
    const Options* options_;
    std::optional<passticket::Subject> subject_;
    std::unique_ptr<store::Store> store_;
    std::optional<base::Instant> last_;  ///< the second of the last ticket, which is used up
    bool warned_ = false;
};

}  // namespace ptkt::imscon_send

#endif
