#ifndef PTKT_RACF_PASSTICKET_LEGACY_HPP
#define PTKT_RACF_PASSTICKET_LEGACY_HPP

#include <cstdint>
#include <memory>

#include "common/base/result.hpp"
#include "common/base/time.hpp"
#include "common/crypto/des.hpp"
#include "common/racf/passticket/names.hpp"
#include "common/racf/passticket/ticket.hpp"
#include "common/racf/passticket/translation.hpp"

namespace ptkt::passticket {

/// The part of the legacy algorithm that key and user ID decide. The application only changes the
/// mask that the time is hidden under, so a search over many applications runs the rounds once for
/// each user and then costs one DES block an application. Safe to share between threads.
class LegacyUser {
  public:
    /// `name` is padded to 8 bytes, of which `length` are not padding. Costs 1 DES block.
    LegacyUser(std::shared_ptr<const crypto::DesKey> key, const std::array<base::Byte, 8>& name,
               std::size_t length);

    /// The mask of an application, whose name is padded to 8 bytes. 1 DES block.
    [[nodiscard]] std::uint32_t mask(const std::array<base::Byte, 8>& appl) const;
    /// A masked second through the time coder, to a ticket's value. 6 DES blocks.
    [[nodiscard]] std::uint32_t encode(std::uint32_t masked) const;
    /// A ticket's value back to the masked second. 6 DES blocks.
    [[nodiscard]] std::uint32_t decode(std::uint32_t value) const;

  private:
    [[nodiscard]] std::uint32_t round_mask(std::uint32_t right, unsigned round) const;

    std::shared_ptr<const crypto::DesKey> key_;
    crypto::DesBlock encrypted_name_;
    std::array<base::Byte, 12> pads_{};
};

/// The legacy (DES) algorithm for one key, user ID and application, in both directions. [RACF
/// Macros and Interfaces, "Incorporating the PassTicket generator algorithm into your program"]
///
/// What depends on the names only is computed once (2 DES blocks); a ticket made or decoded then
/// costs 6 blocks. Safe to share between threads.
class LegacyCoder {
  public:
    LegacyCoder(std::shared_ptr<const crypto::DesKey> key, const EncodedNames& names);

    /// The ticket of a second. Its time has 32 bits: before 1970 and from 2106-02-07T06:28:16Z on
    /// there is none, which is a Malformed error.
    [[nodiscard]] base::Result<Ticket> generate(base::Instant when) const;

    /// The second that a ticket's value (see `legacy_value`) was made in, modulo 2^32. It is
    /// computed, not searched: the time coder is a Feistel network, which runs backwards as well.
    /// Under another key or for another user the answer is a random second.
    [[nodiscard]] std::uint32_t decode(std::uint32_t value) const;

  private:
    LegacyUser user_;
    std::uint32_t mask_;
};

/// The moment a decoded 32-bit second stands for, seen from `now`: the same 2^32 seconds that `now`
/// lies in, unless the counter has wrapped between the two (2106).
[[nodiscard]] base::Instant legacy_instant(std::uint32_t second, base::Instant now);

}  // namespace ptkt::passticket

#endif
