#ifndef PTKT_TESTS_SUPPORT_CHILD_HPP
#define PTKT_TESTS_SUPPORT_CHILD_HPP

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "common/base/unique_fd.hpp"

extern char** environ;  // NOLINT(readability-redundant-declaration)

namespace ptkt::tests {

/// A program that was started with pipes for its standard input and output. What it says on
/// standard error is thrown away.
class Child {
  public:
    explicit Child(std::vector<std::string> words) {
        auto [in_read, in_write] = pipe();
        auto [out_read, out_write] = pipe();
        std::vector<char*> argv;
        for (std::string& word : words)
            argv.push_back(word.data());
        argv.push_back(nullptr);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, in_read.get(), 0);
        posix_spawn_file_actions_adddup2(&actions, out_write.get(), 1);
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
        const int failed = posix_spawnp(&pid_, argv[0], &actions, nullptr, argv.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        if (failed != 0) throw std::runtime_error("cannot run " + words.front());
        in_ = std::move(in_write);
        out_ = std::move(out_read);
    }
    Child(Child&& other) noexcept
        : pid_(std::exchange(other.pid_, 0)),
          said_(std::move(other.said_)),
          in_(std::move(other.in_)),
          out_(std::move(other.out_)) {}
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    Child& operator=(Child&&) = delete;
    ~Child() {
        if (pid_ <= 0) return;
        kill();
        ::waitpid(pid_, nullptr, 0);
    }

    void kill(int signal = SIGKILL) const { ::kill(pid_, signal); }
    /// Writes its standard input. A child that is gone already takes nothing, which is no failure.
    void give(const std::string& text) const {
        static_cast<void>(::write(in_.get(), text.data(), text.size()));
    }
    void close_input() { in_.reset(); }

    /// Waits for a text in what it writes; false when it has not come by then, or never will.
    bool says(const std::string& text, std::chrono::steady_clock::time_point until) {
        while (said_.find(text) == std::string::npos) {
            const auto left = std::chrono::duration_cast<std::chrono::microseconds>(
                until - std::chrono::steady_clock::now());
            if (left.count() <= 0) return false;
            pollfd ready{out_.get(), POLLIN, 0};
            const timespec most{left.count() / 1'000'000, left.count() % 1'000'000 * 1000};
            if (::ppoll(&ready, 1, &most, nullptr) <= 0) return false;
            if (!read_some()) return false;
        }
        return true;
    }

    /// The next whole line that it writes, without its end; nothing when there will be none.
    std::optional<std::string> line() {
        std::size_t end = 0;
        while ((end = said_.find('\n')) == std::string::npos)
            if (!read_some()) return std::nullopt;
        std::string line = said_.substr(0, end);
        said_.erase(0, end + 1);
        return line;
    }

    struct Ended {
        int status = 0;  ///< the exit status, or 128 and the signal
        std::string out;
    };
    /// Reads what it writes until it ends.
    Ended wait() {
        close_input();
        while (read_some()) {
        }
        Ended ended;
        ended.out = std::move(said_);
        int status = 0;
        if (::waitpid(std::exchange(pid_, 0), &status, 0) < 0) throw std::runtime_error("waitpid");
        ended.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        return ended;
    }

  private:
    static std::pair<base::UniqueFd, base::UniqueFd> pipe() {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe");
        return {base::UniqueFd(ends[0]), base::UniqueFd(ends[1])};
    }

    bool read_some() {
        char buffer[4096];
        const ssize_t got = ::read(out_.get(), buffer, sizeof buffer);
        if (got > 0) said_.append(buffer, static_cast<std::size_t>(got));
        return got > 0;
    }

    pid_t pid_ = 0;
    std::string said_;
    base::UniqueFd in_;
    base::UniqueFd out_;
};

/// Runs a program to its end with a text for its standard input.
inline Child::Ended run_program(std::vector<std::string> words, const std::string& input = {}) {
    Child child(std::move(words));
    child.give(input);
    return child.wait();
}

}  // namespace ptkt::tests

#endif
