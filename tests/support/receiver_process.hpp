#ifndef PTKT_TESTS_SUPPORT_RECEIVER_PROCESS_HPP
#define PTKT_TESTS_SUPPORT_RECEIVER_PROCESS_HPP

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <chrono>
#include <csignal>
#include <ctime>
#include <fstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "common/base/unique_fd.hpp"

extern char** environ;  // NOLINT(readability-redundant-declaration)

namespace ptkt::tests {

/// A loopback port that is listened on by whoever has the socket. Connections that are made while
/// nobody accepts them wait, so no client needs to know when a server is ready, or ready again.
class ListeningSocket {
  public:
    explicit ListeningSocket(int backlog = 4096)
        : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in here{};
        here.sin_family = AF_INET;
        here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof here;
        auto* const address = reinterpret_cast<sockaddr*>(&here);
        if (!fd_ || ::bind(fd_.get(), address, length) != 0 || ::listen(fd_.get(), backlog) != 0 ||
            ::getsockname(fd_.get(), address, &length) != 0)
            throw std::runtime_error("cannot listen");
        port_ = ntohs(here.sin_port);
    }
    [[nodiscard]] int fd() const { return fd_.get(); }
    [[nodiscard]] std::uint16_t port() const { return port_; }

  private:
    base::UniqueFd fd_;
    std::uint16_t port_ = 0;
};

/// A connection to a loopback port, without Nagle's delay.
inline base::UniqueFd connect_to(std::uint16_t port) {
    base::UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in there{};
    there.sin_family = AF_INET;
    there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    there.sin_port = htons(port);
    const int on = 1;
    if (!fd || ::connect(fd.get(), reinterpret_cast<sockaddr*>(&there), sizeof there) != 0 ||
        ::setsockopt(fd.get(), IPPROTO_TCP, 1 /* TCP_NODELAY */, &on, sizeof on) != 0)
        throw std::runtime_error("cannot connect");
    return fd;
}

/// imscon-recv, which is handed a socket that listens as a service manager does it.
class ReceiverProcess {
  public:
    ReceiverProcess(std::vector<std::string> words, const ListeningSocket& socket,
                    const std::string& output = "/dev/null",
                    const std::string& talk = "/dev/null") {
        std::vector<char*> argv;
        for (std::string& word : words)
            argv.push_back(word.data());
        argv.push_back(nullptr);
        // LISTEN_PID is known in the child only, where no memory may be had: its place is made
        // here.
        std::string count = "LISTEN_FDS=1";
        std::array<char, 32> process{"LISTEN_PID="};
        std::vector<char*> environment{count.data(), process.data()};
        for (char** one = environ; *one != nullptr; ++one)
            environment.push_back(*one);
        environment.push_back(nullptr);
        pid_ = ::fork();
        if (pid_ < 0) throw std::runtime_error("fork");
        if (pid_ == 0) {
            std::to_chars(process.data() + 11, process.data() + process.size() - 1, ::getpid());
            become(argv.data(), environment.data(), socket.fd(), output, talk);
        }
    }
    ReceiverProcess(ReceiverProcess&& other) noexcept : pid_(std::exchange(other.pid_, 0)) {}
    ReceiverProcess(const ReceiverProcess&) = delete;
    ReceiverProcess& operator=(const ReceiverProcess&) = delete;
    ReceiverProcess& operator=(ReceiverProcess&& other) noexcept {
        std::swap(pid_, other.pid_);
        return *this;
    }
    ~ReceiverProcess() {
        if (pid_ > 0) end(SIGKILL);
    }

    [[nodiscard]] pid_t pid() const { return pid_; }
    void signal(int number) const { ::kill(pid_, number); }
    /// Sends a signal and waits for the end: the exit status, or 128 and the signal.
    int end(int number) {
        signal(number);
        int status = 0;
        if (::waitpid(std::exchange(pid_, 0), &status, 0) < 0) throw std::runtime_error("waitpid");
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    /// A figure of /proc/PID/status in KiB, such as `VmRSS:` or `VmHWM:`.
    [[nodiscard]] long memory(const std::string& name) const {
        std::ifstream in("/proc/" + std::to_string(pid_) + "/status");
        for (std::string word; in >> word;)
            if (long value = 0; word == name && in >> value) return value;
        throw std::runtime_error("no " + name);
    }

    /// What it has computed so far, which a busy machine does not change.
    [[nodiscard]] std::chrono::nanoseconds computed() const {
        clockid_t clock{};
        timespec time{};
        if (::clock_getcpuclockid(pid_, &clock) != 0 || ::clock_gettime(clock, &time) != 0)
            throw std::runtime_error("no CPU time");
        return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
    }

  private:
    [[noreturn]] static void become(char** argv, char** environment, int socket,
                                    const std::string& output, const std::string& talk) {
        constexpr int kFirst = 3;
        const int in = ::open("/dev/null", O_RDONLY);
        const int out = ::open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        const int err = ::open(talk.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        ::dup2(in, 0);
        ::dup2(out, 1);
        ::dup2(err, 2);
        if (socket == kFirst) {
            ::fcntl(socket, F_SETFD, 0);
        } else {
            ::dup2(socket, kFirst);
        }
        ::close_range(kFirst + 1, ~0U, 0);
        ::execve(argv[0], argv, environment);
        ::_exit(127);
    }

    pid_t pid_ = 0;
};

}  // namespace ptkt::tests

#endif
