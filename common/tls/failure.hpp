#ifndef PTKT_TLS_FAILURE_HPP
#define PTKT_TLS_FAILURE_HPP

#include <string>

#include "common/tls/state.hpp"

namespace ptkt::tls {

/// What was found wrong with the certificate of the peer.
struct CertificateTrouble {
    Side side = Side::Client;  ///< which end we are
    std::string wanted;        ///< whom the certificate must be for; empty for anybody
    std::string words;         ///< empty: nothing was found
};

/// For libssl: called for each certificate of a chain. Keeps the first trouble in the session's
/// CertificateTrouble and ends the handshake there.
int note_trouble(int is_good, X509_STORE_CTX* chain);

/// Why a session has failed, in one line: `code` is libssl's.
[[nodiscard]] std::string failure_of(unsigned long code, const CertificateTrouble& trouble);

}  // namespace ptkt::tls

#endif
