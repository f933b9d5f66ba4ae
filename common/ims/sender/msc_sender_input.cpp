// The half of a sender over MSC that has to do with what it reads, with time, and with its end.
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "common/ims/sender/msc_sender.hpp"

namespace ptkt::ims_sender {

using ims_msc::State;

namespace {

/// Replies may come long after their messages; of this many the number in the input is kept.
constexpr std::size_t kMostNumbers = 100'000;

/// For each answer, which comes when the other side's program has replied: as long as IMS Connect
/// gives to an acknowledgment, ACKTO.
base::Seconds answer_limit(const Settings& settings) {
    return settings.timeout.value_or(base::Seconds(120));
}

}  // namespace

// -----------------------------------------------------------------------------------

void MscSender::watch_input(bool wanted) {
    if (wanted == input_watched_ || !server_) return;
    input_watched_ = wanted;
    if (!wanted) return server_->loop().unwatch(reader_->fd());
    keep(server_->loop().watch(reader_->fd(), net::Ready::Input, [this] { read_input(); }));
    // What was read already does not make the input ready again.
    server_->loop().call_at(std::chrono::steady_clock::now(), [this] { take_ready(); });
}

void MscSender::read_input() {
    keep(reader_->read_some());
    take_ready();
}

/// As many messages as the window has room for, and can be had without waiting.
void MscSender::take_ready() {
    const auto has_room = [this] { return session_->outbox.size() < ims_msc::Node::kWindow; };
    while (done_ && input_watched_ && has_room() && reader_->is_ready())
        take_next();
    if (!has_room()) watch_input(false);
}

void MscSender::take_next() {
    auto next = reader_->next();
    if (next && *next) return send(std::move(**next));
    if (!next && next.error().kind == base::ErrorKind::Malformed) {
        host_.report(next.error());
        results_.met(base::ErrorKind::Malformed);
        return keep(results_.tell(reader_->number(), reader_->last(),
                                  {Word::Unsent, next.error().what, {}, {}, {}}));
    }
    if (!next) keep(std::move(next).error());
    input_ended_ = reader_ended_ = true;
    watch_input(false);
    node_.stop(*session_);
    set_deadline();
}

void MscSender::send(Message message) {
    const std::string& code = message.trancode.empty() ? settings_.trancode : message.trancode;
    const auto wire_code = settings_.encoding.page ? ims_wire::Code::Ebcdic : ims_wire::Code::Ascii;
    ims_msc::Outgoing outgoing{0, code, message.lterm, std::move(message.segments), wire_code};
    if (auto checked = ims_msc::check(outgoing); !checked) {
        const auto where = fmt::format("message {}", message.number);
        host_.report(base::Error(checked.error()).within(where));
        results_.met(base::ErrorKind::Malformed);
        return keep(results_.tell(message.number, message.original,
                                  {Word::Unsent, checked.error().what, {}, {}, {}}));
    }
    waiting_.push_back({message.number, std::move(message.original)});
    numbers_.emplace_back(session_->outbox.last() + 1, message.number);
    if (numbers_.size() > kMostNumbers) numbers_.pop_front();
    node_.send(*session_, std::move(outgoing));
    set_deadline();
}

// ------------------------------------------------------------------------------

void MscSender::stop() {
    if (std::exchange(input_ended_, true) || session_->link.state() == State::Stopped) {
        session_->why = "stopped by a signal";
        gave_up_ = true;
        if (session_->link.state() == State::Stopped) return give_up();
        return node_.drop(*session_, session_->why);
    }
    watch_input(false);
    node_.stop(*session_);
}

void MscSender::on_timer() {
    std::uint64_t count = 0;
    if (::read(timer_.get(), &count, sizeof count) < 0) return;
    if (std::exchange(waits_to_retry_, false)) return start();
    if (look_up_) return on_addresses();
    node_.drop(*session_, fmt::format("no answer within {} s", answer_limit(settings_).count()));
}

/// While an answer is due the other side has so long for it.
void MscSender::set_deadline() {
    const bool waits =
        session_->outbox.unanswered() > 0 || session_->link.state() == State::Stopping;
    if (!waits_to_retry_ && !look_up_)
        set_timer(waits ? answer_limit(settings_) : std::chrono::milliseconds(0));
}

void MscSender::set_timer(std::chrono::milliseconds wait) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(wait);
    itimerspec when{};
    when.it_value.tv_sec = seconds.count();
    when.it_value.tv_nsec = std::chrono::nanoseconds(wait - seconds).count();
    static_cast<void>(::timerfd_settime(timer_.get(), 0, &when, nullptr));
}

/// Keeps the first thing that makes it pointless to go on.
void MscSender::keep(const base::Status& done) {
    if (done_ && !done) done_ = done;
}

void MscSender::over() {
    static_cast<void>(::eventfd_write(end_.get(), 1));
}

}  // namespace ptkt::ims_sender
