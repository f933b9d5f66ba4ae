#ifndef PTKT_BASE_RATE_LIMIT_HPP
#define PTKT_BASE_RATE_LIMIT_HPP

#include <algorithm>
#include <chrono>

namespace ptkt::base {

/// How often something may happen: so many times in a burst, and once an interval in the long run.
struct Rate {
    int burst;
    std::chrono::milliseconds interval;
};

/// Keeps to a rate. It remembers one moment: the one at which the whole burst is free again.
class RateLimit {
  public:
    using TimePoint = std::chrono::steady_clock::time_point;

    explicit RateLimit(Rate rate) : rate_(rate) {}

    /// Whether it may happen now.
    [[nodiscard]] bool allows(TimePoint now) const {
        return free_at_ - now <= rate_.interval * (rate_.burst - 1);
    }
    /// It happens now, whether it may or not.
    void count(TimePoint now) { free_at_ = std::max(free_at_, now) + rate_.interval; }
    /// Whether it may happen now; then it is counted.
    [[nodiscard]] bool take(TimePoint now) {
        if (!allows(now)) return false;
        count(now);
        return true;
    }
    /// Nothing of the burst is used.
    [[nodiscard]] bool is_idle(TimePoint now) const { return free_at_ <= now; }

  private:
    Rate rate_;
    TimePoint free_at_{};
};

}  // namespace ptkt::base

#endif
