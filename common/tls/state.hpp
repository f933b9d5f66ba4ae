#ifndef PTKT_TLS_STATE_HPP
#define PTKT_TLS_STATE_HPP

#include <openssl/ssl.h>

#include "common/crypto/openssl_handles.hpp"
#include "common/tls/context.hpp"

/// What this room's own files need of libssl; nobody outside includes it.
namespace ptkt::tls {

using ContextPtr = std::unique_ptr<SSL_CTX, crypto::FreeBy<SSL_CTX_free>>;
using SessionPtr = std::unique_ptr<SSL, crypto::FreeBy<SSL_free>>;
using MethodPtr = std::unique_ptr<BIO_METHOD, crypto::FreeBy<BIO_meth_free>>;

/// Which end we are.
enum class Side { Server, Client };

struct Context::State {
    Side side;
    ContextPtr context;
    MethodPtr wire;  ///< how a session reaches the stream below it
    KeyLog keys;     ///< who is told the keys of each session; nobody where it is empty
};

}  // namespace ptkt::tls

#endif
