#include "tools/imscon-send/fetcher.hpp"

#include <algorithm>
#include <csignal>

#include "common/cli/diagnostics.hpp"
#include "common/ims/protocol/time_limit.hpp"
#include "common/ims/wire/reasons.hpp"
#include "common/net/wait.hpp"

namespace ptkt::imscon_send {

using cli::ExitStatus;
using ims_protocol::Ending;
using Clock = std::chrono::steady_clock;

namespace {

ims_protocol::ClientPlan plan_of(const ClientOptions& client) {
    return {ims_wire::MessageKind::ResumeTpipe, true, client.retrieval,
            client.timer.value_or(ims_wire::kTimerDefault), client.nak.has_value()};
}

}  // namespace

Fetcher::Fetcher(cli::Io& io, const Options& options, const ims_config::RmtImsCon& connection,
                 Tickets& tickets, base::Seconds ack_limit, const net::Wrap& wrap, HangUp& hang_up)
    : io_(io),
      options_(options),
      tickets_(tickets),
      ack_limit_(ack_limit),
      hang_up_(hang_up),
      socket_(io, options, connection, tickets, ack_limit, wrap),
      results_(io, options),
      retries_left_(options.retry) {}

ExitStatus Fetcher::run() {
    auto signals = cli::Signals::collect({SIGINT, SIGTERM});
    if (!signals) return cli::report(io_, signals.error());
    signals_.emplace(std::move(*signals));
    signals_->keep_to_the_end();
    while (fetch() == End::Lost && tries_again()) {
    }
    socket_.close();
    return results_.end(done_);
}

Fetcher::End Fetcher::fetch() {
    const auto asked = ask();
    if (stopped_) return End::Over;
    if (!asked) return lost(asked.error());
    dialogue_.emplace(plan_of(options_.client));
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
    const auto timer = options_.client.timer.value_or(ims_wire::kTimerDefault);
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
    if (csm != nullptr && options_.common.verbosity > 0) cli::note(io_, describe(*csm));
    if (step.has_output && !write_out(response)) return End::Over;
    if (step.answer) {
        const auto sent = answer(*step.answer);
        if (stopped_) return End::Over;
        if (!sent) return lost(sent.error());
    }
    if (options_.client.max_messages && fetched_ >= *options_.client.max_messages) return End::Over;
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
            if (options_.common.verbosity > 0)
                cli::note(io_, fmt::format("no more output: {}", ims_wire::describe(*rsm)));
            break;
        case Ending::Refused:
            results_.met(ExitStatus::No);
            cli::say_error(io_, {base::ErrorKind::NotPermitted,
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
    if (why_lost_->kind == base::ErrorKind::Unavailable && retries_left_ > 0) {
        --retries_left_;
        const auto pause = backoff_.next(random_number());
        cli::warn(io_, fmt::format("{}; trying again in {:.1f} s", why_lost_->what,
                                   static_cast<double>(pause.count()) / 1000));
        return wait(std::nullopt, Clock::now() + pause);
    }
    cli::say_error(io_, *why_lost_);
    results_.met(cli::exit_status(why_lost_->kind));
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
    std::vector<net::Awaited> awaited{{signals_->fd()}};
    if (socket) awaited.push_back(*socket);
    if (const auto hang_up = hang_up_.fd()) awaited.push_back({*hang_up});
    const auto ready = net::wait_ready(awaited, until);
    if (!ready) done_ = ready.error();
    hang_up_.take();
    stopped_ = !ready || std::ranges::find(*ready, std::size_t{0}) != ready->end();
    return !stopped_;
}

}  // namespace ptkt::imscon_send
