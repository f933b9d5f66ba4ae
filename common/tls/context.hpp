#ifndef PTKT_TLS_CONTEXT_HPP
#define PTKT_TLS_CONTEXT_HPP

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "common/base/result.hpp"
#include "common/base/secret.hpp"
#include "common/base/time.hpp"
#include "common/net/stream.hpp"

/// TLS 1.2 and 1.3 around any stream [RFC 5246, RFC 8446]. The room knows no sockets and no files.
/// Nothing of it is set up before the first context is made.
namespace ptkt::tls {

/// A text in PEM, and what messages call it.
struct Pem {
    std::string text;
    std::string name;
};

/// What one end shows: its certificate, with those after it that lead to the CA, and its key.
struct Credentials {
    Pem certificate;
    base::Secret key;
    std::string key_name;
};

/// Takes the keys of each session, a line at a time in the format of SSLKEYLOGFILE, for who reads
/// captures.
using KeyLog = std::function<void(std::string_view line)>;

/// What the connections of one end have in common. Copies share it.
class Context {
  public:
    /// For the end that accepts. With `clients`, a client must show a certificate that leads to one
    /// of these; without, none is asked for. Config: a text that is not what it must be, a key that
    /// is encrypted or that of another certificate, keys that are too weak.
    [[nodiscard]] static base::Result<Context> accepting(const Credentials& own,
                                                         const std::optional<Pem>& clients,
                                                         KeyLog keys = {});

    /// For the end that connects. The server's certificate must lead to one of `servers`, without
    /// them to one of those that the system trusts. `own` is shown when the server asks for it.
    [[nodiscard]] static base::Result<Context> connecting(const std::optional<Credentials>& own,
                                                          const std::optional<Pem>& servers,
                                                          KeyLog keys = {});

    /// Protects streams that were accepted.
    [[nodiscard]] net::Wrap for_clients() const;
    /// Protects a stream that was opened; the server's certificate must be for this host name or
    /// numeric address.
    [[nodiscard]] net::Wrap for_server(const std::string& name) const;

    /// When the certificate that is shown expires.
    [[nodiscard]] std::optional<base::Instant> expires() const;

    struct State;

  private:
    explicit Context(std::shared_ptr<const State> state) : state_(std::move(state)) {}
    std::shared_ptr<const State> state_;
};

}  // namespace ptkt::tls

#endif
