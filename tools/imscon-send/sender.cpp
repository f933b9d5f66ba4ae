#include "tools/imscon-send/sender.hpp"

#include <chrono>
#include <thread>

#include "common/cli/diagnostics.hpp"
#include "common/ims_wire/reasons.hpp"
#include "tools/imscon-send/backoff.hpp"

namespace ptkt::imscon_send {

namespace {

using base::Status;
using cli::ExitStatus;

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
    : io_(io), options_(options), results_(io, options), retries_left_(options.retry) {
    for (std::int64_t i = 0; i < options.sockets; ++i)
        links_.emplace_back(io, options, connection, tickets);
}

ExitStatus Sender::run(Reader& reader) {
    Status done = results_.begin();
    while (done) {
        // Nobody is kept waiting for a result while we wait for input.
        if (!reader.is_ready()) done = complete_all();
        if (!done) break;
        auto next = reader.next();
        if (next && !*next) break;
        done = handle(reader, std::move(next));
    }
    if (done) done = complete_all();
    return results_.end(done);
}

Status Sender::handle(Reader& reader, base::Result<std::optional<Message>> next) {
    if (next) return handle(std::move(**next));
    if (next.error().kind != base::ErrorKind::Malformed) return std::move(next).error();
    if (auto done = complete_all(); !done) return done;  // results stand in order
    cli::say_error(io_, next.error());
    stop(ExitStatus::Malformed);
    return results_.tell(reader.number(), reader.last(), {Word::Unsent, next.error().what, {}, {}});
}

Status Sender::handle(Message message) {
    if (!stopped_ && waiting_.size() == links_.size())
        if (auto done = complete_first(); !done) return done;
    if (stopped_) {
        if (auto done = complete_all(); !done) return done;
        return results_.tell(message.number, message.original,
                             {Word::Unsent, why_stopped_, {}, {}});
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
    return results_.tell(message.number, message.original,
                         {Word::Unsent, sent.error().what, {}, {}});
}

Status Sender::send_with_retries(Link& link, const Message& message) {
    for (Backoff backoff;;) {
        const Status sent = link.send(message);
        if (sent || sent.error().kind != base::ErrorKind::Unavailable || !may_try_again())
            return sent;
        const auto pause = backoff.next(random_number());
        cli::warn(io_, fmt::format("{}; trying again in {:.1f} s", sent.error().what,
                                   static_cast<double>(pause.count()) / 1000));
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
    return results_.tell(first.message.number, first.message.original, result);
}

Result Sender::outcome(Link& link, std::int64_t number) {
    const auto answer = link.receive();
    if (!answer) {
        cli::say_error(io_, base::Error(answer.error()).within(fmt::format("message {}", number)));
        why_stopped_ = answer.error().what;
        if (may_try_again()) {
            results_.met(ExitStatus::No);
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
    results_.met(status);
    if (status != ExitStatus::Malformed) stopped_ = true;
}

}  // namespace ptkt::imscon_send
