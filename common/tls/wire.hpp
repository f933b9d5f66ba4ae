#ifndef PTKT_TLS_WIRE_HPP
#define PTKT_TLS_WIRE_HPP

#include "common/tls/state.hpp"

namespace ptkt::tls {

/// What a session's records travel on. libssl reaches it through a BIO of ours instead of one of
/// its own, which would write to the descriptor in a way that can raise SIGPIPE.
struct Wire {
    explicit Wire(net::StreamPtr stream) : below(std::move(stream)) {}

    net::StreamPtr below;
    /// Bytes that may still be taken from below before others have their turn. What is left there
    /// keeps the descriptor ready.
    std::size_t allowance = 0;
    bool has_received = false;  ///< anything at all
    bool has_ended = false;     ///< the peer's half
    bool is_lost = false;
};

/// The kind of BIO that reads and writes a Wire.
[[nodiscard]] MethodPtr wire_method();

/// One over this wire, which must outlive it. It belongs to the one who asks.
[[nodiscard]] BIO* bio_over(const BIO_METHOD& method, Wire& wire);

}  // namespace ptkt::tls

#endif
