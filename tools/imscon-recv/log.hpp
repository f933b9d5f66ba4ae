#ifndef PTKT_TOOLS_IMSCON_RECV_LOG_HPP
#define PTKT_TOOLS_IMSCON_RECV_LOG_HPP

#include <string_view>

#include "common/cli/io.hpp"

namespace ptkt::imscon_recv {

/// Lines on standard error about what peers do, at most so many in a second, since it is peers who
/// decide how many there are; what was left out is counted.
class Log {
  public:
    static constexpr int kMostInASecond = 20;

    explicit Log(cli::Io& io) : io_(io) {}
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;
    ~Log() { tell_left_out(); }

    void line(std::string_view text);

  private:
    void tell_left_out();

    cli::Io& io_;
    base::Instant second_{};
    int written_ = 0;
    int left_out_ = 0;
};

}  // namespace ptkt::imscon_recv

#endif
