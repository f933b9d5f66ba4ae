#ifndef PTKT_RACF_PASSTICKET_ENHANCED_HPP
#define PTKT_RACF_PASSTICKET_ENHANCED_HPP

#include <cstdint>
#include <memory>

#include "common/base/result.hpp"
#include "common/base/time.hpp"
#include "common/crypto/hash.hpp"
#include "common/racf/passticket/names.hpp"
#include "common/racf/passticket/ticket.hpp"

namespace ptkt::passticket {

/// What ICSF takes as the HMAC key of an enhanced PassTicket, in bytes.
inline constexpr std::size_t kShortestEnhancedKey = 32;
inline constexpr std::size_t kLongestEnhancedKey = 256;

/// The enhanced (HMAC-SHA-512) algorithm for one key, user ID, application and type, in both
/// directions. [IBM's sample of the enhanced PassTicket generator]
///
/// What depends on the names only is computed once (1 HMAC); a ticket made or decoded then costs 6.
/// Safe to share between threads.
class EnhancedCoder {
  public:
    /// `kind` is Upper or Mixed; Legacy is a bug of the caller.
    EnhancedCoder(std::shared_ptr<const crypto::HmacSha512> key, const EncodedNames& names,
                  Kind kind);

    [[nodiscard]] Kind kind() const { return kind_; }

    /// The ticket of a second. Its time has 48 bits, of which type UPPER keeps the low 41; a time
    /// before 1970 or beyond 48 bits is a Malformed error.
    [[nodiscard]] base::Result<Ticket> generate(base::Instant when) const;

    /// The second (48 bits; UPPER: 41) that a ticket's value (see `enhanced_value`) was made in.
    /// Under another key or for other names the answer is a random number.
    [[nodiscard]] std::uint64_t decode(std::uint64_t value) const;

  private:
    [[nodiscard]] std::uint32_t round_mask(std::uint32_t right, unsigned round) const;
    [[nodiscard]] std::uint32_t cut(std::uint32_t half, unsigned round) const;

    std::shared_ptr<const crypto::HmacSha512> key_;
    Kind kind_;
    std::array<base::Byte, 16> names_{};
    std::uint64_t mask_ = 0;
};

}  // namespace ptkt::passticket

#endif
