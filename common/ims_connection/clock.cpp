#include "common/ims_connection/clock.hpp"

namespace ptkt::ims_connection {

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

}  // namespace ptkt::ims_connection
