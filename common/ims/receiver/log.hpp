#ifndef PTKT_IMS_RECEIVER_LOG_HPP
#define PTKT_IMS_RECEIVER_LOG_HPP

#include <functional>
#include <string_view>

#include "common/ims/receiver/host.hpp"

namespace ptkt::ims_receiver {

/// Lines for people about what peers do, at most so many in a second, since it is peers who
/// decide how many there are; what was left out is counted.
class Log {
  public:
    static constexpr int kMostInASecond = 20;

    explicit Log(Host& host) : host_(host) {}
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;
    ~Log() { tell_left_out(); }

    void line(std::string_view text);
    /// The same with what it says, for a host that keeps that.
    using Facts = std::function<json::Json()>;
    void line(std::string_view text, const Facts& facts);

  private:
    [[nodiscard]] bool has_room();
    void tell_left_out();

    Host& host_;
    base::Instant second_{};
    int written_ = 0;
    int left_out_ = 0;
};

}  // namespace ptkt::ims_receiver

#endif
