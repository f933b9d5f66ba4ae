#include "common/ims/sender/fetcher.hpp"

#include <algorithm>

#include "common/ims/protocol/time_limit.hpp"
#include "common/ims/wire/reasons.hpp"
#include "common/net/wait.hpp"

namespace ptkt::ims_sender {

using ims_protocol::Ending;
using Clock = std::chrono::steady_clock;

namespace {

ims_protocol::ClientPlan plan_of(const ClientSettings& client) {
    return {ims_wire::MessageKind::ResumeTpipe, true, client.retrieval,
            client.timer.value_or(ims_wire::kTimerDefault), client.nak.has_value()};
}

}  // namespace

Fetcher::Fetcher(Host& host, const Settings& settings, const ims_config::RmtImsCon& connection,
                 Tickets& tickets, base::Seconds ack_limit, const net::Wrap& wrap, net::Loop& loop)
    : host_(host),
      settings_(settings),
      tickets_(tickets),
      ack_limit_(ack_limit),
      loop_(loop),
      socket_(host, settings, connection, tickets, ack_limit, wrap),
      results_(host, settings, loop.clock()),
      tries_(settings.retry) {}

base::Result<Verdict> Fetcher::run() {
    while (fetch() == End::Lost && tries_again()) {
    }
    socket_.close();
    return results_.end(done_);
}

Fetcher::End Fetcher::fetch() {
    const auto asked = ask();
    if (stopped_) return End::Over;
    if (!asked) return lost(asked.error());
    dialogue_.emplace(plan_of(settings_.client));
    for (;;) {
        const auto answer = next_answer();
        if (!answer) return lost(answer.error());
        if (!*answer) return End::Over;
        if (const auto end = take(**answer)) return *end;
    }
}

base::Status Fetcher::ask() {
    socket_.drop_stale();
    for (;;) {
        const auto open = socket_.connect();
        if (!open) return open.error();
        if (*open) break;
        if (!wait(socket_.awaited(), socket_.connects_until())) return {};
    }
    if (!wait_for_ticket(socket_.needs_ticket())) return {};
    return socket_.resume();
}

/// The timer of IMS Connect, and as long again as anybody may take for an answer.
Fetcher::TimePoint Fetcher::deadline() const {
    const auto timer = settings_.client.timer.value_or(ims_wire::kTimerDefault);
    const auto waits = ims_protocol::time_limit_of(timer, ims_protocol::Sent::ResumeTpipe, false,
                                                   std::chrono::milliseconds(0));
    return waits.length ? Clock::now() + *waits.length + ack_limit_ : TimePoint::max();
}

/// Nothing when the run was told to end.
base::Result<Fetcher::Answer> Fetcher::next_answer() {
    const TimePoint until = deadline();
    for (;;) {
        auto answer = socket_.receive_ready();
        if (!answer || *answer) return answer;
        if (Clock::now() >= until) {
            auto late = socket_.receive(until);
            if (!late) return std::move(late).error();
            return Answer(std::move(*late));
        }
        if (!wait(socket_.awaited(), until)) return Answer();
    }
}

std::optional<Fetcher::End> Fetcher::take(const ims_wire::Response& response) {
    const auto step = dialogue_->on_answer(response);
    const auto* const csm = std::get_if<ims_wire::Csm>(&response.status);
    if (csm != nullptr && settings_.tells_news) host_.note(describe(*csm));
    if (step.has_output && !write_out(response)) return End::Over;
    if (step.answer) {
        const auto sent = answer(*step.answer);
        if (stopped_) return End::Over;
        if (!sent) return lost(sent.error());
    }
    if (settings_.client.max_messages && fetched_ >= *settings_.client.max_messages)
        return End::Over;
    if (!step.ending) return std::nullopt;
    return end(*step.ending, response);
}

/// False when it cannot be written: then it is not acknowledged.
bool Fetcher::write_out(const ims_wire::Response& response) {
    backoff_.reset();
    done_ = results_.tell(++fetched_, {}, result_of(Word::Output, response, socket_.client_id()));
    if (done_) done_ = results_.flush();
    return done_.ok();
}

base::Status Fetcher::answer(const ims_protocol::ClientAnswer& answer) {
    if (!wait_for_ticket(socket_.answer_needs_ticket())) return {};
    if (auto made = socket_.answer(answer); !made) return made;
    return socket_.sent();
}

Fetcher::End Fetcher::end(Ending ending, const ims_wire::Response& response) {
    const auto* const rsm = std::get_if<ims_wire::Rsm>(&response.status);
    switch (ending) {
        case Ending::Done:
            break;
        case Ending::NoMore:
            if (settings_.tells_news)
                host_.note(fmt::format("no more output: {}", ims_wire::describe(*rsm)));
            break;
        case Ending::Refused:
            results_.met(Verdict::Worst::Refused);
            host_.report({base::ErrorKind::NotPermitted,
                          fmt::format("{} refused RESUME TPIPE: {}", socket_.peer(),
                                      ims_wire::describe(*rsm)),
                          {}});
            break;
        case Ending::OutOfPlace:
            return lost(base::fail(base::ErrorKind::Unavailable,
                                   "{} answered what has no place there", socket_.peer()));
    }
    return End::Over;
}

Fetcher::End Fetcher::lost(base::Error error) {
    socket_.close();
    why_lost_ = std::move(error);
    return End::Lost;
}

bool Fetcher::tries_again() {
    if (why_lost_->kind == base::ErrorKind::Unavailable && tries_.take()) {
        const auto pause = backoff_.next(random_number());
        host_.warn(fmt::format("{}; trying again in {}", why_lost_->what, to_text(pause)));
        return wait(std::nullopt, Clock::now() + pause);
    }
    host_.report(*why_lost_);
    results_.met(why_lost_->kind);
    return false;
}

bool Fetcher::wait_for_ticket(bool is_needed) {
    for (;;) {
        const auto pause = is_needed ? tickets_.pause() : std::chrono::milliseconds(0);
        if (pause.count() == 0) return true;
        if (!wait(std::nullopt, Clock::now() + pause)) return false;
    }
}

bool Fetcher::wait(std::optional<net::Awaited> socket, TimePoint until) {
    std::vector<net::Awaited> awaited{{loop_.fd()}};
    if (socket) awaited.push_back(*socket);
    const auto ready = net::wait_ready(awaited, until);
    if (!ready) done_ = ready.error();
    if (ready) done_ = loop_.turn(TimePoint());
    stopped_ = stopped_ || !done_;
    return !stopped_;
}

}  // namespace ptkt::ims_sender
