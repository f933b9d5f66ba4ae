#ifndef PTKT_TESTS_SUPPORT_NO_THREADS_HPP
#define PTKT_TESTS_SUPPORT_NO_THREADS_HPP

#include <pthread.h>

#include <limits>

namespace ptkt::tests {

/// While it lives no thread can begin, as under a limit of processes: their stacks do not fit into
/// memory.
class NoThreads {
  public:
    NoThreads() {
        ::pthread_getattr_default_np(&before_);
        pthread_attr_t huge;
        ::pthread_getattr_default_np(&huge);
        ::pthread_attr_setstacksize(&huge, std::numeric_limits<std::size_t>::max() / 4);
        ::pthread_setattr_default_np(&huge);
        ::pthread_attr_destroy(&huge);
    }
    NoThreads(const NoThreads&) = delete;
    NoThreads& operator=(const NoThreads&) = delete;
    ~NoThreads() {
        ::pthread_setattr_default_np(&before_);
        ::pthread_attr_destroy(&before_);
    }

  private:
    pthread_attr_t before_{};
};

}  // namespace ptkt::tests

#endif
