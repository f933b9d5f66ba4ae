#include "common/ims/protocol/server.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <new>
#include <utility>

namespace ptkt::ims_protocol {

namespace {

// What an event of the poller is about: the loop, a listener or a connection.
constexpr std::uint64_t kLoop = 0;
constexpr std::uint64_t kFirstListener = 1;
constexpr std::uint64_t kFirstConnection = std::uint64_t{1} << 20U;

/// A turn, or a waking up, that is later than this was not the peers' doing: the machine, or
/// somebody we had to wait for, was slow.
constexpr net::Milliseconds kAbsence(1'000);

}  // namespace

base::Result<Server> Server::create(const Limits& limits, Handler& handler, net::Clock& clock) {
    auto poller = net::Poller::create();
    if (!poller) return std::move(poller).error();
    auto loop = net::Loop::create(clock);
    if (!loop) return std::move(loop).error();
    if (auto added = poller->add(loop->fd(), EPOLLIN, kLoop); !added)
        return std::move(added).error();
    return Server(limits, handler, std::move(*poller), std::move(*loop));
}

Server::Server(const Limits& limits, Handler& handler, net::Poller poller, net::Loop loop)
    : limits_(std::make_unique<const Limits>(limits)),
      handler_(&handler),
      loop_(std::make_unique<net::Loop>(std::move(loop))),
      poller_(std::move(poller)),
      spare_(spare_descriptor()),
      room_(*limits_),
      touched_(std::make_unique<Touched>()),
      now_(loop_->now()),
      scratch_(limits.per_read),
      next_id_(kFirstConnection) {}

base::Result<net::Endpoint> Server::listen(const net::Endpoint& endpoint,
                                           net::PortOptions options) {
    return add(net::Listener::open(endpoint, options));
}

base::Result<net::Endpoint> Server::adopt(base::UniqueFd fd, net::PortOptions options) {
    return add(net::Listener::adopt(std::move(fd), options));
}

base::Result<net::Endpoint> Server::add(base::Result<net::Listener> listener) {
    if (!listener) return std::move(listener).error();
    const std::uint64_t token = kFirstListener + listeners_.size();
    if (auto added = poller_.add(listener->fd(), EPOLLIN, token); !added)
        return std::move(added).error();
    listeners_.push_back(std::move(*listener));
    return listeners_.back().local();
}

base::Status Server::stop_listening(std::uint16_t port) {
    const auto is_it = [port](const net::Listener& one) { return one.local().port == port; };
    if (std::ranges::none_of(listeners_, is_it) || !stopped_ports_.insert(port).second)
        return base::fail(base::ErrorKind::NotFound, "port {} is not listened on", port);
    silence(port);
    return {};
}

base::Status Server::listen_again(std::uint16_t port) {
    if (state_ != State::Serving || !stopped_ports_.contains(port))
        return base::fail(base::ErrorKind::NotFound, "port {} is not stopped", port);
    for (std::size_t i = 0; i < listeners_.size(); ++i) {
        if (listeners_[i].local().port != port) continue;
        auto started = listeners_[i].start();
        if (started) started = poller_.add(listeners_[i].fd(), EPOLLIN, kFirstListener + i);
        if (started) continue;
        silence(port);
        return started;
    }
    stopped_ports_.erase(port);
    return {};
}

/// Where it does not listen now nothing changes.
void Server::silence(std::uint16_t port) {
    for (net::Listener& listener : listeners_) {
        if (listener.local().port != port || listener.fd() < 0) continue;
        poller_.remove(listener.fd());
        listener.stop();
    }
}

base::Status Server::run(int stop_fd) {
    if (auto watched =
            loop_->watch(stop_fd, net::Ready::Input, [this, stop_fd] { request_stop(stop_fd); });
        !watched)
        return watched;
    auto done = run();
    loop_->unwatch(stop_fd);
    return done;
}

base::Status Server::run() {
    base::Status done;
    while (state_ != State::Ended && done.ok())
        done = turn();
    close_all();
    return done;
}

base::Status Server::turn() {
    const auto ready = wait();
    if (!ready) return ready.error();
    for (const epoll_event& event : *ready)
        if (event.data.u64 != kLoop) dispatch(event);
    look_at_due();
    revive();
    decide(handler_->on_turn_end());
    if (state_ == State::Ended) return {};
    if (!held_since_) settle_touched();
    expire();
    const bool is_done = channels_.empty() && !handler_->is_busy();
    if (state_ == State::Draining && (is_done || now_ >= *drained_by_)) state_ = State::Ended;
    return {};
}

/// What sockets are ready for, after a turn of the loop when there is something in it to do: most
/// turns have messages only, and wait once. While answers are held no socket is looked at.
base::Result<std::span<const epoll_event>> Server::wait() {
    using Events = std::span<const epoll_event>;
    if (held_since_) {
        if (auto done = loop_->turn(time_limit()); !done) return std::move(done).error();
        now_ = loop_->now();
        return Events();
    }
    net::Clock& clock = loop_->clock();
    const net::TimePoint before = clock.now();
    excuse(now_, before);
    const auto until = time_limit();
    const auto ready = poller_.wait(clock.begin_wait(loop_->time_limit(until)));
    now_ = clock.now();
    if (until) excuse(std::max(before, *until), now_);
    if (!ready) return ready;
    const bool is_called = std::ranges::any_of(
        *ready, [](const epoll_event& event) { return event.data.u64 == kLoop; });
    if (is_called || loop_->time_limit(std::nullopt) == 0)
        if (auto done = loop_->turn(net::TimePoint()); !done) return std::move(done).error();
    return ready;
}

/// Nobody's limit runs while this program was away.
void Server::excuse(net::TimePoint since, net::TimePoint until) {
    if (until - since <= kAbsence) return;
    for (const auto& [id, channel] : channels_)
        channel->excuse(until - since);
}

void Server::dispatch(const epoll_event& event) {
    const std::uint64_t token = event.data.u64;
    if (token < kFirstConnection)
        return accept_some(listeners_[static_cast<std::size_t>(token - kFirstListener)]);
    const auto found = channels_.find(token);
    if (found == channels_.end()) return;
    Channel& channel = *found->second;
    channel.touch();
    if ((event.events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0 || channel.reads_by_output())
        read(channel);
    bound_memory(channel);
}

/// Where there is no memory for what one peer has sent, the others go on.
void Server::read(Channel& channel) {
    try {
        channel.read(scratch_, *handler_);
    } catch (const std::bad_alloc&) {
        channel.close_for_memory();
    }
}

/// Those that are read again may have messages that came while they were held, others have bytes
/// that their streams keep. More are touched meanwhile.
void Server::revive() {
    if (held_since_) return;
    for (std::size_t i = 0; i < touched_->size(); ++i) {
        Channel& channel = *(*touched_)[i];
        try {
            channel.revive(*handler_);
        } catch (const std::bad_alloc&) {
            channel.close_for_memory();
        }
        if (channel.has_pending()) read(channel);
    }
}

/// Peers wait for this program now, not it for them.
void Server::hold() {
    if (!held_since_) held_since_ = now_;
}

void Server::release() {
    if (!held_since_) return;
    for (const auto& [id, channel] : channels_)
        channel->excuse(now_ - *held_since_);
    held_since_.reset();
}

/// Who runs out of memory must still be touched and ended, so the places for that come first.
void Server::make_places() {
    const std::size_t wanted = channels_.size() + 1;
    for (Touched* const list : {touched_.get(), &settling_})
        if (list->capacity() < wanted) list->reserve(2 * wanted);
}

/// Nothing when the system cannot watch one more descriptor.
Channel* Server::add(net::StreamPtr stream, Origin origin) {
    make_places();
    const ConnectionId id = next_id_++;
    auto made = std::make_unique<Channel>(id, std::move(stream), std::move(origin), *limits_,
                                          loop_->clock(), *touched_);
    Channel* const channel = made.get();
    channel->polled = channel->interest();
    if (!poller_.add(channel->fd(), channel->polled, id)) return nullptr;
    channels_.emplace(id, std::move(made));
    channel->touch();
    return channel;
}

base::Result<Connection*> Server::connect(const net::Endpoint& to, ims_wire::FrameLimits frame,
                                          const net::Wrap& wrap) {
    const auto address = net::to_socket_address(to);
    if (!address) return address.error();
    auto fd = net::begin_connect(*address);
    if (!fd) return std::move(fd).error();
    net::set_keep_alive(fd->get(), std::chrono::seconds(0));
    Origin origin{to, net::local_end(fd->get()), net::Milliseconds(0), frame};
    Channel* const channel = add(stream_over(std::move(*fd), wrap), std::move(origin));
    if (channel == nullptr)
        return base::fail(base::ErrorKind::Unavailable, "{}: no more descriptors can be watched",
                          to_string(to));
    return channel;
}

/// An entry may have outlived its reason: only the channel knows. What its peer has sent by now
/// comes first, since it may be what was waited for.
void Server::look_at_due() {
    if (held_since_) return;
    while (const auto entry = deadlines_.take_due(now_)) {
        const auto found = channels_.find(entry->second);
        if (found == channels_.end()) continue;
        Channel& channel = *found->second;
        channel.looked_at.reset();
        if ((channel.is_ringing(now_) || channel.overdue(now_)) && channel.listens()) read(channel);
        try {
            channel.ring(*handler_, now_);
        } catch (const std::bad_alloc&) {
            channel.close_for_memory();
        }
        channel.touch();
        looked_at_.push_back(channel.id());
    }
}

/// After the answers of this turn are on their way. A deadline that is passed over while answers
/// are held has an entry again when they are not.
void Server::expire() {
    for (const ConnectionId id : std::exchange(looked_at_, {})) {
        const auto found = channels_.find(id);
        if (found == channels_.end() || held_since_) continue;
        Channel& channel = *found->second;
        const auto reason = channel.overdue(now_);
        if (!reason) continue;
        channel.expire(*reason);
        channel.touch();
    }
}

void Server::decide(After after) {
    if (after == After::StopNow) state_ = State::Ended;
    if (after == After::Hold) {
        hold();
    } else {
        release();
    }
    if (state_ == State::Serving && (after == After::Drain || drain_wanted_)) begin_draining();
}

void Server::settle_touched() {
    settling_.clear();
    std::swap(settling_, *touched_);
    for (Channel* channel : settling_) {
        channel->touched = false;
        channel->settle();
        if (channel->is_signed_on() && std::exchange(channel->counted, false))
            room_.sign_on(channel->id());
        if (channel->is_closed()) {
            remove(*channel);
        } else {
            watch(*channel);
        }
    }
}

void Server::watch(Channel& channel) {
    if (const auto wanted = channel.interest(); wanted != channel.polled) {
        channel.polled = wanted;
        if (!poller_.change(channel.fd(), wanted, channel.id())) {
            channel.close(CloseReason::PeerLost);
            return remove(channel);
        }
    }
    if (channel.wants_revival() || channel.has_pending()) channel.touch();
    const auto due = channel.due();
    auto next = channel.timer();
    if (due && (!next || due->first < *next)) next = due->first;
    if (!next || (channel.looked_at && *channel.looked_at <= *next)) return;
    if (channel.looked_at) deadlines_.take_back(*channel.looked_at, channel.id());
    channel.looked_at = next;
    deadlines_.add(*next, channel.id());
}

void Server::remove(Channel& channel) {
    handler_->on_close(channel, channel.reason());
    if (channel.counted) room_.leave(channel.id());
    if (channel.looked_at) deadlines_.take_back(*channel.looked_at, channel.id());
    poller_.remove(channel.fd());
    channels_.erase(channel.id());
}

void Server::request_stop(int stop_fd) {
    std::array<char, 4096> request{};
    // One wake-up is one request, however many bytes the descriptor has for it.
    static_cast<void>(::read(stop_fd, request.data(), request.size()));
    if (state_ == State::Draining) state_ = State::Ended;
    drain_wanted_ = true;
}

void Server::begin_draining() {
    state_ = State::Draining;
    drained_by_ = loop_->now() + limits_->drain;
    for (net::Listener& listener : listeners_) {
        if (!stopped_ports_.contains(listener.local().port)) poller_.remove(listener.fd());
        listener.close();
    }
    for (const auto& [id, channel] : channels_) {
        channel->finish(CloseReason::Stopped);
        channel->touch();
    }
}

void Server::close_all() {
    for (const auto& [id, channel] : channels_) {
        channel->close(CloseReason::Stopped);
        handler_->on_close(*channel, channel->reason());
    }
    channels_.clear();
    room_.clear();
    touched_->clear();
}

std::optional<net::TimePoint> Server::time_limit() const {
    if (held_since_) return drained_by_;
    // What was touched between two turns has waited long enough.
    auto until = touched_->empty() ? deadlines_.next() : std::optional(net::TimePoint());
    if (drained_by_ && (!until || *drained_by_ < *until)) until = drained_by_;
    return until;
}

}  // namespace ptkt::ims_protocol
