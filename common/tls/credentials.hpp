#ifndef PTKT_TLS_CREDENTIALS_HPP
#define PTKT_TLS_CREDENTIALS_HPP

#include "common/tls/state.hpp"

/// From texts in PEM to a context of libssl.
namespace ptkt::tls {

/// Shows the certificate and those after it, and proves it by the key. Config, as `Context` has
/// it.
[[nodiscard]] base::Status use_credentials(SSL_CTX* context, const Credentials& own);

/// Trusts all certificates of the text as those of a CA, and says so to clients. A certificate may
/// stand there itself, without its CA. Config: there is none in the text.
[[nodiscard]] base::Status use_authorities(SSL_CTX* context, const Pem& authorities);

/// Trusts what the system trusts.
[[nodiscard]] base::Status use_system_authorities(SSL_CTX* context);

}  // namespace ptkt::tls

#endif
