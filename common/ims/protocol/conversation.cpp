#include "common/ims/protocol/conversation.hpp"

#include <fmt/format.h>

#include <utility>

namespace ptkt::ims_protocol {

namespace {

using ims_wire::Irm;
using ims_wire::MessageKind;
using ims_wire::Rsm;
namespace f0 = ims_wire::f0;
namespace f1 = ims_wire::f1;
namespace f2 = ims_wire::f2;
namespace f3 = ims_wire::f3;
namespace f5 = ims_wire::f5;
namespace retcod = ims_wire::retcod;
namespace rsncod = ims_wire::rsncod;

/// The return code that goes with "deallocate confirmed" is not documented; what went well is 0
/// here.
constexpr std::uint32_t kWell = 0;

bool is_send_only(MessageKind kind) {
    return kind == MessageKind::SendOnly || kind == MessageKind::SendOnlyAck ||
           kind == MessageKind::SendOnlyError;
}

/// Where undelivered output of the message goes. Purge counts before reroute, which IBM leaves
/// open.
Refuge refuge_of(const Irm& irm, const std::string& client_id, const Rules& rules) {
    const bool is_cm0 = is_send_only(irm.f4) || (irm.f2 & f2::kCm0) != 0;
    if (!is_cm0 || (irm.f3 & f3::kPurge) != 0) return std::nullopt;
    if ((irm.f3 & f3::kRerout) == 0) return client_id;
    return irm.reroute && !irm.reroute->empty() ? *irm.reroute : rules.reroute_default;
}

Output message(std::string text) {
    return {{std::move(text)}, {}, true};
}

}  // namespace

Effects Conversation::on_request(const Irm& irm, const std::string& client_id, const Rules& rules,
                                 const std::string& trancode) {
    rules_ = rules;
    wanted_.persistent = irm.soct == ims_wire::soct::kPersistent;
    if (irm.f4 == MessageKind::Ack) return take_ack(irm);
    if (irm.f4 == MessageKind::Nak) return take_nak(irm);
    if (state_ != State::Idle)
        return protocol_error(fmt::format("{} where {} is due", to_string(irm.f4),
                                          state_ == State::AwaitsAck ? "an ACK" : "nothing"));
    const bool is_cm1_input = irm.f4 == MessageKind::SendReceive && (irm.f2 & f2::kCm0) == 0;
    if (is_conversational_ && irm.f4 == MessageKind::Deallocate) return deallocate();
    if (is_conversational_ && !is_cm1_input)
        return protocol_error(fmt::format("{}{} in a conversation", to_string(irm.f4),
                                          (irm.f2 & f2::kCm0) != 0 ? " in commit mode 0" : ""));
    wanted_.f1 = irm.f1;
    trancode_ = trancode;
    if (irm.f4 == MessageKind::ResumeTpipe) return take_resume(irm, client_id);
    if (irm.f4 == MessageKind::SendReceive || is_send_only(irm.f4))
        return take_input(irm, client_id);
    return protocol_error(fmt::format("{} where nothing waits for one", to_string(irm.f4)));
}

Effects Conversation::take_input(const Irm& irm, const std::string& client_id) {
    const bool replies = irm.f4 == MessageKind::SendReceive;
    const bool is_cm1 = replies && (irm.f2 & f2::kCm0) == 0;
    if (replies && !rules_.has_transactions)
        return refuse(retcod::kImsConnect, rsncod::kNoFunction,
                      "a send-receive message, and there is no program that replies");
    if ((irm.f3 & f3::kSyncMask) > f3::kSyncConfirm)
        return refuse(retcod::kImsConnect, rsncod::kNoFunction,
                      "sync level syncpt is not supported");
    if (rules_.has_transactions && !is_cm1 && tpipes_->is_full(client_id))
        return refuse(retcod::kImsConnect, rsncod::kTpipeStopped,
                      fmt::format("tpipe {} is full", client_id));
    keep(irm);
    flow_ = is_cm1 ? Flow::Cm1 : Flow::Cm0;
    // IMS takes commit mode 0 with sync level confirm only.
    wanted_.confirms = !is_cm1 || (irm.f3 & f3::kSyncMask) == f3::kSyncConfirm;
    tpipe_ = client_id;
    refuge_ = refuge_of(irm, client_id, rules_);
    state_ = State::Running;
    Effects effects;
    effects.submit = true;
    effects.refuge = refuge_;
    if (!replies) {
        // No output is waited for, so a transaction socket is of no more use to its client.
        effects.closes = !wanted_.persistent && irm.f4 != MessageKind::SendOnlyAck;
        if (effects.closes) reset();
        return effects;
    }
    time_limit_ = time_limit_of(irm.timer, Sent::Input, false, rules_.timeout);
    effects.sets_timer = true;
    effects.timer = time_limit_.length;
    return effects;
}

void Conversation::keep(const Irm& irm) {
    kind_ = irm.f4;
    wanted_.tells_no_reply = (irm.f3 & f3::kDfs2082) != 0;
}

Effects Conversation::take_resume(const Irm& irm, const std::string& client_id) {
    tpipe_ = irm.reroute && !irm.reroute->empty() ? *irm.reroute : client_id;
    refuge_ = tpipe_;
    flow_ = Flow::NoAuto;
    if ((irm.f5 & f5::kSingle) != 0) flow_ = Flow::Single;
    if ((irm.f5 & f5::kSingleWait) != 0) flow_ = Flow::SingleWait;
    if ((irm.f5 & f5::kAuto) != 0) flow_ = Flow::Auto;
    return next_output(time_limit_of(irm.timer, Sent::ResumeTpipe, false, rules_.timeout));
}

/// The next output of the tpipe, or the wait for it.
Effects Conversation::next_output(const TimeLimit& time_limit) {
    if (auto output = tpipes_->take(tpipe_)) return deliver(std::move(*output), true);
    return wait_for(time_limit,
                    flow_ == Flow::Cm0 || flow_ == Flow::SingleWait || flow_ == Flow::Auto);
}

Effects Conversation::wait_for(const TimeLimit& time_limit, bool for_output) {
    if (time_limit.no_wait) return after_transaction({});
    time_limit_ = time_limit;
    state_ = State::Waiting;
    if (for_output && !std::exchange(is_waiter_, true)) tpipes_->wait(tpipe_, number_);
    Effects effects;
    effects.sets_timer = true;
    effects.timer = time_limit.length;
    return effects;
}

Effects Conversation::on_output() {
    if (state_ != State::Waiting || !is_waiter_) return {};
    auto output = tpipes_->take(tpipe_);
    if (!output) return {};
    return deliver(std::move(*output), true);
}

Effects Conversation::deliver(Output output, bool wants_ack) {
    if (std::exchange(is_waiter_, false)) tpipes_->leave(tpipe_, number_);
    Effects effects;
    effects.flags = flags(wants_ack);
    effects.sets_timer = true;
    if (!wants_ack) {
        effects.deliver = std::move(output);
        return after_transaction(std::move(effects));
    }
    unacknowledged_ = output;
    effects.deliver = std::move(output);
    effects.timer = rules_.ackto;
    state_ = State::AwaitsAck;
    return effects;
}

base::Byte Conversation::flags(bool wants_ack) const {
    namespace flag = ims_wire::status_flag;
    base::Byte all = flag::kLevelMeaningful;
    if (is_conversational_) all |= flag::kConversational;
    if (wants_ack) all |= flag::kAckRequired;
    if (!tpipe_.empty() && tpipes_->depth(tpipe_) > 0) all |= flag::kAsyncQueued;
    return all;
}

TimeLimit Conversation::answer_time_limit(const Irm& irm) const {
    Sent sent = Sent::AnswerToFlow;
    if (flow_ == Flow::Cm0) sent = Sent::AnswerToCm0;
    if (flow_ == Flow::Single || flow_ == Flow::SingleWait) sent = Sent::AnswerToOne;
    return time_limit_of(irm.timer, sent, (irm.f1 & f1::kNoWait) != 0, rules_.timeout);
}

Effects Conversation::take_ack(const Irm& irm) {
    if (state_ != State::AwaitsAck) return protocol_error("ACK where nothing waits for one");
    unacknowledged_.reset();
    // In a conversation the next input is all that follows.
    if (is_conversational_) return after_transaction({});
    if (flow_ == Flow::Cm1) {
        Effects effects;
        effects.rsm = Rsm{0, 0, kWell, rsncod::kDeallocateConfirmed};
        return after_transaction(std::move(effects));
    }
    const TimeLimit time_limit = answer_time_limit(irm);
    if (time_limit.no_wait) return after_transaction({});
    const bool is_one = flow_ == Flow::Single || flow_ == Flow::SingleWait;
    return is_one ? wait_for(time_limit, false) : next_output(time_limit);
}

Effects Conversation::take_nak(const Irm& irm) {
    if (state_ != State::AwaitsAck) return protocol_error("NAK where nothing waits for one");
    if (flow_ == Flow::Cm1)
        return refuse(retcod::kOtma, rsncod::kDeallocateAbnormal, "the client sent a NAK");
    const bool rejects = (irm.f0 & f0::kNakRsn) != 0 && (irm.f0 & f0::kSyncNak) == 0;
    if (!rejects) tpipes_->put_back(tpipe_, *std::move(unacknowledged_));
    unacknowledged_.reset();
    // What it has just refused is not offered again before it asks.
    return wait_for(answer_time_limit(irm), false);
}

/// The client ends the conversation: nothing is to be backed out.
Effects Conversation::deallocate() {
    Effects effects;
    effects.rsm = Rsm{0, 0, kWell, rsncod::kDeallocateConfirmed};
    end_conversation(effects, "deallocated");
    return after_transaction(std::move(effects));
}

Effects Conversation::on_outcome(TransactionEnd outcome) {
    if (state_ != State::Running) return {};
    const bool goes_on = outcome.scratch_pad.has_value();
    is_conversational_ = goes_on && kind_ == MessageKind::SendReceive && flow_ == Flow::Cm1;
    if (goes_on && !is_conversational_)
        outcome = {true, "a conversation needs a send-receive message in commit mode 1", {}};
    if (is_conversational_ && !outcome.failed && outcome.output.segments.empty())
        outcome = {true, "a conversation goes on without output", {}};
    if (kind_ == MessageKind::SendReceive) return reply_to_send_receive(std::move(outcome));
    reset();
    Effects effects;
    // SNDONLYE tells of errors that IMS Connect finds, not of those in IMS.
    if (outcome.failed && kind_ == MessageKind::SendOnlyAck)
        return refuse(retcod::kOtma, rsncod::kDeallocateAbnormal, std::move(outcome.why));
    if (!outcome.output.segments.empty() && refuge_)
        static_cast<void>(tpipes_->put(*refuge_, std::move(outcome.output)));
    effects.accepts = kind_ == MessageKind::SendOnlyAck;
    effects.flags = flags(false);
    effects.closes = !wanted_.persistent;
    return effects;
}

/// The texts of DFS555I and DFS2082I are IMS's in short.
Effects Conversation::reply_to_send_receive(TransactionEnd outcome) {
    if (outcome.failed && flow_ == Flow::Cm1)
        return refuse(retcod::kOtma, rsncod::kDeallocateAbnormal, std::move(outcome.why));
    if (outcome.failed)
        return deliver(message(fmt::format("DFS555I TRAN {:<8} ABEND; {}", trancode_, outcome.why)),
                       true);
    const bool tells = flow_ == Flow::Cm1 || wanted_.tells_no_reply;
    if (outcome.output.segments.empty() && !tells) {
        Effects effects = wait_for(time_limit_, true);
        effects.sets_timer = false;  // it runs since the input came
        return effects;
    }
    if (outcome.output.segments.empty())
        outcome.output =
            message("DFS2082I RESPONSE MODE TRANSACTION TERMINATED WITHOUT REPLY MESSAGE");
    return deliver(std::move(outcome.output), wanted_.confirms);
}

Effects Conversation::on_timer() {
    if (state_ == State::AwaitsAck) {
        if (flow_ != Flow::Cm1)
            static_cast<void>(tpipes_->put(rules_.timeout_queue, *std::move(unacknowledged_)));
        unacknowledged_.reset();
        const bool is_cm1 = flow_ == Flow::Cm1;
        Effects effects;
        end_conversation(effects, "timeout");
        const std::string_view ended = effects.ended;
        effects = refuse(is_cm1 ? retcod::kOtma : retcod::kImsConnect,
                         is_cm1 ? rsncod::kDeallocateAbnormal : rsncod::kResumeCancelled,
                         "no ACK within ACKTO");
        effects.ended = ended;
        return effects;
    }
    if (state_ != State::Running && state_ != State::Waiting) return {};
    Effects effects;
    end_conversation(effects, "timeout");
    effects.rsm = expiry(time_limit_, wanted_.persistent);
    effects.rsm->flags = flags(false) & ims_wire::status_flag::kAsyncQueued;
    return after_transaction(std::move(effects));
}

Effects Conversation::on_cancel() {
    const bool has_timer =
        state_ == State::Waiting || (state_ == State::Running && kind_ == MessageKind::SendReceive);
    return has_timer ? on_timer() : Effects{};
}

/// A transaction socket ends with its transaction, which a conversation is as a whole.
Effects Conversation::after_transaction(Effects effects) {
    reset();
    effects.sets_timer = true;
    effects.timer.reset();
    effects.closes = !wanted_.persistent && !is_conversational_;
    return effects;
}

Effects Conversation::protocol_error(std::string why) {
    return refuse(retcod::kImsConnect, rsncod::kProtocol, std::move(why));
}

Effects Conversation::refuse(std::uint32_t return_code, std::uint32_t reason, std::string why) {
    give_back();
    reset();
    Effects effects;
    effects.rsm = Rsm{0, 0, return_code, reason};
    effects.closes = true;
    effects.why = std::move(why);
    effects.sets_timer = true;
    end_conversation(effects, "refused");
    return effects;
}

void Conversation::end_conversation(Effects& effects, std::string_view why) {
    if (std::exchange(is_conversational_, false)) effects.ended = why;
}

void Conversation::reset() {
    if (std::exchange(is_waiter_, false)) tpipes_->leave(tpipe_, number_);
    state_ = State::Idle;
}

void Conversation::give_back() {
    if (unacknowledged_ && flow_ != Flow::Cm1 && refuge_) {
        if (*refuge_ == tpipe_) {
            tpipes_->put_back(tpipe_, *std::move(unacknowledged_));
        } else {
            static_cast<void>(tpipes_->put(*refuge_, *std::move(unacknowledged_)));
        }
    }
    unacknowledged_.reset();
}

void Conversation::offer_no_more() {
    if (flow_ != Flow::Cm1) flow_ = Flow::Single;
}

void Conversation::on_close() {
    give_back();
    reset();
    is_conversational_ = false;
}

}  // namespace ptkt::ims_protocol
