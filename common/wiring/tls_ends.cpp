#include "common/wiring/tls_ends.hpp"

#include "common/cli/diagnostics.hpp"
#include "common/cli/secret_source.hpp"
#include "common/wiring/key_log.hpp"

namespace ptkt::wiring {

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
    TlsEnds ends(options, needs);
    if (!options.on) return ends;
    if (options.keylog) {
        auto keys = open_key_log(io, *options.keylog);
        if (!keys) return std::move(keys).error();
        ends.keys_ = std::move(*keys);
    }
    if (auto read = ends.reload(io); !read) return std::move(read).error();
    return ends;
}

base::Status TlsEnds::reload(cli::Io& io) {
    const auto own = read_credentials(io, options_);
    if (!own) return own.error();
    const auto authorities = read_authorities(io, options_);
    if (!authorities) return authorities.error();
    Contexts made;
    if (needs_.accepts) {
        auto accepting = tls::Context::accepting(own->value(), *authorities, keys_);
        if (!accepting) return std::move(accepting).error();
        made.accepting = std::move(*accepting);
    }
    if (needs_.connects) {
        auto connecting = tls::Context::connecting(*own, *authorities, keys_);
        if (!connecting) return std::move(connecting).error();
        made.connecting = std::move(*connecting);
    }
    if (const auto& shown = made.accepting ? made.accepting : made.connecting)
        warn_of_expiry(io, *shown, *own);
    *contexts_ = std::move(made);
    return {};
}

void TlsEnds::reload_and_tell(cli::Io& io) {
    if (const auto done = reload(io); !done) {
        const auto& error = done.error();
        return cli::say_error(
            io, {error.kind,
                 "certificates were not read again, those of before stay in use: " + error.what,
                 {}});
    }
    cli::note(io, "certificates were read again");
}

/// What is current when a connection comes.
net::Wrap TlsEnds::for_clients() const {
    if (!is_on()) return {};
    static_cast<void>(contexts_->accepting.value());
    return [contexts = contexts_](net::StreamPtr below) {
        return contexts->accepting->for_clients()(std::move(below));
    };
}

net::Wrap TlsEnds::for_server(const std::string& host) const {
    if (!is_on()) return {};
    static_cast<void>(contexts_->connecting.value());
    return [contexts = contexts_, name = options_.name.value_or(host)](net::StreamPtr below) {
        return contexts->connecting->for_server(name)(std::move(below));
    };
}

}  // namespace ptkt::wiring
