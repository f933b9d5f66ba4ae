#ifndef PTKT_TESTS_SUPPORT_FAKE_CLOCK_HPP
#define PTKT_TESTS_SUPPORT_FAKE_CLOCK_HPP

#include <algorithm>
#include <utility>

#include "common/net/clock.hpp"

namespace ptkt::tests {

/// Time that passes only while a server waits, and only as far as the test has said. What peers
/// have sent before such a wait is there in the turn in which it ends.
class FakeClock final : public net::Clock {
  public:
    using Length = net::TimePoint::duration;

    net::TimePoint now() override { return now_; }
    int begin_wait(int milliseconds) override {
        auto until = horizon_;
        if (milliseconds >= 0) until = std::min(until, now_ + net::Milliseconds(milliseconds));
        now_ = std::max(now_, until) + std::exchange(oversleeps_, Length(0));
        horizon_ = std::max(horizon_, now_);
        return 0;
    }

    /// Waits may last until so long from now.
    void let_pass(Length length) { horizon_ = now_ + length; }
    [[nodiscard]] bool has_passed() const { return now_ >= horizon_; }
    /// The next wait ends so much later than it should.
    void oversleep(Length length) { oversleeps_ = length; }
    /// Time that passes while the program is at work.
    void work(Length length) {
        now_ += length;
        horizon_ = std::max(horizon_, now_);
    }

  private:
    net::TimePoint now_{std::chrono::hours(1)};
    net::TimePoint horizon_ = now_;
    Length oversleeps_{0};
};

}  // namespace ptkt::tests

#endif
