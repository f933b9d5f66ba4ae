#ifndef PTKT_TESTS_SUPPORT_WORKER_HPP
#define PTKT_TESTS_SUPPORT_WORKER_HPP

#include <sys/socket.h>

#include "tests/support/imscon_installation.hpp"

namespace ptkt::tests {

/// A client that signs on and sends one message after the other.
class Worker {
  public:
    Worker(std::uint16_t port, const base::Bytes& sign_on) : fd_(connect_to(port)) {
        exchange(sign_on);
    }
    /// One message and its acknowledgment.
    void exchange(const base::Bytes& message) {
        for (base::ByteView left(message); !left.empty();) {
            const ssize_t count = ::send(fd_.get(), left.data(), left.size(), MSG_NOSIGNAL);
            if (count < 0) throw std::runtime_error("send");
            left = left.subspan(static_cast<std::size_t>(count));
        }
        base::Bytes answer(ImsconInstallation::acknowledgment().size());
        if (::recv(fd_.get(), answer.data(), answer.size(), MSG_WAITALL) !=
            static_cast<ssize_t>(answer.size()))
            throw std::runtime_error("no acknowledgment");
    }

  private:
    base::UniqueFd fd_;
};

}  // namespace ptkt::tests

#endif
