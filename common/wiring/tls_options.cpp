#include "common/wiring/tls_options.hpp"

#include <algorithm>

#include "common/base/text/ascii.hpp"

namespace ptkt::wiring {

void add_tls_options(cli::OptionTable& table, TlsOptions& options) {
    table.option({"tls", 0, "", "TLS 1.2 or later on every connection"}, options.on);
    table
        .option({"tls-cert", 0, "FILE", "our certificate in PEM, and those up to its CA"},
                options.certificate)
        .file();
    table
        .option({"tls-key", 0, "SOURCE", "its key: a file of mode 0600, fd:N, cred:NAME"},
                options.key)
        .secret_source();
    table
        .option({"tls-ca", 0, "FILE", "CAs of the peers, whose clients then need certificates"},
                options.authorities)
        .file();
    table.option({"tls-name", 0, "NAME", "whom a server's certificate is for, if not HOSTNAME"},
                 options.name, read_peer_name);
    table
        .option({"tls-keylog", 0, "FILE", "append the keys of each session, to read captures"},
                options.keylog)
        .file();
}

std::string_view contradiction(const TlsOptions& options, bool accepts) {
    const bool has_more =
        options.certificate || options.key || options.authorities || options.name || options.keylog;
    if (!options.on) return has_more ? "--tls-... without --tls" : "";
    if (options.certificate.has_value() != options.key.has_value())
        return "--tls-cert and --tls-key go together";
    if (accepts && !options.certificate)
        return "--tls where connections come in needs --tls-cert and --tls-key";
    return {};
}

base::Result<std::string> read_peer_name(std::string_view word) {
    constexpr std::size_t kLongest = 253;
    const auto is_good = [](char c) {
        return base::is_letter(c) || base::is_digit(c) || c == '.' || c == '-' || c == '_' ||
               c == ':';
    };
    if (!word.empty() && word.size() <= kLongest && std::ranges::all_of(word, is_good))
        return std::string(word);
    return base::fail(base::ErrorKind::Malformed, "'{}' is not a host name or address",
                      base::printable(word));
}

}  // namespace ptkt::wiring
