#include "common/tls/credentials.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>

namespace ptkt::tls {

namespace {

using base::ErrorKind;
using crypto::BioPtr;
using crypto::PkeyPtr;
using crypto::X509Ptr;

/// The next certificate of a text, or nothing.
X509Ptr next_certificate(const BioPtr& text) {
    const auto no_passphrase = [](char*, int, int, void*) { return 0; };
    X509Ptr read(text ? PEM_read_bio_X509(text.get(), nullptr, no_passphrase, nullptr) : nullptr);
    return read;
}

/// True when the text ended where the last certificate did, and not within one.
bool is_at_end() {
    const unsigned long code = ERR_peek_last_error();
    ERR_clear_error();
    return ERR_GET_LIB(code) == ERR_LIB_PEM && ERR_GET_REASON(code) == PEM_R_NO_START_LINE;
}

base::Error unusable(const std::string& name) {
    const char* const why = ERR_reason_error_string(ERR_peek_last_error());
    ERR_clear_error();
    return base::fail(ErrorKind::Config, "{} cannot be used for TLS: {}", name,
                      why == nullptr ? "no reason is known" : why);
}

base::Error no_certificate(const std::string& name) {
    ERR_clear_error();
    return base::fail(ErrorKind::Config, "{} has no certificate in PEM", name);
}

base::Error broken_certificate(const std::string& name) {
    return base::fail(ErrorKind::Config, "{} has a certificate that cannot be read", name);
}

base::Result<PkeyPtr> read_key(const base::Secret& pem, const std::string& name) {
    bool is_encrypted = false;
    const auto ask = [](char*, int, int, void* asked) {
        *static_cast<bool*>(asked) = true;
        return -1;
    };
    const BioPtr text = crypto::bio_over(pem.view());
    PkeyPtr key(text ? PEM_read_bio_PrivateKey(text.get(), nullptr, ask, &is_encrypted) : nullptr);
    ERR_clear_error();
    if (key) return key;
    if (is_encrypted)
        return base::with_hint(base::fail(ErrorKind::Config,
                                          "the key in {} is encrypted, and nobody is asked for its "
                                          "passphrase",
                                          name),
                               "openssl pkey -in ENCRYPTED -out PLAIN, with umask 077");
    return base::fail(ErrorKind::Config, "{} has no private key in PEM", name);
}

}  // namespace

base::Status use_credentials(SSL_CTX* context, const Credentials& own) {
    const std::string& name = own.certificate.name;
    const BioPtr text = crypto::bio_over(base::as_bytes(own.certificate.text));
    const X509Ptr certificate = next_certificate(text);
    if (!certificate) return is_at_end() ? no_certificate(name) : broken_certificate(name);
    if (SSL_CTX_use_certificate(context, certificate.get()) != 1) return unusable(name);
    while (X509Ptr behind = next_certificate(text)) {
        if (SSL_CTX_add0_chain_cert(context, behind.get()) != 1) return unusable(name);
        static_cast<void>(behind.release());  // the context has it now
    }
    if (!is_at_end()) return broken_certificate(name);
    const auto key = read_key(own.key, own.key_name);
    if (!key) return key.error();
    if (X509_check_private_key(certificate.get(), key->get()) != 1) {
        ERR_clear_error();
        return base::fail(ErrorKind::Config, "the key in {} is not that of the certificate in {}",
                          own.key_name, name);
    }
    if (SSL_CTX_use_PrivateKey(context, key->get()) != 1) return unusable(own.key_name);
    return {};
}

base::Status use_authorities(SSL_CTX* context, const Pem& authorities) {
    const BioPtr text = crypto::bio_over(base::as_bytes(authorities.text));
    X509_STORE* const store = SSL_CTX_get_cert_store(context);
    std::size_t count = 0;
    while (const X509Ptr authority = next_certificate(text)) {
        if (X509_STORE_add_cert(store, authority.get()) != 1 ||
            SSL_CTX_add_client_CA(context, authority.get()) != 1)
            return unusable(authorities.name);
        ++count;
    }
    if (!is_at_end()) return broken_certificate(authorities.name);
    if (count == 0) return no_certificate(authorities.name);
    X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN);
    return {};
}

base::Status use_system_authorities(SSL_CTX* context) {
    // Where Debian has them even if the package that libssl's own path comes from is not there.
    constexpr const char* kDirectory = "/etc/ssl/certs";
    if (SSL_CTX_set_default_verify_paths(context) != 1 ||
        SSL_CTX_load_verify_dir(context, kDirectory) != 1)
        return unusable("the system's list of CAs");
    return {};
}

}  // namespace ptkt::tls
