#ifndef PTKT_BASE_SIGNALS_BLOCKED_HPP
#define PTKT_BASE_SIGNALS_BLOCKED_HPP

#include <csignal>

namespace ptkt::base {

/// While it lives, a thread that is begun gets no signals: they are for the thread that began the
/// program.
class AllSignalsBlocked {
  public:
    AllSignalsBlocked() {
        sigset_t all;
        sigfillset(&all);
        ::pthread_sigmask(SIG_BLOCK, &all, &before_);
    }
    AllSignalsBlocked(const AllSignalsBlocked&) = delete;
    AllSignalsBlocked& operator=(const AllSignalsBlocked&) = delete;
    ~AllSignalsBlocked() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

  private:
    sigset_t before_{};
};

}  // namespace ptkt::base

#endif
