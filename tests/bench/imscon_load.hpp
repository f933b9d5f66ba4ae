#ifndef PTKT_TESTS_BENCH_IMSCON_LOAD_HPP
#define PTKT_TESTS_BENCH_IMSCON_LOAD_HPP

#include <sys/epoll.h>
#include <sys/socket.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "common/base/bytes.hpp"
#include "tests/support/receiver_process.hpp"

namespace bench {

using ptkt::base::Bytes;
using ptkt::base::ByteView;
using ptkt::base::UniqueFd;

[[noreturn]] inline void give_up(const char* what) {
    std::perror(what);
    std::exit(1);
}

inline void send_all(int fd, ByteView bytes) {
    while (!bytes.empty()) {
        const ssize_t done = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (done <= 0) give_up("send");
        bytes = bytes.subspan(static_cast<std::size_t>(done));
    }
}

/// An epoll set of descriptors, each with its index.
class Waiter {
  public:
    void add(int fd, std::size_t index, std::uint32_t events = EPOLLIN) {
        epoll_event event{};
        event.events = events;
        event.data.u64 = index;
        if (::epoll_ctl(fd_.get(), EPOLL_CTL_ADD, fd, &event) != 0) give_up("epoll_ctl");
    }
    [[nodiscard]] int wait() {
        return ::epoll_wait(fd_.get(), ready_.data(), static_cast<int>(ready_.size()), -1);
    }
    [[nodiscard]] std::size_t index(int of) const {
        return ready_[static_cast<std::size_t>(of)].data.u64;
    }

  private:
    UniqueFd fd_{::epoll_create1(EPOLL_CLOEXEC)};
    std::array<epoll_event, 128> ready_{};
};

/// The answers on one connection: each must be the acknowledgment.
class Answers {
  public:
    /// Reads once; how many acknowledgments were completed by it.
    std::size_t read(int fd, ByteView acknowledgment) {
        std::array<ptkt::base::Byte, 16'384> buffer;
        const ssize_t got = ::recv(fd, buffer.data(), buffer.size(), 0);
        if (got <= 0) give_up("the server has ended a connection");
        std::size_t whole = 0;
        for (const auto byte : ByteView(buffer).first(static_cast<std::size_t>(got))) {
            if (byte != acknowledgment[at_]) give_up("an answer is no acknowledgment");
            if (++at_ < acknowledgment.size()) continue;
            at_ = 0;
            ++whole;
        }
        return whole;
    }

  private:
    std::size_t at_ = 0;
};

/// Clients in one thread, each on a connection that stays: the same for the floor and for ours.
class Load {
  public:
    /// Connects, sends on each connection its first frame, and waits for all answers.
    Load(std::uint16_t port, const std::vector<Bytes>& first, Bytes message, Bytes acknowledgment,
         std::size_t window)
        : message_size_(message.size()),
          acknowledgment_(std::move(acknowledgment)),
          window_(window) {
        for (std::size_t i = 0; i < window; ++i)
            block_.insert(block_.end(), message.begin(), message.end());
        for (const Bytes& frame : first) {
            clients_.push_back({ptkt::tests::connect_to(port), {}, 0, 0});
            waiter_.add(clients_.back().fd.get(), clients_.size() - 1);
            send_all(clients_.back().fd.get(), frame);
            clients_.back().in_flight = 1;
        }
        await_all(clients_.size());
    }

    /// Sends so many messages, `window` of them on their way on each connection; until all are
    /// acknowledged.
    void run(std::size_t messages) {
        const std::size_t each = messages / clients_.size();
        for (Client& client : clients_)
            client.left = each;
        for (Client& client : clients_)
            give(client, window_);
        await_all(clients_.size() * each);
    }
    /// One message on one connection, and its answer.
    void one(std::size_t which) {
        Client& client = clients_[which];
        client.left = 1;
        give(client, 1);
        await_all(1);
    }
    [[nodiscard]] std::size_t size() const { return clients_.size(); }

  private:
    struct Client {
        UniqueFd fd;
        Answers answers;
        std::size_t left = 0;
        std::size_t in_flight = 0;
    };

    void give(Client& client, std::size_t at_most) {
        const std::size_t count = std::min(at_most, client.left);
        if (count == 0) return;
        client.left -= count;
        client.in_flight += count;
        send_all(client.fd.get(), ByteView(block_).first(count * message_size_));
    }

    void await_all(std::size_t answers) {
        while (answers > 0) {
            const int ready = waiter_.wait();
            for (int i = 0; i < ready; ++i) {
                Client& client = clients_[waiter_.index(i)];
                const std::size_t got = client.answers.read(client.fd.get(), acknowledgment_);
                client.in_flight -= got;
                answers -= got;
                give(client, got);
            }
        }
    }

    std::size_t message_size_;
    Bytes acknowledgment_;
    std::size_t window_;
    Bytes block_;
    Waiter waiter_;
    std::vector<Client> clients_;
};

}  // namespace bench

#endif
