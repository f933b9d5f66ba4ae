#ifndef PTKT_NET_LOOP_HPP
#define PTKT_NET_LOOP_HPP

#include <functional>
#include <map>
#include <optional>

#include "common/net/clock.hpp"
#include "common/net/poller.hpp"

namespace ptkt::net {

/// What a descriptor is watched for.
enum class Ready { Input, Output };

/// What a server waits for beside its own sockets: descriptors and moments of whoever works with
/// it, such as the pipes of a child, a control socket, an output that takes no more for now. One
/// thread; a callback may watch and unwatch whatever it likes.
class Loop {
  public:
    using Callback = std::function<void()>;

    /// The clock must outlive the loop.
    [[nodiscard]] static base::Result<Loop> create(Clock& clock = system_clock());

    [[nodiscard]] Clock& clock() const { return *clock_; }
    [[nodiscard]] TimePoint now() const { return clock_->now(); }

    /// Calls back whenever the descriptor is ready or broken; until `unwatch`, which must come
    /// before the descriptor is closed. A regular file is always ready:
    /// it is called back for in every turn.
    base::Status watch(int fd, Ready what, Callback callback);
    void unwatch(int fd);
    /// Calls back once, at that moment or soon after it; there is no taking back.
    void call_at(TimePoint when, Callback callback);

    /// For the server: waits until something is ready or `until` has come, and calls back.
    [[nodiscard]] base::Status turn(std::optional<TimePoint> until);
    /// For a server that waits for this loop among its own descriptors: readable when something
    /// that is watched is ready.
    [[nodiscard]] int fd() const { return poller_.fd(); }
    /// For how many milliseconds there is nothing to do but what `fd` tells, and until `until`;
    /// negative: for ever.
    [[nodiscard]] int time_limit(std::optional<TimePoint> until) const;

  private:
    Loop(Poller poller, Clock& clock) : poller_(std::move(poller)), clock_(&clock) {}
    [[nodiscard]] bool any_always_ready() const;
    void call(std::uint64_t number);

    struct Watch {
        int fd;
        Callback callback;
        bool always_ready = false;
    };
    Poller poller_;
    Clock* clock_;
    std::uint64_t next_ = 1;
    std::map<std::uint64_t, Watch> watches_;  ///< by a number that is never used twice
    std::multimap<TimePoint, Callback> moments_;
};

}  // namespace ptkt::net

#endif
