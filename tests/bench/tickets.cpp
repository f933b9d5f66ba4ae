// What a PassTicket costs the library, beside the cryptography that no implementation can do
// without: 6 DES blocks or HMAC-SHA-512 digests with the key prepared, and 2 or 1 more where user
// and application are new.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/des.h>
#include <openssl/sha.h>

#include <cstdint>

#include "common/racf/passticket/enhanced.hpp"
#include "common/racf/passticket/legacy.hpp"
#include "tests/bench/ratio.hpp"

namespace {

using namespace ptkt;
using passticket::Kind;
using passticket::Subject;

constexpr int kRounds = 15;
constexpr int kTickets = 40'000;  // a round; enough to last tens of milliseconds

/// Keeps the compiler from leaving out what nobody reads.
template <typename T>
void keep(const T& value) {
    asm volatile("" : : "r,m"(&value) : "memory");
}

class DesFloor {
  public:
    DesFloor() {
        const_DES_cblock key{0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF};
        DES_set_key_unchecked(&key, &schedule_);
    }
    void operator()(int blocks) const {
        DES_cblock block{};
        for (int i = 0; i < kTickets * blocks; ++i)
            DES_ecb_encrypt(&block, &block, const_cast<DES_key_schedule*>(&schedule_), DES_ENCRYPT);
        keep(block);
    }

  private:
    DES_key_schedule schedule_{};
};

class HmacFloor {
  public:
    HmacFloor() {
        std::array<unsigned char, 128> block;
        block.fill(0x36 ^ 0x5A);
        SHA512_Init(&inner_);
        SHA512_Update(&inner_, block.data(), block.size());
        block.fill(0x5C ^ 0x5A);
        SHA512_Init(&outer_);
        SHA512_Update(&outer_, block.data(), block.size());
    }
    void operator()(int digests) const {
        std::array<unsigned char, 64> digest{};
        for (int i = 0; i < kTickets * digests; ++i) {
            SHA512_CTX state = inner_;
            SHA512_Update(&state, digest.data(), 20);
            SHA512_Final(digest.data(), &state);
            state = outer_;
            SHA512_Update(&state, digest.data(), digest.size());
            SHA512_Final(digest.data(), &state);
        }
        keep(digest);
    }

  private:
    SHA512_CTX inner_{};
    SHA512_CTX outer_{};
};

std::vector<Subject> subjects() {
    std::vector<Subject> all;
    for (int i = 0; i < 1000; ++i)
        all.push_back({racf::UserId::parse(fmt::format("USER{:04}", i)).value(),
                       racf::ApplName::parse(fmt::format("APPL{}", i % 97)).value()});
    return all;
}

base::Instant second(int i) {
    return base::instant(1'800'000'000 + i);
}

template <typename Coder, typename Make, typename Floor>
void measure(std::string_view kind, const Floor& floor, int blocks_once, const Make& make) {
    const auto all = subjects();
    const auto of = [&](int i) -> const Subject& {
        return all[static_cast<std::size_t>(i) % all.size()];
    };
    const Coder coder = make(all.front());
    bench::rate_line(fmt::format("{}: generate, new names each", kind),
                     bench::in_turn(
                         kRounds, [&] { floor(6 + blocks_once); },
                         [&] {
                             for (int i = 0; i < kTickets; ++i)
                                 keep(make(of(i)).generate(second(i)));
                         }),
                     kTickets, 0.8);
    bench::rate_line(fmt::format("{}: generate, same names", kind),
                     bench::in_turn(
                         kRounds, [&] { floor(6); },
                         [&] {
                             for (int i = 0; i < kTickets; ++i)
                                 keep(coder.generate(second(i)));
                         }),
                     kTickets, 0.8);
    bench::rate_line(fmt::format("{}: decode, new names each", kind),
                     bench::in_turn(
                         kRounds, [&] { floor(6 + blocks_once); },
                         [&] {
                             for (int i = 0; i < kTickets; ++i)
                                 keep(make(of(i)).decode(static_cast<std::uint32_t>(i) * 99'991U));
                         }),
                     kTickets, 0.8);
    bench::rate_line(fmt::format("{}: decode, same names", kind),
                     bench::in_turn(
                         kRounds, [&] { floor(6); },
                         [&] {
                             for (int i = 0; i < kTickets; ++i)
                                 keep(coder.decode(static_cast<std::uint32_t>(i) * 99'991U));
                         }),
                     kTickets, 0.8);
}

base::Secret key_of(std::size_t size) {
    return base::Secret(base::Bytes(size, 0x5A));
}

}  // namespace

int main() {
    bench::heading("crypto alone", "library");
    const auto des =
        std::make_shared<const crypto::DesKey>(crypto::DesKey::make(key_of(8)).value());
    measure<passticket::LegacyCoder>("legacy", DesFloor(), 2, [&](const Subject& subject) {
        return passticket::LegacyCoder(des, passticket::encode_names(subject));
    });
    const auto hmac = std::make_shared<const crypto::HmacSha512>(key_of(64));
    for (const Kind kind : {Kind::Upper, Kind::Mixed})
        measure<passticket::EnhancedCoder>(
            passticket::to_string(kind), HmacFloor(), 1, [&](const Subject& subject) {
                return passticket::EnhancedCoder(hmac, passticket::encode_names(subject), kind);
            });
}
