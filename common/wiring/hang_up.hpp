#ifndef PTKT_WIRING_HANG_UP_HPP
#define PTKT_WIRING_HANG_UP_HPP

#include <csignal>
#include <optional>

#include "common/cli/signals.hpp"
#include "common/net/loop.hpp"
#include "common/wiring/tls_ends.hpp"

namespace ptkt::wiring {

/// SIGHUP of a program with connections. With --tls it has the certificates read again, for the
/// connections to come; without it, it does what it did before.
class HangUp {
  public:
    /// From now on the signal is collected.
    [[nodiscard]] static base::Result<HangUp> open(cli::Io& io, TlsEnds& tls) {
        HangUp hang_up(io, tls);
        if (!tls.is_on()) return hang_up;
        auto signals = cli::Signals::collect({SIGHUP});
        if (!signals) return std::move(signals).error();
        hang_up.signals_.emplace(std::move(*signals));
        return hang_up;
    }

    /// From now on it is obeyed, as long as the loop turns. This must stay where it is meanwhile.
    [[nodiscard]] base::Status watch(net::Loop& loop) {
        if (!signals_) return {};
        return loop.watch(signals_->fd(), net::Ready::Input, [this] {
            if (signals_->next()) tls_->reload_and_tell(*io_);
        });
    }

  private:
    HangUp(cli::Io& io, TlsEnds& tls) : io_(&io), tls_(&tls) {}

    cli::Io* io_;
    TlsEnds* tls_;
    std::optional<cli::Signals> signals_;
};

}  // namespace ptkt::wiring

#endif
