#include "tools/imscon-recv/receiver.hpp"

#include "common/base/ascii.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/ims_wire/ping.hpp"
#include "common/ims_wire/reasons.hpp"
#include "common/ims_wire/send_only.hpp"

namespace ptkt::imscon_recv {

using ims_connection::After;
using ims_connection::CloseReason;
using ims_connection::Connection;
using ims_connection::Endpoint;
using ims_wire::Request;

void Receiver::on_open(Connection& connection) {
    sessions_.emplace(connection.id(), Session{});
    event("open", connection.peer(), base::Json::object());
    if (options_.common.verbosity > 0)
        news_.line(fmt::format("{}: connected to {}", to_string(connection.peer()),
                               to_string(connection.local())));
}

void Receiver::on_frame(Connection& connection, base::ByteView frame) {
    if (msc_ && msc_->node().is_ours(connection.id()))
        return msc_->node().on_answer(connection, frame);
    Session& session = sessions_.at(connection.id());
    if (const auto dialect = ims_wire::dialect_of(frame)) session.dialect = *dialect;
    const auto request = ims_wire::decode_request(frame);
    if (!request) return refuse(connection, session, malformed(request.error()));
    if (ims_wire::is_ping(*request))
        return answer(connection, session, ims_wire::ping_answer(request->code));
    if (msc_ && msc_->take(connection, *request)) return;
    if (const auto refused = take(connection, session, *request))
        refuse(connection, session, *refused);
}

void Receiver::on_framing_error(Connection& connection, const ims_wire::DecodeError& error) {
    if (msc_ && msc_->node().is_ours(connection.id())) return;  // its end is told by on_close
    refuse(connection, sessions_.at(connection.id()), malformed(error));
}

std::optional<Refusal> Receiver::take(Connection& connection, Session& session,
                                      const Request& request) {
    if (enough())
        return refusal(ims_wire::rsncod::kShuttingDown, "shutting-down",
                       "a message after the last one that was asked for");
    if (auto fault = find_fault(request, connection.local().port)) return fault;
    if (!session.identity)
        if (auto refused = sign_on(connection, session, request)) return refused;
    const auto datastore = datastore_of(config_, request.irm.datastore);
    if (!datastore) return datastore.error();
    write({io_.now(), connection.peer(), session.client_id, *session.identity,
           *datastore == nullptr ? request.irm.datastore : (*datastore)->id, request});
    ++session.messages;
    ++taken_;
    if (request.irm.f4 == ims_wire::MessageKind::SendOnlyAck)
        acknowledge(connection, session, request.irm);
    return std::nullopt;
}

/// The client id comes after the PassTicket: nobody may end another's connection, or learn that it
/// is there, before saying who he is.
std::optional<Refusal> Receiver::sign_on(Connection& connection, Session& session,
                                         const Request& request) {
    auto identity = gate_.admit(request, connection.peer(), io_.now());
    if (!identity) return std::move(identity).error();
    if (auto refused = name_client(connection, session, request.irm)) return refused;
    session.identity = std::move(*identity);
    connection.signed_on();
    tell_of(connection, session, request.irm);
    return std::nullopt;
}

std::optional<Refusal> Receiver::name_client(Connection& connection, Session& session,
                                             const ims_wire::Irm& irm) {
    session.client_id = irm.client_id;
    Connection* const holder = client_ids_.holder(connection.local().port, irm.client_id);
    const bool may_make_one = irm.client_id.empty() || (irm.f2 & ims_wire::f2::kGenCid) != 0;
    if (irm.client_id.empty() || (holder != nullptr && may_make_one)) {
        session.client_id = unused_id(connection);
        session.id_was_made = true;
    } else if (holder != nullptr && (irm.f3 & ims_wire::f3::kCancId) != 0) {
        log_.line(fmt::format("{}: ended, since client id {} is taken over by {}",
                              to_string(holder->peer()), irm.client_id,
                              to_string(connection.peer())));
        holder->finish();
    } else if (holder != nullptr) {
        session.client_id.clear();
        return refusal(
            ims_wire::rsncod::kDuplicateClient, "duplicate-client-id",
            fmt::format("client id {} is in use by {}", irm.client_id, to_string(holder->peer())));
    }
    client_ids_.give(session.client_id, connection);
    return std::nullopt;
}

std::string Receiver::unused_id(const Connection& connection) const {
    auto number = static_cast<std::uint32_t>(connection.id());
    std::string id;
    do {
        id = ims_wire::generated_client_id("CLT", number++);
    } while (client_ids_.holder(connection.local().port, id) != nullptr);
    return id;
}

void Receiver::tell_of(const Connection& connection, const Session& session,
                       const ims_wire::Irm& irm) {
    const Identity& identity = *session.identity;
    const std::string peer = to_string(connection.peer());
    if (!identity.trusted) {
        log_.line(fmt::format("{}: not checked, since RACF=N{}", peer,
                              irm.password.empty() ? "" : "; its PassTicket is ignored"));
        return;
    }
    if (options_.common.verbosity > 0)
        news_.line(fmt::format("{}: trusted as {} for {}", peer, identity.user, identity.appl));
    base::Json more = base::Json::object();
    more.set("client_id", session.client_id).set("user", identity.user).set("appl", identity.appl);
    event("verified", connection.peer(), std::move(more));
}

void Receiver::acknowledge(Connection& connection, Session& session, const ims_wire::Irm& irm) {
    ims_wire::Response response;
    response.code = session.dialect.code;
    const bool wants_id = (irm.f1 & ims_wire::f1::kCidReq) != 0;
    if (wants_id || std::exchange(session.id_was_made, false))
        response.client_id = session.client_id;
    answer(connection, session, std::move(response));
}

void Receiver::answer(Connection& connection, const Session& session, ims_wire::Response response) {
    // What is answered is made here, so it can be encoded.
    connection.send(ims_wire::encode_response(response, session.dialect.exit).value());
}

void Receiver::refuse(Connection& connection, Session& session, const Refusal& refusal) {
    base::Json more = base::Json::object();
    more.set("reason", refusal.reason).set("detail", refusal.detail);
    std::string codes = "closed without an answer";
    if (refusal.rsm) {
        ims_wire::Response response;
        response.code = session.dialect.code;
        response.status = *refusal.rsm;
        answer(connection, session, std::move(response));
        more.set("rc", refusal.rsm->return_code)
            .set("rsn", refusal.rsm->reason_code)
            .set("racf_rc", static_cast<int>(refusal.rsm->racf_or_otma));
        codes = "answered " + ims_wire::describe(*refusal.rsm);
    }
    connection.finish();
    event("refused", connection.peer(), std::move(more));
    log_.line(fmt::format("{}: refused: {}: {}; {}", to_string(connection.peer()), refusal.reason,
                          refusal.detail, codes));
}

After Receiver::on_turn_end() {
    if (const auto written = io_.out.flush(); !written) {
        cli::say_error(io_, base::Error(written.error()).within("messages are not acknowledged"));
        // Told here, and not to be told again or taken for a reader that has seen enough: messages
        // are lost to it unless their senders keep them.
        io_.out = cli::Output();
        status_ = cli::ExitStatus::Io;
        return After::StopNow;
    }
    return enough() ? After::Drain : After::GoOn;
}

void Receiver::on_close(Connection& connection, CloseReason reason) {
    const bool is_ours = msc_ && msc_->node().is_ours(connection.id());
    if (msc_) msc_->node().on_close(connection, reason);
    if (is_ours) return;
    const Session& session = sessions_.at(connection.id());
    client_ids_.release(session.client_id, connection);
    if (status_ == cli::ExitStatus::Done) {
        base::Json more = base::Json::object();
        more.set("reason", ims_connection::to_string(reason)).set("messages", session.messages);
        event("closed", connection.peer(), std::move(more));
    }
    const bool expected = reason == CloseReason::PeerClosed || reason == CloseReason::Finished ||
                          reason == CloseReason::Framing || reason == CloseReason::Stopped;
    if (!expected || options_.common.verbosity > 0)
        (expected ? news_ : log_)
            .line(fmt::format("{}: closed: {}, after {} messages", to_string(connection.peer()),
                              ims_connection::to_string(reason), session.messages));
    sessions_.erase(connection.id());
}

void Receiver::serve_msc(const store::Store* store, ims_msc::Node::Dial dial) {
    msc_.emplace(
        config_, gate_, store, [this] { return io_.now(); }, std::move(dial), msc_program());
}

MscLinks::Program Receiver::msc_program() {
    MscLinks::Program program;
    program.take = [this](const Taken& taken) -> std::optional<Refusal> {
        if (enough())
            return refusal(ims_wire::rsncod::kShuttingDown, "shutting-down",
                           "a message after the last one that was asked for");
        write(taken);
        ++taken_;
        return std::nullopt;
    };
    program.reply = [this](const Taken& taken, std::uint64_t number, const MscLinks::Done& done) {
        done(acknowledging_reply(config_.hws.id, taken, number));
    };
    program.refuse = [this](Connection& connection, const Refusal& refusal) {
        refuse(connection, sessions_.at(connection.id()), refusal);
    };
    program.event = [this](std::string_view what, const Endpoint& peer, base::Json more) {
        event(what, peer, std::move(more));
    };
    program.line = [this](std::string_view text) { log_.line(text); };
    program.news = [this](std::string_view text) {
        if (options_.common.verbosity > 0) news_.line(text);
    };
    return program;
}

void Receiver::on_refused(const Endpoint& peer, std::string_view why) {
    base::Json more = base::Json::object();
    more.set("reason", "limit").set("detail", why);
    event("refused", peer, std::move(more));
    log_.line(fmt::format("{}: refused: {}", to_string(peer), why));
}

/// Nothing is done about a failure here: the end of the turn meets it again, before any answer.
void Receiver::write(const Taken& taken) {
    std::string text;
    if (options_.common.field) {
        text = message_json(taken, options_.encoding).find(*options_.common.field)->bare() + "\n";
    } else if (options_.output == Form::Ndjson) {
        text = message_json(taken, options_.encoding).dump() + "\n";
    } else {
        text = options_.output == Form::Text ? message_text(taken, options_.encoding)
                                             : message_raw(taken);
    }
    static_cast<void>(io_.out.append(text));
}

void Receiver::event(std::string_view what, const Endpoint& peer, base::Json more) {
    if (options_.output != Form::Ndjson || options_.common.field) return;
    base::Json json = base::Json::object();
    json.set("event", what).set("time", base::to_rfc3339(io_.now())).set("peer", to_string(peer));
    for (const auto& [name, value] : *more.as_object())
        json.set(name, value);
    static_cast<void>(io_.out.append(json.dump() + "\n"));
}

}  // namespace ptkt::imscon_recv
