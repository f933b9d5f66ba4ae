#include "common/racf/passticket/legacy.hpp"

#include <algorithm>

namespace ptkt::passticket {

namespace {

constexpr unsigned kLegacyRounds = 6;

/// Output bit j (from the left, 1 to 16) of round i comes from this input bit. [RACF Macros and
/// Interfaces, "The permutation tables"]
constexpr std::array<std::array<std::uint8_t, 16>, kLegacyRounds> kPermutations{{
    {10, 2, 12, 4, 14, 6, 16, 8, 9, 1, 11, 3, 13, 5, 15, 7},
    {1, 10, 3, 12, 13, 16, 7, 15, 9, 2, 11, 4, 5, 14, 8, 6},
    {3, 10, 1, 12, 13, 16, 9, 15, 7, 2, 14, 4, 5, 11, 8, 6},
    {10, 4, 12, 2, 14, 8, 16, 6, 9, 1, 13, 3, 11, 5, 15, 7},
    {4, 10, 12, 1, 8, 16, 14, 5, 9, 2, 13, 3, 11, 7, 15, 6},
    {1, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2},
}};

/// A permutation of 16 bits by its two bytes: one look-up for each instead of sixteen bit moves.
struct BytewisePermutation {
    std::array<std::uint16_t, 256> of_high{};
    std::array<std::uint16_t, 256> of_low{};

    constexpr void add(unsigned from, unsigned to) {
        for (unsigned byte = 0; byte < 256; ++byte) {
            const unsigned in_high = byte << 8U;
            const auto bit = static_cast<std::uint16_t>(0x8000U >> to);
            if ((in_high & (0x8000U >> from)) != 0) of_high[byte] = of_high[byte] | bit;
            if ((byte & (0x8000U >> from)) != 0) of_low[byte] = of_low[byte] | bit;
        }
    }
    [[nodiscard]] std::uint32_t operator()(std::uint32_t value) const {
        return of_high[value >> 8U & 0xFFU] | of_low[value & 0xFFU];
    }
};

using Permutations = std::array<BytewisePermutation, kLegacyRounds>;

constexpr Permutations permutations(bool inverse) {
    Permutations all;
    for (unsigned round = 0; round < kLegacyRounds; ++round) {
        for (unsigned j = 0; j < 16; ++j) {
            const unsigned from = kPermutations[round][j] - 1U;
            if (inverse) {
                all[round].add(j, from);
            } else {
                all[round].add(from, j);
            }
        }
    }
    return all;
}

constexpr Permutations kForward = permutations(false);
constexpr Permutations kBackward = permutations(true);

std::uint32_t left4(const crypto::DesBlock& block) {
    return static_cast<std::uint32_t>(block[0]) << 24U |
           static_cast<std::uint32_t>(block[1]) << 16U |
           static_cast<std::uint32_t>(block[2]) << 8U | block[3];
}

}  // namespace

LegacyUser::LegacyUser(std::shared_ptr<const crypto::DesKey> key,
                       const std::array<base::Byte, 8>& name, std::size_t length)
    : key_(std::move(key)), encrypted_name_(key_->encrypt(name)) {
    constexpr base::Byte kPad = 0x55;
    pads_.fill(kPad);
    std::copy_n(name.begin(), std::min(length, name.size()), pads_.begin());
}

std::uint32_t LegacyUser::mask(const std::array<base::Byte, 8>& appl) const {
    crypto::DesBlock block = encrypted_name_;
    for (std::size_t i = 0; i < block.size(); ++i)
        block[i] = static_cast<base::Byte>(block[i] ^ appl[i]);
    return left4(key_->encrypt(block));
}

/// What round `round` (from 0) mixes into the left half: the left 16 bits of the right half and the
/// round's pad, encrypted.
std::uint32_t LegacyUser::round_mask(std::uint32_t right, unsigned round) const {
    crypto::DesBlock block;
    block[0] = static_cast<base::Byte>(right >> 8U);
    block[1] = static_cast<base::Byte>(right);
    std::copy_n(pads_.begin() + (round % 2 == 0 ? 0 : 6), 6, block.begin() + 2);
    return left4(key_->encrypt(block)) >> 16U;
}

std::uint32_t LegacyUser::encode(std::uint32_t masked) const {
    std::uint32_t left = masked >> 16U;
    std::uint32_t right = masked & 0xFFFFU;
    for (unsigned round = 0; round < kLegacyRounds; ++round) {
        const std::uint32_t mixed = left ^ round_mask(right, round);
        left = right;
        right = kForward[round](mixed);
    }
    return left << 16U | right;
}

std::uint32_t LegacyUser::decode(std::uint32_t value) const {
    std::uint32_t left = value >> 16U;
    std::uint32_t right = value & 0xFFFFU;
    for (unsigned round = kLegacyRounds; round-- > 0;) {
        const std::uint32_t before = kBackward[round](right) ^ round_mask(left, round);
        right = left;
        left = before;
    }
    return left << 16U | right;
}

LegacyCoder::LegacyCoder(std::shared_ptr<const crypto::DesKey> key, const EncodedNames& names)
    : user_(std::move(key), names.user, names.user_length), mask_(user_.mask(names.appl)) {}

base::Result<Ticket> LegacyCoder::generate(base::Instant when) const {
    const std::int64_t seconds = base::to_seconds(when);
    if (seconds < 0 || seconds > 0xFFFFFFFFLL)
        return base::with_hint(
            base::fail(base::ErrorKind::Malformed, "a legacy PassTicket has no time {}",
                       base::to_rfc3339(when)),
            "its 32 bits reach from 1970-01-01T00:00:00Z to 2106-02-07T06:28:15Z");
    return Ticket(legacy_characters(user_.encode(mask_ ^ static_cast<std::uint32_t>(seconds))));
}

std::uint32_t LegacyCoder::decode(std::uint32_t value) const {
    return user_.decode(value) ^ mask_;
}

base::Instant legacy_instant(std::uint32_t second, base::Instant now) {
    constexpr std::int64_t kCycle = std::int64_t{1} << 32U;
    constexpr std::int64_t kAcrossTheWrap = kCycle - 86'400;
    const std::int64_t seen = base::to_seconds(now);
    std::int64_t made = (seen & ~(kCycle - 1)) + second;
    if (made - seen > kAcrossTheWrap) made -= kCycle;
    if (seen - made > kAcrossTheWrap) made += kCycle;
    return base::instant(made);
}

}  // namespace ptkt::passticket
