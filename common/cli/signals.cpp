#include "common/cli/signals.hpp"

#include <sys/signalfd.h>

#include <cerrno>
#include <cstring>

namespace ptkt::cli {

base::Result<Signals> Signals::collect(std::initializer_list<int> signals) {
    sigset_t wanted;
    sigset_t before;
    sigemptyset(&wanted);
    for (const int signal : signals)
        sigaddset(&wanted, signal);
    base::UniqueFd fd(::signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK));
    if (!fd) return fail(base::ErrorKind::Bug, "signals: {}", std::strerror(errno));
    if (const int error = ::pthread_sigmask(SIG_BLOCK, &wanted, &before); error != 0)
        return fail(base::ErrorKind::Bug, "signals: {}", std::strerror(error));
    return Signals(std::move(fd), before);
}

Signals::Signals(Signals&& other) noexcept
    : fd_(std::move(other.fd_)), before_(other.before_), keeps_(other.keeps_) {}

Signals::~Signals() {
    if (!fd_ || keeps_) return;
    // What came and was not looked at has been answered by ending; unblocked, it would kill.
    while (next()) {
    }
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

std::optional<int> Signals::next() {
    signalfd_siginfo info = {};
    ssize_t count = 0;
    do {
        count = ::read(fd_.get(), &info, sizeof info);
    } while (count < 0 && errno == EINTR);
    if (count != static_cast<ssize_t>(sizeof info)) return std::nullopt;
    return static_cast<int>(info.ssi_signo);
}

}  // namespace ptkt::cli
