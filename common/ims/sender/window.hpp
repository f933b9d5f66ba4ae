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
    Window(const Context& context, Ledger& ledger);

    /// AUTOCONN=Y of another IMS Connect: begins to connect those that RESVSOC says.
    void open_reserved();
    /// Whether a message could go out now. Not while the ticket that it needs cannot be made, since
    /// another socket may do without one sooner.
    [[nodiscard]] bool has_room();
    /// Gives it the best place: one that needs no ticket, then one that is open. REQUIRES: there is
    /// room.
    void take(Message message, bool again) { best()->take(std::move(message), again); }
    /// A step of all places.
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
    [[nodiscard]] bool reserves() const;

    const Context& context_;
    Ledger& ledger_;
    std::deque<Slot> slots_;  // their sockets are known to the loop by address
    net::TimePoint free_at_ = net::TimePoint::max();  ///< when a place has room that lacks a ticket
};

}  // namespace ptkt::ims_sender

#endif
