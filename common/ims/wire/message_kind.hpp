#ifndef PTKT_IMS_WIRE_MESSAGE_KIND_HPP
#define PTKT_IMS_WIRE_MESSAGE_KIND_HPP

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "common/base/bytes.hpp"
#include "common/ims/wire/text.hpp"

namespace ptkt::ims_wire {

/// IRM_F4.
enum class MessageKind : std::uint8_t {
    SendReceive,         ///< blank
    Ack,                 ///< A
    CancelTimer,         ///< C
    Deallocate,          ///< D
    SendOnlyError,       ///< J: SNDONLYE, an answer only when it fails
    SendOnlyAck,         ///< K: SNDONLYA
    CalloutResponseAck,  ///< L: synchronous callout response, acknowledgment wanted
    CalloutResponse,     ///< M
    Nak,                 ///< N
    ResumeTpipe,         ///< R
    SendOnly,            ///< S
};

/// How a kind is said in IRM_F4, and what it is.
struct KindLetter {
    MessageKind kind;
    char ascii;
    base::Byte ebcdic;
    std::string_view name;
    bool carries_data;
    std::string_view meaning;
};
[[nodiscard]] std::span<const KindLetter> message_kinds();

/// A word for the kind, IBM's where it has one, such as `SNDONLYA`.
[[nodiscard]] std::string_view to_string(MessageKind kind);

/// The kind that an IRM_F4 byte says, in ASCII or EBCDIC whatever the code of the message: public
/// clients send ASCII letters under an EBCDIC header. X'00' counts as blank.
[[nodiscard]] std::optional<MessageKind> message_kind(base::Byte f4);

/// The IRM_F4 byte of a kind in the code of a message.
[[nodiscard]] base::Byte letter_of(MessageKind kind, Code code);

/// True for the kinds that carry data segments; the others are an IRM and the trailer.
[[nodiscard]] bool carries_data(MessageKind kind);

/// True for what belongs to an output of ours, and says nothing by itself.
[[nodiscard]] bool is_answer(MessageKind kind);

}  // namespace ptkt::ims_wire

#endif
