#include "common/ims/receiver/receiver.hpp"

#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/ims/receiver/answers.hpp"
#include "common/ims/receiver/coprocess.hpp"
#include "common/ims/receiver/exec_application.hpp"
#include "common/ims/receiver/ports.hpp"
#include "common/ims/wire/ping.hpp"
#include "common/ims/wire/reasons.hpp"

namespace ptkt::ims_receiver {

using ims_protocol::After;
using ims_protocol::CloseReason;
using ims_protocol::Connection;
using ims_protocol::Conversation;
using ims_protocol::Intake;
using ims_protocol::TransactionEnd;
using ims_wire::MessageKind;
using ims_wire::Request;
using net::Endpoint;

namespace {

constexpr std::chrono::milliseconds kPatienceWithReader(5'000);

Intake intake_of(Conversation::State state) {
    switch (state) {
        case Conversation::State::Running:
            return Intake::Held;
        case Conversation::State::AwaitsAck:
        case Conversation::State::Waiting:
            return Intake::Waiting;
        case Conversation::State::Idle:
            break;
    }
    return Intake::Open;
}

/// Also of a message that is faulty elsewhere.
std::optional<MessageKind> kind_of(const base::Result<Request, ims_wire::DecodeError>& request,
                                   base::ByteView frame) {
    if (request) return request->irm.f4;
    if (frame.size() <= ims_wire::offset::kIrmF4) return std::nullopt;
    return ims_wire::message_kind(frame[ims_wire::offset::kIrmF4]);
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
    : host_(host),
      settings_(settings),
      config_(config),
      gate_(std::move(gate)),
      reporter_(host, std::move(out), settings),
      socket_warning_(config.tcpip.maxsoc, config.tcpip.warnsoc, config.tcpip.warninc),
      strangers_(reporter_.out().fd()) {}

base::Status Receiver::use(net::Loop& loop) {
    loop_ = &loop;
    clock_ = &loop.clock();
    watch_trust();
    if (settings_.spool) {
        using std::chrono::nanoseconds;
        const auto now = std::chrono::duration_cast<nanoseconds>(host_.now().time_since_epoch());
        auto spool = spool::Spool::open(*settings_.spool, suffix_of(settings_.output),
                                        static_cast<std::uint64_t>(now.count()));
        if (!spool && spool.error().kind == base::ErrorKind::Config)
            return base::with_hint(
                std::move(spool).error(),
                fmt::format("see 'imscon-recv spool check {}', then 'spool recover'",
                            *settings_.spool));
        if (!spool) return std::move(spool).error();
        keeper_ = std::make_unique<Keeper>(std::move(*spool), loop);
        return {};
    }
    const auto done = [this](JobNumber job, TransactionEnd outcome) { on_done(job, std::move(outcome)); };
    if (settings_.exec) {
        application_ = std::make_unique<ExecApplication>(
            ExecApplication::Settings{*settings_.exec, static_cast<std::size_t>(settings_.parallel),
                                      settings_.time_limit, settings_.encoding},
            loop, done);
    } else if (settings_.coprocess) {
        application_ = std::make_unique<Coprocess>(
            *settings_.coprocess, settings_.encoding, loop, done,
            [this](const std::string& tpipe, ims_protocol::Output output) {
                on_async_output(tpipe, std::move(output));
            },
            [this](std::string_view text) { reporter_.line(text); });
    }
    return {};
}

void Receiver::on_open(Connection& connection) {
    const auto made = sessions_.try_emplace(connection.id(), connection, tpipes_).first;
    made->second.since = clock_->now();
    ++metrics_.opened;
    made->second.is_told_of = strangers_.tells_of(connection.peer(), host_.now(), clock_->now());
    count_sockets();
    if (made->second.is_told_of) tell_of_opening(made->second);
}

void Receiver::count_sockets() {
    if (const auto words = socket_warning_.at(sessions_.size() + 1)) reporter_.line(*words);
}

Session* Receiver::find(ims_protocol::ConnectionId id) {
    const auto found = sessions_.find(id);
    return found == sessions_.end() ? nullptr : &found->second;
}

void Receiver::on_frame(Connection& connection, base::ByteView frame) {
    metrics_.bytes_in += frame.size();
    if (msc_ && msc_->node().is_ours(connection.id()))
        return msc_->node().on_answer(connection, frame);
    Session& session = sessions_.at(connection.id());
    auto request = ims_wire::decode_request(frame);
    if (const auto dialect =
            request ? std::optional(request->dialect()) : ims_wire::dialect_of(frame))
        session.dialect = *dialect;
    session.is_unanswered = kind_of(request, frame) == MessageKind::SendOnly;
    if (!request) return refuse(session, malformed(request.error()));
    if (!has_exit(config_.tcpip, *request))
        return refuse(session, malformed({std::nullopt, ims_wire::offset::kIrmId,
                                          ims_wire::unknown_exit(frame) +
                                              ", and is not among EXIT= of the member"}));
    if (ims_wire::is_ping(*request) && session.conversation.state() == Conversation::State::Idle) {
        // With RACF=N there is no sign-on to wait for: the first input has come.
        if (!gate_.checks()) connection.signed_on();
        // What is answered to a ping is made by us, so it can be encoded.
        return send(
            session,
            ims_wire::encode_response(ims_wire::ping_answer(request->code), session.dialect.exit)
                .value(),
            "ping");
    }
    metrics_.messages.add(to_string(request->irm.f4));
    if (msc_ && takes_for_link(session, *request)) return;
    if (const auto fault = examine(session, *request)) return refuse(session, *fault);
    const bool is_admitted = std::exchange(session.was_admitted_ahead, false);
    if (!is_admitted && must_be_admitted(session, request->irm))
        return wait_for_admission(session, *std::move(request));
    if (!gate_.checks() && !is_answer(request->irm.f4))
        session.identity = gate_.unchecked(request->irm);
    auto refused = is_answer(request->irm.f4) ? find_stranger(session, request->irm)
                                              : name_client(session, request->irm);
    if (!refused) refused = take(session, *request);
    if (refused) refuse(session, *refused);
}

void Receiver::on_framing_error(Connection& connection, const ims_wire::DecodeError& error) {
    if (msc_ && msc_->node().is_ours(connection.id())) return;  // its end is told by on_close
    Session& session = sessions_.at(connection.id());
    session.is_unanswered = false;  // what it would have been is not known
    refuse(session, malformed(error));
}

std::optional<Refusal> Receiver::examine(const Session& session, const Request& request) const {
    if (enough()) return after_the_last();
    return find_fault(request, session.connection.local().port, settings_.has_program());
}

/// What its sender may send, and is no more to be checked.
std::optional<Refusal> Receiver::take(Session& session, const Request& request) {
    const ims_wire::Irm& irm = request.irm;
    if (irm.f4 == MessageKind::CancelTimer) return cancel_timer(session, irm);
    const auto datastore = datastore_of(config_, irm.datastore);
    if (!datastore) return datastore.error();
    if (!is_answer(irm.f4)) {
        session.trancode = ims_wire::transaction_of(request).code;
        session.data_code = ims_wire::data_code(request);
        session.modname = irm.modname;
    }
    const Effects effects = session.conversation.on_request(irm, session.client_id,
                                                            rules_of(*datastore), session.trancode);
    if (effects.submit) {
        submit(session, effects, request, *datastore);
    } else {
        apply(session, effects);
    }
    return std::nullopt;
}

ims_protocol::Rules Receiver::rules_of(const ims_config::DataStore* datastore) const {
    ims_protocol::Rules rules;
    rules.timeout = timeout_of(config_.tcpip, settings_);
    rules.timeout_queue = config_.hws.cm0atoq;
    rules.has_transactions = settings_.has_program();
    if (datastore == nullptr) return rules;
    rules.ackto = std::chrono::seconds(datastore->ackto);
    if (datastore->cm0atoq) rules.timeout_queue = *datastore->cm0atoq;
    rules.reroute_default = datastore->rrname;
    return rules;
}

void Receiver::on_timer(Connection& connection) {
    Session& session = sessions_.at(connection.id());
    apply(session, session.conversation.on_timer());
}

/// Does what the conversation asks for, and lets the connection be read as its state wants it.
void Receiver::apply(Session& session, const Effects& effects) {
    Connection& connection = session.connection;
    session.since = clock_->now();
    if (has_answer(effects) && !session.is_unanswered) answer(session, effects);
    if (!effects.why.empty() && effects.rsm)
        tell_of_refusal(session, {session.is_unanswered ? std::nullopt : effects.rsm,
                                  "protocol-error", effects.why});
    if (effects.sets_timer)
        connection.set_timer(effects.timer ? std::optional(clock_->now() + *effects.timer)
                                           : std::nullopt);
    const auto state = session.conversation.state();
    if (state != Conversation::State::Running) session.job.reset();
    if (settings_.has_program() || effects.sets_timer) connection.set_intake(intake_of(state));
    if (effects.closes) connection.finish();
    end_without_trust(session);
}

void Receiver::answer(Session& session, const Effects& effects) {
    const auto bytes = encode_answer(session, effects, settings_.encoding);
    if (!bytes)
        return refuse(session,
                      {ims_wire::Rsm{0, 0, ims_wire::retcod::kOtma, ims_wire::rsncod::kUnicode},
                       "not-encodable", bytes.error().what});
    send(session, *bytes, effects.rsm ? "rsm" : "csm");
}

void Receiver::refuse(Session& session, const Refusal& refusal) {
    if (is_failed_sign_on(refusal)) strangers_.refused(session.connection.peer(), clock_->now());
    Refusal told = refusal;
    if (session.is_unanswered) told.rsm.reset();
    if (told.rsm) {
        Effects effects;
        effects.rsm = told.rsm;
        // An RSM has nothing that could not be encoded.
        send(session, encode_answer(session, effects, settings_.encoding).value(), "rsm");
    }
    session.connection.finish();
    tell_of_refusal(session, told);
}

void Receiver::tell_of_refusal(const Session& session, const Refusal& refusal) {
    const Endpoint& peer = session.connection.peer();
    metrics_.refusals.add(refusal.reason);
    if (!session.is_told_of) return;
    json::Json more = json::Json::object();
    more.set("reason", refusal.reason).set("detail", refusal.detail);
    std::string codes = "closed without an answer";
    if (refusal.rsm) {
        more.set("rc", refusal.rsm->return_code)
            .set("rsn", refusal.rsm->reason_code)
            .set("racf_rc", static_cast<int>(refusal.rsm->racf_or_otma));
        codes = "answered " + ims_wire::describe(*refusal.rsm);
    }
    reporter_.event("refused", peer, std::move(more));
    reporter_.line(fmt::format("{}: refused: {}: {}; {}", to_string(peer), refusal.reason,
                               refusal.detail, codes));
}

void Receiver::output_failed() {
    const auto& failure = reporter_.out().failure();
    fail(failure ? *failure
                 : base::fail(base::ErrorKind::Io, "nobody reads {} any more", reporter_.out().name()));
}

void Receiver::fail(const base::Error& why) {
    host_.report(base::Error(why).within("messages are not acknowledged"));
    has_failed_ = true;
}

void Receiver::watch_output(bool wanted) {
    if (wanted == watches_output_ || loop_ == nullptr) return;
    watches_output_ = wanted;
    if (!wanted) return loop_->unwatch(reporter_.out().fd());
    // Without the watch the output is tried again at each turn.
    static_cast<void>(loop_->watch(reporter_.out().fd(), net::Ready::Output, [] {}));
}

After Receiver::on_turn_end() {
    if (close_ == After::StopNow) return After::StopNow;
    admit_waiting();
    tell_of_notes();
    tell_of_strangers(false);
    if (keeper_) {
        if (const auto kept = keeper_->commit(); !kept) {
            fail(kept.error());
            return After::StopNow;
        }
    }
    const auto flushed = reporter_.out().flush();
    watch_output(flushed == Outlet::Flushed::Blocked);
    if (flushed == Outlet::Flushed::Failed) {
        output_failed();
        return After::StopNow;
    }
    if (flushed == Outlet::Flushed::Blocked) return After::Hold;
    return enough() || close_ ? After::Drain : After::GoOn;
}

void Receiver::finish(int stop_fd) {
    application_.reset();
    finish_notes();
    tell_of_strangers(true);
    if (keeper_) {
        // What is safe becomes a file in the next run, if not in this one.
        if (const auto kept = keeper_->finish(); !kept && !has_failed_) {
            host_.report(kept.error());
            has_failed_ = true;
        }
        keeper_.reset();
    }
    // Where a drain has waited for the reader in vain, nobody waits once more.
    const auto patience = watches_output_ ? std::chrono::milliseconds(0) : kPatienceWithReader;
    watch_output(false);
    if (has_failed_) return;
    const auto done = reporter_.out().flush_before_end(patience, stop_fd);
    if (done != Outlet::Flushed::All) output_failed();
}

void Receiver::on_close(Connection& connection, CloseReason reason) {
    const bool is_ours = msc_ && msc_->node().is_ours(connection.id());
    if (msc_) link_closed(connection, reason);
    if (is_ours) return;
    metrics_.connections.add(ims_protocol::to_string(reason));
    Session* const known = find(connection.id());
    if (known == nullptr) return;
    Session& session = *known;
    client_ids_.release(session.client_id, connection);
    session.conversation.on_close();
    const std::string tpipe = session.client_id;
    if (!has_failed_ && session.is_told_of) {
        json::Json more = json::Json::object();
        more.set("reason", ims_protocol::to_string(reason)).set("messages", session.messages);
        if (const auto why = connection.failure(); !why.empty()) more.set("detail", why);
        reporter_.event("closed", connection.peer(), std::move(more));
    }
    const bool expected = reason == CloseReason::PeerClosed || reason == CloseReason::Finished ||
                          reason == CloseReason::Framing || reason == CloseReason::Stopped;
    const auto words =
        fmt::format("{}: closed: {}, after {} messages", to_string(connection.peer()),
                    describe(connection, reason), session.messages);
    if (expected || !session.is_told_of) {
        if (session.is_told_of) reporter_.news(words);
    } else {
        reporter_.line(words);
    }
    std::erase_if(waiting_, [&](const Waiting& one) { return one.connection == connection.id(); });
    sessions_.erase(connection.id());
    count_sockets();
    wake(tpipe);
}

}  // namespace ptkt::ims_receiver
