#ifndef PTKT_TESTS_SUPPORT_CUTTING_PROXY_HPP
#define PTKT_TESTS_SUPPORT_CUTTING_PROXY_HPP

#include <poll.h>
#include <sys/eventfd.h>

#include <array>
#include <cstddef>
#include <limits>
#include <thread>

#include "tests/support/receiver_process.hpp"

namespace ptkt::tests {

/// Where a network breaks: after so many bytes in one of the two directions.
struct Cut {
    static constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();
    std::size_t forth = kNever;  ///< to the server
    std::size_t back = kNever;   ///< from it
};

/// A proxy before a server. Of the first connection exactly so many bytes pass as the cut says,
/// then both ends see it closed; those after it pass whole. One connection at a time.
class CuttingProxy {
  public:
    CuttingProxy(std::uint16_t server, const Cut& cut)
        : server_(server), cut_(cut), thread_([this] { serve(); }) {}
    CuttingProxy(const CuttingProxy&) = delete;
    CuttingProxy& operator=(const CuttingProxy&) = delete;
    ~CuttingProxy() {
        const std::uint64_t one = 1;
        static_cast<void>(::write(stop_.get(), &one, sizeof one));
        thread_.join();
    }
    [[nodiscard]] std::uint16_t port() const { return socket_.port(); }

  private:
    void serve() {
        for (Cut cut = cut_; is_readable(socket_.fd()); cut = Cut()) {
            const base::UniqueFd client(::accept4(socket_.fd(), nullptr, nullptr, SOCK_CLOEXEC));
            const base::UniqueFd server = connect_to(server_);
            pass(client.get(), server.get(), cut);
        }
    }

    /// False when the proxy is to end.
    [[nodiscard]] bool is_readable(int fd) const {
        std::array<pollfd, 2> wanted{{{fd, POLLIN, 0}, {stop_.get(), POLLIN, 0}}};
        return ::poll(wanted.data(), wanted.size(), -1) > 0 && wanted[1].revents == 0;
    }

    void pass(int client, int server, Cut cut) const {
        for (;;) {
            std::array<pollfd, 3> wanted{
                {{client, POLLIN, 0}, {server, POLLIN, 0}, {stop_.get(), POLLIN, 0}}};
            if (::poll(wanted.data(), wanted.size(), -1) < 0 || wanted[2].revents != 0) return;
            if (wanted[0].revents != 0 && !some(client, server, cut.forth)) return;
            if (wanted[1].revents != 0 && !some(server, client, cut.back)) return;
        }
    }

    /// Passes on what is there, up to what may pass; false when it is all that may, or the end.
    static bool some(int from, int to, std::size_t& left) {
        std::array<char, 4096> bytes;
        const ssize_t got = ::recv(from, bytes.data(), std::min(bytes.size(), left), 0);
        if (got <= 0) return false;
        if (left != Cut::kNever) left -= static_cast<std::size_t>(got);
        return ::send(to, bytes.data(), static_cast<std::size_t>(got), MSG_NOSIGNAL) == got &&
               left > 0;
    }

    std::uint16_t server_;
    Cut cut_;
    ListeningSocket socket_;
    base::UniqueFd stop_{::eventfd(0, EFD_CLOEXEC)};
    std::thread thread_;  // the last: it uses the others
};

}  // namespace ptkt::tests

#endif
