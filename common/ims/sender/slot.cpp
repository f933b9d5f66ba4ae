#include "common/ims/sender/slot.hpp"

#include <utility>

#include "common/ims/wire/reasons.hpp"

namespace ptkt::ims_sender {

using ims_protocol::Ending;
using How = Exchange::End::How;

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
    plan.kind = message_kind(settings.mode);
    plan.is_cm0 = settings.mode != Mode::SendReceive || settings.client.is_cm0;
    plan.rejects = settings.client.nak.has_value();
    return plan;
}

}  // namespace

void Slot::take(Message message, bool again) {
    message_ = std::move(message);
    again_ = again;
    stranded_ = false;
    has_reply_ = false;
    not_before_ = {};
    backoff_.reset();
}

void Slot::reserve() {
    if (ledger_.is_stopped()) return socket_.close();
    const auto opened = socket_.connect();
    if (!opened && context_.settings.tells_news)
        context_.host.note(fmt::format("AUTOCONN=Y: {}", opened.error().what));
    become_idle();
}

void Slot::hand_over(Slot& other) {
    other.take(*std::exchange(message_, std::nullopt), again_);
    stranded_ = false;
    become_idle();
}

void Slot::go_on() {
    if (stranded_ && !ledger_.is_stopped()) return;
    if (!message_) {
        if (socket_.is_connecting()) reserve();
    } else if (!exchange_) {
        send();
    }
}

void Slot::send() {
    if (ledger_.is_stopped()) return withdraw();
    if (context_.now() < not_before_) return;
    if (socket_.is_stale()) {
        if (is_unanswered(context_.settings)) hear_the_rest();
        socket_.close();
        if (ledger_.is_stopped()) return withdraw();
    }
    const auto open = socket_.connect_for(*message_);
    if (!open) return not_sent(open.error());
    if (!*open) return;
    const auto pause = socket_.ticket_pause();
    if (pause.count() > 0) {
        not_before_ = context_.now() + pause;
        return;
    }
    if (const auto sent = socket_.send(*message_); !sent) return not_sent(sent.error());
    exchange_.emplace(context_, socket_, *this, plan_of(context_.settings));
    over(exchange_->go_on());
}

void Slot::withdraw() {
    if (socket_.is_connecting()) socket_.close();
    ledger_.met(Verdict::Worst::Refused);
    if (!again_) ledger_.not_taken(message_->number);
    done(unsent(ledger_.why_stopped()));
}

void Slot::not_sent(const base::Error& error) {
    if (error.kind == base::ErrorKind::Unavailable) {
        routes_.failed(route_);
        stranded_ = routes_.any_up();
        if (stranded_)
            return context_.host.warn(error.what + "; sending by another connection", {});
    }
    if (retries(error)) return;
    context_.host.report(base::Error(error).within(fmt::format("message {}", message_->number)));
    ledger_.stop(error.kind, error.what);
    if (!again_) ledger_.not_taken(message_->number);
    done(unsent(error.what));
}

bool Slot::retries(const base::Error& error) {
    if (error.kind != base::ErrorKind::Unavailable || !ledger_.may_try_again()) return false;
    const auto pause = backoff_.next(random_number());
    context_.host.warn(fmt::format("{}; trying again in {}", error.what, to_text(pause)));
    not_before_ = context_.now() + pause;
    routes_.forget_failures();
    return true;
}

net::TimePoint Slot::deadline() const {
    if (socket_.is_connecting()) return socket_.until();
    if (has_more_to_hear()) return {};
    if (exchange_) return exchange_->deadline();
    if (message_) return stranded_ ? net::TimePoint{} : not_before_;
    const bool closes_idle = is_finishing_ || context_.connection.idleto > 0;
    return closes_idle && socket_.is_open() ? until_ : net::TimePoint::max();
}

void Slot::look_at_time(net::TimePoint now) {
    if (socket_.is_connecting() || now < deadline()) return;
    if (exchange_) return over(exchange_->go_on());
    if (has_more_to_hear() && (!is_finishing_ || now < until_)) return on_ready();
    if (message_ || !socket_.is_open()) return;
    if (context_.settings.tells_news && !is_finishing_)
        context_.host.note(fmt::format("{}: idle for {:.2f} s, closed", context_.peer(),
                                       context_.connection.idleto / 100.0));
    is_finishing_ = false;
    socket_.close();
}

/// A connection that is on its way goes on in the next round.
void Slot::on_ready() {
    if (socket_.is_connecting()) return;
    if (exchange_) return over(exchange_->on_ready());
    if (is_finishing_) return go_on_finishing();
    if (is_unanswered(context_.settings) && socket_.is_open()) {
        static_cast<void>(hear_unasked());
        return;
    }
    socket_.ignore();  // what it is shows before the next message is sent
}

/// Only output that is written out is acknowledged. What comes after the reply of a message was not
/// its own.
base::Status Slot::on_answer(const ims_wire::Response& response, bool has_output) {
    const auto* const csm = std::get_if<ims_wire::Csm>(&response.status);
    if (csm != nullptr && context_.settings.tells_news)
        context_.host.note(fmt::format("message {}: {}", message_->number, describe(*csm)));
    if (!has_output || !is_client(context_.settings)) return {};
    const bool is_reply = !std::exchange(has_reply_, true);
    return ledger_.tell_output(
        is_reply ? message_->number : 0,
        result_of(is_reply ? Word::Reply : Word::Output, response, socket_.client_id()));
}

void Slot::over(const Exchange::Over& over) {
    if (over) done(result_of_end(*over));
}

MessageResult Slot::result_of_end(const Exchange::End& end) {
    MessageResult result;
    switch (end.how) {
        case How::Sent:
            result.word = Word::Sent;
            if (!socket_.sent()) result = lost(socket_.sent().error());
            socket_.end_exchange(false);
            return result;
        case How::Untold:  // it is not acknowledged, so the other side keeps it
            socket_.close();
            ledger_.results_lost();
            result.detail = end.why.what + "; it may have been taken";
            return result;
        case How::Lost:
            socket_.close();
            return lost(end.why);
        case How::Enough:
        case How::Answered:
            break;
    }
    if (end.ending == Ending::Refused) {
        result = refused();
    } else if (end.ending == Ending::OutOfPlace) {
        result = lost(base::fail(base::ErrorKind::Unavailable,
                                 "{} gave an answer that does not belong there", context_.peer()));
    } else {
        result = acknowledged();
    }
    socket_.end_exchange(end.closes);
    return result;
}

MessageResult Slot::acknowledged() {
    routes_.works(route_);
    ledger_.acknowledged(message_->number);
    MessageResult result = result_of(Word::Ack, *exchange_->response(), {});
    result.reply = {};
    result.mod_name.reset();
    return result;
}

MessageResult Slot::lost(const base::Error& error) {
    context_.host.report(base::Error(error).within(fmt::format("message {}", message_->number)));
    routes_.failed(route_);
    if (routes_.any_up() || ledger_.may_try_again()) {
        ledger_.met_loss(error.what);
    } else {
        ledger_.stop(base::ErrorKind::Unavailable, error.what);
    }
    return unsent(error.what + "; it may have been taken");
}

MessageResult Slot::refused() {
    MessageResult result = result_of(Word::Nak, *exchange_->response(), {});
    result.detail = ims_wire::describe(*result.rsm);
    const std::int64_t number = message_->number;
    context_.host.report(
        {base::ErrorKind::NotPermitted,
         fmt::format("message {}: {} refused it: {}", number, context_.peer(), result.detail),
         std::string(refusal_hint(*result.rsm))});
    ledger_.stop_refused(fmt::format("not sent after message {} was refused", number));
    // What an earlier run sent may still have been taken.
    if (!again_) ledger_.not_taken(number);
    return result;
}

/// The message has its result; the socket is free, and idle from now on.
void Slot::done(MessageResult result) {
    constexpr std::string_view kAgain = "sent again, an earlier try may have been taken";
    Message message = std::move(*std::exchange(message_, std::nullopt));
    if (exchange_) result.client_id = socket_.client_id();
    exchange_.reset();
    result.again = again_;
    if (again_) result.detail += fmt::format("{}{}", result.detail.empty() ? "" : "; ", kAgain);
    become_idle();
    if (result.word == Word::Ack) message.original.clear();
    ledger_.add({message.number, std::move(message.original), std::move(result)});
}

/// IDLETO, in hundredths of a second. Where nothing is answered, a refusal or the end may still
/// come.
void Slot::become_idle() {
    constexpr std::int64_t kMillisecondsOfOne = 10;
    until_ =
        context_.now() + std::chrono::milliseconds(context_.connection.idleto * kMillisecondsOfOne);
    if (is_unanswered(context_.settings) && socket_.is_open()) socket_.listen();
}

/// On a socket where nothing is answered: refusals, or its end. False when more may come that is
/// wanted: all refusals where they do not end the run, or else the first one.
bool Slot::hear_unasked() {
    constexpr int kMostAtOnce = 1024;  // others have their turn
    hears_more_ = false;
    for (int i = 0; i < kMostAtOnce; ++i) {
        const auto answer = socket_.receive_ready();
        if (!answer || !*answer) return !answer.ok();
        if (const auto* const rsm = std::get_if<ims_wire::Rsm>(&(*answer)->status))
            refused_unasked(*rsm);
        if (!context_.settings.keep_going) return true;
    }
    hears_more_ = true;
    return false;
}

/// Of a connection that the peer has closed, so that it has an end.
void Slot::hear_the_rest() {
    do {
        static_cast<void>(hear_unasked());
    } while (hears_more_);
}

/// What has come already makes no socket ready again.
bool Slot::has_more_to_hear() const {
    return hears_more_ && !exchange_ && socket_.is_open();
}

void Slot::refused_unasked(const ims_wire::Rsm& rsm) {
    const auto what =
        fmt::format("{} refused a message: {}", context_.peer(), ims_wire::describe(rsm));
    context_.host.report(
        {base::ErrorKind::NotPermitted, what, "nothing says which of those that were sent it was"});
    ledger_.stop_refused(what);
}

void Slot::begin_finish() {
    is_finishing_ = socket_.is_open();
    until_ = context_.now() + time_limit(context_.settings);
    if (is_finishing_) go_on_finishing();
}

/// Until all that is wanted was heard, or the end.
void Slot::go_on_finishing() {
    if (!socket_.end_output() || !hear_unasked()) return;
    is_finishing_ = false;
    socket_.close();
}

}  // namespace ptkt::ims_sender
