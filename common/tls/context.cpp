#include "common/tls/context.hpp"

#include <openssl/err.h>

#include <ctime>
#include <new>

#include "common/tls/credentials.hpp"
#include "common/tls/tls_stream.hpp"

namespace ptkt::tls {

namespace {

/// The system's openssl.cnf may load modules and lower what is accepted: it has no say here.
void start_libssl() {
    OPENSSL_init_ssl(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr);
    ERR_clear_error();
}

/// Each connection stands for itself: no session is resumed, so that each has its certificates
/// checked, and none is negotiated anew. Buffers are there while something is on its way, and what
/// they held is wiped: PassTickets pass through.
void set_rules(SSL_CTX* context) {
    if (SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) != 1) throw std::bad_alloc();
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET |
                                     SSL_OP_NO_COMPRESSION | SSL_OP_CLEANSE_PLAINTEXT |
                                     SSL_OP_CIPHER_SERVER_PREFERENCE |
                                     SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_num_tickets(context, 0);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                  SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_read_ahead(context, 1);
}

void tell_keys(const SSL* session, const char* line) {
    const auto* const state =
        static_cast<const Context::State*>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(session)));
    state->keys(line);
}

std::shared_ptr<Context::State> new_state(Side side, KeyLog keys) {
    start_libssl();
    ContextPtr context(
        SSL_CTX_new(side == Side::Server ? TLS_server_method() : TLS_client_method()));
    if (!context) throw std::bad_alloc();
    set_rules(context.get());
    auto state = std::make_shared<Context::State>(
        Context::State{side, std::move(context), wire_method(), std::move(keys)});
    if (state->keys) {
        SSL_CTX_set_app_data(state->context.get(), state.get());
        SSL_CTX_set_keylog_callback(state->context.get(), tell_keys);
    }
    return state;
}

net::Wrap wrap_by(std::shared_ptr<const Context::State> state, const std::string& name) {
    return [state = std::move(state), name](net::StreamPtr below) -> net::StreamPtr {
        return std::make_unique<TlsStream>(state, std::move(below), name);
    };
}

}  // namespace

base::Result<Context> Context::accepting(const Credentials& own, const std::optional<Pem>& clients,
                                         KeyLog keys) {
    auto state = new_state(Side::Server, std::move(keys));
    SSL_CTX* const context = state->context.get();
    if (auto used = use_credentials(context, own); !used) return std::move(used).error();
    if (clients) {
        if (auto used = use_authorities(context, *clients); !used) return std::move(used).error();
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT,
                           note_trouble);
    }
    return Context(std::move(state));
}

base::Result<Context> Context::connecting(const std::optional<Credentials>& own,
                                          const std::optional<Pem>& servers, KeyLog keys) {
    auto state = new_state(Side::Client, std::move(keys));
    SSL_CTX* const context = state->context.get();
    auto used = servers ? use_authorities(context, *servers) : use_system_authorities(context);
    if (used && own) used = use_credentials(context, *own);
    if (!used) return std::move(used).error();
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, note_trouble);
    return Context(std::move(state));
}

net::Wrap Context::for_clients() const {
    return wrap_by(state_, {});
}

net::Wrap Context::for_server(const std::string& name) const {
    return wrap_by(state_, name);
}

std::optional<base::Instant> Context::expires() const {
    const X509* const certificate = SSL_CTX_get0_certificate(state_->context.get());
    std::tm parts{};
    if (certificate == nullptr || ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &parts) != 1)
        return std::nullopt;
    return base::Instant(base::Seconds(::timegm(&parts)));
}

}  // namespace ptkt::tls
