#include "common/ims/wire/message_kind.hpp"

#include <algorithm>

namespace ptkt::ims_wire {

namespace {

/// IRM_F4. IBM's 14.1 page on send-only prints L for SNDONLYA; its other pages and two public
/// clients say K.
constexpr KindLetter kKinds[] = {
    {MessageKind::SendReceive, ' ', 0x40, "SENDRECV", true, "send-receive"},
    {MessageKind::Ack, 'A', 0xC1, "ACK", false, "acknowledges an output"},
    {MessageKind::CancelTimer, 'C', 0xC3, "CANTIMER", false, "cancels the timer of this client ID"},
    {MessageKind::Deallocate, 'D', 0xC4, "DEALLOC", false, "ends a conversation"},
    {MessageKind::SendOnlyError, 'J', 0xD1, "SNDONLYE", true,
     "send-only, answered only when it fails"},
    {MessageKind::SendOnlyAck, 'K', 0xD2, "SNDONLYA", true, "send-only with acknowledgment"},
    {MessageKind::CalloutResponseAck, 'L', 0xD3, "SYNRESPA", true,
     "synchronous callout response, acknowledged"},
    {MessageKind::CalloutResponse, 'M', 0xD4, "SYNRESP", true, "synchronous callout response"},
    {MessageKind::Nak, 'N', 0xD5, "NAK", false, "refuses an output"},
    {MessageKind::ResumeTpipe, 'R', 0xD9, "RESUMET", false, "RESUME TPIPE: fetches queued output"},
    {MessageKind::SendOnly, 'S', 0xE2, "SENDONLY", true, "send-only, never answered"},
};

const KindLetter& row_of(MessageKind kind) {
    return *std::ranges::find(kKinds, kind, &KindLetter::kind);
}

}  // namespace

std::span<const KindLetter> message_kinds() {
    return kKinds;
}

std::string_view to_string(MessageKind kind) {
    return row_of(kind).name;
}

std::optional<MessageKind> message_kind(base::Byte f4) {
    if (f4 == 0) return MessageKind::SendReceive;
    for (const auto& row : kKinds) {
        if (f4 == row.ebcdic || f4 == static_cast<base::Byte>(row.ascii)) return row.kind;
    }
    return std::nullopt;
}

bool carries_data(MessageKind kind) {
    return row_of(kind).carries_data;
}

base::Byte letter_of(MessageKind kind, Code code) {
    const KindLetter& row = row_of(kind);
    return code == Code::Ascii ? static_cast<base::Byte>(row.ascii) : row.ebcdic;
}

bool is_answer(MessageKind kind) {
    return !carries_data(kind) && kind != MessageKind::ResumeTpipe &&
           kind != MessageKind::CancelTimer;
}

}  // namespace ptkt::ims_wire
