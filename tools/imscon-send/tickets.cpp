#include "tools/imscon-send/tickets.hpp"

#include <utility>

#include "common/cli/diagnostics.hpp"
#include "common/cli/next_second.hpp"
#include "common/ims/sign_on/ticket_maker.hpp"
#include "common/wiring/open_store.hpp"

namespace ptkt::imscon_send {

base::Result<Tickets> Tickets::open(cli::Io& io, const Options& options,
                                    const ims_config::RmtImsCon& connection) {
    Tickets tickets(io, options);
    if (!connection.uses_passticket()) return tickets;
    auto subject = ims_sign_on::subject_of(connection);
    if (!subject) return std::move(subject).error();
    tickets.subject_ = std::move(*subject);
    auto store = wiring::open_store(io, options.common);
    if (!store) return std::move(store).error();
    tickets.store_ = std::move(*store);
    const auto trial = authorization::TicketGenerator(*tickets.store_)
                           .generate(*tickets.subject_, {}, options.clock.value_or(io.now()));
    if (!trial) return trial.error();
    // As if another run had used this second.
    if (options.next) tickets.last_ = io.now();
    return tickets;
}

void Tickets::warn_of_clear_socket(const net::Endpoint& peer) {
    if (!subject_ || !is_exposed(peer, options_->tls.on) || std::exchange(warned_, true)) return;
    cli::warn(*io_, fmt::format("PassTickets go to {} over a clear socket", to_string(peer)),
              wiring::kClearHint);
}

std::chrono::milliseconds Tickets::pause() const {
    const bool is_used = last_ && takes_seconds() && io_->now() <= *last_;
    return is_used ? cli::until_next_second() : std::chrono::milliseconds(0);
}

base::Instant Tickets::moment() {
    constexpr base::Seconds kSecond(1);
    if (options_->clock) return last_ ? *last_ + kSecond : *options_->clock;
    base::Instant now = io_->now();
    while (last_ && takes_seconds() && now <= *last_)
        now = cli::wait_for_next_second(*io_);
    return now;
}

base::Result<authorization::Generated> Tickets::make() {
    last_ = moment();
    // Anew each time: a key that was changed meanwhile counts from its refresh on.
    return authorization::TicketGenerator(*store_).generate(*subject_, {}, *last_);
}

}  // namespace ptkt::imscon_send
