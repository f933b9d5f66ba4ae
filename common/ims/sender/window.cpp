#include "common/ims/sender/window.hpp"

#include <algorithm>
#include <utility>

namespace ptkt::ims_sender {

namespace {

std::int64_t reserved_of(const Context& context) {
    const bool reserves = context.connection.autoconn && !is_client(context.settings);
    return reserves ? context.connection.resvsoc : 0;
}

}  // namespace

Window::Window(Routes& routes, Ledger& ledger) : routes_(routes), ledger_(ledger) {
    for (std::size_t route = 0; route < routes.size(); ++route) {
        const Context& context = routes[route];
        const std::int64_t count = std::max(context.settings.sockets, reserved_of(context));
        for (std::int64_t i = 0; i < count; ++i)
            slots_.emplace_back(routes, route, ledger);
    }
}

void Window::open_reserved() {
    std::vector<std::int64_t> left;
    for (std::size_t route = 0; route < routes_.size(); ++route)
        left.push_back(reserved_of(routes_[route]));
    for (Slot& slot : slots_)
        if (left[slot.route()]-- > 0) slot.reserve();
}

/// The free place of a connection that is the best one.
Slot* Window::best_of(std::size_t route) {
    const auto merit = [](const Slot& slot) {
        return (slot.socket().is_open() ? 1 : 0) + (slot.socket().needs_ticket() ? 0 : 2);
    };
    Slot* best = nullptr;
    for (Slot& slot : slots_)
        if (slot.route() == route && slot.is_free() &&
            (best == nullptr || merit(slot) > merit(*best)))
            best = &slot;
    return best;
}

/// False while the ticket that it needs cannot be made.
bool Window::can_go(const Slot& slot) {
    const Tickets& tickets = slot.tickets();
    if (!slot.socket().needs_ticket() || !tickets.takes_seconds()) return true;
    if (std::ranges::any_of(slots_, [&](const Slot& one) {
            return &one.tickets() == &tickets && one.claims_ticket();
        }))
        return false;
    const auto pause = tickets.pause();
    if (pause.count() > 0) free_at_ = std::min(free_at_, routes_[0].now() + pause);
    return pause.count() == 0;
}

/// Nothing while as many as may be are in use, or none can go.
Slot* Window::best() {
    const auto busy = std::ranges::count_if(slots_, [](const Slot& one) { return !one.is_free(); });
    if (busy >= routes_[0].settings.sockets) return nullptr;
    for (std::size_t skipped = 0; skipped < routes_.size(); ++skipped) {
        const std::size_t route = routes_.in_turn(skipped);
        if (!routes_.is_usable(route)) continue;
        Slot* const slot = best_of(route);
        if (slot != nullptr && can_go(*slot)) return slot;
    }
    return nullptr;
}

bool Window::has_room() {
    free_at_ = net::TimePoint::max();
    next_ = best();
    return next_ != nullptr;
}

void Window::take(Message message, bool again) {
    routes_.took(next_->route());
    std::exchange(next_, nullptr)->take(std::move(message), again);
}

void Window::go_on() {
    for (Slot& slot : slots_)
        if (ledger_.goes_on()) slot.go_on();
    for (Slot& slot : slots_)
        if (ledger_.goes_on() && slot.is_stranded()) reroute(slot);
}

/// There is a free place: each connection has as many as messages may be under way.
void Window::reroute(Slot& slot) {
    for (std::size_t skipped = 0; skipped < routes_.size(); ++skipped) {
        const std::size_t route = routes_.in_turn(skipped);
        if (route == slot.route() || !routes_.is_usable(route)) continue;
        if (Slot* const other = best_of(route)) {
            routes_.took(route);
            return slot.hand_over(*other);
        }
    }
}

void Window::look_at_time() {
    const auto now = routes_[0].now();
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
