#include "common/ims/wire/message_kind.hpp"

#include <algorithm>

namespace ptkt::ims_wire {

namespace {

struct KindLetter {
    MessageKind kind;
    char ascii;
    base::Byte ebcdic;
    std::string_view name;
    bool carries_data;
};

/// IRM_F4. IBM's 14.1 page on send-only prints L for SNDONLYA; its other pages and two public
/// clients say K.
constexpr KindLetter kKinds[] = {
    {MessageKind::SendReceive, ' ', 0x40, "SENDRECV", true},
    {MessageKind::Ack, 'A', 0xC1, "ACK", false},
    {MessageKind::CancelTimer, 'C', 0xC3, "CANTIMER", false},
    {MessageKind::Deallocate, 'D', 0xC4, "DEALLOC", false},
    {MessageKind::SendOnlyError, 'J', 0xD1, "SNDONLYE", true},
    {MessageKind::SendOnlyAck, 'K', 0xD2, "SNDONLYA", true},
    {MessageKind::CalloutResponseAck, 'L', 0xD3, "SYNRESPA", true},
    {MessageKind::CalloutResponse, 'M', 0xD4, "SYNRESP", true},
    {MessageKind::Nak, 'N', 0xD5, "NAK", false},
    {MessageKind::ResumeTpipe, 'R', 0xD9, "RESUMET", false},
    {MessageKind::SendOnly, 'S', 0xE2, "SENDONLY", true},
};

const KindLetter& row_of(MessageKind kind) {
    return *std::ranges::find(kKinds, kind, &KindLetter::kind);
}

}  // namespace

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
