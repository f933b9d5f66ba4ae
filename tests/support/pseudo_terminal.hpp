#ifndef PTKT_TESTS_SUPPORT_PSEUDO_TERMINAL_HPP
#define PTKT_TESTS_SUPPORT_PSEUDO_TERMINAL_HPP

#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "common/base/unique_fd.hpp"

namespace ptkt::tests {

/// Whether the system gives one to anybody: a bare container has none.
inline bool has_pseudo_terminals() {
    int master = -1;
    int slave = -1;
    if (::openpty(&master, &slave, nullptr, nullptr, nullptr) != 0) return false;
    ::close(master);
    ::close(slave);
    return true;
}

/// A program of ours on a terminal, in a process of its own; the test is who sits there.
class PseudoTerminal {
  public:
    /// `program` is run in the child with these variables in its environment, and no others.
    PseudoTerminal(const std::map<std::string, std::string>& environment,
                   const std::function<int()>& program) {
        int fd = -1;
        child_ = ::forkpty(&fd, nullptr, nullptr, nullptr);
        if (child_ == 0) {
            ::clearenv();
            for (const auto& [name, value] : environment)
                ::setenv(name.c_str(), value.c_str(), 1);
            ::_exit(program());
        }
        fd_ = base::UniqueFd(fd);
    }
    PseudoTerminal(const PseudoTerminal&) = delete;
    PseudoTerminal& operator=(const PseudoTerminal&) = delete;
    ~PseudoTerminal() {
        if (child_ > 0) ::kill(child_, SIGKILL);
        if (child_ > 0) ::waitpid(child_, nullptr, 0);
    }

    void type(std::string_view keys) {
        static_cast<void>(!::write(fd_.get(), keys.data(), keys.size()));
    }

    /// As somebody does who pulls at the edge of the window.
    void resize(unsigned short columns, unsigned short rows) {
        const winsize size{rows, columns, 0, 0};
        ::ioctl(fd_.get(), TIOCSWINSZ, &size);
    }

    /// Waits until this is shown; what was shown up to its end. What was shown so far, when that
    /// does not come.
    std::string await(std::string_view wanted) {
        std::size_t at = shown_.find(wanted);
        while (at == std::string::npos && read_more())
            at = shown_.find(wanted);
        const std::size_t end = at == std::string::npos ? shown_.size() : at + wanted.size();
        std::string text = shown_.substr(0, end);
        shown_.erase(0, end);
        return text;
    }

    /// Waits for the end of the program: its status, or -1 when it did not end by itself.
    int await_end() {
        while (read_more()) {
        }
        int status = 0;
        ::waitpid(child_, &status, 0);
        child_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

  private:
    bool read_more() {
        constexpr int kTimeLimit = 20'000;  // milliseconds, for a very busy machine
        pollfd poll{fd_.get(), POLLIN, 0};
        if (::poll(&poll, 1, kTimeLimit) != 1) return false;
        char buffer[4096];
        const auto count = ::read(fd_.get(), buffer, sizeof buffer);
        if (count > 0) shown_.append(buffer, static_cast<std::size_t>(count));
        return count > 0;
    }

    base::UniqueFd fd_;
    pid_t child_ = -1;
    std::string shown_;
};

}  // namespace ptkt::tests

#endif
