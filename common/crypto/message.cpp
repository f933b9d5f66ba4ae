// The only users of libcrypto's high-level interfaces are messages between stores: they load its
// tables, which takes milliseconds that no other run should pay.
#include "common/crypto/message.hpp"

#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <array>
#include <new>

#include "common/base/text/hex.hpp"
#include "common/crypto/openssl_handles.hpp"

namespace ptkt::crypto {

namespace {

using base::ErrorKind;

constexpr int kSmallestRsa = 2048;
constexpr int kSmallestEc = 224;
constexpr std::size_t kLongestPem = std::size_t{1} << 20U;

/// The system's openssl.cnf may load modules and change algorithms: it has no say here.
void start_libcrypto() {
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr);
    ERR_clear_error();
}

/// A refusal; what libcrypto has queued is for its developers and dropped.
base::Error refused(ErrorKind kind, std::string_view what) {
    ERR_clear_error();
    return base::fail(kind, "{}", what);
}

int no_passphrase(char*, int, int, void*) {
    return 0;
}

bool is_usable(EVP_PKEY* key) {
    if (key == nullptr) return false;
    const int kind = EVP_PKEY_get_base_id(key);
    const int bits = EVP_PKEY_get_bits(key);
    return (kind == EVP_PKEY_RSA && bits >= kSmallestRsa) ||
           (kind == EVP_PKEY_EC && bits >= kSmallestEc);
}

std::string id_of(EVP_PKEY* key) {
    unsigned char* der = nullptr;
    const int length = i2d_PUBKEY(key, &der);
    if (length <= 0) throw std::bad_alloc();
    std::array<base::Byte, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    const bool done = EVP_Digest(der, static_cast<std::size_t>(length), digest.data(), &size,
                                 EVP_sha256(), nullptr) == 1;
    OPENSSL_free(der);
    if (!done) throw std::bad_alloc();
    return base::to_hex(base::ByteView(digest).first(size));
}

}  // namespace

struct Certificate::State {
    X509Ptr x509;
};
struct PrivateKey::State {
    PkeyPtr key;
};

Certificate::Certificate(std::unique_ptr<State> state, std::string name)
    : state_(std::move(state)), name_(std::move(name)) {}
Certificate::Certificate(Certificate&&) noexcept = default;
Certificate& Certificate::operator=(Certificate&&) noexcept = default;
Certificate::~Certificate() = default;

base::Result<Certificate> Certificate::of_pem(std::string_view pem, const std::string& name) {
    start_libcrypto();
    const BioPtr bio = bio_over(base::as_bytes(pem.substr(0, kLongestPem)));
    X509Ptr x509(bio ? PEM_read_bio_X509(bio.get(), nullptr, no_passphrase, nullptr) : nullptr);
    if (!x509) return refused(ErrorKind::Malformed, name + " is not a certificate in PEM");
    if (!is_usable(X509_get0_pubkey(x509.get())))
        return refused(ErrorKind::Malformed, name +
                                                 " is not for RSA (2048 bits or more) or "
                                                 "elliptic-curve keys");
    return Certificate(std::make_unique<State>(State{std::move(x509)}), name);
}

base::Status Certificate::check_period(base::Instant now) const {
    std::time_t moment = base::to_seconds(now);
    const X509* x509 = state_->x509.get();
    if (X509_cmp_time(X509_get0_notBefore(x509), &moment) != -1)
        return refused(ErrorKind::NotPermitted, name_ + " is not valid yet");
    if (X509_cmp_time(X509_get0_notAfter(x509), &moment) != 1)
        return refused(ErrorKind::NotPermitted, name_ + " has expired");
    return {};
}

std::string Certificate::key_id() const {
    return id_of(X509_get0_pubkey(state_->x509.get()));
}

std::string PrivateKey::key_id() const {
    return id_of(state_->key.get());
}

PrivateKey::PrivateKey(std::unique_ptr<State> state) : state_(std::move(state)) {}
PrivateKey::PrivateKey(PrivateKey&&) noexcept = default;
PrivateKey& PrivateKey::operator=(PrivateKey&&) noexcept = default;
PrivateKey::~PrivateKey() = default;

base::Result<PrivateKey> PrivateKey::of_pem(const base::Secret& pem, const std::string& name) {
    start_libcrypto();
    const BioPtr bio = bio_over(pem.view());
    PkeyPtr key(bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, nullptr)
                    : nullptr);
    if (!is_usable(key.get()))
        return refused(
            ErrorKind::Malformed,
            name + " is not a private key in PEM (RSA or elliptic curve, no passphrase)");
    return PrivateKey(std::make_unique<State>(State{std::move(key)}));
}

namespace {

/// OAEP for RSA, and SHA-256 in both kinds of key transport: libcrypto's own choices are those of
/// CMS's first years. [RFC 8017, section 7.1; RFC 5753]
bool add_recipient(CMS_ContentInfo* cms, X509* certificate) {
    CMS_RecipientInfo* info = CMS_add1_recipient_cert(cms, certificate, CMS_BINARY | CMS_KEY_PARAM);
    EVP_PKEY_CTX* context = info == nullptr ? nullptr : CMS_RecipientInfo_get0_pkey_ctx(info);
    if (context == nullptr) return false;
    if (EVP_PKEY_get_base_id(X509_get0_pubkey(certificate)) == EVP_PKEY_RSA)
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) > 0 &&
               EVP_PKEY_CTX_set_rsa_oaep_md(context, EVP_sha256()) > 0;
    return EVP_PKEY_CTX_set_ecdh_kdf_md(context, EVP_sha256()) > 0;
}

CmsPtr envelope(const base::Secret& content, X509* recipient) {
    CmsPtr cms(CMS_AuthEnvelopedData_create(EVP_aes_256_gcm()));
    const BioPtr in = bio_over(content.view());
    if (!cms || !in || !add_recipient(cms.get(), recipient)) return nullptr;
    if (CMS_set_detached(cms.get(), 0) != 1) return nullptr;
    if (CMS_final(cms.get(), in.get(), nullptr, CMS_BINARY) != 1) return nullptr;
    return cms;
}

CmsPtr sign(CMS_ContentInfo* inner, X509* certificate, EVP_PKEY* key) {
    const BioPtr der = empty_bio();
    if (!der || i2d_CMS_bio(der.get(), inner) != 1) return nullptr;
    // Who reads it has the certificate; one in the message could be altered without anybody
    // knowing.
    return CmsPtr(
        CMS_sign(certificate, key, nullptr, der.get(), CMS_BINARY | CMS_NOSMIMECAP | CMS_NOCERTS));
}

}  // namespace

base::Result<std::string> seal_message(const base::Secret& content, const Certificate& recipient,
                                       const Signer* signer) {
    start_libcrypto();
    CmsPtr cms = envelope(content, recipient.state().x509.get());
    if (!cms) return refused(ErrorKind::Bug, "libcrypto cannot encrypt for " + recipient.name());
    if (signer != nullptr) {
        X509* certificate = signer->certificate.state().x509.get();
        EVP_PKEY* key = signer->key.state().key.get();
        if (X509_check_private_key(certificate, key) != 1)
            return refused(ErrorKind::Malformed,
                           "the signing key is not that of " + signer->certificate.name());
        cms = sign(cms.get(), certificate, key);
        if (!cms) return refused(ErrorKind::Bug, "libcrypto cannot sign");
    }
    const BioPtr out = empty_bio();
    if (!out || PEM_write_bio_CMS(out.get(), cms.get()) != 1) throw std::bad_alloc();
    return std::string(base::as_text(bytes_in(out)));
}

namespace {

/// Whether the message brings no certificate but the one that counts, as it is.
bool brings_no_other(CMS_ContentInfo* cms, X509* signer) {
    STACK_OF(X509)* brought = CMS_get1_certs(cms);
    bool is_right = true;
    for (int i = 0; i < sk_X509_num(brought); ++i)
        if (X509_cmp(sk_X509_value(brought, i), signer) != 0) is_right = false;
    sk_X509_pop_free(brought, X509_free);
    return is_right;
}

/// What a signed message holds, when the one certificate that counts has signed it.
CmsPtr signed_content(CMS_ContentInfo* cms, X509* signer) {
    STACK_OF(X509)* only = sk_X509_new_null();
    const BioPtr out = empty_bio();
    const bool verified = only != nullptr && out && brings_no_other(cms, signer) &&
                          sk_X509_push(only, signer) > 0 &&
                          CMS_verify(cms, only, nullptr, nullptr, out.get(),
                                     CMS_BINARY | CMS_NOINTERN | CMS_NO_SIGNER_CERT_VERIFY) == 1;
    sk_X509_free(only);
    return CmsPtr(verified ? d2i_CMS_bio(out.get(), nullptr) : nullptr);
}

bool is_type(const CMS_ContentInfo* cms, int nid) {
    return OBJ_obj2nid(CMS_get0_type(cms)) == nid;
}

base::Result<CmsPtr> check_signature(CmsPtr cms, const Certificate* signer) {
    const bool is_signed = is_type(cms.get(), NID_pkcs7_signed);
    if (!is_signed && signer != nullptr)
        return refused(ErrorKind::NotPermitted, "it is not signed by " + signer->name());
    if (!is_signed) return cms;
    if (signer == nullptr)
        return base::with_hint(
            refused(ErrorKind::NotPermitted, "it is signed, and nobody said by whom it should be"),
            "--from names the sender's certificate");
    CmsPtr inner = signed_content(cms.get(), signer->state().x509.get());
    if (!inner)
        return refused(ErrorKind::NotPermitted,
                       "it was altered, or not signed by " + signer->name());
    return inner;
}

}  // namespace

base::Result<OpenedMessage> open_message(std::string_view pem, const PrivateKey& key,
                                         const Certificate* signer) {
    start_libcrypto();
    const BioPtr in = bio_over(base::as_bytes(pem.substr(0, kLongestPem)));
    CmsPtr outer(in ? PEM_read_bio_CMS(in.get(), nullptr, no_passphrase, nullptr) : nullptr);
    if (!outer) return refused(ErrorKind::Malformed, "it is not a CMS message in PEM");
    const bool is_signed = is_type(outer.get(), NID_pkcs7_signed);
    auto inner = check_signature(std::move(outer), signer);
    if (!inner) return std::move(inner).error();
    if (!is_type(inner->get(), NID_id_smime_ct_authEnvelopedData))
        return refused(ErrorKind::Malformed, "it is not encrypted with an authenticated cipher");
    const BioPtr out = empty_bio();
    if (!out || CMS_decrypt(inner->get(), key.state().key.get(), nullptr, nullptr, out.get(),
                            CMS_BINARY) != 1)
        return refused(ErrorKind::NotPermitted, "it is for another key, or was altered");
    return OpenedMessage{base::Secret(bytes_in(out)), is_signed};
}

}  // namespace ptkt::crypto
