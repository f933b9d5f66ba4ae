// The half of a node that speaks: what follows from an event, and the connections that it opened.
#include "common/crypto/random.hpp"
#include "common/ims/msc/node.hpp"
#include "common/ims/wire/reasons.hpp"
#include "common/ims/wire/send_only.hpp"

namespace ptkt::ims_msc {

using ims_sign_on::Refusal;
using ims_sign_on::refusal;
using ims_wire::Rsm;

namespace {

using namespace ims_wire::rsncod;

static_assert(Inbox<ims_wire::Rsm>::kKept >= Node::kWindow);

/// A client id of a connection of MSC, as IBM's displays show them.
base::Result<std::string> new_client_id() {
    const auto random = crypto::random_bytes(sizeof(std::uint32_t));
    if (!random) return random.error();
    return ims_wire::generated_client_id("MSC", base::ByteReader(random->view()).u32().value());
}

Refusal no_way_back(const std::string& why) {
    return refusal(kCommunication, "no-return-connection",
                   why.empty() ? "the return connection was not accepted" : why);
}

}  // namespace

void Node::perform(LinkState& session, Action action) {
    perform(session, action, no_way_back(session.why));
}

void Node::perform(LinkState& session, Action action, const Refusal& why) {
    switch (action) {
        case Action::Nothing:
            return;
        case Action::Open:
            session.why.clear();
            session.refused_with.reset();
            if (const auto called = call(session); !called) {
                session.why = called.error().what;
                const bool no_ticket = called.error().kind != base::ErrorKind::Unavailable;
                perform(session, session.link.refused(),
                        refusal(no_ticket ? kRacfCallFailed : kCommunication,
                                no_ticket ? "no-ticket" : "no-return-connection", session.why));
            }
            return;
        case Action::Accept: {
            const auto taken = session.inbox.restart(session.partner_answered);
            const auto control = control_of(session, Verb::Accepted, taken);
            // The names are those of a checked member, so they can be written.
            answer(*session.in, accepted(control, session.partner_code).value());
            if (session.link.state() == State::Active) owner_.on_active(session);
            return pump(session);
        }
        case Action::Refuse:
            if (session.in != nullptr) owner_.refuse(*session.in, why);
            return end(session);
        case Action::SendStop:
            write(session, Verb::Stop, 0);
            session.awaited.push_back(LinkState::Awaited::Stop);
            return;
        case Action::AnswerStop:
            if (session.in != nullptr) answer(*session.in, {});
            session.why.clear();
            return end(session);
        case Action::Drop:
            return end(session);
    }
}

base::Status check(const Outgoing& message) {
    ims_wire::SendOnly header;
    header.trancode = message.trancode;
    header.lterm = message.lterm;
    header.code = message.code;
    const std::vector<base::ByteView> data(message.segments.begin(), message.segments.end());
    const auto request = ims_wire::send_only_request(std::move(header), data);
    if (!request) return request.error();
    const auto bytes = ims_wire::encode_request(*request);
    return bytes ? base::Status() : base::Status(bytes.error());
}

/// Opens our connection and signs on there, as what the RMTIMSCON of the link's statement says.
base::Status Node::call(LinkState& session) {
    const auto* const rmt = ims_config::find_rmtimscon(config_, session.msc->rmtimscon);
    auto ticket = tickets_.make(*rmt, now_());
    if (!ticket)
        return std::move(ticket).error().within(
            fmt::format("no PassTicket for RMTIMSCON {}", rmt->id));
    auto id = new_client_id();
    if (!id) return std::move(id).error();
    auto connection = dial_(*rmt);
    if (!connection) return std::move(connection).error();
    session.client_id = std::move(*id);
    session.out = *connection;
    ours_.insert(session.out->id());
    sessions_by_connection_[session.out->id()] = &session;
    session.awaited.assign(1, LinkState::Awaited::SignOn);
    const bool opens = session.link.role() == Role::Opener;
    write(session, opens ? Verb::Start : Verb::Return, session.inbox.last(), std::move(*ticket));
    return {};
}

void Node::on_answer(Connection& connection, base::ByteView frame) {
    LinkState* const session = find(connection);
    if (session == nullptr) return;  // dropped a moment ago
    const auto response = ims_wire::decode_response(frame, ims_wire::Exit::Sampl1);
    if (!response || session->awaited.empty())
        return drop(*session, response ? "an answer that nobody asked for" : response.error().what);
    const auto awaited = session->awaited.front();
    session->awaited.pop_front();
    take_answer(*session, awaited, *response);
}

void Node::take_answer(LinkState& session, LinkState::Awaited awaited,
                       const ims_wire::Response& response) {
    const auto* const rsm = std::get_if<Rsm>(&response.status);
    if (awaited == LinkState::Awaited::SignOn) {
        if (rsm == nullptr) return signed_on(session, response);
        session.refused_with = *rsm;
        const std::string peer = to_string(session.out->peer());
        if (session.why.empty())
            session.why =
                fmt::format("{} refused the {}: {}", peer,
                            session.link.role() == Role::Opener ? "link" : "return connection",
                            ims_wire::describe(*rsm));
        return perform(session, session.link.refused(), no_way_back(session.why));
    }
    if (awaited == LinkState::Awaited::Stop) {
        if (rsm != nullptr) session.why = ims_wire::describe(*rsm);
        return perform(session, session.link.stop_answered());
    }
    // Not the message was refused then, but its place: it is kept for a restart.
    if (rsm != nullptr &&
        (rsm->reason_code == kSequenceNumber || rsm->reason_code == kProtocolError))
        return drop(session, ims_wire::describe(*rsm));
    if (auto entry = session.outbox.answered()) owner_.on_answered(session, std::move(*entry), rsm);
    pump(session);
}

void Node::signed_on(LinkState& session, const ims_wire::Response& response) {
    const auto control = accepted_control(response);
    if (!control) return drop(session, control.error().what);
    session.forgotten = control->number < session.outbox.done();
    if (session.forgotten) return drop(session, "the other side has forgotten this link");
    session.out->signed_on();
    for (auto& entry : session.outbox.restart(control->number))
        owner_.on_answered(session, std::move(entry), nullptr);
    const bool was_active = session.link.state() == State::Active;
    perform(session, session.link.accepted());
    const bool is_opener = session.link.role() == Role::Opener;
    if (is_opener && !was_active && session.link.state() == State::Active)
        owner_.on_active(session);
    pump(session);
}

/// Sends what may be sent, and ends the link when it is to end and nothing is under way.
void Node::pump(LinkState& session) {
    if (!session.link.may_send() || session.out == nullptr) return;
    while (const auto* entry = session.outbox.next(kWindow)) {
        LinkFrame frame;
        frame.control = control_of(session, Verb::Message, entry->number);
        frame.control.answers = entry->message.answers;
        frame.token = session.token;
        frame.client_id = session.client_id;
        frame.trancode = entry->message.trancode;
        frame.lterm = entry->message.lterm;
        const auto& segments = entry->message.segments;
        const auto bytes =
            encode_frame(std::move(frame), {segments.begin(), segments.end()}, entry->message.code);
        if (!bytes) return drop(session, bytes.error().what);
        session.out->send(bytes->view());
        session.awaited.push_back(LinkState::Awaited::Message);
    }
    if (session.outbox.empty() && session.open == 0) perform(session, session.link.idle());
}

void Node::write(LinkState& session, Verb verb, std::uint64_t number, base::Secret ticket) {
    LinkFrame frame;
    frame.control = control_of(session, verb, number);
    if (verb != Verb::Stop) frame.control.answers = session.outbox.done();
    frame.token = session.token;
    frame.client_id = session.client_id;
    const auto* const rmt = ims_config::find_rmtimscon(config_, session.msc->rmtimscon);
    if (rmt->uses_passticket() && verb != Verb::Stop) {
        frame.userid = *rmt->userid;
        frame.appl_name = *rmt->appl;
        frame.ticket = std::move(ticket);
    }
    const auto bytes = encode_frame(std::move(frame), {}, ims_wire::Code::Ebcdic);
    if (!bytes) return drop(session, bytes.error().what);
    session.out->send(bytes->view());
}

void Node::answer(Connection& connection, ims_wire::Response response) {
    const LinkState* const session = find(connection);
    if (session != nullptr) response.code = session->partner_code;
    // What is answered is made here, so it can be encoded.
    connection.send(ims_wire::encode_response(response, ims_wire::Exit::Sampl1).value());
}

/// The answers to messages that are done, up to the first that is worked on.
void Node::answer_due(LinkState& session) {
    if (session.in == nullptr) return;
    while (const auto due = session.inbox.next_answer()) {
        ims_wire::Response response;
        if (due->refusal) response.status = *due->refusal;
        answer(*session.in, std::move(response));
    }
}

/// The names of our statement. To a partner that asked for a generic IMS ID we go by what it asked
/// for, and the ID of the IMS that has taken the link is told beside it.
LinkControl Node::control_of(const LinkState& session, Verb verb, std::uint64_t number) const {
    const ims_config::Msc& msc = *session.msc;
    LinkControl control{verb, number, 0, msc.lclplkid, msc.rmtplkid, msc.lclims, msc.rmtims};
    if (session.in_generic_group && session.asked) {
        control.lclplkid = session.asked->rmtplkid;
        control.lclims = {msc.lclims.front(), session.asked->rmtims};
    }
    return control;
}

/// Both connections are finished, and the link waits to be started again.
void Node::end(LinkState& session) {
    for (Connection* const connection : {session.out, session.in}) {
        if (connection == nullptr) continue;
        sessions_by_connection_.erase(connection->id());
        connection->finish();
    }
    session.out = session.in = nullptr;
    session.awaited.clear();
    session.inbox.pause();
    session.in_doubt = session.outbox.unanswered();
    if (session.in_generic_group && session.asked) {
        affinity_.release(session.asked->rmtims);
        session.in_generic_group = false;
    }
    owner_.on_ended(session);
}

}  // namespace ptkt::ims_msc
