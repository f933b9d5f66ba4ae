#ifndef PTKT_NET_LOOP_HPP
#define PTKT_NET_LOOP_HPP

#include <functional>
#include <map>
#include <optional>
#include <unordered_map>

#include "common/net/clock.hpp"
#include "common/net/poller.hpp"

namespace ptkt::net {

/// What a descriptor is watched for.
enum class Ready { Input, Output };

/// What a program waits for: descriptors (sockets, pipes, signals, answers of name servers) and
/// moments. One thread; a callback may watch and unwatch whatever it likes. A server waits for its
/// own sockets beside.
class Loop {
  public:
    using Callback = std::function<void()>;
    /// Names a callback that was asked for.
    using Moment = std::pair<TimePoint, std::uint64_t>;

    /// The clock must outlive the loop.
    [[nodiscard]] static base::Result<Loop> create(Clock& clock = system_clock());

    [[nodiscard]] Clock& clock() const { return *clock_; }
    [[nodiscard]] TimePoint now() const { return clock_->now(); }

    /// Calls back whenever the descriptor is ready or broken; until `unwatch`, which must come
    /// before the descriptor is closed. A regular file is always ready:
    /// it is called back for in every turn.
    base::Status watch(int fd, Ready what, Callback callback);
    base::Status watch(int fd, Readiness what, Callback callback);
    /// Watches it for something else from now on. REQUIRES: it is watched.
    base::Status change(int fd, Readiness what);
    void unwatch(int fd);
    /// Calls back once, at that moment or soon after it.
    Moment call_at(TimePoint when, Callback callback);
    /// Not any more; nothing happens when it has been called.
    void call_off(const Moment& moment) { moments_.erase(moment); }

    /// Waits until something is ready or `until` has come, and calls back.
    [[nodiscard]] base::Status turn(std::optional<TimePoint> until);
    /// For a server that waits for this loop among its own descriptors: readable when something
    /// that is watched is ready.
    [[nodiscard]] int fd() const { return poller_.fd(); }
    /// For how many milliseconds there is nothing to do but what `fd` reports, and until `until`;
    /// negative: for ever.
    [[nodiscard]] int time_limit(std::optional<TimePoint> until) const;

  private:
    Loop(Poller poller, Clock& clock) : poller_(std::move(poller)), clock_(&clock) {}
    void call(std::uint64_t number);
    void call_files();

    struct Watched {
        int fd;
        Callback callback;
        bool always_ready = false;
    };
    Poller poller_;
    Clock* clock_;
    std::uint64_t next_ = 1;
    std::map<std::uint64_t, Watched> watched_;        ///< by a number that is never used twice
    std::unordered_map<int, std::uint64_t> numbers_;  ///< by descriptor
    std::size_t files_ = 0;                           ///< how many of them are always ready
    std::map<Moment, Callback> moments_;
};

/// One descriptor at a time that a loop watches as long as this lives. It must be told before the
/// descriptor is closed.
class Watch {
  public:
    /// The loop must outlive it.
    Watch(Loop& loop, Loop::Callback callback) : loop_(loop), callback_(std::move(callback)) {}
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    ~Watch() { clear(); }

    /// Watches that one for that, and nothing else.
    [[nodiscard]] base::Status set(int fd, Readiness what);
    void clear();
    [[nodiscard]] bool is_set() const { return fd_ >= 0; }

  private:
    Loop& loop_;
    Loop::Callback callback_;
    int fd_ = -1;
    Readiness what_;
};

/// One moment at a time at which a loop calls back, as long as this lives.
class Timer {
  public:
    /// The loop must outlive it.
    Timer(Loop& loop, Loop::Callback callback) : loop_(loop), callback_(std::move(callback)) {}
    Timer(const Timer&) = delete;
    Timer& operator=(const Timer&) = delete;
    ~Timer() { clear(); }

    /// At that moment, and not when it was to be before.
    void set(TimePoint when);
    void clear();
    [[nodiscard]] bool is_set() const { return moment_.has_value(); }

  private:
    Loop& loop_;
    Loop::Callback callback_;
    std::optional<Loop::Moment> moment_;
};

}  // namespace ptkt::net

#endif
