// The half of a sender that has to do with sockets and time: opening, waiting, closing.
#include <algorithm>

#include "common/cli/diagnostics.hpp"
#include "common/ims_connection/wait.hpp"
#include "tools/imscon-send/sender.hpp"

namespace ptkt::imscon_send {

namespace {

/// Results may wait so long for others to go out with them.
constexpr std::chrono::milliseconds kUnflushed(5);

}  // namespace

/// AUTOCONN=Y. What cannot be opened now is tried again when there is something to send, and told
/// then.
void Sender::open_reserved() {
    const auto idle = std::chrono::milliseconds(std::int64_t{connection_.idleto} * 10);
    const std::size_t reserved = std::min<std::size_t>(slots_.size(), connection_.resvsoc);
    for (std::size_t i = 0; i < reserved; ++i) {
        if (const auto opened = slots_[i].link.connect(); !opened) {
            if (options_.common.verbosity > 0)
                cli::note(io_, fmt::format("AUTOCONN=Y: {}", opened.error().what));
            return;
        }
        slots_[i].until = std::chrono::steady_clock::now() + idle;
    }
}

/// When an answer will be late, something can be sent, or an idle socket is to be closed.
Sender::TimePoint Sender::next_deadline() const {
    TimePoint next = slot_free_at_;
    for (const Slot& slot : slots_) {
        if (slot.message && !slot.is_heard()) {
            next = std::min(next, slot.not_before);
        } else if (slot.message || (connection_.idleto > 0 && slot.link.is_open())) {
            next = std::min(next, slot.until);
        }
    }
    return next;
}

/// Until an answer or input is there, or a deadline has passed; not at all while there is something
/// to be told.
void Sender::wait(Reader& reader) {
    if (!done_ || is_over()) return;
    std::vector<int> descriptors;
    std::vector<Slot*> waiting;
    for (Slot& slot : slots_) {
        // What is only sent is answered when it is refused.
        const bool is_open = options_.mode == Mode::SendOnly && slot.link.is_open();
        if (!slot.is_heard() && !is_open) continue;
        waiting.push_back(&slot);
        descriptors.push_back(slot.link.fd());
    }
    const bool wants = wants_input();
    const bool can_read = wants && reader.is_ready();
    if (wants && !can_read) descriptors.push_back(reader.fd());
    const bool has_more = can_read || queue_.can_take();
    const TimePoint until = has_more ? std::chrono::steady_clock::now() : next_deadline();
    if (descriptors.empty() && until == TimePoint::max()) return;
    for (const std::size_t ready : wait_for(descriptors, until)) {
        if (ready >= waiting.size()) {
            keep(reader.read_some());
        } else {
            hear(*waiting[ready]);
        }
    }
    const auto now = std::chrono::steady_clock::now();
    for (Slot* const slot : waiting)
        if (done_ && slot->is_heard() && now >= slot->until) hear(*slot);
    close_idle();
}

std::vector<std::size_t> Sender::wait_for(const std::vector<int>& descriptors, TimePoint until) {
    if (const auto since = results_.unflushed_since()) {
        const auto soon = *since + kUnflushed;
        auto ready = ims_connection::wait_readable(descriptors, std::min(until, soon));
        const bool is_late = std::chrono::steady_clock::now() >= soon;
        if (ready && !ready->empty() && !is_late) return std::move(*ready);
        keep(results_.flush());
    }
    auto ready = ims_connection::wait_readable(descriptors, until);
    if (ready) return std::move(*ready);
    keep(ready.error());
    return {};
}

/// IDLETO, in hundredths of a second.
void Sender::close_idle() {
    if (connection_.idleto == 0) return;
    const auto now = std::chrono::steady_clock::now();
    for (Slot& slot : slots_) {
        if (slot.message || !slot.link.is_open() || now < slot.until) continue;
        if (options_.common.verbosity > 0)
            cli::note(io_, fmt::format("{}: idle for {:.2f} s, closed", slot.link.peer(),
                                       connection_.idleto / 100.0));
        slot.link.close();
    }
}

}  // namespace ptkt::imscon_send
