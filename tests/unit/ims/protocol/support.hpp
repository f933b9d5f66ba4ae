#ifndef PTKT_TESTS_UNIT_IMS_PROTOCOL_SUPPORT_HPP
#define PTKT_TESTS_UNIT_IMS_PROTOCOL_SUPPORT_HPP

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <array>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

#include "common/ims/protocol/connecting.hpp"
#include "common/ims/protocol/server.hpp"
#include "common/net/socket_address.hpp"
#include "tests/support/blocking_client.hpp"
#include "tests/unit/test.hpp"

/// A server in a thread, and peers that talk to it in raw bytes.
namespace loopback {

using namespace ptkt;
using namespace ptkt::ims_protocol;
using namespace ptkt::net;

/// A message as far as framing goes: LLLL and zeros.
inline base::Bytes frame(std::uint32_t length = 88) {
    base::ByteWriter writer;
    writer.u32(length);
    base::Bytes bytes = writer.bytes();
    bytes.resize(length);
    return bytes;
}

/// Answers every message with its first bytes at the end of the turn, and keeps a record.
class Echo : public Handler {
  public:
    std::size_t answer_size = 4;
    bool signs_on = true;
    After after = After::GoOn;
    std::function<void(Connection&)> on_message = [](Connection&) {};

    void on_open(Connection& connection) override {
        if (signs_on) connection.signed_on();
        count([&] { ++opened_; });
    }
    void on_frame(Connection& connection, base::ByteView bytes) override {
        answers_.emplace_back(&connection, base::Bytes(bytes.begin(), bytes.end()));
        answers_.back().second.resize(answer_size);
        on_message(connection);
        count([&] { ++frames_; });
    }
    void on_framing_error(Connection& connection, const ims_wire::DecodeError& error) override {
        count([&] { reason_codes_.push_back(error.codes->reason_code); });
        connection.send(base::as_bytes("BAD!"));
    }
    After on_turn_end() override {
        const bool worked = !answers_.empty();
        for (auto& [connection, bytes] : std::exchange(answers_, {}))
            connection->send(bytes);
        return worked ? after : After::GoOn;
    }
    void on_close(Connection&, CloseReason reason) override {
        count([&] { ++closed_[reason]; });
    }
    void on_refused(const Endpoint&, std::string_view) override {
        count([&] { ++refused_; });
    }

    /// Waits until that many connections were closed for the reason.
    void await_closed(CloseReason reason, int wanted = 1) {
        await([&] { return closed_[reason] >= wanted; });
    }
    void await_opened(int wanted) {
        await([&] { return opened_ >= wanted; });
    }
    int closed(CloseReason reason) {
        const std::lock_guard guard(mutex_);
        return closed_[reason];
    }
    int refused() {
        const std::lock_guard guard(mutex_);
        return refused_;
    }
    int frames() {
        const std::lock_guard guard(mutex_);
        return frames_;
    }
    std::vector<std::uint32_t> reason_codes() {
        const std::lock_guard guard(mutex_);
        return reason_codes_;
    }

  private:
    template <typename Change>
    void count(Change change) {
        {
            const std::lock_guard guard(mutex_);
            change();
        }
        changed_.notify_all();
    }
    template <typename Done>
    void await(Done done) {
        std::unique_lock lock(mutex_);
        REQUIRE(changed_.wait_for(lock, std::chrono::seconds(20), done));
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    int opened_ = 0;
    int frames_ = 0;
    int refused_ = 0;
    std::map<CloseReason, int> closed_;
    std::vector<std::uint32_t> reason_codes_;
    std::vector<std::pair<Connection*, base::Bytes>> answers_;
};

/// A running server on a port that the system picked.
class Running {
  public:
    explicit Running(Handler& handler, const Limits& limits = {}, PortOptions options = {})
        : server_(Server::create(limits, handler).value()),
          endpoint(server_.listen({"127.0.0.1", 0}, options).value()),
          stop_(::eventfd(0, EFD_NONBLOCK)) {
        thread_ = std::thread([this] { status_ = server_.run(stop_.get()); });
    }
    ~Running() {
        request_stop();
        request_stop();
        join();
    }
    void request_stop() const { REQUIRE(::eventfd_write(stop_.get(), 1) == 0); }
    /// Waits for the end of the server, which something else must have asked for.
    bool join() {
        if (thread_.joinable()) thread_.join();
        return status_.ok();
    }

  private:
    Server server_;

  public:
    const Endpoint endpoint;

  private:
    base::UniqueFd stop_;
    base::Status status_;
    std::thread thread_;
};

/// Waits for a connection as long as it may take.
inline base::Result<tests::BlockingClient> settled(Connecting connecting) {
    return tests::BlockingClient::settled(std::move(connecting));
}

/// The other end, blocking, with a limit so that a fault fails instead of hanging.
class Peer {
  public:
    explicit Peer(const Endpoint& to) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        const timeval limit{20, 0};
        ::setsockopt(fd(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        connect(to);
    }
    explicit Peer(base::UniqueFd unconnected) : fd_(std::move(unconnected)) {}

    void connect(const Endpoint& to) const {
        const auto address = to_socket_address(to).value();
        REQUIRE(::connect(fd(), address.get(), address.length) == 0);
    }
    [[nodiscard]] int fd() const { return fd_.get(); }
    void send(base::ByteView bytes) const {
        while (!bytes.empty()) {
            const ssize_t done = ::send(fd(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (done <= 0) return;  // the server has closed: what it says is what is tested
            bytes = bytes.subspan(static_cast<std::size_t>(done));
        }
    }
    /// Up to that many bytes; fewer when the server closes first.
    [[nodiscard]] base::Bytes receive(std::size_t count) const {
        base::Bytes bytes(count);
        std::size_t have = 0;
        while (have < count) {
            const ssize_t got = ::recv(fd(), bytes.data() + have, count - have, 0);
            if (got <= 0) break;
            have += static_cast<std::size_t>(got);
        }
        bytes.resize(have);
        return bytes;
    }
    /// True when the server closes without sending anything more.
    [[nodiscard]] bool sees_the_end() const {
        char byte = 0;
        const ssize_t got = ::recv(fd(), &byte, 1, 0);
        return got == 0 || (got < 0 && errno == ECONNRESET);
    }
    /// One message there, one answer back.
    [[nodiscard]] bool exchanges() const {
        send(frame());
        return receive(4) == base::Bytes{0, 0, 0, 88};
    }
    void close() { fd_.reset(); }

  private:
    base::UniqueFd fd_;
};

}  // namespace loopback

#endif
