#include "common/ims/sender/sender.hpp"

#include <algorithm>
#include <utility>

namespace ptkt::ims_sender {

namespace {

using base::Status;

/// Outcomes that may wait to be told: what --ordered costs in memory when one answer is late.
constexpr std::size_t kMostHeld = 1024;

}  // namespace

Sender::Sender(Host& host, const Settings& settings, const ims_config::RmtImsCon& connection,
               Tickets& tickets, base::Seconds ack_limit, const net::Wrap& wrap, net::Loop& loop)
    : host_(host),
      settings_(settings),
      connection_(connection),
      tickets_(tickets),
      ack_limit_(ack_limit),
      loop_(loop),
      queue_(settings.ordered),
      results_(host, settings, loop.clock()),
      tries_(settings.retry) {
    const bool reserves = connection.autoconn && !is_client(settings);
    const std::int64_t reserved = reserves ? connection.resvsoc : 0;
    for (std::int64_t i = 0; i < std::max(settings.sockets, reserved); ++i)
        slots_.push_back(
            {.socket = SendSocket(host, settings, connection, tickets, ack_limit, wrap)});
}

void Sender::run(Reader& reader, std::optional<SentJournal> journal) {
    if (journal) journal_.emplace(std::move(*journal));
    keep(results_.begin());
    if (done_ && connection_.autoconn && !is_client(settings_)) open_reserved();
    while (done_ && !is_over()) {
        read(reader);
        tell();
        send();
        go_on_reserved();
        wait(reader);
    }
}

base::Result<Verdict> Sender::finish() {
    if (done_ && settings_.mode == Mode::SendOnly) finish_send_only();
    return results_.end(done_);
}

/// Reserved connections that are on their way are waited for, so that a short run has them too.
bool Sender::is_over() const {
    const bool connects = std::ranges::any_of(
        slots_, [](const Slot& slot) { return !slot.message && slot.socket.is_connecting(); });
    return input_ended_ && busy() == 0 && queue_.size() == 0 && !connects;
}

std::size_t Sender::busy() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(slots_, [](const Slot& slot) { return slot.message.has_value(); }));
}

/// The socket for the next message: best one that needs no ticket, then one that is open. Nothing
/// while as many as may be are in use.
Sender::Slot* Sender::best_slot() {
    if (busy() >= static_cast<std::size_t>(settings_.sockets)) return nullptr;
    Slot* best = nullptr;
    const auto merit = [](const Slot& slot) {
        return (slot.socket.is_open() ? 1 : 0) + (slot.socket.needs_ticket() ? 0 : 2);
    };
    for (Slot& slot : slots_)
        if (!slot.message && (best == nullptr || merit(slot) > merit(*best))) best = &slot;
    return best;
}

/// Whether a message could go out now. Not while the ticket that it needs cannot be made, since
/// another socket may do without one sooner.
bool Sender::has_free_slot() {
    const Slot* const best = best_slot();
    if (best == nullptr) return false;
    if (!best->socket.needs_ticket() || !tickets_.takes_seconds()) return true;
    const bool is_claimed = std::ranges::any_of(slots_, [](const Slot& slot) {
        return slot.message && !slot.is_sent && slot.socket.needs_ticket();
    });
    if (is_claimed) return false;
    const auto pause = tickets_.pause();
    if (pause.count() > 0) slot_free_at_ = std::chrono::steady_clock::now() + pause;
    return pause.count() == 0;
}

bool Sender::wants_input() {
    slot_free_at_ = TimePoint::max();
    if (!done_ || input_ended_ || queue_.size() >= kMostHeld) return false;
    return stopped_ || has_free_slot();
}

void Sender::read(Reader& reader) {
    while (wants_input() && reader.is_ready())
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
    host_.report(error);
    stop(base::ErrorKind::Malformed);
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
    MessageResult known;
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
    Slot& slot = *best_slot();  // which `wants_input` has made sure of
    if (journal_) journal_->sent(message.number);
    slot.again = known.again;
    slot.is_sent = false;
    slot.not_before = {};
    slot.backoff.reset();
    slot.message = std::move(message);
}

/// What is in the journal may be told, and what is to be sent is in the journal.
void Sender::tell() {
    if (done_ && journal_) keep(journal_->commit());
    while (done_) {
        const auto outcome = queue_.take();
        if (!outcome) break;
        keep(results_.tell(outcome->number, outcome->original, outcome->result));
    }
    if (results_.are_lost()) results_lost();
}

void Sender::send() {
    for (Slot& slot : slots_) {
        if (!done_ || !slot.message || slot.is_heard()) continue;
        if (slot.step) {
            send_answer(slot);
        } else {
            send(slot);
        }
    }
}

void Sender::send(Slot& slot) {
    if (stopped_) {
        if (slot.socket.is_connecting()) slot.socket.close();
        results_.met(Verdict::Worst::Refused);
        if (journal_ && !slot.again) journal_->not_taken(slot.message->number);
        return done(slot, unsent(why_stopped_));
    }
    if (std::chrono::steady_clock::now() < slot.not_before) return;
    slot.socket.drop_stale();
    const auto open = slot.socket.connect_for(*slot.message);
    if (open && (!*open || waits_for_ticket(slot, slot.socket.needs_ticket()))) return;
    const Status sent = open ? slot.socket.send(*slot.message) : Status(open.error());
    if (sent) return begin_exchange(slot);
    if (retries(slot, sent.error())) return;
    const auto text = fmt::format("message {}", slot.message->number);
    host_.report(base::Error(sent.error()).within(text));
    if (sent.error().kind != base::ErrorKind::Malformed) why_stopped_ = sent.error().what;
    stop(sent.error().kind);
    if (journal_ && !slot.again) journal_->not_taken(slot.message->number);
    done(slot, unsent(sent.error().what));
}

bool Sender::waits_for_ticket(Slot& slot, bool is_needed) {
    const auto pause = is_needed ? tickets_.pause() : std::chrono::milliseconds(0);
    if (pause.count() == 0) return false;
    slot.not_before = std::chrono::steady_clock::now() + pause;
    return true;
}

bool Sender::retries(Slot& slot, const base::Error& error) {
    if (error.kind != base::ErrorKind::Unavailable || !tries_.take()) return false;
    const auto pause = slot.backoff.next(random_number());
    host_.warn(fmt::format("{}; trying again in {}", error.what, to_text(pause)));
    slot.not_before = std::chrono::steady_clock::now() + pause;
    return true;
}

/// The message has its outcome; the socket is free, and idle from now on.
void Sender::done(Slot& slot, MessageResult result) {
    constexpr std::string_view kAgain = "sent again, an earlier try may have been taken";
    Message message = std::move(*std::exchange(slot.message, std::nullopt));
    if (slot.is_sent) result.client_id = slot.socket.client_id();
    result.again = slot.again;
    if (slot.again) result.detail += fmt::format("{}{}", result.detail.empty() ? "" : "; ", kAgain);
    slot.is_sent = false;
    slot.step.reset();
    slot.response.reset();
    slot.has_reply = false;
    slot.until = std::chrono::steady_clock::now() +
                 std::chrono::milliseconds(std::int64_t{connection_.idleto} * 10);
    if (result.word == Word::Ack) message.original.clear();
    queue_.add({message.number, std::move(message.original), std::move(result)});
}

void Sender::stop(base::ErrorKind kind) {
    results_.met(kind);
    if (kind != base::ErrorKind::Malformed) stopped_ = true;
}

void Sender::stop(Verdict::Worst worst) {
    results_.met(worst);
    stopped_ = true;
}

/// What is on its way has its answer; nothing more is sent, and that is kept as unsent.
void Sender::results_lost() {
    if (std::exchange(results_lost_, true)) return;
    host_.report({base::ErrorKind::Io,
                  "the results cannot be written any more: nothing more is sent",
                  settings_.unsent ? std::string() : "--unsent FILE keeps what is not sent"});
    why_stopped_ = "not sent, since the results cannot be written";
    stop(base::ErrorKind::Io);
    if (!settings_.unsent) input_ended_ = true;
}

/// Keeps the first thing that makes it pointless to go on.
void Sender::keep(const Status& status) {
    if (done_ && !status) done_ = status;
}

}  // namespace ptkt::ims_sender
