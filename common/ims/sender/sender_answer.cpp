// The half of a sender that has to do with answers: what IMS Connect says about a message, and the
// ACK or NAK that it asks for.
#include <utility>

#include "common/ims/sender/sender.hpp"
#include "common/ims/wire/reasons.hpp"

namespace ptkt::ims_sender {

using ims_protocol::ClientStep;
using ims_protocol::Ending;

namespace {

/// A ticket that is right in itself can be refused as used when two connections were opened in one
/// second.
std::string_view refusal_hint(const ims_wire::Rsm& rsm) {
    constexpr base::Byte kTicketNotValid = 0x08;
    const bool ticket_refused = rsm.reason_code == ims_wire::rsncod::kSecurityViolation &&
                                rsm.racf_or_otma == kTicketNotValid;
    return ticket_refused ? "the receiver's log says what was wrong with the PassTicket; if it was "
                            "used before in the same second, --next avoids that"
                          : "";
}

ims_protocol::ClientPlan plan_of(const Settings& settings) {
    ims_protocol::ClientPlan plan;
    plan.kind = settings.mode == Mode::SendReceive ? ims_wire::MessageKind::SendReceive
                                                   : ims_wire::MessageKind::SendOnlyAck;
    plan.is_cm0 = settings.mode != Mode::SendReceive || settings.client.is_cm0;
    plan.rejects = settings.client.nak.has_value();
    return plan;
}

}  // namespace

/// The message is on its way. What is only sent is done with that.
void Sender::begin_exchange(Slot& slot) {
    slot.is_sent = true;
    slot.until = std::chrono::steady_clock::now() + ack_limit_;
    slot.dialogue.emplace(plan_of(settings_));
    if (settings_.mode != Mode::SendOnly) return;
    MessageResult result;
    result.word = Word::Sent;
    if (!slot.socket.sent()) {
        result = lost(slot, slot.socket.sent().error());
        slot.socket.close();
    }
    slot.socket.end_exchange(false);
    done(slot, std::move(result));
}

/// There is something to read, or the answer is late. A connection that is on its way goes on when
/// its message is sent.
void Sender::hear(Slot& slot) {
    if (slot.socket.is_connecting()) return;
    if (!slot.is_heard()) return hear_unasked(slot);
    while (done_ && slot.is_heard()) {
        auto answer = slot.socket.receive_ready();
        if (!answer) return done(slot, lost(slot, answer.error()));
        if (*answer) {
            take_answer(slot, *std::move(*answer));
            continue;
        }
        if (std::chrono::steady_clock::now() < slot.until) return;
        auto late = slot.socket.receive(slot.until);
        if (!late) return done(slot, lost(slot, late.error()));
        take_answer(slot, *std::move(late));
    }
}

void Sender::take_answer(Slot& slot, ims_wire::Response response) {
    const ClientStep step = slot.dialogue->on_answer(response);
    slot.response = std::move(response);
    const auto* const csm = std::get_if<ims_wire::Csm>(&slot.response->status);
    if (csm != nullptr && settings_.tells_news)
        host_.note(fmt::format("message {}: {}", slot.message->number, describe(*csm)));
    if (step.has_output && is_client(settings_))
        if (const auto told = tell_output(slot); !told) return untold(slot, told.error());
    if (!step.answer) return end_exchange(slot, step);
    slot.step = step;
    slot.not_before = {};
    send_answer(slot);
}

/// Only output that is written out is acknowledged. What comes after the reply of a message was
/// not its own.
base::Status Sender::tell_output(Slot& slot) {
    const bool is_reply = !std::exchange(slot.has_reply, true);
    const auto result =
        result_of(is_reply ? Word::Reply : Word::Output, *slot.response, slot.socket.client_id());
    auto told = results_.tell(is_reply ? slot.message->number : 0, {}, result);
    return told ? results_.flush() : told;
}

/// The reply is not acknowledged, so the other side keeps it.
void Sender::untold(Slot& slot, const base::Error& error) {
    slot.socket.close();
    results_lost();
    MessageResult result;
    result.detail = error.what + "; it may have been taken";
    done(slot, std::move(result));
}

void Sender::send_answer(Slot& slot) {
    if (std::chrono::steady_clock::now() < slot.not_before) return;
    if (waits_for_ticket(slot, slot.socket.answer_needs_ticket())) return;
    const ClientStep step = *std::exchange(slot.step, std::nullopt);
    const auto sent = slot.socket.answer(*step.answer);
    if (!sent) {
        slot.socket.close();
        return done(slot, lost(slot, sent.error()));
    }
    slot.until = std::chrono::steady_clock::now() + ack_limit_;
    if (step.ending) end_exchange(slot, step);
}

void Sender::end_exchange(Slot& slot, const ClientStep& step) {
    if (!step.ending) return;
    MessageResult result;
    switch (*step.ending) {
        case Ending::Done:
        case Ending::NoMore:
            result = acknowledged(slot);
            break;
        case Ending::Refused:
            result = refused(slot);
            break;
        case Ending::OutOfPlace:
            result =
                lost(slot, base::fail(base::ErrorKind::Unavailable,
                                      "{} answered what has no place there", slot.socket.peer()));
            break;
    }
    slot.socket.end_exchange(step.closes);
    done(slot, std::move(result));
}

MessageResult Sender::acknowledged(const Slot& slot) {
    if (journal_) journal_->acknowledged(slot.message->number);
    MessageResult result = result_of(Word::Ack, *slot.response, {});
    result.reply = {};
    result.mod_name.reset();
    return result;
}

MessageResult Sender::lost(Slot& slot, const base::Error& error) {
    host_.report(base::Error(error).within(fmt::format("message {}", slot.message->number)));
    why_stopped_ = error.what;
    if (tries_.take()) {
        results_.met(Verdict::Worst::Refused);
    } else {
        stop(base::ErrorKind::Unavailable);
    }
    MessageResult result;
    result.detail = error.what + "; it may have been taken";
    return result;
}

MessageResult Sender::refused(Slot& slot) {
    MessageResult result = result_of(Word::Nak, *slot.response, {});
    result.detail = ims_wire::describe(*result.rsm);
    const std::int64_t number = slot.message->number;
    host_.report(
        {base::ErrorKind::NotPermitted,
         fmt::format("message {}: {} refused it: {}", number, slot.socket.peer(), result.detail),
         std::string(refusal_hint(*result.rsm))});
    why_stopped_ = fmt::format("not sent after message {} was refused", number);
    if (settings_.keep_going) {
        results_.met(Verdict::Worst::Refused);
    } else {
        stop(Verdict::Worst::Refused);
    }
    // What an earlier run sent may still have been taken.
    if (journal_ && !slot.again) journal_->not_taken(number);
    return result;
}

/// On a socket where nothing is answered: a refusal, or its end.
void Sender::hear_unasked(Slot& slot) {
    if (!slot.socket.is_open()) return;
    const auto answer = slot.socket.receive_ready();
    if (answer && *answer) refused_unasked(slot.socket, **answer);
}

void Sender::refused_unasked(const SendSocket& socket, const ims_wire::Response& response) {
    const auto* const rsm = std::get_if<ims_wire::Rsm>(&response.status);
    if (rsm == nullptr) return;
    why_stopped_ = fmt::format("{} refused a message: {}", socket.peer(), ims_wire::describe(*rsm));
    host_.report({base::ErrorKind::NotPermitted, why_stopped_,
                  "nothing says which of those that were sent it was"});
    if (settings_.keep_going) {
        results_.met(Verdict::Worst::Refused);
    } else {
        stop(Verdict::Worst::Refused);
    }
}

/// The end of our side, and what the other one had to say about what it got.
void Sender::finish_send_only() {
    for (Slot& slot : slots_) {
        if (!slot.socket.is_open()) continue;
        if (const auto answer = slot.socket.finish()) refused_unasked(slot.socket, *answer);
    }
}

}  // namespace ptkt::ims_sender
