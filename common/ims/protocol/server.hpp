#ifndef PTKT_IMS_PROTOCOL_SERVER_HPP
#define PTKT_IMS_PROTOCOL_SERVER_HPP

#include <deque>
#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

#include "common/ims/protocol/channel.hpp"
#include "common/ims/protocol/deadlines.hpp"
#include "common/ims/protocol/waiting_room.hpp"
#include "common/net/listener.hpp"
#include "common/net/loop.hpp"
#include "common/net/poller.hpp"

namespace ptkt::ims_protocol {

/// Takes messages of IMS Connect clients from any number of connections, in one thread. What the
/// messages mean is the handler's part.
///
/// No peer can keep the others waiting: a turn takes a bounded number of bytes of each connection,
/// nothing more is read from one that does not take its answers, and each wait for a peer has its
/// limit.
class Server {
  public:
    /// The handler and the clock must outlive the server.
    [[nodiscard]] static base::Result<Server> create(const Limits& limits, Handler& handler,
                                                     net::Clock& clock = net::system_clock());

    /// Listens on one more port, and says where.
    [[nodiscard]] base::Result<net::Endpoint> listen(const net::Endpoint& endpoint,
                                                     net::PortOptions options = {});

    /// The same with a socket that listens already.
    [[nodiscard]] base::Result<net::Endpoint> adopt(base::UniqueFd fd,
                                                    net::PortOptions options = {});

    /// Stops to listen on a port, at all its addresses, or listens there again; who is connected
    /// stays. NotFound: it does not listen there, or does so already; other errors as `listen`.
    [[nodiscard]] base::Status stop_listening(std::uint16_t port);
    [[nodiscard]] base::Status listen_again(std::uint16_t port);

    /// For what else the handler waits for; it lives as long as the server, also when that moves.
    [[nodiscard]] net::Loop& loop() { return *loop_; }

    /// Begins a connection of our own, whose messages go to the handler as those of the others do.
    /// It is settled like them: who does not answer or refuses shows in `on_close`; `signed_on`
    /// ends the time limit for it. `on_open` is not called. `frame` is what the other side's
    /// messages may be long, `wrap` what protects it. Unavailable when it cannot even be begun.
    [[nodiscard]] base::Result<Connection*> connect(const net::Endpoint& to,
                                                    ims_wire::FrameLimits frame,
                                                    const net::Wrap& wrap = {});

    /// Serves until it is told to stop: by `on_turn_end`, or through `stop_fd`, whatever makes it
    /// readable (a signalfd, an eventfd, a pipe). The first request drains, a second one ends at
    /// once. An error is one of the system's, not of a peer.
    [[nodiscard]] base::Status run(int stop_fd);
    /// The same by `on_turn_end` alone.
    [[nodiscard]] base::Status run();

    /// One turn of `run`: waits until something is ready or due, and does it. What has come in is
    /// looked at before anybody's time is up, and answers leave before a connection is ended for
    /// its limits. For those who serve step by step.
    [[nodiscard]] base::Status turn();

  private:
    Server(const Limits& limits, Handler& handler, net::Poller poller, net::Loop loop);

    [[nodiscard]] static net::StreamPtr stream_over(base::UniqueFd fd, const net::Wrap& wrap);
    [[nodiscard]] static base::UniqueFd spare_descriptor();

    [[nodiscard]] base::Result<net::Endpoint> add(base::Result<net::Listener> listener);
    void silence(std::uint16_t port);
    [[nodiscard]] base::Result<std::span<const epoll_event>> wait();
    void excuse(net::TimePoint since, net::TimePoint until);
    void dispatch(const epoll_event& event);
    void accept_some(const net::Listener& listener);
    void admit(net::Accepted accepted, const net::Listener& listener);
    [[nodiscard]] Channel* add(net::StreamPtr stream, Origin origin);
    void make_places();
    [[nodiscard]] std::string_view refusal(const std::string& source);
    void read(Channel& channel);
    void drop(Channel& channel, CloseReason reason);
    void bound_memory(Channel& channel);
    [[nodiscard]] bool refuse_with_spare(const net::Listener& listener);
    void revive();
    void hold();
    void release();
    void look_at_due();
    void expire();
    void settle_touched();
    void watch(Channel& channel);
    void remove(Channel& channel);
    void request_stop(int stop_fd);
    void decide(After after);
    void begin_draining();
    void close_all();
    [[nodiscard]] std::optional<net::TimePoint> time_limit() const;

    std::unique_ptr<const Limits> limits_;  // channels keep a reference to it
    Handler* handler_;
    std::unique_ptr<net::Loop> loop_;
    net::Poller poller_;    ///< of the sockets, and of the loop as one descriptor more
    base::UniqueFd spare_;  ///< given up for a moment to refuse somebody when all others are used
    std::deque<net::Listener> listeners_;
    std::set<std::uint16_t> stopped_ports_;
    std::unordered_map<ConnectionId, std::unique_ptr<Channel>> channels_;
    WaitingRoom room_;
    std::unique_ptr<Touched> touched_;  // channels keep a reference to it
    Touched settling_;                  ///< those that are settled now
    Deadlines deadlines_;
    std::vector<ConnectionId> looked_at_;  ///< in this turn, since a deadline of theirs has come
    net::TimePoint now_;                   ///< when this turn began
    base::Bytes scratch_;
    ConnectionId next_id_;
    enum class State { Serving, Draining, Ended } state_ = State::Serving;
    bool drain_wanted_ = false;
    std::optional<net::TimePoint> held_since_;
    std::optional<net::TimePoint> drained_by_;
};

}  // namespace ptkt::ims_protocol

#endif
