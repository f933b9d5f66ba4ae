#include "tools/imscon-send/sender.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "common/cli/diagnostics.hpp"
#include "common/cli/record.hpp"
#include "common/ims_wire/reasons.hpp"

namespace ptkt::imscon_send {

namespace {

using base::Status;
using cli::ExitStatus;

/// How bad an end is; a run ends with the worst that it met.
int severity(ExitStatus status) {
    switch (status) {
        case ExitStatus::Done:
            return 0;
        case ExitStatus::Malformed:
            return 1;
        case ExitStatus::No:
            return 2;
        default:
            return 3;
    }
}

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

}  // namespace

Sender::Sender(cli::Io& io, const Options& options, const ims_config::RmtImsCon& connection,
               Tickets& tickets)
    : io_(io), options_(options), unsent_(options.unsent), retries_left_(options.retry) {
    for (std::int64_t i = 0; i < options.sockets; ++i)
        links_.emplace_back(io, options, connection, tickets);
}

ExitStatus Sender::run(Reader& reader) {
    Status done = unsent_.begin();
    while (done) {
        // Nobody is kept waiting for a result while we wait for input.
        if (!reader.is_ready()) done = complete_all();
        if (!done) break;
        auto next = reader.next();
        if (next && !*next) break;
        done = handle(reader, std::move(next));
    }
    if (done) done = complete_all();
    const Status kept = unsent_.flush();
    if (!done) return cli::report(io_, done.error());
    if (!kept) return cli::report(io_, kept.error());
    return status_;
}

Status Sender::handle(Reader& reader, base::Result<std::optional<Message>> next) {
    if (next) return handle(std::move(**next));
    if (next.error().kind != base::ErrorKind::Malformed) return std::move(next).error();
    if (auto done = complete_all(); !done) return done;  // results stand in order
    cli::say_error(io_, next.error());
    stop(ExitStatus::Malformed);
    return tell(reader.number(), reader.last(), {Word::Unsent, next.error().what, {}, {}});
}

Status Sender::handle(Message message) {
    if (!stopped_ && waiting_.size() == links_.size())
        if (auto done = complete_first(); !done) return done;
    if (stopped_) {
        if (auto done = complete_all(); !done) return done;
        return tell(message.number, message.original, {Word::Unsent, why_stopped_, {}, {}});
    }
    Link& link = links_[next_link_];
    next_link_ = (next_link_ + 1) % links_.size();
    return start(link, std::move(message));
}

Status Sender::start(Link& link, Message message) {
    const Status sent = send_with_retries(link, message);
    if (sent) {
        waiting_.push_back({std::move(message), &link});
        return {};
    }
    if (auto done = complete_all(); !done) return done;
    const auto text = fmt::format("message {}", message.number);
    cli::say_error(io_, base::Error(sent.error()).within(text));
    const ExitStatus status = cli::exit_status(sent.error().kind);
    if (status != ExitStatus::Malformed) why_stopped_ = sent.error().what;
    stop(status);
    return tell(message.number, message.original, {Word::Unsent, sent.error().what, {}, {}});
}

Status Sender::send_with_retries(Link& link, const Message& message) {
    for (std::chrono::seconds pause(1);; pause = std::min(2 * pause, std::chrono::seconds(30))) {
        const Status sent = link.send(message);
        if (sent || sent.error().kind != base::ErrorKind::Unavailable || !may_try_again())
            return sent;
        cli::warn(io_, fmt::format("{}; trying again in {} s", sent.error().what, pause.count()));
        std::this_thread::sleep_for(pause);
    }
}

bool Sender::may_try_again() {
    if (retries_left_ == 0) return false;
    --retries_left_;
    return true;
}

Status Sender::complete_all() {
    Status done;
    while (done && !waiting_.empty())
        done = complete_first();
    return done;
}

Status Sender::complete_first() {
    const Waiting first = std::move(waiting_.front());
    waiting_.pop_front();
    const Result result = outcome(*first.link, first.message.number);
    return tell(first.message.number, first.message.original, result);
}

Sender::Result Sender::outcome(Link& link, std::int64_t number) {
    const auto answer = link.receive();
    if (!answer) {
        cli::say_error(io_, base::Error(answer.error()).within(fmt::format("message {}", number)));
        why_stopped_ = answer.error().what;
        if (may_try_again()) {
            status_ = std::max(status_, ExitStatus::No);
        } else {
            stop(ExitStatus::Unavailable);
        }
        return {
            Word::Unsent, answer.error().what + "; it may have been taken", link.client_id(), {}};
    }
    const auto* const rsm = std::get_if<ims_wire::Rsm>(&answer->status);
    if (rsm == nullptr) return {Word::Ack, "", link.client_id(), {}};
    const std::string why = ims_wire::describe(*rsm);
    cli::say_error(io_, {base::ErrorKind::NotPermitted,
                         fmt::format("message {}: {} refused it: {}", number, link.peer(), why),
                         std::string(refusal_hint(*rsm))});
    why_stopped_ = fmt::format("not sent after message {} was refused", number);
    stop(ExitStatus::No);
    return {Word::Nak, why, link.client_id(), *rsm};
}

void Sender::stop(ExitStatus status) {
    if (severity(status) > severity(status_)) status_ = status;
    if (status != ExitStatus::Malformed) stopped_ = true;
}

Status Sender::tell(std::int64_t number, const std::string& original, const Result& result) {
    const std::string_view word = result.word == Word::Ack   ? "ack"
                                  : result.word == Word::Nak ? "nak"
                                                             : "unsent";
    const auto printed = cli::print_record(
        io_, options_.common, fmt::format("{}\t{}\t{}", number, word, result.detail), [&] {
            base::Json json = base::Json::object();
            json.set("n", number).set("result", word).set("detail", result.detail);
            json.set("client_id", result.client_id);
            const auto code = [&](auto value) {
                return result.rsm ? base::Json(std::int64_t{value(*result.rsm)}) : base::Json();
            };
            json.set("rc", code([](const auto& rsm) { return rsm.return_code; }));
            json.set("rsn", code([](const auto& rsm) { return rsm.reason_code; }));
            json.set("racf_rc", code([](const auto& rsm) { return rsm.racf_or_otma; }));
            return json;
        });
    if (printed == ExitStatus::Usage)
        return base::fail(base::ErrorKind::Usage, "nothing more is sent");
    if (auto flushed = io_.out.flush(); !flushed) return flushed;
    return result.word == Word::Ack ? Status() : unsent_.keep(original);
}

}  // namespace ptkt::imscon_send
