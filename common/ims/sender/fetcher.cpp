#include "common/ims/sender/fetcher.hpp"

#include <algorithm>
#include <utility>

#include "common/ims/protocol/time_limit.hpp"
#include "common/ims/wire/reasons.hpp"

namespace ptkt::ims_sender {

using ims_protocol::Ending;

namespace {

ims_protocol::ClientPlan plan_of(const ClientSettings& client) {
    return {ims_wire::MessageKind::ResumeTpipe, true, client.retrieval,
            client.timer.value_or(ims_wire::kTimerDefault), client.nak.has_value()};
}

}  // namespace

Fetcher::Fetcher(Context context)
    : context_(std::move(context)),
      results_(context_.host, context_.settings, context_.loop.clock()),
      tries_(context_.settings.retry) {
    if (context_.settings.client.callouts)
        desk_.emplace(context_, results_, tries_, [this] { on_decided(); });
}

base::Result<Verdict> Fetcher::run() {
    while (!is_over_)
        round();
    return end();
}

void Fetcher::stop() {
    const bool is_again = std::exchange(is_stopping_, true);
    if (is_again) {
        is_over_ = true;
    } else if (!exchange_ || !exchange_->owes_answer()) {
        finish_fetching();
    }
}

base::Result<Verdict> Fetcher::end() {
    socket_.close();
    return results_.end(done_);
}

/// The answers to callouts that were acknowledged are still sent.
void Fetcher::finish_fetching() {
    is_done_ = true;
    is_over_ = !desk_ || desk_->is_idle();
}

void Fetcher::on_decided() {
    if (exchange_ && !is_done_) over(exchange_->decided(desk_->rejection()));
}

base::Status Fetcher::on_settled() {
    return desk_ ? desk_->settled() : base::Status();
}

void Fetcher::round() {
    if (is_done_) {
        socket_.close();
    } else if (!exchange_) {
        ask();
    } else if (context_.now() >= exchange_->deadline()) {
        over(exchange_->go_on());
    }
    if (desk_) desk_->round();
    if (is_done_) is_over_ = is_over_ || !desk_ || desk_->is_idle();
    if (is_over_) return;
    const auto until = deadline();
    const bool is_bounded = until != net::TimePoint::max();
    const auto turned = context_.loop.turn(is_bounded ? std::optional(until) : std::nullopt);
    if (turned) return;
    done_ = turned;
    is_over_ = true;
}

/// Connects, and asks once that has gone well, and there is a ticket.
void Fetcher::ask() {
    if (context_.now() < not_before_) return;
    socket_.drop_stale();
    const auto open = socket_.connect();
    if (!open) return lost(open.error());
    if (!*open) return;
    const auto pause = socket_.ticket_pause();
    if (pause.count() > 0) {
        not_before_ = context_.now() + pause;
        return;
    }
    if (const auto asked = socket_.resume(); !asked) return lost(asked.error());
    exchange_.emplace(context_, socket_, *this, plan_of(context_.settings.client));
    over(exchange_->go_on());
}

net::TimePoint Fetcher::deadline() const {
    const auto next = desk_ ? desk_->deadline() : net::TimePoint::max();
    if (is_done_) return next;
    if (exchange_) return std::min(next, exchange_->deadline());
    return std::min(next, socket_.is_connecting() ? socket_.until() : not_before_);
}

void Fetcher::on_ready() {
    if (exchange_) return over(exchange_->on_ready());
    if (!socket_.is_connecting()) socket_.ignore();
}

/// The timer of IMS Connect, and as long again as anybody may take for an answer.
net::TimePoint Fetcher::answer_by() const {
    const auto timer = context_.settings.client.timer.value_or(ims_wire::kTimerDefault);
    const auto waits = ims_protocol::time_limit_of(timer, ims_protocol::Sent::ResumeTpipe, false,
                                                   std::chrono::milliseconds(0));
    return waits.length ? context_.now() + *waits.length + context_.ack_limit
                        : net::TimePoint::max();
}

/// An error when it cannot be written: then it is not acknowledged.
base::Status Fetcher::on_answer(const ims_wire::Response& response, bool has_output) {
    const auto* const csm = std::get_if<ims_wire::Csm>(&response.status);
    if (csm != nullptr && context_.settings.tells_news) context_.host.note(describe(*csm));
    if (!has_output) return {};
    backoff_.reset();
    auto told =
        results_.tell(++fetched_, {}, result_of(Word::Output, response, socket_.client_id()));
    if (told) told = results_.flush();
    if (told && desk_ && response.callout) desk_->take(fetched_, response);
    return told;
}

bool Fetcher::has_enough() const {
    const auto& most = context_.settings.client.max_messages;
    return is_stopping_ || (most && fetched_ >= *most);
}

void Fetcher::over(const Exchange::Over& over) {
    if (!over) return;
    switch (over->how) {
        case Exchange::End::How::Lost:
            return lost(over->why);
        case Exchange::End::How::Untold:
            done_ = over->why;
            break;
        case Exchange::End::How::Answered:
            return this->over(over->ending, *exchange_->response());
        case Exchange::End::How::Sent:
        case Exchange::End::How::Enough:
            break;
    }
    finish_fetching();
}

void Fetcher::over(Ending ending, const ims_wire::Response& response) {
    const auto* const rsm = std::get_if<ims_wire::Rsm>(&response.status);
    switch (ending) {
        case Ending::Done:
            break;
        case Ending::NoMore:
            if (context_.settings.tells_news)
                context_.host.note("no more output: " + ims_wire::describe(*rsm));
            break;
        case Ending::Refused:
            results_.met(Verdict::Worst::Refused);
            context_.host.report({base::ErrorKind::NotPermitted,
                                  fmt::format("{} refused RESUME TPIPE: {}", context_.peer(),
                                              ims_wire::describe(*rsm)),
                                  {}});
            break;
        case Ending::OutOfPlace:
            return lost(base::fail(base::ErrorKind::Unavailable,
                                   "{} gave an answer that does not belong there",
                                   context_.peer()));
    }
    finish_fetching();
}

/// The connection; what comes after it is asked for anew.
void Fetcher::lost(const base::Error& error) {
    socket_.close();
    exchange_.reset();
    if (!is_stopping_ && error.kind == base::ErrorKind::Unavailable && tries_.take()) {
        const auto pause = backoff_.next(random_number());
        context_.host.warn(fmt::format("{}; trying again in {}", error.what, to_text(pause)));
        not_before_ = context_.now() + pause;
        return;
    }
    context_.host.report(error);
    results_.met(error.kind);
    finish_fetching();
}

}  // namespace ptkt::ims_sender
