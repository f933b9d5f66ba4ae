#include "common/ims/sender/callouts/callout_desk.hpp"

#include <algorithm>
#include <utility>

#include "common/ims/sender/input/json_message.hpp"
#include "common/ims/wire/callout_message.hpp"
#include "common/ims/wire/reasons.hpp"

namespace ptkt::ims_sender {

using How = Exchange::End::How;

namespace {

Settings without_client_id(Settings settings) {
    settings.client.client_id.clear();
    return settings;
}

/// What the program is told beside the data.
net::Variables variables_of(const ims_wire::Response& request) {
    const auto names = ims_wire::names_of(request.callout->token);
    return {{"IMS_IMSID", names.imsid},
            {"IMS_TPIPE", names.tpipe},
            {"IMS_MESSAGE_USER", names.user},
            {"IMS_MODNAME", request.mod_name.value_or("")}};
}

/// As text in UTF-8, a line; or as the bytes are.
std::string input_of(const ims_wire::Response& request, const Settings& settings) {
    const base::ByteView data(request.callout->data);
    if (settings.client.callouts->is_raw) return std::string(base::as_text(data));
    const auto code = settings.encoding.page ? ims_wire::Code::Ebcdic : ims_wire::Code::Ascii;
    return ims_wire::to_text(data, code, settings.encoding.page.value_or(ims_wire::kHeaderPage)) +
           "\n";
}

base::Result<base::Bytes> answer_of(std::string_view reply, const Settings& settings) {
    if (settings.client.callouts->is_raw) {
        const auto bytes = base::as_bytes(reply);
        return base::Bytes(bytes.begin(), bytes.end());
    }
    if (reply.ends_with('\n')) reply.remove_suffix(1);
    return to_wire(reply, settings.encoding);
}

}  // namespace

CalloutDesk::CalloutDesk(const Context& context, Results& results, Tries& tries,
                         net::Loop::Callback decided)
    : settings_(without_client_id(context.settings)),
      context_{context.host,      settings_,    context.connection, context.tickets,
               context.ack_limit, context.wrap, context.loop,       context.client_ids},
      results_(results),
      tries_(tries),
      decided_(std::move(decided)),
      program_(context.loop, [this] { on_ended(); }),
      socket_(context_, [this] { on_ready(); }) {}

void CalloutDesk::take(std::int64_t number, const ims_wire::Response& request) {
    const CalloutSettings& callouts = *settings_.client.callouts;
    current_.emplace(Answer{number, request.callout->token, {}});
    is_deciding_ = true;
    program_.start(callouts.program, variables_of(request), input_of(request, settings_),
                   context_.now() + callouts.limit);
}

void CalloutDesk::on_ended() {
    auto& outcome = program_.outcome();
    if (outcome.reason == 0) {
        auto data = answer_of(outcome.reply, settings_);
        if (data) {
            current_->data = *std::move(data);
        } else {
            outcome.reason = AnswerProgram::kFailed;
            outcome.why = "its answer: " + data.error().what;
        }
    }
    is_deciding_ = false;
    decided_();
}

std::optional<std::uint16_t> CalloutDesk::rejection() const {
    const auto& outcome = program_.outcome();
    return outcome.reason == 0 ? std::nullopt : std::optional(outcome.reason);
}

base::Status CalloutDesk::settled() {
    if (!current_ || is_deciding_) return {};
    Answer answer = std::move(*std::exchange(current_, std::nullopt));
    const auto& outcome = program_.outcome();
    if (outcome.reason == 0) {
        answers_.push_back(std::move(answer));
        return {};
    }
    MessageResult result;
    result.word = Word::Nak;
    result.detail = fmt::format("{}; NAK with reason {}", outcome.why, outcome.reason);
    context_.host.report({base::ErrorKind::NotPermitted,
                          fmt::format("callout {}: {}", answer.number, result.detail),
                          {}});
    results_.met(Verdict::Worst::Refused);
    auto told = results_.tell(answer.number, {}, result);
    return told ? results_.flush() : told;
}

void CalloutDesk::round() {
    program_.look_at_time(context_.now());
    if (!exchange_) return send_next();
    if (context_.now() >= exchange_->deadline()) over(exchange_->go_on());
}

net::TimePoint CalloutDesk::deadline() const {
    net::TimePoint next = program_.deadline();
    if (exchange_) return std::min(next, exchange_->deadline());
    if (answers_.empty()) return next;
    return std::min(next, socket_.is_connecting() ? socket_.until() : not_before_);
}

void CalloutDesk::send_next() {
    if (answers_.empty() || context_.now() < not_before_) return;
    socket_.drop_stale();
    const auto open = socket_.connect();
    if (!open) return lost(open.error(), false);
    if (!*open) return;
    const auto pause = socket_.ticket_pause();
    if (pause.count() > 0) {
        not_before_ = context_.now() + pause;
        return;
    }
    const Answer& answer = answers_.front();
    if (const auto sent = socket_.send_callout_response(answer.token, answer.data); !sent)
        return lost(sent.error(), false);
    ims_protocol::ClientPlan plan;
    plan.kind = callout_response_kind(settings_);
    plan.is_cm0 = true;
    exchange_.emplace(context_, socket_, *this, plan);
    over(exchange_->go_on());
}

void CalloutDesk::on_ready() {
    if (exchange_) return over(exchange_->on_ready());
    if (!socket_.is_connecting()) socket_.ignore();
}

net::TimePoint CalloutDesk::answer_by() const {
    return context_.now() + context_.ack_limit;
}

base::Status CalloutDesk::on_answer(const ims_wire::Response& /*response*/, bool /*has_output*/) {
    return {};
}

void CalloutDesk::over(const Exchange::Over& over) {
    if (!over) return;
    if (over->how == How::Lost) return lost(over->why, true);
    MessageResult result;
    result.client_id = socket_.client_id();
    result.word = over->how == How::Sent ? Word::Sent : Word::Ack;
    if (over->how == How::Sent && !socket_.sent()) return lost(socket_.sent().error(), true);
    if (over->ending == ims_protocol::Ending::Refused) {
        result = result_of(Word::Nak, *exchange_->response(), socket_.client_id());
        result.detail = ims_wire::describe(*result.rsm);
        context_.host.report({base::ErrorKind::NotPermitted,
                              fmt::format("callout {}: {} refused the answer: {}",
                                          answers_.front().number, context_.peer(), result.detail),
                              {}});
        results_.met(Verdict::Worst::Refused);
    }
    backoff_.reset();
    socket_.end_exchange(over->closes);
    done(std::move(result));
}

/// An answer that may have arrived is not sent again: IMS takes one.
void CalloutDesk::lost(const base::Error& error, bool may_have_arrived) {
    socket_.close();
    exchange_.reset();
    if (!may_have_arrived && error.kind == base::ErrorKind::Unavailable && tries_.take()) {
        const auto pause = backoff_.next(random_number());
        context_.host.warn(fmt::format("{}; trying again in {}", error.what, to_text(pause)));
        not_before_ = context_.now() + pause;
        return;
    }
    context_.host.report(
        base::Error(error).within(fmt::format("callout {}", answers_.front().number)));
    results_.met(error.kind);
    done(unsent(error.what + (may_have_arrived ? "; it may have been taken" : "")));
}

/// That it cannot be written out shows with the next request, which is not acknowledged then.
void CalloutDesk::done(MessageResult result) {
    exchange_.reset();
    const std::int64_t number = answers_.front().number;
    answers_.pop_front();
    if (results_.tell(number, {}, result)) static_cast<void>(results_.flush());
    if (!answers_.empty()) send_next();
}

}  // namespace ptkt::ims_sender
