#ifndef PTKT_WIRING_KEY_LOG_HPP
#define PTKT_WIRING_KEY_LOG_HPP

#include <string>

#include "common/cli/io.hpp"
#include "common/tls/context.hpp"

namespace ptkt::wiring {

/// Appends keys of TLS sessions to a file, which is made with mode 0600, and warns of what that
/// means. NotPermitted when others may read the file; Io. `io` must outlive what comes back.
[[nodiscard]] base::Result<tls::KeyLog> open_key_log(cli::Io& io, const std::string& file);

}  // namespace ptkt::wiring

#endif
