#include "common/ims_connection/server.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace ptkt::ims_connection {

namespace {

using Clock = std::chrono::steady_clock;

// What an event of the poller is about: the stop request, a listener, a descriptor that somebody
// watches, or else a connection.
constexpr std::uint64_t kStopToken = 0;
constexpr std::uint64_t kFirstListener = 1;
constexpr std::uint64_t kFirstWatched = std::uint64_t{1} << 16U;
constexpr std::uint64_t kFirstConnection = std::uint64_t{1} << 20U;

/// Connections accepted on one port in one turn, so that a flood of them leaves time for messages.
constexpr int kAcceptedAtOnce = 64;

constexpr std::string_view kFull = "all sockets that MAXSOC allows are in use";
constexpr std::string_view kTooManyWaiting =
    "too many connections of this address have not signed on";
constexpr std::string_view kNoDescriptors = "no more file descriptors";

base::UniqueFd spare_descriptor() {
    return base::UniqueFd(::eventfd(0, EFD_CLOEXEC));
}

}  // namespace

base::Result<Server> Server::create(const Limits& limits, Handler& handler) {
    auto poller = Poller::create();
    if (!poller) return std::move(poller).error();
    return Server(limits, handler, std::move(*poller));
}

Server::Server(const Limits& limits, Handler& handler, Poller poller)
    : limits_(std::make_unique<const Limits>(limits)),
      handler_(&handler),
      poller_(std::move(poller)),
      spare_(spare_descriptor()),
      touched_(std::make_unique<std::vector<Channel*>>()),
      next_watch_(kFirstWatched),
      scratch_(limits.per_read),
      next_id_(kFirstConnection) {}

base::Result<Endpoint> Server::listen(const Endpoint& endpoint, PortOptions options) {
    auto listener = Listener::open(endpoint, options);
    if (!listener) return std::move(listener).error();
    const std::uint64_t token = kFirstListener + listeners_.size();
    if (auto added = poller_.add(listener->fd(), EPOLLIN, token); !added)
        return std::move(added).error();
    listeners_.push_back(std::move(*listener));
    return listeners_.back().local();
}

base::Status Server::run(int stop_fd) {
    if (auto added = poller_.add(stop_fd, EPOLLIN, kStopToken); !added) return added;
    base::Status done;
    settle_touched(Clock::now());
    while (state_ != State::Ended && done.ok())
        done = turn(stop_fd);
    poller_.remove(stop_fd);
    close_all();
    return done;
}

base::Status Server::turn(int stop_fd) {
    const auto ready = poller_.wait(patience(Clock::now()));
    if (!ready) return ready.error();
    const TimePoint now = Clock::now();
    for (const epoll_event& event : *ready)
        dispatch(event, stop_fd, now);
    for (const std::uint64_t token : always_ready())
        call_ready(token);
    expire(now);
    decide(handler_->on_turn_end(), now);
    if (state_ == State::Ended) return {};
    settle_touched(now);
    if (state_ == State::Draining && (channels_.empty() || now >= *drained_by_))
        state_ = State::Ended;
    return {};
}

void Server::dispatch(const epoll_event& event, int stop_fd, TimePoint now) {
    const std::uint64_t token = event.data.u64;
    if (token == kStopToken) return request_stop(stop_fd);
    if (token >= kFirstWatched && token < kFirstConnection) return call_ready(token);
    if (token < kFirstWatched)
        return accept_some(listeners_[static_cast<std::size_t>(token - kFirstListener)], now);
    const auto found = channels_.find(token);
    if (found == channels_.end()) return;
    Channel& channel = *found->second;
    if ((event.events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0)
        channel.read(scratch_, *handler_, now);
    channel.touch();
}

void Server::accept_some(const Listener& listener, TimePoint now) {
    for (int i = 0; i < kAcceptedAtOnce; ++i) {
        auto accepted = listener.accept();
        if (accepted) {
            admit(std::move(*accepted), listener, now);
        } else if (accepted.error() == Listener::Nobody::Waiting || !refuse_with_spare(listener)) {
            return;
        }
    }
}

/// With all descriptors used the connection could not even be refused, and would be reported as
/// ready for ever.
bool Server::refuse_with_spare(const Listener& listener) {
    spare_.reset();
    auto accepted = listener.accept();
    if (accepted) {
        handler_->on_refused(accepted->peer, kNoDescriptors);
        accepted->fd.reset();  // before the spare is taken again
    }
    spare_ = spare_descriptor();
    return accepted.ok();
}

std::string_view Server::refusal(const Endpoint& peer) const {
    if (channels_.size() >= limits_->connections) return kFull;
    const auto waiting = waiting_.find(peer.address);
    if (limits_->waiting_per_address > 0 && waiting != waiting_.end() &&
        waiting->second >= limits_->waiting_per_address)
        return kTooManyWaiting;
    return {};
}

void Server::admit(Accepted accepted, const Listener& listener, TimePoint now) {
    if (const auto why = refusal(accepted.peer); !why.empty())
        return handler_->on_refused(accepted.peer, why);
    Channel* const channel =
        add(std::move(accepted), {listener.local(), listener.options().idle, limits_->frame}, now);
    if (channel == nullptr) return;
    channel->counted = true;
    ++waiting_[channel->peer().address];
    handler_->on_open(*channel);
}

/// Nothing when the system cannot watch one more descriptor.
Channel* Server::add(Accepted accepted, Origin origin, TimePoint now) {
    const ConnectionId id = next_id_++;
    auto made = std::make_unique<Channel>(id, std::move(accepted), std::move(origin), *limits_,
                                          *touched_, now);
    Channel* const channel = made.get();
    channel->polled = channel->interest();
    if (!poller_.add(channel->fd(), channel->polled, id)) return nullptr;
    channels_.emplace(id, std::move(made));
    channel->touch();
    return channel;
}

base::Result<Connection*> Server::connect(const Endpoint& to, ims_wire::FrameLimits frame) {
    const auto address = to_socket_address(to);
    if (!address) return address.error();
    auto fd = begin_connect(*address);
    if (!fd) return std::move(fd).error();
    Origin origin{local_end(fd->get()), Milliseconds(0), frame};
    Channel* const channel = add({std::move(*fd), to}, std::move(origin), Clock::now());
    if (channel == nullptr)
        return base::fail(base::ErrorKind::Unavailable, "{}: no more descriptors can be watched",
                          to_string(to));
    return channel;
}

base::Status Server::watch(int fd, std::function<void()> ready) {
    const std::uint64_t token = next_watch_++;
    const auto added = poller_.add(fd, EPOLLIN, token);
    if (!added && errno != EPERM) return added;
    watched_.emplace(token, Watched{fd, !added, std::move(ready)});
    return {};
}

void Server::unwatch(int fd) {
    const auto found =
        std::ranges::find_if(watched_, [fd](const auto& entry) { return entry.second.fd == fd; });
    if (found == watched_.end()) return;
    if (!found->second.always_ready) poller_.remove(fd);
    watched_.erase(found);
}

/// What is called may stop watching, itself or others.
void Server::call_ready(std::uint64_t token) {
    const auto found = watched_.find(token);
    if (found == watched_.end()) return;
    const auto ready = found->second.ready;
    ready();
}

std::vector<std::uint64_t> Server::always_ready() const {
    std::vector<std::uint64_t> tokens;
    for (const auto& [token, watched] : watched_)
        if (watched.always_ready) tokens.push_back(token);
    return tokens;
}

void Server::expire(TimePoint now) {
    while (const auto entry = deadlines_.take_due(now)) {
        const auto found = channels_.find(entry->second);
        if (found == channels_.end() || found->second->looked_at != entry->first) continue;
        Channel& channel = *found->second;
        channel.looked_at.reset();
        if (const auto due = channel.due(); due && due->first <= now) channel.expire(due->second);
        channel.touch();
    }
}

void Server::decide(After after, TimePoint now) {
    if (after == After::StopNow) state_ = State::Ended;
    if (state_ == State::Serving && (after == After::Drain || drain_wanted_)) begin_draining(now);
}

/// The end of one connection may give others something to send.
void Server::settle_touched(TimePoint now) {
    while (!touched_->empty())
        for (Channel* channel : std::exchange(*touched_, {})) {
            channel->begin_settling();
            channel->settle(now);
            if (channel->is_signed_on()) end_wait(*channel);
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
    const auto due = channel.due();
    if (!due || (channel.looked_at && *channel.looked_at <= due->first)) return;
    channel.looked_at = due->first;
    deadlines_.add(due->first, channel.id());
}

void Server::end_wait(Channel& channel) {
    if (!std::exchange(channel.counted, false)) return;
    const auto waiting = waiting_.find(channel.peer().address);
    if (--waiting->second == 0) waiting_.erase(waiting);
}

void Server::remove(Channel& channel) {
    handler_->on_close(channel, channel.reason());
    end_wait(channel);
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

void Server::begin_draining(TimePoint now) {
    state_ = State::Draining;
    drained_by_ = now + limits_->drain;
    for (Listener& listener : listeners_) {
        poller_.remove(listener.fd());
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
    waiting_.clear();
    touched_->clear();
}

int Server::patience(TimePoint now) const {
    auto until = deadlines_.next();
    if (drained_by_ && (!until || *drained_by_ < *until)) until = drained_by_;
    if (!always_ready().empty()) return 0;
    if (!until) return -1;
    const auto left = std::chrono::ceil<Milliseconds>(*until - now).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
}

}  // namespace ptkt::ims_connection
