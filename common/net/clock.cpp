#include "common/net/clock.hpp"

namespace ptkt::net {

namespace {

class SystemClock final : public Clock {
  public:
    TimePoint now() override { return std::chrono::steady_clock::now(); }
    int begin_wait(int milliseconds) override { return milliseconds; }
};

}  // namespace

Clock& system_clock() {
    static SystemClock clock;
    return clock;
}

}  // namespace ptkt::net
