// The half of a sender that has to do with sockets and time: opening, waiting, closing.
#include <algorithm>
#include <functional>

#include "common/ims/sender/sender.hpp"
#include "common/net/wait.hpp"

namespace ptkt::ims_sender {

namespace {

/// Results may wait so long for others to go out with them.
constexpr std::chrono::milliseconds kUnflushed(5);

}  // namespace

/// AUTOCONN=Y.
void Sender::open_reserved() {
    const std::size_t reserved = std::min<std::size_t>(slots_.size(), connection_.resvsoc);
    for (std::size_t i = 0; i < reserved; ++i)
        go_on_reserved(slots_[i]);
}

void Sender::go_on_reserved() {
    for (Slot& slot : slots_) {
        if (slot.message || !slot.socket.is_connecting()) continue;
        if (stopped_) {
            slot.socket.close();
        } else {
            go_on_reserved(slot);
        }
    }
}

/// What cannot be opened now is tried again when there is something to send, and told then.
void Sender::go_on_reserved(Slot& slot) {
    const auto opened = slot.socket.connect();
    if (!opened && settings_.tells_news)
        host_.note(fmt::format("AUTOCONN=Y: {}", opened.error().what));
    slot.until = std::chrono::steady_clock::now() +
                 std::chrono::milliseconds(std::int64_t{connection_.idleto} * 10);
}

Sender::TimePoint Sender::Slot::deadline(bool closes_idle) const {
    if (socket.is_connecting()) return socket.connects_until();
    if (message && !is_heard()) return not_before;
    return message || (closes_idle && socket.is_open()) ? until : TimePoint::max();
}

/// When an answer will be late, something can be sent, or an idle socket is to be closed.
Sender::TimePoint Sender::next_deadline() const {
    TimePoint next = slot_free_at_;
    for (const Slot& slot : slots_)
        next = std::min(next, slot.deadline(connection_.idleto > 0));
    return next;
}

/// Whether it is waited for. What is only sent is answered when it is refused.
bool Sender::is_watched(const Slot& slot) const {
    const bool is_answered = settings_.mode == Mode::SendOnly && slot.socket.is_open();
    return slot.socket.is_connecting() || slot.is_heard() || is_answered;
}

/// Until an answer or input is there, a connection goes on, a signal has come or a deadline has
/// passed; not at all while there is something to be told.
void Sender::wait(Reader& reader) {
    if (!done_ || is_over()) return;
    std::vector<net::Awaited> awaited;
    std::vector<std::function<void()>> then;
    const auto await = [&](net::Awaited what, std::function<void()> action) {
        awaited.push_back(what);
        then.push_back(std::move(action));
    };
    for (Slot& slot : slots_)
        if (is_watched(slot)) await(slot.socket.awaited(), [this, &slot] { hear(slot); });
    const bool wants = wants_input();
    const bool can_read = wants && reader.is_ready();
    if (wants && !can_read) await({reader.fd()}, [&] { keep(reader.read_some()); });
    const bool has_more = can_read || queue_.can_take();
    const TimePoint until = has_more ? std::chrono::steady_clock::now() : next_deadline();
    if (awaited.empty() && until == TimePoint::max()) return;
    await({loop_.fd()}, [this] { keep(loop_.turn(TimePoint())); });
    for (const std::size_t ready : wait_for(awaited, until))
        then[ready]();
    const auto now = std::chrono::steady_clock::now();
    for (Slot& slot : slots_)
        if (done_ && slot.is_heard() && now >= slot.until) hear(slot);
    close_idle();
}

void Sender::stop() {
    input_ended_ = stopped_ = true;
    why_stopped_ = "not sent, since a signal came";
}

std::vector<std::size_t> Sender::wait_for(const std::vector<net::Awaited>& awaited,
                                          TimePoint until) {
    if (const auto since = results_.unflushed_since()) {
        const auto soon = *since + kUnflushed;
        auto ready = net::wait_ready(awaited, std::min(until, soon));
        const bool is_late = std::chrono::steady_clock::now() >= soon;
        if (ready && !ready->empty() && !is_late) return std::move(*ready);
        if (!results_.flush()) results_lost();
    }
    auto ready = net::wait_ready(awaited, until);
    if (ready) return std::move(*ready);
    keep(ready.error());
    return {};
}

/// IDLETO, in hundredths of a second.
void Sender::close_idle() {
    if (connection_.idleto == 0) return;
    const auto now = std::chrono::steady_clock::now();
    for (Slot& slot : slots_) {
        if (slot.message || !slot.socket.is_open() || now < slot.until) continue;
        if (settings_.tells_news)
            host_.note(fmt::format("{}: idle for {:.2f} s, closed", slot.socket.peer(),
                                   connection_.idleto / 100.0));
        slot.socket.close();
    }
}

}  // namespace ptkt::ims_sender
