#ifndef PTKT_RACF_PASSTICKET_TRANSLATION_HPP
#define PTKT_RACF_PASSTICKET_TRANSLATION_HPP

#include <cstdint>
#include <string>
#include <string_view>

#include "common/base/result.hpp"
#include "common/racf/passticket/ticket.hpp"

/// Characters to numbers and back, for each kind: the outermost step of the algorithms, and the
/// only one that can say that a text is not a ticket without any key.
namespace ptkt::passticket {

/// Why a text cannot be a ticket of a kind. `position` is the character's, from 0; 8 means the
/// text as a whole.
struct NotATicket {
    std::size_t position;
    std::string why;
};

/// 32 bits to 8 characters A-Z 0-9. [RACF Macros and Interfaces, "How the time-coder algorithm
/// works", translation]
[[nodiscard]] Ticket::Characters legacy_characters(std::uint32_t value);

/// 8 characters to the only 32 bits they can have come from. Adjacent characters share two bits, so
/// of all texts only one in 657 is well-formed.
[[nodiscard]] base::Result<std::uint32_t, NotATicket> legacy_value(std::string_view text);

/// A number below 2^41 (UPPER) or 2^48 (MIXED) to 8 digits of base 36 (`0-9A-Z`) or base 64
/// (`0-9A-Za-z-_`), most significant first. [IBM's sample of the enhanced generator]
[[nodiscard]] Ticket::Characters enhanced_characters(std::uint64_t value, Kind kind);

/// 8 digits to their number; refuses characters outside the alphabet, and UPPER values of 2^41 and
/// more, which are never generated.
[[nodiscard]] base::Result<std::uint64_t, NotATicket> enhanced_value(std::string_view text,
                                                                     Kind kind);

}  // namespace ptkt::passticket

#endif
