#include "common/tls/failure.hpp"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <string_view>

#include "common/base/text/ascii.hpp"
#include "common/tls/names.hpp"

namespace ptkt::tls {

namespace {

constexpr std::string_view kNoTls = "the peer speaks no TLS";
constexpr std::string_view kTooOld = "the peer offers no TLS 1.2 or later";

std::string expired(const X509* certificate, int depth) {
    return fmt::format("{} has expired on {}", depth == 0 ? "its certificate" : "a CA certificate",
                       date_of(X509_get0_notAfter(certificate)));
}

std::string not_yet(const X509* certificate, int depth) {
    return fmt::format("{} is not valid before {}",
                       depth == 0 ? "its certificate" : "a CA certificate",
                       date_of(X509_get0_notBefore(certificate)));
}

std::string words_for(X509_STORE_CTX* chain, const CertificateTrouble& trouble) {
    const int error = X509_STORE_CTX_get_error(chain);
    const int depth = X509_STORE_CTX_get_error_depth(chain);
    const X509* const current = X509_STORE_CTX_get_current_cert(chain);
    if (current == nullptr) return X509_verify_cert_error_string(error);
    switch (error) {
        case X509_V_ERR_CERT_HAS_EXPIRED:
            return expired(current, depth);
        case X509_V_ERR_CERT_NOT_YET_VALID:
            return not_yet(current, depth);
        case X509_V_ERR_HOSTNAME_MISMATCH:
        case X509_V_ERR_IP_ADDRESS_MISMATCH:
            return fmt::format("its certificate is for {}, not for {}", names_in(current),
                               base::printable(trouble.wanted));
        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
        case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
            return fmt::format("its certificate leads to no CA that is trusted here: {}",
                               issuer_of(current));
        case X509_V_ERR_INVALID_PURPOSE:
            return fmt::format("its certificate is not for a {}",
                               trouble.side == Side::Client ? "server" : "client");
        default:
            return fmt::format("its certificate is not accepted: {}",
                               X509_verify_cert_error_string(error));
    }
}

/// What the peer has told us before it gave up. [RFC 8446, section 6.2]
std::string words_for_alert(int alert) {
    switch (alert) {
        case SSL_AD_UNKNOWN_CA:
            return "the peer does not trust the CA of our certificate";
        case SSL_AD_CERTIFICATE_EXPIRED:
            return "the peer says that our certificate has expired";
        case SSL_AD_BAD_CERTIFICATE:
        case SSL_AD_UNSUPPORTED_CERTIFICATE:
        case SSL_AD_CERTIFICATE_UNKNOWN:
        case SSL_AD_CERTIFICATE_REVOKED:
            return fmt::format("the peer does not accept our certificate ({})",
                               SSL_alert_desc_string_long(alert));
        case TLS13_AD_CERTIFICATE_REQUIRED:
            return "the peer demands a certificate of us";
        case SSL_AD_PROTOCOL_VERSION:
            return std::string(kTooOld);
        default:
            return fmt::format("the peer has refused ({})", SSL_alert_desc_string_long(alert));
    }
}

}  // namespace

int note_trouble(int is_good, X509_STORE_CTX* chain) {
    if (is_good == 1) return 1;
    const auto* const session = static_cast<const SSL*>(
        X509_STORE_CTX_get_ex_data(chain, SSL_get_ex_data_X509_STORE_CTX_idx()));
    auto& trouble = *static_cast<CertificateTrouble*>(SSL_get_app_data(session));
    if (trouble.words.empty()) trouble.words = words_for(chain, trouble);
    return 0;
}

std::string failure_of(unsigned long code, const CertificateTrouble& trouble) {
    const int reason = ERR_GET_REASON(code);
    if (ERR_GET_LIB(code) == ERR_LIB_SSL && reason >= SSL_AD_REASON_OFFSET)
        return words_for_alert(reason - SSL_AD_REASON_OFFSET);
    if (ERR_GET_LIB(code) == ERR_LIB_SSL) {
        switch (reason) {
            case SSL_R_CERTIFICATE_VERIFY_FAILED:
                if (!trouble.words.empty()) return trouble.words;
                break;
            case SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE:
                return "the client shows no certificate, and one is demanded";
            case SSL_R_WRONG_VERSION_NUMBER:
            case SSL_R_HTTP_REQUEST:
            case SSL_R_HTTPS_PROXY_REQUEST:
            case SSL_R_PACKET_LENGTH_TOO_LONG:
            case SSL_R_RECORD_LENGTH_MISMATCH:
                return std::string(kNoTls);
            case SSL_R_UNSUPPORTED_PROTOCOL:
            case SSL_R_VERSION_TOO_LOW:
                return std::string(kTooOld);
            default:
                break;
        }
    }
    const char* const words = ERR_reason_error_string(code);
    return fmt::format("TLS has failed: {}", words == nullptr ? "no reason is known" : words);
}

}  // namespace ptkt::tls
