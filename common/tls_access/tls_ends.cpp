#include "common/tls_access/tls_ends.hpp"

#include "common/cli/diagnostics.hpp"
#include "common/cli/secret_source.hpp"

namespace ptkt::tls_access {

namespace {

/// More than the CAs of all the world need.
constexpr std::size_t kPemLimit = std::size_t{4} << 20U;

base::Result<tls::Pem> read_pem(cli::Io& io, const std::string& file) {
    auto input = cli::open_input(io, file);
    if (!input) return std::move(input).error();
    auto text = input->read_all(kPemLimit);
    if (!text) return std::move(text).error();
    return tls::Pem{std::move(*text), input->name()};
}

/// Nothing when there is none.
base::Result<std::optional<tls::Credentials>> read_credentials(cli::Io& io,
                                                               const TlsOptions& options) {
    if (!options.certificate) return std::optional<tls::Credentials>();
    auto certificate = read_pem(io, *options.certificate);
    if (!certificate) return std::move(certificate).error();
    auto key = cli::read_secret(io, *options.key);
    if (!key) return std::move(key).error();
    return std::optional(tls::Credentials{std::move(*certificate), std::move(*key), *options.key});
}

base::Result<std::optional<tls::Pem>> read_authorities(cli::Io& io, const TlsOptions& options) {
    if (!options.authorities) return std::optional<tls::Pem>();
    auto read = read_pem(io, *options.authorities);
    if (!read) return std::move(read).error();
    return std::optional(std::move(*read));
}

void warn_of_expiry(cli::Io& io, const tls::Context& context,
                    const std::optional<tls::Credentials>& own) {
    const auto expires = context.expires();
    if (own && expires && *expires < io.now())
        cli::warn(io, fmt::format("the certificate in {} has expired on {}", own->certificate.name,
                                  base::to_rfc3339(*expires)));
}

}  // namespace

base::Result<TlsEnds> TlsEnds::open(cli::Io& io, const TlsOptions& options, Needs needs) {
    TlsEnds ends(options);
    if (!options.on) return ends;
    const auto own = read_credentials(io, options);
    if (!own) return own.error();
    const auto authorities = read_authorities(io, options);
    if (!authorities) return authorities.error();
    if (needs.accepts) {
        auto made = tls::Context::accepting(own->value(), *authorities);
        if (!made) return std::move(made).error();
        warn_of_expiry(io, *made, *own);
        ends.accepting_ = std::move(*made);
    }
    if (needs.connects) {
        auto made = tls::Context::connecting(*own, *authorities);
        if (!made) return std::move(made).error();
        if (!needs.accepts) warn_of_expiry(io, *made, *own);
        ends.connecting_ = std::move(*made);
    }
    return ends;
}

stream::Wrap TlsEnds::for_clients() const {
    return is_on() ? accepting_.value().for_clients() : stream::Wrap();
}

stream::Wrap TlsEnds::for_server(const std::string& host) const {
    if (!is_on()) return {};
    return connecting_.value().for_server(options_.name.value_or(host));
}

}  // namespace ptkt::tls_access
