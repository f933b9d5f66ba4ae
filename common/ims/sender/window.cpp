#include "common/ims/sender/window.hpp"

#include <algorithm>

namespace ptkt::ims_sender {

Window::Window(const Context& context, Ledger& ledger) : context_(context), ledger_(ledger) {
    const std::int64_t reserved = reserves() ? context.connection.resvsoc : 0;
    for (std::int64_t i = 0; i < std::max(context.settings.sockets, reserved); ++i)
        slots_.emplace_back(context, ledger);
}

bool Window::reserves() const {
    return context_.connection.autoconn && !is_client(context_.settings);
}

void Window::open_reserved() {
    if (!reserves()) return;
    const std::size_t reserved = std::min<std::size_t>(slots_.size(), context_.connection.resvsoc);
    for (std::size_t i = 0; i < reserved; ++i)
        slots_[i].reserve();
}

/// Nothing while as many as may be are in use.
Slot* Window::best() {
    const auto merit = [](const Slot& slot) {
        return (slot.socket().is_open() ? 1 : 0) + (slot.socket().needs_ticket() ? 0 : 2);
    };
    std::int64_t free = context_.settings.sockets;
    Slot* best = nullptr;
    for (Slot& slot : slots_) {
        if (!slot.is_free()) {
            --free;
        } else if (best == nullptr || merit(slot) > merit(*best)) {
            best = &slot;
        }
    }
    return free > 0 ? best : nullptr;
}

bool Window::has_room() {
    free_at_ = net::TimePoint::max();
    const Slot* const slot = best();
    if (slot == nullptr) return false;
    const Tickets& tickets = context_.tickets;
    if (!slot->socket().needs_ticket() || !tickets.takes_seconds()) return true;
    if (std::ranges::any_of(slots_, &Slot::claims_ticket)) return false;
    const auto pause = tickets.pause();
    if (pause.count() > 0) free_at_ = context_.now() + pause;
    return pause.count() == 0;
}

void Window::go_on() {
    for (Slot& slot : slots_)
        if (ledger_.goes_on()) slot.go_on();
}

void Window::look_at_time() {
    const auto now = context_.now();
    for (Slot& slot : slots_)
        if (ledger_.goes_on()) slot.look_at_time(now);
}

net::TimePoint Window::deadline() const {
    net::TimePoint next = free_at_;
    for (const Slot& slot : slots_)
        next = std::min(next, slot.deadline());
    return next;
}

bool Window::is_idle() const {
    return std::ranges::all_of(slots_,
                               [](const Slot& slot) { return slot.is_free() && !slot.reserves(); });
}

void Window::begin_finish() {
    for (Slot& slot : slots_)
        slot.begin_finish();
}

bool Window::is_finishing() const {
    return std::ranges::any_of(slots_, &Slot::is_finishing);
}

}  // namespace ptkt::ims_sender
