#include "common/racf/passticket/enhanced.hpp"

#include <algorithm>
#include <stdexcept>

#include "common/racf/passticket/translation.hpp"

namespace ptkt::passticket {

namespace {

constexpr unsigned kEnhancedRounds = 6;
constexpr std::uint32_t kHalf = 0xFFFFFF;
constexpr std::uint32_t kCutHalf = 0x01FFFF;  // without the left 7 bits, in UPPER's odd rounds
constexpr std::uint64_t kTimeBits = (std::uint64_t{1} << 48U) - 1;
constexpr std::uint64_t kUpperTimeBits = (std::uint64_t{1} << 41U) - 1;

std::uint32_t left3(const crypto::Sha512Digest& digest) {
    return static_cast<std::uint32_t>(digest[0]) << 16U |
           static_cast<std::uint32_t>(digest[1]) << 8U | digest[2];
}

}  // namespace

EnhancedCoder::EnhancedCoder(std::shared_ptr<const crypto::HmacSha512> key,
                             const EncodedNames& names, Kind kind)
    : key_(std::move(key)), kind_(kind) {
    if (kind == Kind::Legacy) throw std::logic_error("EnhancedCoder: not an enhanced kind");
    std::copy(names.user.begin(), names.user.end(), names_.begin());
    std::copy(names.appl.begin(), names.appl.end(), names_.begin() + 8);
    const crypto::Sha512Digest digest = key_->digest(names_);
    for (std::size_t i = 0; i < 6; ++i)
        mask_ = mask_ << 8U | digest[i];
}

/// What round `round` (from 1) mixes into the left half: the first 3 bytes of the HMAC over the
/// right half, the round's number and both names: 20 bytes.
std::uint32_t EnhancedCoder::round_mask(std::uint32_t right, unsigned round) const {
    std::array<base::Byte, 20> message;
    message[0] = static_cast<base::Byte>(right >> 16U);
    message[1] = static_cast<base::Byte>(right >> 8U);
    message[2] = static_cast<base::Byte>(right);
    message[3] = static_cast<base::Byte>(round);
    std::copy(names_.begin(), names_.end(), message.begin() + 4);
    return left3(key_->digest(message));
}

std::uint32_t EnhancedCoder::cut(std::uint32_t half, unsigned round) const {
    return half & (kind_ == Kind::Upper && round % 2 == 1 ? kCutHalf : kHalf);
}

base::Result<Ticket> EnhancedCoder::generate(base::Instant when) const {
    const std::int64_t seconds = base::to_seconds(when);
    if (seconds < 0 || static_cast<std::uint64_t>(seconds) > kTimeBits)
        return base::with_hint(
            base::fail(base::ErrorKind::Malformed, "an enhanced PassTicket has no time {}",
                       base::to_rfc3339(when)),
            "its 48 bits count seconds from 1970-01-01T00:00:00Z on");
    const std::uint64_t masked = mask_ ^ static_cast<std::uint64_t>(seconds);
    auto left = static_cast<std::uint32_t>(masked >> 24U);
    auto right = static_cast<std::uint32_t>(masked & kHalf);
    for (unsigned round = 1; round <= kEnhancedRounds; ++round) {
        const std::uint32_t mixed = cut(left ^ round_mask(right, round), round);
        left = right;
        right = mixed;
    }
    return Ticket(enhanced_characters(static_cast<std::uint64_t>(left) << 24U | right, kind_));
}

std::uint64_t EnhancedCoder::decode(std::uint64_t value) const {
    auto left = static_cast<std::uint32_t>(value >> 24U) & kHalf;
    auto right = static_cast<std::uint32_t>(value) & kHalf;
    for (unsigned round = kEnhancedRounds; round >= 1; --round) {
        // In UPPER the halves that enter rounds 3 and 5 are cut already, so cutting loses nothing;
        // what round 1 cut off are the time's top 7 bits, which are 0 for the next 69,000 years.
        const std::uint32_t before = cut(right ^ round_mask(left, round), round);
        right = left;
        left = before;
    }
    const std::uint64_t seconds = (static_cast<std::uint64_t>(left) << 24U | right) ^ mask_;
    return seconds & (kind_ == Kind::Upper ? kUpperTimeBits : kTimeBits);
}

}  // namespace ptkt::passticket
