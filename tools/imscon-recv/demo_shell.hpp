#ifndef PTKT_TOOLS_IMSCON_RECV_DEMO_SHELL_HPP
#define PTKT_TOOLS_IMSCON_RECV_DEMO_SHELL_HPP

#include <string>
#include <string_view>

#include "common/net/child.hpp"

namespace ptkt::imscon_recv {

/// A shell that is given one command after the other, as somebody types them, and keeps what they
/// leave behind: variables, and the receiver in the background, which ends with it.
class DemoShell {
  public:
    /// `stop_fd` is readable when the demo is told to stop.
    [[nodiscard]] static base::Result<DemoShell> start(const net::Variables& variables,
                                                       int stop_fd);

    struct Answer {
        std::string output;  ///< what it wrote on standard output and standard error, in order
        int status = 0;
    };
    /// Runs a command to its end. Unavailable: the demo was told to stop, the shell ended, or the
    /// command takes longer than any of the demo's can.
    [[nodiscard]] base::Result<Answer> run(std::string_view command);

    /// Waits for a short while. The same errors.
    [[nodiscard]] base::Status pause();

    /// Ends it and what runs in it, which would otherwise be killed. Waits until that is done.
    void end();

  private:
    DemoShell(net::Child child, int stop_fd)
        : child_(std::move(child)), stop_fd_(stop_fd) {}
    [[nodiscard]] base::Status wait(int milliseconds, bool for_output);

    net::Child child_;
    int stop_fd_;
};

}  // namespace ptkt::imscon_recv

#endif
