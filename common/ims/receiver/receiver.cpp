#include "common/ims/receiver/receiver.hpp"

#include <algorithm>

#include "common/base/text/counted.hpp"
#include "common/ims/wire/layout.hpp"
#include "common/ims/wire/ping.hpp"

namespace ptkt::ims_receiver {

using ims_protocol::After;
using ims_protocol::CloseReason;
using ims_protocol::Connection;
using ims_protocol::Conversation;
using ims_wire::MessageKind;
using ims_wire::Request;
using net::Endpoint;

namespace {

/// Also of a message that is faulty elsewhere.
std::optional<MessageKind> kind_of(const base::Result<Request, ims_wire::DecodeError>& request,
                                   base::ByteView frame) {
    if (request) return request->irm.f4;
    if (frame.size() <= ims_wire::field::kIrmF4.at) return std::nullopt;
    return ims_wire::message_kind(frame[ims_wire::field::kIrmF4.at]);
}

/// EXIT= says which exits there are, where it is coded. What one IMS Connect says to another needs
/// none.
bool has_exit(const ims_config::Tcpip& tcpip, const Request& request) {
    const auto& exits = tcpip.exits;
    return exits.empty() || ims_sign_on::signs_on_once(request.irm) ||
           std::ranges::find(exits, to_string(request.exit)) != exits.end();
}

}  // namespace

Receiver::Receiver(Host& host, Outlet out, const Settings& settings,
                   const ims_config::Config& config, Gate gate)
    : context_{host, settings, config, Reporter(host, std::move(out), settings)},
      gate_(std::move(gate)) {}

base::Status Receiver::use(net::Loop& loop) {
    context_.loop = &loop;
    trust_.watch();
    if (auto watched = admission_.watch(); !watched) return watched;
    if (auto* const group = gate_.group(); group != nullptr) {
        group->on_change = [this, is_away = false](const std::string& why) mutable {
            tell_of_group(why, is_away);
        };
        group->use(loop);
    }
    if (context_.settings.spool) return ledger_.open_spool();
    jobs_.start([this](const std::string& tpipe, ims_protocol::Output output) {
        transactions_.on_async_output(tpipe, std::move(output));
    });
    return {};
}

/// The engine of the group has gone, or is back; nothing is said of the start.
void Receiver::tell_of_group(const std::string& why, bool& is_away) {
    if (why.empty() != is_away) return;
    is_away = !why.empty();
    json::Json more = json::Json::object();
    if (is_away) more.set("reason", why);
    context_.reporter.event(is_away ? "replay-away" : "replay-ready", std::move(more));
    context_.reporter.line(
        is_away ? "the shared table of used tickets is away, sign-ons are refused: " + why
                : std::string("the shared table of used tickets is back"));
}

void Receiver::on_open(Connection& connection) {
    arrivals_.opened(clients_.open(connection));
}

void Receiver::on_frame(Connection& connection, base::ByteView frame) {
    context_.metrics.bytes_in += frame.size();
    if (partners_.is_ours(connection.id()))
        return partners_.links()->node().on_answer(connection, frame);
    ClientState& session = clients_.at(connection.id());
    auto request = ims_wire::decode_request(frame, context_.settings.exit_aliases);
    if (const auto dialect = request ? std::optional(request->dialect())
                                     : ims_wire::dialect_of(frame, context_.settings.exit_aliases))
        session.dialect = *dialect;
    session.is_unanswered = kind_of(request, frame) == MessageKind::SendOnly;
    if (context_.recorder != nullptr)
        context_.recorder->received(connection, frame, request ? &*request : nullptr);
    if (!request) return dialogue_.refuse(session, malformed(request.error()));
    if (!has_exit(context_.config.tcpip, *request))
        return dialogue_.refuse(session, malformed({std::nullopt, ims_wire::field::kIrmId.at,
                                                    ims_wire::unknown_exit(frame) +
                                                        ", and is not among EXIT= of the member"}));
    handle(session, *request);
}

/// A message that is well-formed.
void Receiver::handle(ClientState& session, Request& request) {
    if (ims_wire::is_ping(request) && session.conversation.state() == Conversation::State::Idle) {
        // With RACF=N there is no sign-on to wait for: the first input has come.
        if (!gate_.checks()) session.connection.signed_on();
        // What is answered to a ping is made by us, so it can be encoded.
        dialogue_.send(
            session,
            ims_wire::encode_response(ims_wire::ping_answer(request.code), session.dialect.exit)
                .value(),
            "ping");
        if (session.conversation.is_conversational()) session.connection.finish();
        return;
    }
    context_.metrics.messages.add(to_string(request.irm.f4));
    if (admission_.takes_for_link(session, request)) return;
    if (const auto fault = examine(session, request)) return dialogue_.refuse(session, *fault);
    const bool is_unchecked = admission_.is_unchecked(session);
    if (is_unchecked && is_answer(request.irm.f4))
        return dialogue_.refuse(session, unchecked_answer());
    // The front of a message may have come while nobody was checked, and the rest after that.
    const bool is_admitted = std::exchange(session.was_admitted_ahead, false) && !is_unchecked;
    if (!is_admitted && admission_.is_needed(session, request.irm))
        return admission_.wait(session, std::move(request));
    if (!gate_.checks() && !is_answer(request.irm.f4))
        session.identity = gate_.unchecked(request.irm);
    auto refused = is_answer(request.irm.f4) ? Clients::find_stranger(session, request.irm)
                                             : clients_.name(session, request.irm);
    if (!refused) refused = transactions_.take(session, request);
    if (refused) dialogue_.refuse(session, *refused);
}

/// Who sends a long message stands in its IRM; the rest is read when he has signed on.
void Receiver::on_front(Connection& connection, base::ByteView front) {
    if (partners_.is_ours(connection.id())) return;
    ClientState& session = clients_.at(connection.id());
    auto request = ims_wire::decode_front(front, context_.settings.exit_aliases);
    if (!request) return dialogue_.refuse(session, malformed(request.error()));
    session.dialect = request->dialect();
    if (context_.has_enough()) return dialogue_.refuse(session, after_the_last());
    if (!admission_.is_needed(session, request->irm)) return;
    admission_.wait(session, *std::move(request), true);
}

void Receiver::on_framing_error(Connection& connection, const ims_wire::DecodeError& error) {
    if (partners_.is_ours(connection.id())) return;  // its end is told by on_close
    ClientState& session = clients_.at(connection.id());
    session.is_unanswered = false;  // what it would have been is not known
    dialogue_.refuse(session, malformed(error));
}

std::optional<Refusal> Receiver::examine(const ClientState& session, const Request& request) const {
    if (context_.has_enough()) return after_the_last();
    // A change of password is for a client who is admitted by it, and in the midst of nothing.
    const bool takes_passwords = gate_.takes_passwords() && !session.was_admitted_ahead &&
                                 admission_.is_needed(session, request.irm) &&
                                 session.conversation.state() == Conversation::State::Idle;
    return find_fault(request, session.connection.local().port, context_.settings.has_program(),
                      takes_passwords);
}

void Receiver::on_timer(Connection& connection) {
    ClientState& session = clients_.at(connection.id());
    transactions_.on_timer(session);
}

After Receiver::on_turn_end() {
    if (desk_.close() == After::StopNow) return After::StopNow;
    admission_.admit_waiting();
    explanations_.tell();
    arrivals_.tell_left_out(false);
    if (context_.recorder != nullptr) context_.recorder->flush();
    switch (ledger_.commit()) {
        case Outlet::Flushed::Failed:
            return After::StopNow;
        case Outlet::Flushed::Blocked:
            return After::Hold;
        case Outlet::Flushed::All:
            break;
    }
    return context_.has_enough() || desk_.close() ? After::Drain : After::GoOn;
}

void Receiver::finish(int stop_fd) {
    jobs_.stop();
    explanations_.finish();
    admission_.finish();
    arrivals_.tell_left_out(true);
    ledger_.finish(stop_fd);
}

void Receiver::on_refused(const Endpoint& peer, std::string_view why) {
    arrivals_.turned_away(peer, why);
}

void Receiver::on_close(Connection& connection, CloseReason reason) {
    const bool is_ours = partners_.is_ours(connection.id());
    partners_.closed(connection, reason);
    if (is_ours) return;
    context_.metrics.connections.add(ims_protocol::to_string(reason));
    ClientState* const known = clients_.find(connection.id());
    if (known == nullptr) return;
    ClientState& session = *known;
    clients_.release(session);
    transactions_.on_close(session);
    if (session.is_told_of) tell_of_end(session, reason);
    admission_.forget(connection.id());
    desk_.recorder().closed(connection.id());
    const std::string tpipe = session.client_id;
    clients_.forget(session);
    transactions_.wake(tpipe);
}

void Receiver::tell_of_end(const ClientState& session, CloseReason reason) {
    const Connection& connection = session.connection;
    json::Json more = json::Json::object();
    more.set("reason", ims_protocol::to_string(reason)).set("messages", session.messages);
    if (const auto why = connection.failure(); !why.empty()) more.set("detail", why);
    if (!has_failed()) context_.reporter.event("closed", connection.peer(), more);
    const bool is_expected = reason == CloseReason::PeerClosed || reason == CloseReason::Finished ||
                             reason == CloseReason::Framing || reason == CloseReason::Stopped;
    const auto words =
        fmt::format("{}: closed: {}, after {}", to_string(connection.peer()),
                    describe(connection, reason), base::counted(session.messages, "message"));
    const auto facts = [&] { return more; };
    is_expected ? context_.reporter.news(words, "closed", connection.peer(), facts)
                : context_.reporter.line(words, "closed", connection.peer(), facts);
}

}  // namespace ptkt::ims_receiver
