#ifndef PTKT_TLS_NAMES_HPP
#define PTKT_TLS_NAMES_HPP

#include <openssl/x509.h>

#include <string>

/// What stands in a certificate, in words that are safe to show.
namespace ptkt::tls {

/// The host names and addresses that it is for: its subject's common name where it has none.
[[nodiscard]] std::string names_in(const X509* certificate);
/// Its issuer, such as `issued by CN=Test CA`.
[[nodiscard]] std::string issuer_of(const X509* certificate);
/// RFC 3339, in UTC.
[[nodiscard]] std::string date_of(const ASN1_TIME* time);

}  // namespace ptkt::tls

#endif
