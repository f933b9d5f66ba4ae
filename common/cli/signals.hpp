#ifndef PTKT_CLI_SIGNALS_HPP
#define PTKT_CLI_SIGNALS_HPP

#include <csignal>
#include <initializer_list>
#include <optional>

#include "common/base/result.hpp"
#include "common/base/unique_fd.hpp"

namespace ptkt::cli {

/// Signals as something to read, for the programs that run until they are told to stop: between two
/// steps they look here, so nothing is left half-done. Short programs need none of it; for them
/// SIGINT and SIGTERM keep their default. As long as this lives the signals are blocked in the
/// calling thread and those it starts; a program that is executed inherits that, so a child must
/// unblock them first.
class Signals {
  public:
    /// Starts to collect these signals: SIGINT and SIGTERM to stop, SIGHUP to reload.
    static base::Result<Signals> collect(std::initializer_list<int> signals);

    Signals(Signals&& other) noexcept;
    Signals& operator=(Signals&&) = delete;
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;
    ~Signals();

    /// Those that come when nobody looks here any more have come to a program that ends by itself:
    /// they stay blocked, so that it ends with its own status. For one whose way to its end is
    /// short.
    void keep_to_the_end() { keeps_ = true; }

    /// For poll: readable when a signal waits.
    [[nodiscard]] int fd() const { return fd_.get(); }
    /// The next signal that came, or nothing; does not wait.
    [[nodiscard]] std::optional<int> next();

  private:
    Signals(base::UniqueFd fd, const sigset_t& before) : fd_(std::move(fd)), before_(before) {}

    base::UniqueFd fd_;
    sigset_t before_;
    bool keeps_ = false;
};

}  // namespace ptkt::cli

#endif
