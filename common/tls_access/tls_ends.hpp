#ifndef PTKT_TLS_ACCESS_TLS_ENDS_HPP
#define PTKT_TLS_ACCESS_TLS_ENDS_HPP

#include "common/cli/io.hpp"
#include "common/tls/context.hpp"
#include "common/tls_access/tls_options.hpp"

/// From the options of a program to what protects its connections.
namespace ptkt::tls_access {

/// Both ends that a program can be. Without `--tls` there is nothing that protects, and nothing of
/// TLS has been touched.
class TlsEnds {
  public:
    /// Which ends are needed.
    struct Needs {
        bool accepts = false;
        bool connects = false;
    };

    /// Reads certificates and key once. Warns of a certificate of ours that has expired. NotFound,
    /// NotPermitted (a key that others may read), Config, Io.
    [[nodiscard]] static base::Result<TlsEnds> open(cli::Io& io, const TlsOptions& options,
                                                    Needs needs);

    [[nodiscard]] bool is_on() const { return options_.on; }
    /// For connections that come in. REQUIRES: that end was needed, as for the other one.
    [[nodiscard]] stream::Wrap for_clients() const;
    /// For a connection to a host; the certificate must be for it, or for `--tls-name`.
    [[nodiscard]] stream::Wrap for_server(const std::string& host) const;

  private:
    explicit TlsEnds(const TlsOptions& options) : options_(options) {}

    TlsOptions options_;
    std::optional<tls::Context> accepting_;
    std::optional<tls::Context> connecting_;
};

}  // namespace ptkt::tls_access

#endif
