#ifndef PTKT_IMS_PROTOCOL_CONNECTING_HPP
#define PTKT_IMS_PROTOCOL_CONNECTING_HPP

#include <optional>
#include <string>
#include <vector>

#include "common/ims/protocol/client.hpp"
#include "common/net/look_up.hpp"
#include "common/net/wait.hpp"

namespace ptkt::ims_protocol {

/// A connection to an IMS Connect that is not there yet: the name is looked up, its addresses are
/// tried in turn until one answers, and what protects it shakes hands. None of that waits here, so
/// that whoever has other connections goes on serving them.
class Connecting {
  public:
    /// All of it may take `timeout`; each address gets its share of what is left of that, so that
    /// one which does not answer does not keep the others from being tried.
    Connecting(std::string host, std::uint16_t port, net::Milliseconds timeout, ims_wire::Exit exit,
               net::Wrap wrap = {}, net::Clock& clock = net::system_clock());

    /// Goes on as far as that needs no waiting. Nothing: to be called again when what is awaited is
    /// ready, or the time has come. Unavailable: the name is not known, nobody listens, no answer
    /// in time, not as safe as it has to be. Of several addresses the first error is told. To be
    /// called no more once there is a connection or an error.
    [[nodiscard]] base::Result<std::optional<Client>> advance();

    [[nodiscard]] net::Awaited awaited() const;
    [[nodiscard]] net::TimePoint until() const;

  private:
    enum class Stage { Name, Address, Handshake, Connected };

    /// Each false when it has to wait.
    [[nodiscard]] base::Result<bool> step();
    [[nodiscard]] base::Result<bool> take_addresses();
    [[nodiscard]] base::Result<bool> take_connection();
    [[nodiscard]] base::Result<bool> establish();
    [[nodiscard]] base::Result<bool> try_next();
    [[nodiscard]] base::Result<bool> try_next_after(base::Error error);
    [[nodiscard]] const net::Endpoint& endpoint() const { return endpoints_[next_ - 1]; }

    Stage stage_ = Stage::Name;
    std::string host_;
    net::Clock& clock_;
    net::Milliseconds timeout_;
    net::TimePoint until_;
    ims_wire::Exit exit_;
    net::Wrap wrap_;
    net::LookUp look_up_;
    std::vector<net::Endpoint> endpoints_;
    std::size_t next_ = 0;  ///< the address after the one that is tried
    base::UniqueFd fd_;
    net::TimePoint address_until_{};
    std::optional<base::Error> first_error_;
    net::StreamPtr stream_;
};

}  // namespace ptkt::ims_protocol

#endif
