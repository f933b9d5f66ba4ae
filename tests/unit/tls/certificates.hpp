#ifndef PTKT_TESTS_UNIT_TLS_CERTIFICATES_HPP
#define PTKT_TESTS_UNIT_TLS_CERTIFICATES_HPP

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>

#include "common/tls/context.hpp"
#include "tests/unit/test.hpp"

/// Certificates and keys that are made for a test and go with it.
namespace certificates {

using namespace ptkt;

template <auto Free>
struct FreeBy {
    template <typename T>
    void operator()(T* object) const {
        Free(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, FreeBy<EVP_PKEY_free>>;
using X509Ptr = std::unique_ptr<X509, FreeBy<X509_free>>;
using Bio = std::unique_ptr<BIO, FreeBy<BIO_free>>;

inline std::string text_in(const Bio& bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

inline Key new_key() {
    return Key(EVP_EC_gen("P-256"));
}

inline std::string pem_of(EVP_PKEY* key, const char* passphrase = nullptr) {
    const Bio out(BIO_new(BIO_s_mem()));
    const auto* const cipher = passphrase == nullptr ? nullptr : EVP_aes_256_cbc();
    REQUIRE(PEM_write_bio_PKCS8PrivateKey(out.get(), key, cipher, nullptr, 0, nullptr,
                                          const_cast<char*>(passphrase)) == 1);
    return text_in(out);
}

inline std::string pem_of(X509* certificate) {
    const Bio out(BIO_new(BIO_s_mem()));
    REQUIRE(PEM_write_bio_X509(out.get(), certificate) == 1);
    return text_in(out);
}

/// What a certificate is to say.
struct Wish {
    std::string common_name = "somebody";
    std::string names = "DNS:localhost,IP:127.0.0.1";  ///< empty: none
    std::string purpose = "serverAuth,clientAuth";
    long from = -3600;  ///< seconds from now
    long until = 3600;
    bool is_authority = false;
};

/// A certificate with its key.
struct Issued {
    X509Ptr x509;
    Key key;

    [[nodiscard]] std::string certificate() const { return pem_of(x509.get()); }
    [[nodiscard]] std::string key_text() const { return pem_of(key.get()); }
    [[nodiscard]] tls::Pem as_authority() const { return {certificate(), "ca.pem"}; }
    [[nodiscard]] tls::Credentials credentials() const {
        return {{certificate(), "own.pem"}, base::Secret(base::as_bytes(key_text())), "own.key"};
    }
};

inline void extend(X509* certificate, int what, const std::string& value) {
    if (value.empty()) return;
    X509V3_CTX context;
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, &context, what, value.c_str());
    REQUIRE(extension != nullptr);
    REQUIRE(X509_add_ext(certificate, extension, -1) == 1);
    X509_EXTENSION_free(extension);
}

/// By its own key when there is no issuer.
inline Issued issue(const Wish& wish, const Issued* issuer, Key key = new_key()) {
    Issued made{X509Ptr(X509_new()), std::move(key)};
    X509* const certificate = made.x509.get();
    static long serial = 0;
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate), wish.from);
    X509_gmtime_adj(X509_getm_notAfter(certificate), wish.until);
    X509_set_pubkey(certificate, made.key.get());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>(wish.common_name.c_str()), -1,
                               -1, 0);
    const Issued& by = issuer == nullptr ? made : *issuer;
    X509_set_issuer_name(certificate, X509_get_subject_name(by.x509.get()));
    if (wish.is_authority) {
        extend(certificate, NID_basic_constraints, "critical,CA:TRUE");
    } else {
        extend(certificate, NID_ext_key_usage, wish.purpose);
        extend(certificate, NID_subject_alt_name, wish.names);
    }
    REQUIRE(X509_sign(certificate, by.key.get(), EVP_sha256()) > 0);
    return made;
}

inline Issued new_authority(const std::string& name = "Test CA") {
    Wish wish;
    wish.common_name = name;
    wish.is_authority = true;
    return issue(wish, nullptr);
}

}  // namespace certificates

#endif
