#include "common/ims/receiver/dialogue.hpp"

#include "common/ims/operator/messages.hpp"
#include "common/ims/receiver/answers.hpp"
#include "common/ims/receiver/recorder.hpp"
#include "common/ims/wire/reasons.hpp"

namespace ptkt::ims_receiver {

using ims_protocol::Connection;
using ims_protocol::Conversation;
using ims_protocol::Effects;
using ims_protocol::Intake;
using net::Endpoint;

namespace {

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

/// What a log keeps of a refusal: what the event has, and whose message it was.
json::Json facts_of(const ClientState& session, const Refusal& refusal, json::Json more) {
    const auto& whose = refusal.whose;
    const auto known = [](const std::string& name, const std::string& otherwise) {
        const std::string& best = name.empty() ? otherwise : name;
        return best.empty() ? json::Json() : json::Json(best);
    };
    const auto& identity = session.identity;
    more.set("client_id", known(whose.client_id, session.client_id))
        .set("user", known(whose.user, identity ? identity->user : std::string()))
        .set("appl", known(whose.appl, identity ? identity->appl : std::string()));
    if (const int code = ims_operator::racroute_code(refusal.detail); code != 0)
        more.set("r", code);
    if (refusal.smf_qualifier)
        more.set("decision", "rejected")
            .set("smf_event", 1)
            .set("smf_qualifier", *refusal.smf_qualifier);
    return more;
}

}  // namespace

void Dialogue::apply(ClientState& session, const Effects& effects) {
    Connection& connection = session.connection;
    session.since = context_.now();
    if (has_answer(effects) && !session.is_unanswered) answer(session, effects);
    if (!effects.why.empty() && effects.rsm)
        tell_of_refusal(session, {session.is_unanswered ? std::nullopt : effects.rsm,
                                  "protocol-error", effects.why});
    if (effects.sets_timer)
        connection.set_timer(effects.timer ? std::optional(context_.now() + *effects.timer)
                                           : std::nullopt);
    const auto state = session.conversation.state();
    if (state != Conversation::State::Running) session.job.reset();
    if (context_.settings.has_program() || effects.sets_timer)
        connection.set_intake(intake_of(state));
    if (effects.closes) connection.finish();
    end_without_trust(session);
}

void Dialogue::answer(ClientState& session, const Effects& effects) {
    const auto bytes = encode_answer(session, effects, context_.settings.encoding);
    if (!bytes)
        return refuse(session,
                      {ims_wire::Rsm{0, 0, ims_wire::retcod::kOtma, ims_wire::rsncod::kUnicode},
                       "not-encodable", bytes.error().what});
    send(session, *bytes, effects.rsm ? "rsm" : "csm");
}

void Dialogue::refuse(ClientState& session, const Refusal& refusal) {
    if (is_failed_sign_on(refusal)) arrivals_.failed(session.connection.peer());
    Refusal told = refusal;
    if (session.is_unanswered) told.rsm.reset();
    if (told.rsm) {
        Effects effects;
        effects.rsm = told.rsm;
        // An RSM has nothing that could not be encoded.
        send(session, encode_answer(session, effects, context_.settings.encoding).value(), "rsm");
    }
    session.connection.finish();
    tell_of_refusal(session, told);
}

void Dialogue::send(ClientState& session, base::ByteView bytes, std::string_view kind) {
    context_.metrics.answers.add(kind);
    context_.metrics.bytes_out += bytes.size();
    if (context_.recorder != nullptr) context_.recorder->sent(session.connection, bytes);
    session.connection.send(bytes);
}

void Dialogue::tell_of_refusal(const ClientState& session, const Refusal& refusal) {
    const Endpoint& peer = session.connection.peer();
    context_.metrics.refusals.add(refusal.reason);
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
    const auto facts = [&] { return facts_of(session, refusal, more); };
    context_.reporter.line(fmt::format("{}: refused: {}: {}; {}", to_string(peer), refusal.reason,
                                       refusal.detail, codes),
                           "refused", peer, facts);
    context_.reporter.event("refused", peer, std::move(more));
}

void Dialogue::end_without_trust(ClientState& session) {
    const auto state = session.conversation.state();
    if (!session.has_lost_trust || state == Conversation::State::Running) return;
    if (state == Conversation::State::AwaitsAck) return session.conversation.offer_no_more();
    session.conversation.on_close();  // it waits for no output any more
    session.connection.finish();
}

}  // namespace ptkt::ims_receiver
