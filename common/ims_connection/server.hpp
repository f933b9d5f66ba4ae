#ifndef PTKT_IMS_CONNECTION_SERVER_HPP
#define PTKT_IMS_CONNECTION_SERVER_HPP

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

#include "common/ims_connection/channel.hpp"
#include "common/ims_connection/deadlines.hpp"
#include "common/ims_connection/listener.hpp"
#include "common/ims_connection/poller.hpp"

namespace ptkt::ims_connection {

/// Takes messages of IMS Connect clients from any number of connections, in one thread. What the
/// messages mean is the handler's part.
///
/// No peer can keep the others waiting: a turn takes a bounded number of bytes of each connection,
/// nothing more is read from one that does not take its answers, and each wait for a peer has its
/// limit.
class Server {
  public:
    /// The handler must outlive the server.
    [[nodiscard]] static base::Result<Server> create(const Limits& limits, Handler& handler);

    /// Listens on one more port, and tells where.
    [[nodiscard]] base::Result<Endpoint> listen(const Endpoint& endpoint, PortOptions options = {});

    /// Begins a connection of our own, whose messages go to the handler as those of the others do.
    /// It is settled like them: who does not answer or refuses shows in `on_close`; `signed_on`
    /// ends the time limit for it. `on_open` is not called. `frame` is what the other side's
    /// messages may be long. Unavailable when it cannot even be begun.
    [[nodiscard]] base::Result<Connection*> connect(const Endpoint& to,
                                                    ims_wire::FrameLimits frame);

    /// Calls `ready` in each turn in which the descriptor can be read, until `unwatch`. A file is
    /// always ready.
    [[nodiscard]] base::Status watch(int fd, std::function<void()> ready);
    void unwatch(int fd);

    /// Serves until it is told to stop: by `on_turn_end`, or through `stop_fd`, whatever makes it
    /// readable (a signalfd, an eventfd, a pipe). The first request drains, a second one ends at
    /// once. An error is one of the system's, not of a peer.
    [[nodiscard]] base::Status run(int stop_fd);

  private:
    Server(const Limits& limits, Handler& handler, Poller poller);

    [[nodiscard]] base::Status turn(int stop_fd);
    void dispatch(const epoll_event& event, int stop_fd, TimePoint now);
    void accept_some(const Listener& listener, TimePoint now);
    void admit(Accepted accepted, const Listener& listener, TimePoint now);
    [[nodiscard]] Channel* add(Accepted accepted, Origin origin, TimePoint now);
    void call_ready(std::uint64_t token);
    [[nodiscard]] std::vector<std::uint64_t> always_ready() const;
    [[nodiscard]] std::string_view refusal(const Endpoint& peer) const;
    [[nodiscard]] bool refuse_with_spare(const Listener& listener);
    void end_wait(Channel& channel);
    void expire(TimePoint now);
    void settle_touched(TimePoint now);
    void watch(Channel& channel);
    void remove(Channel& channel);
    void request_stop(int stop_fd);
    void decide(After after, TimePoint now);
    void begin_draining(TimePoint now);
    void close_all();
    [[nodiscard]] int patience(TimePoint now) const;

    std::unique_ptr<const Limits> limits_;  // channels keep a reference to it
    Handler* handler_;
    Poller poller_;
    base::UniqueFd spare_;  ///< given up for a moment to refuse somebody when all others are used
    std::deque<Listener> listeners_;
    std::unordered_map<ConnectionId, std::unique_ptr<Channel>> channels_;
    std::unordered_map<std::string, std::size_t> waiting_;  ///< not signed on, by address
    std::unique_ptr<std::vector<Channel*>> touched_;        // channels keep a reference to it
    struct Watched {
        int fd;
        bool always_ready;  ///< a file: epoll has no place for it
        std::function<void()> ready;
    };
    std::map<std::uint64_t, Watched> watched_;
    std::uint64_t next_watch_;
    Deadlines deadlines_;
    base::Bytes scratch_;
    ConnectionId next_id_;
    enum class State { Serving, Draining, Ended } state_ = State::Serving;
    bool drain_wanted_ = false;
    std::optional<TimePoint> drained_by_;
};

}  // namespace ptkt::ims_connection

#endif
