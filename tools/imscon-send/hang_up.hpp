#ifndef PTKT_TOOLS_IMSCON_SEND_HANG_UP_HPP
#define PTKT_TOOLS_IMSCON_SEND_HANG_UP_HPP

#include <csignal>
#include <optional>

#include "common/cli/signals.hpp"
#include "common/wiring/tls_ends.hpp"

namespace ptkt::imscon_send {

/// SIGHUP. With --tls it has the certificates read again, for the connections to come; without it
/// ends the program, as it does any whose terminal goes away.
class HangUp {
  public:
    [[nodiscard]] static base::Result<HangUp> open(cli::Io& io, wiring::TlsEnds& tls) {
        HangUp hang_up(io, tls);
        if (!tls.is_on()) return hang_up;
        auto signals = cli::Signals::collect({SIGHUP});
        if (!signals) return std::move(signals).error();
        hang_up.signals_.emplace(std::move(*signals));
        return hang_up;
    }

    /// Readable when it came; nothing where it is not waited for.
    [[nodiscard]] std::optional<int> fd() const {
        return signals_ ? std::optional(signals_->fd()) : std::nullopt;
    }
    /// What is to be done about one that came.
    void take() {
        if (signals_ && signals_->next()) tls_->reload_and_tell(*io_);
    }

  private:
    HangUp(cli::Io& io, wiring::TlsEnds& tls) : io_(&io), tls_(&tls) {}

    cli::Io* io_;
    wiring::TlsEnds* tls_;
    std::optional<cli::Signals> signals_;
};

}  // namespace ptkt::imscon_send

#endif
