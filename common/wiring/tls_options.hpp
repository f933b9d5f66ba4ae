#ifndef PTKT_WIRING_TLS_OPTIONS_HPP
#define PTKT_WIRING_TLS_OPTIONS_HPP

#include <optional>
#include <string>
#include <string_view>

#include "common/cli/options/options.hpp"

namespace ptkt::wiring {

/// The options that programs have which speak TLS.
struct TlsOptions {
    bool on = false;
    std::optional<std::string> certificate;
    std::optional<std::string> key;  ///< where it is, see cli::read_secret
    std::optional<std::string> authorities;
    std::optional<std::string> name;  ///< of the server's certificate
    std::optional<std::string> keylog;
};

/// What to do when secrets cross a network on a clear socket.
inline constexpr std::string_view kClearHint =
    "give --tls, or put TLS between the two machines, as AT-TLS does on z/OS";

/// Adds them to a program's table.
void add_tls_options(cli::OptionTable& table, TlsOptions& options);

/// What is wrong with them together, or nothing. The accepting end needs a certificate.
[[nodiscard]] std::string_view contradiction(const TlsOptions& options, bool accepts);

/// A host name or numeric address as certificates have them, up to 253 characters. Malformed.
[[nodiscard]] base::Result<std::string> read_peer_name(std::string_view word);

}  // namespace ptkt::wiring

#endif
