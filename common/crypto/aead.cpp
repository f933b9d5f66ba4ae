// GCM over the low-level AES of libcrypto, for the reason that des.cpp gives: unsealing one key is
// on the path of every program's start.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "common/crypto/aead.hpp"

#include <openssl/aes.h>
#include <openssl/modes.h>

#include <memory>
#include <stdexcept>

#include "common/crypto/random.hpp"

namespace ptkt::crypto {

namespace {

constexpr std::size_t kNonceSize = 12;
constexpr std::size_t kTagSize = 16;

struct GcmDeleter {
    void operator()(GCM128_CONTEXT* gcm) const { CRYPTO_gcm128_release(gcm); }
};

/// The AES key schedule and the GCM state over it.
class Gcm {
  public:
    explicit Gcm(const base::Secret& key) {
        if (key.size() != kSealingKeySize ||
            AES_set_encrypt_key(key.view().data(), 256, &aes_) != 0)
            throw std::logic_error("sealing key is not 32 bytes");
        gcm_.reset(CRYPTO_gcm128_new(&aes_, reinterpret_cast<block128_f>(AES_encrypt)));
        if (!gcm_) throw std::bad_alloc();
    }
    Gcm(const Gcm&) = delete;
    Gcm& operator=(const Gcm&) = delete;
    ~Gcm() { base::wipe(&aes_, sizeof aes_); }

    void start(base::ByteView nonce, base::ByteView context) {
        CRYPTO_gcm128_setiv(gcm_.get(), nonce.data(), nonce.size());
        if (CRYPTO_gcm128_aad(gcm_.get(), context.data(), context.size()) != 0)
            throw std::logic_error("gcm: context too long");
    }
    GCM128_CONTEXT* get() { return gcm_.get(); }

  private:
    AES_KEY aes_{};
    std::unique_ptr<GCM128_CONTEXT, GcmDeleter> gcm_;
};

}  // namespace

base::Result<base::Bytes> seal(const base::Secret& key, const base::Secret& value,
                               base::ByteView context) {
    const auto nonce = random_bytes(kNonceSize);
    if (!nonce) return nonce.error();
    base::Bytes out(nonce->view().begin(), nonce->view().end());
    out.resize(kNonceSize + value.size() + kTagSize);
    Gcm gcm(key);
    gcm.start(nonce->view(), context);
    if (CRYPTO_gcm128_encrypt(gcm.get(), value.view().data(), out.data() + kNonceSize,
                              value.size()) != 0)
        throw std::logic_error("gcm: value too long");
    CRYPTO_gcm128_tag(gcm.get(), out.data() + kNonceSize + value.size(), kTagSize);
    return out;
}

base::Result<base::Secret> open(const base::Secret& key, base::ByteView sealed,
                                base::ByteView context) {
    const auto refused = [] {
        return base::fail(base::ErrorKind::Config,
                          "a sealed key does not open: it was altered, moved, or sealed under "
                          "another master key");
    };
    if (sealed.size() < kSealOverhead) return refused();
    const std::size_t size = sealed.size() - kSealOverhead;
    Gcm gcm(key);
    gcm.start(sealed.first(kNonceSize), context);
    base::Bytes value(size);
    const bool done =
        CRYPTO_gcm128_decrypt(gcm.get(), sealed.data() + kNonceSize, value.data(), size) == 0;
    base::Secret opened(std::move(value));
    if (!done || CRYPTO_gcm128_finish(gcm.get(), sealed.last(kTagSize).data(), kTagSize) != 0)
        return refused();
    return opened;
}

}  // namespace ptkt::crypto
