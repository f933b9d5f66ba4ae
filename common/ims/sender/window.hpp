#ifndef PTKT_IMS_SENDER_WINDOW_HPP
#define PTKT_IMS_SENDER_WINDOW_HPP

#include <deque>

#include "common/ims/sender/slot.hpp"

namespace ptkt::ims_sender {

/// The messages that are on their way side by side, a place for each, and which place the next one
/// gets.
class Window {
  public:
    /// Both must outlive it.
    Window(Routes& routes, Ledger& ledger);

    /// AUTOCONN=Y of another IMS Connect: begins to connect those that RESVSOC says.
    void open_reserved();
    /// Whether a message could go out now. Not while the ticket that it needs cannot be made, since
    /// another socket may do without one sooner.
    [[nodiscard]] bool has_room();
    /// Gives it the best place of the connection whose turn it is: one that needs no ticket, then
    /// one that is open. REQUIRES: `has_room` was true just now.
    void take(Message message, bool again);
    /// A step of all places. A message whose connection cannot be made goes to another one.
    void go_on();
    /// What is due in any of them.
    void look_at_time();
    /// When there is something to do at the latest.
    [[nodiscard]] net::TimePoint deadline() const;
    /// Nothing is on its way. Reserved connections that are begun are waited for, so that a short
    /// run has them too.
    [[nodiscard]] bool is_idle() const;

    /// See Slot.
    void begin_finish();
    [[nodiscard]] bool is_finishing() const;

  private:
    [[nodiscard]] Slot* best();
    [[nodiscard]] Slot* best_of(std::size_t route);
    [[nodiscard]] bool can_go(const Slot& slot);
    void reroute(Slot& slot);

    Routes& routes_;
    Ledger& ledger_;
    std::deque<Slot> slots_;  // their sockets are known to the loop by address
    Slot* next_ = nullptr;    ///< whose turn it is, when there is room
    net::TimePoint free_at_ = net::TimePoint::max();  ///< when a place has room that lacks a ticket
};

}  // namespace ptkt::ims_sender

#endif
