#include "common/ims/sender/connection/tickets.hpp"

#include <algorithm>
#include <utility>

namespace ptkt::ims_sender {

base::Result<Tickets> Tickets::open(Host& host, const Settings& settings,
                                    passticket::Subject subject,
                                    std::unique_ptr<store::Store> store) {
    Tickets tickets(host, settings);
    tickets.subject_ = std::move(subject);
    tickets.store_ = std::move(store);
    const auto trial = authorization::TicketGenerator(*tickets.store_)
                           .generate(*tickets.subject_, {}, settings.clock.value_or(host.now()));
    if (!trial) return trial.error();
    // As if another run had used this second.
    if (settings.next) tickets.last_ = host.now();
    return tickets;
}

Tickets Tickets::with_password(Host& host, const Settings& settings, passticket::Subject subject,
                               base::Secret password) {
    Tickets tickets(host, settings);
    tickets.subject_ = std::move(subject);
    tickets.password_ = std::move(password);
    return tickets;
}

void Tickets::warn_of_clear_socket(const net::Endpoint& peer) {
    const bool is_exposed = net::is_exposed(peer, settings_->is_encrypted);
    if (!subject_ || !is_exposed || std::exchange(warned_, true)) return;
    host_->warn_of_clear_socket(fmt::format("{} to {} over a clear socket",
                                            password_ ? "a password goes" : "PassTickets go",
                                            to_string(peer)));
}

std::chrono::milliseconds Tickets::pause() const {
    const bool is_used = last_ && takes_seconds() && host_->now() <= *last_;
    return is_used ? host_->until_next_second() : std::chrono::milliseconds(0);
}

base::Instant Tickets::moment() const {
    constexpr base::Seconds kSecond(1);
    if (settings_->clock) return last_ ? *last_ + kSecond : *settings_->clock;
    const base::Instant now = host_->now();
    // The clock may have been set back since somebody looked whether there is a pause.
    return last_ && takes_seconds() ? std::max(now, *last_ + kSecond) : now;
}

base::Result<authorization::Generated> Tickets::make() {
    last_ = moment();
    // Anew each time: a key that was changed meanwhile counts from its refresh on.
    authorization::TicketGenerator generator(*store_);
    auto made = generator.generate(*subject_, {}, *last_);
    if (!made) return made;
    if (auto recorded = generator.record(*subject_, *made, std::nullopt, host_->now()); !recorded)
        return std::move(recorded).error();
    return made;
}

}  // namespace ptkt::ims_sender
