#include "common/ims/sender/msc/msc_sender.hpp"

#include <utility>

#include "common/ims/wire/reasons.hpp"

namespace ptkt::ims_sender {

using ims_msc::LinkState;
using ims_protocol::After;
using ims_protocol::CloseReason;

namespace {

ims_protocol::Limits limits_of(const Settings& settings) {
    ims_protocol::Limits limits;
    limits.sign_on = limits.message = limits.answer = time_limit(settings);
    return limits;
}

}  // namespace

MscSender::Waits::Waits(MscSender& sender, ims_protocol::Server& server)
    : route(sender.context_, server,
            [&sender](const base::Status& found) { sender.on_addresses(found); }),
      input(sender.context_, sender.ledger_, sender.reader_, sender, server.loop()),
      answers(server.loop(), [&sender] { sender.on_late_answers(); }),
      again(server.loop(), [&sender] { sender.start(); }) {}

MscSender::MscSender(MscContext context, ims_sign_on::Gate& gate, const store::Store* store,
                     Reader& reader)
    : context_(std::move(context)),
      ledger_(context_.host, context_.settings, context_.clock),
      reader_(reader),
      tickets_(store),
      node_(
          context_.config, gate, tickets_, *this,
          [this](const ims_config::RmtImsCon&) { return waits_->route.dial(); },
          [this] { return context_.host.now(); }),
      tries_(context_.settings.retry) {}

base::Status MscSender::begin() {
    if (auto begun = ledger_.begin(); !begun) return begun;
    auto server = ims_protocol::Server::create(limits_of(context_.settings), *this, context_.clock);
    if (!server) return std::move(server).error();
    server_.emplace(std::move(*server));
    waits_.emplace(*this, *server_);
    return listen();
}

base::Status MscSender::listen() {
    std::vector<net::Endpoint> endpoints = context_.settings.listen;
    const auto& tcpip = context_.config.tcpip;
    if (endpoints.empty())
        for (const ims_config::Port& port : tcpip.ports)
            endpoints.push_back({tcpip.ipv6 ? "::" : "0.0.0.0", port.id});
    if (endpoints.empty())
        return base::with_hint(
            base::fail(base::ErrorKind::Config, "no port for the return connection"),
            "code PORTID=(9999), or give --listen ADDR:PORT");
    net::PortOptions port;
    port.wrap = context_.for_clients;
    for (const auto& endpoint : endpoints) {
        const auto where = server_->listen(endpoint, port);
        if (!where) return where.error();
        if (context_.settings.tells_news) context_.host.note("listening on " + to_string(*where));
    }
    return {};
}

base::Result<Verdict> MscSender::run() {
    if (auto opened = open_session(); !opened) return opened.error();
    start();
    ledger_.keep(server_->run());
    waits_.reset();
    server_.reset();
    return ledger_.end();
}

// What happens to connections.

void MscSender::on_open(Connection& connection) {
    if (context_.settings.tells_news)
        context_.host.note(fmt::format("{}: connected to {}", to_string(connection.peer()),
                                       to_string(connection.local())));
}

void MscSender::on_frame(Connection& connection, base::ByteView frame) {
    if (node_.is_ours(connection.id())) {
        waits_->route.settle();
        return node_.on_answer(connection, frame);
    }
    const auto request = ims_wire::decode_request(frame);
    if (!request) return refuse(connection, ims_sign_on::malformed(request.error()));
    const auto control = ims_msc::link_control(*request);
    if (!control) return refuse(connection, ims_sign_on::malformed(control.error()));
    if (!*control)
        return refuse(connection, ims_sign_on::refusal(ims_wire::rsncod::kNoFunction, "unsupported",
                                                       "a message that belongs to no MSC link"));
    if (const auto refused = node_.on_request(connection, *request, **control))
        refuse(connection, *refused);
}

void MscSender::on_framing_error(Connection& connection, const ims_wire::DecodeError& error) {
    if (!node_.is_ours(connection.id())) refuse(connection, ims_sign_on::malformed(error));
}

After MscSender::on_turn_end() {
    if (context_.host.flush()) {
        acknowledge_replies();
    } else {
        results_lost();
        withhold_replies();
    }
    if (!ledger_.goes_on()) return After::StopNow;
    return is_over_ ? After::Drain : After::GoOn;
}

/// Who is not safe on one address is not tried on another.
void MscSender::on_close(Connection& connection, CloseReason reason) {
    const bool is_ours = node_.is_ours(connection.id());
    if (reason == CloseReason::TlsFailed && is_ours) waits_->route.settle();
    if (reason == CloseReason::TlsFailed && !is_ours)
        context_.host.warn(
            fmt::format("{}: {}", to_string(connection.peer()), describe(connection, reason)));
    node_.on_close(connection, reason);
}

void MscSender::on_refused(const net::Endpoint& peer, std::string_view why) {
    context_.host.warn(fmt::format("{}: refused: {}", to_string(peer), why));
}

void MscSender::refuse(Connection& connection, const Refusal& refusal) {
    std::string codes = "closed without an answer";
    if (refusal.rsm) {
        ims_wire::Response response;
        response.status = *refusal.rsm;
        // An RSM has nothing that could not be encoded.
        connection.send(ims_wire::encode_response(response, ims_wire::Exit::Sampl1).value());
        codes = "answered " + ims_wire::describe(*refusal.rsm);
    }
    connection.finish();
    context_.host.warn(fmt::format("{}: refused: {}: {}; {}", to_string(connection.peer()),
                                   refusal.reason, refusal.detail, codes));
}

// What happens to the link.

void MscSender::on_verified(const Connection& connection, const LinkState& session) {
    const auto& partner = session.partner;
    if (!partner.trusted)
        return context_.host.warn(
            fmt::format("{}: the return connection is not checked, since RACF=N",
                        to_string(connection.peer())));
    if (context_.settings.tells_news)
        context_.host.note(fmt::format("{}: return connection trusted as {} for {}",
                                       to_string(connection.peer()), partner.user, partner.appl));
}

void MscSender::on_active(LinkState& session) {
    backoff_.reset();
    if (context_.settings.tells_news)
        context_.host.note(fmt::format("MSC {}: link with {} started as {}", context_.msc.lclplkid,
                                       context_.msc.rmtims, session.client_id));
    if (waits_->input.has_ended()) {
        node_.stop(session);
    } else {
        waits_->input.go_on();
    }
    set_deadline();
}

void MscSender::on_ended(LinkState& session) {
    waits_->input.pause();
    // A connection that closes while the link is being stopped, when all has been answered, takes
    // nothing with it.
    const bool all_answered = ledger_.is_settled() && !session.refused_with;
    const bool in_order = waits_->input.has_ended() && session.outbox.empty() &&
                          (session.why.empty() || all_answered);
    if (in_order && results_lost_) waits_->input.keep_rest(session.why);
    if (in_order) return over();
    if (!gave_up_ && tries_next_address()) return;
    lost(session);
}

std::optional<ims_sign_on::Refusal> MscSender::on_message(Connection& /*connection*/,
                                                          LinkState& session,
                                                          const ims_msc::LinkControl& control,
                                                          const ims_wire::Request& request) {
    ledger_.replied(
        control.answers,
        {Word::Reply, {}, session.partner_client_id, {}, request.segments, request.code});
    replies_.emplace_back(session.token, control.number);
    set_deadline();
    return std::nullopt;
}

/// A reply is ours once it is written out, and is acknowledged only then.
void MscSender::acknowledge_replies() {
    if (replies_.empty()) return;
    for (const auto& [token, number] : std::exchange(replies_, {}))
        node_.finish(token, number, std::nullopt);
    set_deadline();
}

/// The other side keeps a reply that could not be written out. The link cannot end in order then:
/// it is cut as soon as our messages have their answers.
void MscSender::withhold_replies() {
    if (replies_.empty() || is_over_) return;
    gave_up_ = true;
    if (session_->outbox.unanswered() > 0 || session_->link.state() == ims_msc::State::Stopped)
        return;
    node_.drop(*session_, "a reply cannot be written out");
}

void MscSender::on_answered(LinkState& session, ims_msc::Outbox<ims_msc::Outgoing>::Entry /*entry*/,
                            const ims_wire::Rsm* refusal) {
    if (refusal == nullptr) {
        ledger_.acknowledged(session.client_id);
    } else {
        ledger_.refused(session.client_id, *refusal);
    }
    waits_->input.go_on();
    set_deadline();
}

}  // namespace ptkt::ims_sender
