// Who gets a place and memory of a server: the part that lets connections in, and ends those that
// have not signed on when others need what they have.
#include <sys/eventfd.h>

#include <new>
#include <utility>

#include "common/ims/protocol/server.hpp"
#include "common/net/address_range.hpp"
#include "common/net/socket_stream.hpp"

namespace ptkt::ims_protocol {

namespace {

/// Connections accepted on one port in one turn, so that a flood of them leaves time for messages.
constexpr int kAcceptedAtOnce = 64;

constexpr std::string_view kFull = "HWSS0771W all sockets that MAXSOC allows are in use";
constexpr std::string_view kTooManyWaiting =
    "too many connections of this address have not signed on";
constexpr std::string_view kNoPlace =
    "too many connections have not signed on, and others have a better right to their places";
constexpr std::string_view kNoDescriptors = "no more file descriptors";

}  // namespace

net::StreamPtr Server::stream_over(base::UniqueFd fd, const net::Wrap& wrap) {
    return net::wrapped(std::make_unique<net::SocketStream>(std::move(fd)), wrap);
}

base::UniqueFd Server::spare_descriptor() {
    return base::UniqueFd(::eventfd(0, EFD_CLOEXEC));
}

void Server::accept_some(const net::Listener& listener) {
    for (int i = 0; i < kAcceptedAtOnce; ++i) {
        auto accepted = listener.accept();
        if (accepted) {
            try {
                admit(std::move(*accepted), listener);
            } catch (const std::bad_alloc&) {
                return;  // it was closed; the others of this port have their turn later
            }
        } else if (accepted.error() == net::Listener::Nobody::Waiting ||
                   !refuse_with_spare(listener)) {
            return;
        }
    }
}

/// With all descriptors used the connection could not even be refused, and would be reported as
/// ready for ever.
bool Server::refuse_with_spare(const net::Listener& listener) {
    spare_.reset();
    auto accepted = listener.accept();
    if (accepted) {
        handler_->on_refused(accepted->peer, kNoDescriptors);
        accepted->fd.reset();  // before the spare is taken again
    }
    spare_ = spare_descriptor();
    return accepted.ok();
}

/// Why somebody from there is not let in. Another may have to go for him.
std::string_view Server::refusal(const std::string& source) {
    switch (room_.entry_for(source, channels_.size())) {
        case WaitingRoom::Entry::Free:
            return {};
        case WaitingRoom::Entry::NoPlace:
            return kFull;
        case WaitingRoom::Entry::TooManyOfSource:
            return kTooManyWaiting;
        case WaitingRoom::Entry::AnotherGoes:
            break;
    }
    const auto victim = room_.victim_for(source);
    if (!victim) return kNoPlace;
    drop(*channels_.at(*victim), CloseReason::Displaced);
    return {};
}

void Server::admit(net::Accepted accepted, const net::Listener& listener) {
    const std::string source = net::source_of(accepted.peer.address);
    if (const auto why = refusal(source); !why.empty())
        return handler_->on_refused(accepted.peer, why);
    const net::PortOptions& port = listener.options();
    Channel* const channel =
        add(stream_over(std::move(accepted.fd), port.wrap),
            {std::move(accepted.peer), listener.local(), port.idle, limits_->frame});
    if (channel == nullptr) return;
    try {
        room_.enter(channel->id(), source);
        channel->counted = true;
        handler_->on_open(*channel);
    } catch (const std::bad_alloc&) {
        channel->close_for_memory();
    }
}

/// Ends it at once. Nobody may be in the middle of the connections.
void Server::drop(Channel& channel, CloseReason reason) {
    channel.close(reason);
    if (channel.touched) std::erase(*touched_, &channel);
    remove(channel);
}

/// What those keep who have not signed on: one of them goes when all together have too much.
void Server::bound_memory(Channel& channel) {
    if (!channel.counted) return;
    room_.set_bytes(channel.id(), channel.is_signed_on() ? 0 : channel.kept_bytes());
    while (room_.is_over()) {
        const auto victim = room_.victim_for_memory();
        if (!victim) return;
        drop(*channels_.at(*victim), CloseReason::Displaced);
    }
}

}  // namespace ptkt::ims_protocol
