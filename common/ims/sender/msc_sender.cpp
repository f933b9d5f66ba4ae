#include "common/ims/sender/msc_sender.hpp"

#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>

#include "common/ims/wire/reasons.hpp"

namespace ptkt::ims_sender {

using ims_msc::Session;
using ims_msc::State;
using ims_protocol::After;
using ims_protocol::CloseReason;

namespace {

ims_protocol::Limits limits_of(const Settings& settings) {
    ims_protocol::Limits limits;
    limits.sign_on = limits.message = limits.answer = time_limit(settings);
    return limits;
}

}  // namespace

MscSender::MscSender(Host& host, const Settings& settings, const ims_config::Config& config,
                     const ims_config::Msc& msc, ims_sign_on::Gate& gate, const store::Store* store,
                     const MscProtection& protection)
    : host_(host),
      settings_(settings),
      config_(config),
      msc_(msc),
      tickets_(store),
      protection_(protection),
      results_(host, settings, net::system_clock()),
      node_(
          config, gate, tickets_, *this,
          [this](const ims_config::RmtImsCon& one) { return dial(one); },
          [this] { return host_.now(); }),
      tries_(settings.retry) {}

base::Status MscSender::begin(Reader& reader) {
    reader_ = &reader;
    if (auto begun = results_.begin(); !begun) return begun;
    return set_up();
}

base::Result<Verdict> MscSender::run() {
    if (auto opened = open_session(); !opened) return opened.error();
    start();
    if (auto served = server_->run(end_.get()); done_ && !served) done_ = served;
    server_.reset();
    return results_.end(done_);
}

base::Status MscSender::set_up() {
    auto server = ims_protocol::Server::create(limits_of(settings_), *this);
    if (!server) return std::move(server).error();
    server_.emplace(std::move(*server));
    timer_ = base::UniqueFd(::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC));
    end_ = base::UniqueFd(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
    if (!timer_ || !end_) return base::fail(base::ErrorKind::Io, "no more file descriptors");
    if (auto watched =
            server_->loop().watch(timer_.get(), net::Ready::Input, [this] { on_timer(); });
        !watched)
        return watched;
    return listen();
}

base::Status MscSender::listen() {
    std::vector<net::Endpoint> endpoints = settings_.listen;
    if (endpoints.empty())
        for (const ims_config::Port& port : config_.tcpip.ports)
            endpoints.push_back({config_.tcpip.ipv6 ? "::" : "0.0.0.0", port.id});
    if (endpoints.empty())
        return base::with_hint(
            base::fail(base::ErrorKind::Config, "no port for the return connection"),
            "code PORTID=(9999), or give --listen ADDR:PORT");
    net::PortOptions port;
    port.wrap = protection_.for_clients;
    for (const auto& endpoint : endpoints) {
        const auto where = server_->listen(endpoint, port);
        if (!where) return where.error();
        if (settings_.tells_news) host_.note("listening on " + to_string(*where));
    }
    return {};
}

// -------------------------------------------------------------------------------

void MscSender::on_open(Connection& connection) {
    if (settings_.tells_news)
        host_.note(fmt::format("{}: connected to {}", to_string(connection.peer()),
                               to_string(connection.local())));
}

void MscSender::on_frame(Connection& connection, base::ByteView frame) {
    if (node_.is_ours(connection.id())) {
        is_unreached_ = false;
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
    if (!host_.flush()) results_lost();
    return done_ ? After::GoOn : After::StopNow;
}

void MscSender::on_close(Connection& connection, CloseReason reason) {
    // Who is not safe on one address is not tried on another.
    if (reason == CloseReason::TlsFailed && node_.is_ours(connection.id())) is_unreached_ = false;
    if (reason == CloseReason::TlsFailed && !node_.is_ours(connection.id()))
        host_.warn(
            fmt::format("{}: {}", to_string(connection.peer()), describe(connection, reason)));
    node_.on_close(connection, reason);
}

void MscSender::on_refused(const net::Endpoint& peer, std::string_view why) {
    host_.warn(fmt::format("{}: refused: {}", to_string(peer), why));
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
    host_.warn(fmt::format("{}: refused: {}: {}; {}", to_string(connection.peer()), refusal.reason,
                           refusal.detail, codes));
}

// --------------------------------------------------------------------------------------

void MscSender::on_verified(const Connection& connection, const Session& session) {
    const auto& partner = session.partner;
    if (!partner.trusted)
        return host_.warn(fmt::format("{}: the return connection is not checked, since RACF=N",
                                      to_string(connection.peer())));
    if (settings_.tells_news)
        host_.note(fmt::format("{}: return connection trusted as {} for {}",
                               to_string(connection.peer()), partner.user, partner.appl));
}

void MscSender::on_active(Session& session) {
    backoff_.reset();
    if (settings_.tells_news)
        host_.note(fmt::format("MSC {}: link with {} started as {}", msc_.lclplkid, msc_.rmtims,
                               session.client_id));
    if (input_ended_) {
        node_.stop(session);
    } else {
        watch_input(session.outbox.size() < ims_msc::Node::kWindow);
    }
    set_deadline();
}

void MscSender::on_ended(Session& session) {
    watch_input(false);
    // A connection that closes while the link is being stopped, when all has been answered, takes
    // nothing with it.
    const bool all_answered = waiting_.empty() && numbers_.empty() && !session.refused_with;
    const bool in_order =
        input_ended_ && session.outbox.empty() && (session.why.empty() || all_answered);
    if (in_order && results_lost_) keep_rest();
    if (in_order || !server_) return over();
    if (!gave_up_ && tries_next_address()) return;
    lost(session);
}

std::optional<ims_sign_on::Refusal> MscSender::on_message(Connection& /*connection*/,
                                                          Session& session,
                                                          const ims_msc::LinkControl& control,
                                                          const ims_wire::Request& request) {
    const auto of = std::ranges::find(numbers_, control.answers,
                                      &std::pair<std::uint64_t, std::int64_t>::first);
    MessageResult result{Word::Reply,      {},          session.partner_client_id, {},
                         request.segments, request.code};
    keep(results_.tell(of == numbers_.end() ? 0 : of->second, {}, result));
    if (of != numbers_.end()) numbers_.erase(of);
    node_.finish(session.token, control.number, std::nullopt);
    set_deadline();
    return std::nullopt;
}

void MscSender::on_answered(Session& session, ims_msc::Outbox<ims_msc::Outgoing>::Entry /*entry*/,
                            const ims_wire::Rsm* refusal) {
    const Waiting first = std::move(waiting_.front());
    waiting_.pop_front();
    if (refusal == nullptr) {
        keep(results_.tell(first.number, first.original,
                           {Word::Ack, {}, session.client_id, {}, {}}));
    } else {
        const auto why = ims_wire::describe(*refusal);
        results_.met(Verdict::Worst::Refused);
        // No reply will come to it, so none is waited for.
        std::erase_if(numbers_, [&](const auto& sent) { return sent.second == first.number; });
        keep(results_.tell(first.number, first.original,
                           {Word::Nak, why, session.client_id, *refusal, {}}));
    }
    if (!input_ended_ && session.outbox.size() < ims_msc::Node::kWindow) watch_input(true);
    set_deadline();
}

/// The first ones that wait were sent, and nobody can say any more whether they were taken.
void MscSender::tell_doubt(std::size_t count) {
    for (; count > 0 && !waiting_.empty(); --count) {
        const Waiting first = std::move(waiting_.front());
        waiting_.pop_front();
        results_.met(Verdict::Worst::Refused);
        keep(results_.tell(first.number, first.original,
                           {Word::Unsent, session_->why + "; it may have been taken", {}, {}, {}}));
    }
}

/// What is on the link is unsent or in doubt, what is left of the input is unsent.
void MscSender::give_up() {
    gave_up_ = true;
    tell_doubt(session_->in_doubt);
    while (!waiting_.empty()) {
        const Waiting first = std::move(waiting_.front());
        waiting_.pop_front();
        keep(
            results_.tell(first.number, first.original, {Word::Unsent, session_->why, {}, {}, {}}));
    }
    if (!input_ended_ || results_lost_) keep_rest();
    over();
}

/// What is left of the input is unsent.
void MscSender::keep_rest() {
    while (done_ && !reader_ended_) {
        auto next = reader_->next();
        if (!next && next.error().kind != base::ErrorKind::Malformed) keep(std::move(next).error());
        if (!done_ || (next && !*next)) break;
        keep(results_.tell(reader_->number(), reader_->last(),
                           {Word::Unsent, session_->why, {}, {}, {}}));
    }
}

/// What is on the link has its answer; nothing more is sent.
void MscSender::results_lost() {
    if (std::exchange(results_lost_, true)) return;
    host_.report({base::ErrorKind::Io,
                  "the results cannot be written any more: nothing more is sent",
                  settings_.unsent ? std::string() : "--unsent FILE keeps what is not sent"});
    results_.met(base::ErrorKind::Io);
    // Without a file for it, nothing is to be done with the rest of the input.
    reader_ended_ = reader_ended_ || !settings_.unsent;
    if (std::exchange(input_ended_, true)) return;
    watch_input(false);
    node_.stop(*session_);
    set_deadline();
}

}  // namespace ptkt::ims_sender
