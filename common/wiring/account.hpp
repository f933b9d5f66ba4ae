#ifndef PTKT_WIRING_ACCOUNT_HPP
#define PTKT_WIRING_ACCOUNT_HPP

#include "common/cli/io.hpp"
#include "common/racf/store/audit_log.hpp"

namespace ptkt::wiring {

/// The account of the operating system under which this program runs, for the audit log: its user
/// number, who logged in (whom the kernel remembers through su and sudo; otherwise the owner of the
/// process), and who called sudo.
[[nodiscard]] store::Account account_of(const cli::Io& io);

/// Puts that account into the records of the log, and the moments of this process's clock.
void attribute(store::AuditLog& log, const cli::Io& io);

}  // namespace ptkt::wiring

#endif
