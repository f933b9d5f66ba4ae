#include "common/net/child.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

namespace ptkt::net {

namespace {

struct Pipe {
    base::UniqueFd reads;
    base::UniqueFd writes;
};

base::Error cannot(std::string_view what, int number) {
    return base::fail(base::ErrorKind::Io, "cannot {}: {}", what, std::strerror(number));
}

base::Result<Pipe> make_pipe() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return cannot("make a pipe", errno);
    return Pipe{base::UniqueFd(ends[0]), base::UniqueFd(ends[1])};
}

/// A child starts as if this program had changed nothing of signals.
class Attributes {
  public:
    Attributes() {
        ::posix_spawnattr_init(&attributes_);
        sigset_t none;
        sigset_t all;
        sigemptyset(&none);
        sigemptyset(&all);
        for (const int signal : {SIGPIPE, SIGHUP, SIGINT, SIGTERM})
            sigaddset(&all, signal);
        ::posix_spawnattr_setsigmask(&attributes_, &none);
        ::posix_spawnattr_setsigdefault(&attributes_, &all);
        ::posix_spawnattr_setpgroup(&attributes_, 0);
        ::posix_spawnattr_setflags(
            &attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    }
    Attributes(const Attributes&) = delete;
    Attributes& operator=(const Attributes&) = delete;
    ~Attributes() { ::posix_spawnattr_destroy(&attributes_); }
    [[nodiscard]] const posix_spawnattr_t* get() const { return &attributes_; }

  private:
    posix_spawnattr_t attributes_{};
};

/// Standard input and output of the child. Of what this program has open it gets nothing else, not
/// even what a library has opened without care, or what this program was started with.
class Actions {
  public:
    Actions(int input, int output) {
        ::posix_spawn_file_actions_init(&actions_);
        ::posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
        ::posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
    }
    Actions(const Actions&) = delete;
    Actions& operator=(const Actions&) = delete;
    ~Actions() { ::posix_spawn_file_actions_destroy(&actions_); }
    [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

  private:
    posix_spawn_file_actions_t actions_{};
};

/// A variable that says where a key is, or may be one that somebody gave by mistake; and what
/// systemd meant for this process alone.
bool is_ours_alone(std::string_view entry) {
    const std::string_view name = entry.substr(0, entry.find('='));
    return (name.starts_with("PTKT_") && name.find("KEY") != std::string_view::npos) ||
           name == "CREDENTIALS_DIRECTORY" || name == "NOTIFY_SOCKET" ||
           name.starts_with("LISTEN_");
}

std::vector<std::string> environment_with(const Variables& variables) {
    std::vector<std::string> all;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry)
        if (!is_ours_alone(*entry)) all.emplace_back(*entry);
    for (const auto& [name, value] : variables) {
        std::erase_if(all, [&](const std::string& one) { return one.starts_with(name + "="); });
        all.push_back(name + "=" + value);
    }
    return all;
}

bool set_non_blocking(int fd) {
    return ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK) == 0;
}

}  // namespace

base::Result<Child> Child::start(const std::string& command, const Variables& variables) {
    return run("/bin/sh", {"sh", "-c", command}, variables);
}

base::Result<Child> Child::run(const std::string& program, std::vector<std::string> arguments,
                               const Variables& variables) {
    auto in = make_pipe();
    if (!in) return std::move(in).error();
    auto out = make_pipe();
    if (!out) return std::move(out).error();
    auto texts = environment_with(variables);
    std::vector<char*> environment;
    for (std::string& text : texts)
        environment.push_back(text.data());
    environment.push_back(nullptr);
    std::vector<char*> words;
    for (std::string& word : arguments)
        words.push_back(word.data());
    words.push_back(nullptr);
    Child child;
    const Actions actions(in->reads.get(), out->writes.get());
    const Attributes attributes;
    if (const int number = ::posix_spawn(&child.process_, program.c_str(), actions.get(),
                                         attributes.get(), words.data(), environment.data());
        number != 0) {
        child.process_ = 0;
        return cannot("run " + program, number);
    }
    child.input_ = std::move(in->writes);
    child.output_ = std::move(out->reads);
    // glibc declares its pidfd_open for C only.
    child.process_fd_.reset(static_cast<int>(::syscall(SYS_pidfd_open, child.process_, 0)));
    if (!child.process_fd_ || !set_non_blocking(child.input_.get()) ||
        !set_non_blocking(child.output_.get()))
        return cannot("watch a child", errno);
    return child;
}

std::optional<std::size_t> Child::write(std::string_view text) {
    const ssize_t count = ::write(input_.get(), text.data(), text.size());
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno == EAGAIN || errno == EINTR) return 0;
    return std::nullopt;
}

bool Child::read(std::string& into) {
    std::array<char, 65'536> buffer;
    const ssize_t count = ::read(output_.get(), buffer.data(), buffer.size());
    if (count > 0) into.append(buffer.data(), static_cast<std::size_t>(count));
    return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR));
}

std::string Child::reap() {
    siginfo_t info{};
    if (::waitid(P_PIDFD, static_cast<id_t>(process_fd_.get()), &info, WEXITED) != 0) return "lost";
    process_fd_.reset();
    if (info.si_code != CLD_EXITED) return fmt::format("killed by signal {}", info.si_status);
    exit_status_ = info.si_status;
    return info.si_status == 0 ? std::string() : fmt::format("exit status {}", info.si_status);
}

void Child::kill() {
    if (!process_fd_) return;
    // The process is not reaped yet, so neither number can have become another's.
    ::kill(-process_, SIGKILL);
    static_cast<void>(reap());
}

}  // namespace ptkt::net
