#ifndef PTKT_IMS_MSC_LINK_CONTROL_HPP
#define PTKT_IMS_MSC_LINK_CONTROL_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/bytes.hpp"
#include "common/base/result.hpp"

/// How our programs carry MSC links. What two real IMS Connect instances say to each other for MSC
/// is not published. Ours say it in messages of the documented client protocol (send-only with
/// acknowledgment for HWSSMPL1), in which user ID, PassTicket and application name have their
/// documented places, and which are marked by an IRM extension of our own.
namespace ptkt::ims_msc {

/// The id of the extension, and of the segment that answers it.
inline constexpr std::string_view kLinkId = "*PTKMSC*";
inline constexpr std::size_t kControlLength = 60;
inline constexpr base::Byte kVersion = 1;

enum class Verb : std::uint8_t {
    Start = 1,     ///< opens a link; answered when the return connection exists
    Return = 2,    ///< the return connection of a link that the other side starts
    Message = 3,   ///< a transaction or a reply
    Stop = 4,      ///< ends the link; answered when nothing is under way any more
    Accepted = 5,  ///< the answer to Start and Return
};
[[nodiscard]] std::string_view to_string(Verb verb);

/// The control data of a link, in bytes:
///
///     version(1)=1 verb(1) reserved(2)=0 number(8) answers(8)
///     LCLPLKID(8) RMTPLKID(8) LCLIMS(8) LCLIMS-2(8) RMTIMS(8)
///
/// Numbers are big-endian, names EBCDIC padded with blanks, as the one who sends has them.
struct LinkControl {
    Verb verb = Verb::Start;
    /// Of a Message its number on this link and direction, from 1. Of Start and Return the number
    /// of the last message that has come from the other side, or 0; of Accepted that of the last
    /// one up to which all were taken: what follows it is to be sent again.
    std::uint64_t number = 0;
    /// Of a Message: the other side's that it replies to, or 0. Of Start and Return: the last own
    /// message whose answer has come, or 0.
    std::uint64_t answers = 0;
    std::string lclplkid;
    std::string rmtplkid;
    std::vector<std::string> lclims;  ///< one, or two of an XRF pair
    std::string rmtims;
    friend bool operator==(const LinkControl&, const LinkControl&) = default;
};

/// kControlLength bytes. Malformed: a name that is none of 1 to 8 of A-Z, 0-9, @, # and $, or no
/// LCLIMS, or more than two.
[[nodiscard]] base::Result<base::Bytes> encode_control(const LinkControl& control);

/// Reads what `encode_control` writes, and nothing else: Malformed for another length or version,
/// an unknown verb, reserved bytes that are not zero, and names as above.
[[nodiscard]] base::Result<LinkControl> decode_control(base::ByteView bytes);

}  // namespace ptkt::ims_msc

#endif
