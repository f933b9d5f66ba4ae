#include "tools/imscon-send/sender.hpp"

#include <algorithm>
#include <thread>
#include <utility>

#include "common/cli/diagnostics.hpp"
#include "common/ims_wire/reasons.hpp"
#include "tools/imscon-send/backoff.hpp"

namespace ptkt::imscon_send {

namespace {

using base::Status;
using cli::ExitStatus;

/// Outcomes that may wait to be told: what --ordered costs in memory when one answer is late.
constexpr std::size_t kMostHeld = 1024;

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

Result unsent(std::string detail) {
    Result result;
    result.detail = std::move(detail);
    return result;
}

}  // namespace

Sender::Sender(cli::Io& io, const Options& options, const ims_config::RmtImsCon& connection,
               Tickets& tickets, base::Seconds ack_limit, const stream::Wrap& wrap)
    : io_(io),
      options_(options),
      connection_(connection),
      tickets_(tickets),
      ack_limit_(ack_limit),
      queue_(options.ordered),
      results_(io, options),
      retries_left_(options.retry) {
    const std::int64_t reserved = connection.autoconn ? connection.resvsoc : 0;
    for (std::int64_t i = 0; i < std::max(options.sockets, reserved); ++i)
        slots_.push_back(
            {Link(io, options, connection, tickets, ack_limit, wrap), {}, false, false, {}});
}

ExitStatus Sender::run(Reader& reader, std::optional<Journal> journal) {
    if (journal) journal_.emplace(std::move(*journal));
    keep(results_.begin());
    if (done_ && connection_.autoconn) open_reserved();
    while (done_ && !is_over()) {
        read(reader);
        tell();
        send();
        wait(reader);
    }
    return results_.end(done_);
}

bool Sender::is_over() const {
    return input_ended_ && busy() == 0 && queue_.size() == 0;
}

std::size_t Sender::busy() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(slots_, [](const Slot& slot) { return slot.message.has_value(); }));
}

/// The socket for the next message: best one that needs no ticket, then one that is open. Nothing
/// while as many as may be are in use; nor while a new ticket would have to wait for its second and
/// there are answers to wait for meanwhile.
Sender::Slot* Sender::free_slot() {
    const std::size_t in_use = busy();
    if (in_use >= static_cast<std::size_t>(options_.sockets)) return nullptr;
    Slot* best = nullptr;
    const auto merit = [](const Slot& slot) {
        return (slot.link.is_open() ? 1 : 0) + (slot.link.needs_ticket() ? 0 : 2);
    };
    for (Slot& slot : slots_)
        if (!slot.message && (best == nullptr || merit(slot) > merit(*best))) best = &slot;
    if (best != nullptr && in_use > 0 && best->link.needs_ticket() && tickets_.must_wait())
        return nullptr;
    return best;
}

bool Sender::wants_input() {
    if (!done_ || input_ended_ || queue_.size() >= kMostHeld) return false;
    return stopped_ || free_slot() != nullptr;
}

void Sender::read(Reader& reader) {
    while (wants_input() && (reader.is_ready() || std::exchange(input_is_ready_, false)))
        take(reader, reader.next());
}

void Sender::take(Reader& reader, base::Result<std::optional<Message>> next) {
    if (next && *next) return assign(std::move(**next));
    if (next) {
        input_ended_ = true;
        if (journal_) keep(journal_->meet_end());
        return;
    }
    if (next.error().kind != base::ErrorKind::Malformed) return keep(std::move(next).error());
    refuse_malformed(reader, next.error());
}

void Sender::refuse_malformed(Reader& reader, const base::Error& error) {
    static_cast<void>(known_of(reader.number(), reader.last()));
    if (!done_) return;
    cli::say_error(io_, error);
    stop(ExitStatus::Malformed);
    queue_.add({reader.number(), reader.last(), unsent(error.what)});
}

Before Sender::known_of(std::int64_t number, std::string_view original) {
    if (!journal_) return Before::Nothing;
    const auto before = journal_->meet(number, original);
    if (before) return *before;
    keep(before.error());
    return Before::Nothing;
}

void Sender::assign(Message message) {
    const Before before = known_of(message.number, message.original);
    if (!done_) return;
    Result known;
    if (before == Before::Acknowledged) {
        known.word = Word::Ack;
        known.detail = "acknowledged in an earlier run";
        return queue_.add({message.number, {}, std::move(known)});
    }
    known.again = before == Before::Sent;
    if (stopped_) {
        known.detail = why_stopped_;
        return queue_.add({message.number, std::move(message.original), std::move(known)});
    }
    Slot& slot = *free_slot();
    if (journal_) journal_->sent(message.number);
    slot.again = known.again;
    slot.is_sent = false;
    slot.message = std::move(message);
}

/// What is in the journal may be told, and what is to be sent is in the journal.
void Sender::tell() {
    if (done_ && journal_) keep(journal_->commit());
    while (done_) {
        const auto outcome = queue_.take();
        if (!outcome) return;
        keep(results_.tell(outcome->number, outcome->original, outcome->result));
    }
}

void Sender::send() {
    for (Slot& slot : slots_)
        if (done_ && slot.message && !slot.is_sent) send(slot);
}

void Sender::send(Slot& slot) {
    if (stopped_) {
        if (journal_ && !slot.again) journal_->not_taken(slot.message->number);
        return done(slot, unsent(why_stopped_));
    }
    const Status sent = send_with_retries(slot);
    if (sent) {
        slot.is_sent = true;
        slot.until = std::chrono::steady_clock::now() + ack_limit_;
        return;
    }
    const auto text = fmt::format("message {}", slot.message->number);
    cli::say_error(io_, base::Error(sent.error()).within(text));
    const ExitStatus status = cli::exit_status(sent.error().kind);
    if (status != ExitStatus::Malformed) why_stopped_ = sent.error().what;
    stop(status);
    if (journal_ && !slot.again) journal_->not_taken(slot.message->number);
    done(slot, unsent(sent.error().what));
}

Status Sender::send_with_retries(Slot& slot) {
    for (Backoff backoff;;) {
        const Status sent = slot.link.send(*slot.message);
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

void Sender::receive(Slot& slot) {
    done(slot, outcome(slot));
}

Result Sender::outcome(Slot& slot) {
    const auto answer = slot.link.receive(slot.until);
    if (!answer) return lost(slot, answer.error());
    const auto* const rsm = std::get_if<ims_wire::Rsm>(&answer->status);
    if (rsm != nullptr) return refused(slot, *rsm);
    if (journal_) journal_->acknowledged(slot.message->number);
    Result result;
    result.word = Word::Ack;
    return result;
}

Result Sender::lost(Slot& slot, const base::Error& error) {
    cli::say_error(io_, base::Error(error).within(fmt::format("message {}", slot.message->number)));
    why_stopped_ = error.what;
    if (may_try_again()) {
        results_.met(ExitStatus::No);
    } else {
        stop(ExitStatus::Unavailable);
    }
    return unsent(error.what + "; it may have been taken");
}

Result Sender::refused(Slot& slot, const ims_wire::Rsm& rsm) {
    const std::string why = ims_wire::describe(rsm);
    const std::int64_t number = slot.message->number;
    cli::say_error(io_,
                   {base::ErrorKind::NotPermitted,
                    fmt::format("message {}: {} refused it: {}", number, slot.link.peer(), why),
                    std::string(refusal_hint(rsm))});
    why_stopped_ = fmt::format("not sent after message {} was refused", number);
    stop(ExitStatus::No);
    // What an earlier run sent may still have been taken.
    if (journal_ && !slot.again) journal_->not_taken(number);
    Result result;
    result.word = Word::Nak;
    result.detail = why;
    result.rsm = rsm;
    return result;
}

/// The message has its outcome; the socket is free, and idle from now on.
void Sender::done(Slot& slot, Result result) {
    constexpr std::string_view kAgain = "sent again, an earlier try may have been taken";
    Message message = std::move(*std::exchange(slot.message, std::nullopt));
    if (slot.is_sent) result.client_id = slot.link.client_id();
    result.again = slot.again;
    if (slot.again) result.detail += fmt::format("{}{}", result.detail.empty() ? "" : "; ", kAgain);
    slot.is_sent = false;
    slot.until = std::chrono::steady_clock::now() +
                 std::chrono::milliseconds(std::int64_t{connection_.idleto} * 10);
    if (result.word == Word::Ack) message.original.clear();
    queue_.add({message.number, std::move(message.original), std::move(result)});
}

void Sender::stop(ExitStatus status) {
    results_.met(status);
    if (status != ExitStatus::Malformed) stopped_ = true;
}

/// Keeps the first thing that makes it pointless to go on.
void Sender::keep(const Status& status) {
    if (done_ && !status) done_ = status;
}

}  // namespace ptkt::imscon_send
