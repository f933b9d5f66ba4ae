// The low-level SHA-512 of libcrypto, for the reason that des.cpp gives. HMAC is two of its states
// kept and copied: by EVP each of the six or seven digests of a ticket would cost a third more.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "common/crypto/hash.hpp"

#include <openssl/sha.h>

#include <algorithm>

namespace ptkt::crypto {

namespace {

constexpr std::size_t kBlockSize = 128;  // of SHA-512, in bytes

SHA512_CTX state_of(const std::array<base::Byte, kBlockSize>& key, base::Byte pad) {
    std::array<base::Byte, kBlockSize> block;
    base::WipeGuard guard(block);
    std::transform(key.begin(), key.end(), block.begin(),
                   [pad](base::Byte b) { return static_cast<base::Byte>(b ^ pad); });
    SHA512_CTX state;
    SHA512_Init(&state);
    SHA512_Update(&state, block.data(), block.size());
    return state;
}

}  // namespace

Sha512Digest sha512(base::ByteView message) {
    Sha512Digest out;
    SHA512_CTX state;
    SHA512_Init(&state);
    SHA512_Update(&state, message.data(), message.size());
    SHA512_Final(out.data(), &state);
    return out;
}

struct Sha256::State {
    SHA256_CTX context;
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
    SHA256_Init(&state_->context);
}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(base::ByteView piece) {
    SHA256_Update(&state_->context, piece.data(), piece.size());
}

Sha256Digest Sha256::digest() const {
    Sha256Digest out;
    SHA256_CTX state = state_->context;
    SHA256_Final(out.data(), &state);
    return out;
}

Sha256Digest sha256(base::ByteView message) {
    Sha256Digest out;
    SHA256_CTX state;
    SHA256_Init(&state);
    SHA256_Update(&state, message.data(), message.size());
    SHA256_Final(out.data(), &state);
    return out;
}

struct HmacSha512::States {
    SHA512_CTX inner;
    SHA512_CTX outer;
    ~States() { base::wipe(this, sizeof *this); }
};

HmacSha512::HmacSha512(const base::Secret& key) : states_(std::make_unique<States>()) {
    constexpr base::Byte kInnerPad = 0x36;
    constexpr base::Byte kOuterPad = 0x5C;
    std::array<base::Byte, kBlockSize> padded{};
    base::WipeGuard guard(padded);
    if (key.size() > kBlockSize) {
        Sha512Digest hashed = sha512(key.view());
        base::WipeGuard hashed_guard(hashed);
        std::copy(hashed.begin(), hashed.end(), padded.begin());
    } else {
        std::copy(key.view().begin(), key.view().end(), padded.begin());
    }
    states_->inner = state_of(padded, kInnerPad);
    states_->outer = state_of(padded, kOuterPad);
}

HmacSha512::HmacSha512(HmacSha512&&) noexcept = default;
HmacSha512& HmacSha512::operator=(HmacSha512&&) noexcept = default;
HmacSha512::~HmacSha512() = default;

Sha512Digest HmacSha512::digest(base::ByteView message) const {
    Sha512Digest out;
    SHA512_CTX state = states_->inner;
    SHA512_Update(&state, message.data(), message.size());
    SHA512_Final(out.data(), &state);
    state = states_->outer;
    SHA512_Update(&state, out.data(), out.size());
    SHA512_Final(out.data(), &state);
    base::wipe(&state, sizeof state);
    return out;
}

}  // namespace ptkt::crypto
