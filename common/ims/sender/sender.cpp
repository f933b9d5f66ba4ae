#include "common/ims/sender/sender.hpp"

#include <algorithm>
#include <utility>

namespace ptkt::ims_sender {

using net::TimePoint;

Sender::Sender(Context context, Reader& reader, std::optional<SentJournal> journal)
    : Sender(std::vector<Context>(1, context), reader, std::move(journal)) {}

Sender::Sender(std::vector<Context> routes, Reader& reader, std::optional<SentJournal> journal)
    : routes_(std::move(routes)),
      context_(routes_[0]),
      ledger_(context_, std::move(journal)),
      reader_(reader) {}

void Sender::run() {
    begin();
    while (!is_over())
        round();
}

void Sender::begin() {
    ledger_.begin();
    if (ledger_.goes_on()) window_.open_reserved();
}

bool Sender::is_over() const {
    return !ledger_.goes_on() || (input_has_ended() && window_.is_idle() && ledger_.is_empty());
}

void Sender::round() {
    read();
    ledger_.tell();
    window_.go_on();
    if (!is_over()) wait();
}

void Sender::stop() {
    input_ended_ = true;
    ledger_.stop("not sent, since a signal came");
}

bool Sender::wants_input() {
    const bool has_room = window_.has_room();
    if (!ledger_.goes_on() || input_has_ended() || !ledger_.has_room()) return false;
    return ledger_.is_stopped() || has_room;
}

void Sender::read() {
    while (wants_input() && reader_.is_ready())
        take(reader_.next());
}

void Sender::take(base::Result<std::optional<Message>> next) {
    if (next && *next) return assign(std::move(**next));
    if (next) {
        input_ended_ = true;
        return ledger_.meet_end();
    }
    if (next.error().kind != base::ErrorKind::Malformed)
        return ledger_.keep(std::move(next).error());
    take_malformed(next.error());
}

void Sender::take_malformed(const base::Error& error) {
    static_cast<void>(ledger_.meet(reader_.number(), reader_.last()));
    if (!ledger_.goes_on()) return;
    context_.host.report(error);
    ledger_.stop(base::ErrorKind::Malformed, {});
    ledger_.add({reader_.number(), reader_.last(), unsent(error.what)});
}

void Sender::assign(Message message) {
    const Before before = ledger_.meet(message.number, message.original);
    if (!ledger_.goes_on()) return;
    MessageResult known;
    if (before == Before::Acknowledged) {
        known.word = Word::Ack;
        known.detail = "acknowledged in an earlier run";
        return ledger_.add({message.number, {}, std::move(known)});
    }
    known.again = before == Before::Sent;
    if (ledger_.is_stopped()) {
        known.detail = ledger_.why_stopped();
        return ledger_.add({message.number, std::move(message.original), std::move(known)});
    }
    ledger_.sending(message.number);
    window_.take(std::move(message), known.again);
}

/// Until an answer or input is there, a connection goes on, there is room for the rest of a
/// message, a signal has come or a deadline has passed; not at all while there is something to be
/// told.
void Sender::wait() {
    const bool wants = wants_input();
    const bool can_read = wants && reader_.is_ready();
    awaits_input_ = wants && !can_read;
    if (awaits_input_) await_input();
    if (!ledger_.goes_on()) return;
    ledger_.flush_what_is_old();
    const TimePoint until = can_read || ledger_.can_tell()
                                ? context_.now()
                                : std::min(window_.deadline(), ledger_.flush_by());
    const bool is_bounded = until != TimePoint::max();
    ledger_.keep(context_.loop.turn(is_bounded ? std::optional(until) : std::nullopt));
    window_.look_at_time();
}

void Sender::await_input() {
    ledger_.keep(input_.set(reader_.fd(), {true, false}));
}

/// Input for which there is no room is left where it is, and watched again when there is.
void Sender::on_input() {
    if (!awaits_input_) return input_.clear();
    ledger_.keep(reader_.read_some());
    awaits_input_ = false;
}

base::Result<Verdict> Sender::finish() {
    input_.clear();
    if (ledger_.goes_on() && is_unanswered(context_.settings)) {
        window_.begin_finish();
        while (ledger_.goes_on() && window_.is_finishing())
            wait();
    }
    return ledger_.end();
}

}  // namespace ptkt::ims_sender
