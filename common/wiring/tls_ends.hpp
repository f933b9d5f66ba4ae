#ifndef PTKT_WIRING_TLS_ENDS_HPP
#define PTKT_WIRING_TLS_ENDS_HPP

#include <memory>

#include "common/cli/io.hpp"
#include "common/tls/context.hpp"
#include "common/wiring/tls_options.hpp"

/// From the options of a program to what protects its connections.
namespace ptkt::wiring {

/// Both ends that a program can be. Without `--tls` there is nothing that protects, and nothing of
/// TLS has been touched.
class TlsEnds {
  public:
    /// Which ends are needed.
    struct Needs {
        bool accepts = false;
        bool connects = false;
    };

    /// Reads certificates and key. Warns of a certificate of ours that has expired. NotFound,
    /// NotPermitted (a key that others may read), Config, Io.
    [[nodiscard]] static base::Result<TlsEnds> open(cli::Io& io, const TlsOptions& options,
                                                    Needs needs);

    /// Reads them again, for the connections to come: also those of what `for_clients` and
    /// `for_server` have given before. An error, as those of `open`, leaves all as it was.
    [[nodiscard]] base::Status reload(cli::Io& io);
    /// The same for a program that was told to by SIGHUP, with a line about what came of it: an
    /// error, or with `-v` that it was done.
    void reload_and_tell(cli::Io& io);

    [[nodiscard]] bool is_on() const { return options_.on; }
    /// For connections that come in. REQUIRES: that end was needed, as for the other one.
    [[nodiscard]] net::Wrap for_clients() const;
    /// For a connection to a host; the certificate must be for it, or for `--tls-name`.
    [[nodiscard]] net::Wrap for_server(const std::string& host) const;

  private:
    /// What new connections have in common.
    struct Contexts {
        std::optional<tls::Context> accepting;
        std::optional<tls::Context> connecting;
    };

    TlsEnds(const TlsOptions& options, Needs needs)
        : options_(options), needs_(needs), contexts_(std::make_shared<Contexts>()) {}

    TlsOptions options_;
    Needs needs_;
    tls::KeyLog keys_;
    std::shared_ptr<Contexts> contexts_;
};

}  // namespace ptkt::wiring

#endif
