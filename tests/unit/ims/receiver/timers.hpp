#ifndef PTKT_TESTS_UNIT_IMS_RECEIVER_TIMERS_HPP
#define PTKT_TESTS_UNIT_IMS_RECEIVER_TIMERS_HPP

#include "common/ims/wire/timer.hpp"
#include "tests/unit/ims/protocol/stepped.hpp"
#include "tests/unit/ims/receiver/scene.hpp"

namespace timers {

using namespace scene;
using ims_wire::MessageKind;
using ims_wire::Rsm;
using loopback::Stepped;
using loopback::SteppedPeer;
using net::Milliseconds;

constexpr Milliseconds kMoment(1);

/// A receiver behind sockets.
class Stage : public Scene, public Stepped {
  public:
    explicit Stage(bool racf, std::string_view more = "", ims_protocol::Limits limits = {},
                   net::PortOptions port = {}, Settings wanted = {})
        : Scene(racf, std::move(wanted), "RACFGENRC=N", more), Stepped(*receiver, limits, port) {
        REQUIRE(receiver->use(server.loop()).ok());
    }
};

inline base::Bytes bytes_of(const ims_wire::Request& request) {
    const auto encoded = ims_wire::encode_request(request).value();
    return {encoded.view().begin(), encoded.view().end()};
}

inline ims_wire::Request resume(std::string_view client, base::Byte timer, base::Byte soct) {
    auto request = message();
    request.segments = {};
    request.irm.f4 = MessageKind::ResumeTpipe;
    request.irm.client_id = client;
    request.irm.timer = timer;
    request.irm.soct = soct;
    return request;
}

/// The only answer that has come.
inline ims_wire::Response one_answer(const SteppedPeer& peer) {
    const auto bytes = peer.received();
    REQUIRE_FALSE(bytes.empty());
    auto response = ims_wire::decode_response(bytes, ims_wire::Exit::Sampl1);
    REQUIRE(response.ok());
    return std::move(*response);
}

inline Rsm rsm_of(const SteppedPeer& peer) {
    return std::get<Rsm>(one_answer(peer).status);
}

constexpr std::chrono::seconds kStall(30);

}  // namespace timers

#endif
