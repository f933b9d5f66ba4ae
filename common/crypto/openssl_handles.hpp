#ifndef PTKT_CRYPTO_OPENSSL_HANDLES_HPP
#define PTKT_CRYPTO_OPENSSL_HANDLES_HPP

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>

#include "common/base/secret.hpp"

/// Owners of libcrypto's objects. For the sources of this room and of `tls` only.
namespace ptkt::crypto {

template <auto Free>
struct FreeBy {
    template <typename T>
    void operator()(T* object) const {
        Free(object);
    }
};

using CmsPtr = std::unique_ptr<CMS_ContentInfo, FreeBy<CMS_ContentInfo_free>>;
using PkeyPtr = std::unique_ptr<EVP_PKEY, FreeBy<EVP_PKEY_free>>;
using X509Ptr = std::unique_ptr<X509, FreeBy<X509_free>>;

/// Wipes what a memory BIO holds before it goes.
struct WipeBio {
    void operator()(BIO* bio) const {
        char* data = nullptr;
        const long size = BIO_get_mem_data(bio, &data);
        if (data != nullptr && size > 0 && !BIO_test_flags(bio, BIO_FLAGS_MEM_RDONLY))
            base::wipe(data, static_cast<std::size_t>(size));
        BIO_free(bio);
    }
};
using BioPtr = std::unique_ptr<BIO, WipeBio>;

/// A BIO over bytes that somebody else keeps.
inline BioPtr bio_over(base::ByteView bytes) {
    return BioPtr(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}
inline BioPtr empty_bio() {
    return BioPtr(BIO_new(BIO_s_mem()));
}
inline base::ByteView bytes_in(const BioPtr& bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return {reinterpret_cast<const base::Byte*>(data), static_cast<std::size_t>(size)};
}

}  // namespace ptkt::crypto

#endif
