#include "common/ims/sender/connection/requests.hpp"

#include <utility>

#include "common/ims/wire/callout_message.hpp"

namespace ptkt::ims_sender {

using ims_wire::ClientMessage;
using ims_wire::MessageKind;
namespace f0 = ims_wire::f0;
namespace f1 = ims_wire::f1;
namespace f2 = ims_wire::f2;
namespace f3 = ims_wire::f3;

namespace {

void ask_for_duplicate(Duplicate duplicate, ClientMessage& message) {
    if (duplicate == Duplicate::Cancel) message.f3 |= f3::kCancId;
    if (duplicate != Duplicate::Generate) return;
    message.f1 |= f1::kCidReq;
    message.f2 |= f2::kGenCid;
}

/// What is too long for the field of a PassTicket or password is a phrase.
void put_proof(base::Secret proof, ClientMessage& message) {
    (proof.size() > ims_wire::kNameLength ? message.phrase : message.ticket) = std::move(proof);
}

Requests::Bytes encoded(ClientMessage header, const std::vector<base::ByteView>& data) {
    const auto request = ims_wire::client_request(std::move(header), data);
    if (!request) return request.error();
    return ims_wire::encode_request(*request);
}

}  // namespace

/// What all messages of a run have in common.
ClientMessage Requests::header(MessageKind kind, const std::string& client_id) const {
    const Settings& settings = context_.settings;
    ClientMessage message;
    message.kind = kind;
    message.dialect.exit = settings.client.exit;
    message.dialect.code = settings.encoding.page ? ims_wire::Code::Ebcdic : ims_wire::Code::Ascii;
    message.client_id = client_id;
    message.datastore = settings.datastore;
    message.group = settings.client.group;
    message.is_persistent = context_.connection.persistent;
    message.is_cm0 = settings.mode != Mode::SendReceive || settings.client.is_cm0;
    message.confirms = settings.client.confirms.value_or(message.is_cm0);
    if (const auto& subject = context_.tickets.subject()) {
        message.userid = subject->user.str();
        message.appl_name = subject->appl.str();
    }
    return message;
}

ClientMessage Requests::header_of(const Message& message, const std::string& client_id) const {
    const Settings& settings = context_.settings;
    ClientMessage out = header(message_kind(settings.mode), client_id);
    out.trancode = !settings.rmttran.empty()  ? settings.rmttran
                   : message.trancode.empty() ? settings.trancode
                                              : message.trancode;
    out.lterm = message.lterm.empty() ? settings.client.lterm : message.lterm;
    out.timer = settings.client.timer.value_or(ims_wire::kTimerDefault);
    if (settings.client.wants_mod) out.f1 |= f1::kMfsReq;
    ask_for_duplicate(settings.client.duplicate, out);
    return out;
}

/// The user of a message that signs on as another one is said beside it.
void Requests::put_user(bool signs_on, ClientMessage& out) const {
    const std::string& user = context_.settings.message_user;
    if (user.empty() || out.userid == user) return;
    (signs_on ? out.message_user : out.userid) = user;
}

Requests::Bytes Requests::of(const Message& message, const std::string& client_id,
                             base::Secret ticket) const {
    ClientMessage out = header_of(message, client_id);
    put_user(!ticket.empty(), out);
    put_proof(std::move(ticket), out);
    if (context_.settings.rmttran.empty() || message.trancode.empty())
        return encoded(std::move(out), {message.segments.begin(), message.segments.end()});
    auto own = ims_wire::name_field(message.trancode, out.dialect.code);
    if (!own) return std::move(own).error();
    std::vector<base::ByteView> data(message.segments.begin(), message.segments.end());
    if (!data.empty()) own->insert(own->end(), data.front().begin(), data.front().end());
    if (data.empty()) data.emplace_back();
    data.front() = *own;
    return encoded(std::move(out), data);
}

Requests::Bytes Requests::of_resume(const std::string& client_id, base::Secret ticket) const {
    ClientMessage out = header_of({}, client_id);
    out.trancode.clear();
    out.tpipe = context_.settings.client.tpipe;
    out.f5 = ims_protocol::option_of(context_.settings.client.retrieval);
    if (const auto& callouts = context_.settings.client.callouts)
        out.f0 |= callouts->with_output ? f0::kSynAsyn : f0::kSynOnly;
    put_proof(std::move(ticket), out);
    return encoded(std::move(out), {});
}

Requests::Bytes Requests::of(const ims_protocol::ClientAnswer& answer, const std::string& client_id,
                             base::Secret ticket) const {
    ClientMessage out = header(answer.kind, client_id);
    out.timer = answer.timer;
    out.f1 = answer.f1;
    const auto nak = answer.nak_reason ? std::optional(Rejection{answer.nak_reason})
                                       : context_.settings.client.nak;
    if (answer.kind == MessageKind::Nak && nak) {
        out.f0 = nak->reason ? f0::kNakRsn : f0::kSyncNak;
        out.nak_reason = nak->reason.value_or(0);
    }
    put_proof(std::move(ticket), out);
    return encoded(std::move(out), {});
}

Requests::Bytes Requests::of_callout_response(const ims_wire::CorrelationToken& token,
                                              base::ByteView data, const std::string& client_id,
                                              base::Secret ticket) const {
    ClientMessage out = header(callout_response_kind(context_.settings), client_id);
    out.token = token;
    put_proof(std::move(ticket), out);
    return ims_wire::encode_callout_response(std::move(out), data);
}

}  // namespace ptkt::ims_sender
