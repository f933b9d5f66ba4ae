#ifndef PTKT_IMS_PROTOCOL_LIMITS_HPP
#define PTKT_IMS_PROTOCOL_LIMITS_HPP

#include <chrono>
#include <cstddef>

#include "common/ims/wire/framer.hpp"
#include "common/net/clock.hpp"

namespace ptkt::ims_protocol {

/// What one server puts up with. A time of zero means no limit.
struct Limits {
    std::size_t connections = 50;
    /// Connections of one source that have not signed on, see `source_of`; 0 for no such limit.
    /// A peer that opens many and says nothing then cannot keep others out.
    std::size_t waiting_per_address = 0;
    /// Places that only sources get from which somebody has signed on lately.
    std::size_t reserve = 0;
    /// What is kept of the first message of a connection; when it is longer, `Handler::on_front`
    /// decides by its beginning whether the rest is read. Nobody is let in by what he claims.
    std::size_t unsigned_bytes = 32U << 10U;
    /// The same of all connections together that have not signed on; 0 for no such limit.
    std::size_t unsigned_total = 32U << 20U;
    ims_wire::FrameLimits frame{};
    net::Milliseconds sign_on{10'000};
    net::Milliseconds message{10'000};  ///< from its first byte to its last
    net::Milliseconds answer{10'000};   ///< a peer that takes none of its answers
    net::Milliseconds drain{5'000};     ///< for all that is still to be sent when the server ends
    net::Milliseconds linger{1'000};    ///< for the peer to close after we have
    std::size_t output = 64U << 10U;    ///< queued bytes above which nothing more is read
    std::size_t per_read = 64U << 10U;  ///< bytes taken from one connection in one turn
};

}  // namespace ptkt::ims_protocol

#endif
