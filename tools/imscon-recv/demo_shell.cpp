#include "tools/imscon-recv/demo_shell.hpp"

#include <poll.h>

#include <array>
#include <chrono>
#include <cstdlib>

#include "tools/imscon-recv/demo_script.hpp"

namespace ptkt::imscon_recv {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kLongest{60};
constexpr int kLongestEndMs = 1'000;
constexpr int kPauseMs = 10;
/// Ends what a command has written; no program writes it.
constexpr char kEnd = '\001';

base::Error ended(std::string what) {
    return {base::ErrorKind::Unavailable, std::move(what), {}};
}

}  // namespace

base::Result<DemoShell> DemoShell::start(const net::Variables& variables, int stop_fd) {
    auto child = net::Child::start("exec sh", variables);
    if (!child) return std::move(child).error();
    DemoShell shell(std::move(*child), stop_fd);
    // However the demo ends, the shell's input does: then the receiver, which has this file for as long
    // as it listens, ends before the shell.
    const auto made = shell.run(
        fmt::format("trap '[ ! -e {} ] || kill $! 2>/dev/null; wait' EXIT", kDemoReady));
    if (!made) return made.error();
    return shell;
}

void DemoShell::end() {
    child_.close_input();
    pollfd ended{child_.ended_fd(), POLLIN, 0};
    static_cast<void>(::poll(&ended, 1, kLongestEndMs));
}

base::Status DemoShell::wait(int milliseconds, bool for_output) {
    std::array<pollfd, 2> watched{pollfd{stop_fd_, POLLIN, 0},
                                  pollfd{child_.output_fd(), POLLIN, 0}};
    static_cast<void>(::poll(watched.data(), for_output ? 2 : 1, milliseconds));
    if (watched[0].revents != 0) return ended("stopped by a signal");
    return {};
}

base::Status DemoShell::pause() {
    return wait(kPauseMs, false);
}

base::Result<DemoShell::Answer> DemoShell::run(std::string_view command) {
    // The shell's input is what it reads its commands from, so none of them may have it.
    const std::string text =
        fmt::format("{{ {}\n}} </dev/null 2>&1\nprintf '\\001%d\\n' $?\n", command);
    if (child_.write(text) != text.size()) return ended("the shell takes no commands any more");
    const auto deadline = Clock::now() + kLongest;
    Answer answer;
    for (;;) {
        const auto end = answer.output.find(kEnd);
        if (end != std::string::npos && answer.output.ends_with('\n')) {
            answer.status = std::atoi(answer.output.c_str() + end + 1);
            answer.output.erase(end);
            return answer;
        }
        if (Clock::now() > deadline)
            return ended(fmt::format("the command has not ended after {} s", kLongest.count()));
        if (auto waited = wait(1'000, true); !waited) return waited.error();
        if (!child_.read(answer.output)) return ended("the shell has ended");
    }
}

}  // namespace ptkt::imscon_recv
