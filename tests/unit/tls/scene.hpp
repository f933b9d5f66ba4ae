#ifndef PTKT_TESTS_UNIT_TLS_SCENE_HPP
#define PTKT_TESTS_UNIT_TLS_SCENE_HPP

#include "tests/unit/tls/certificates.hpp"
#include "tests/unit/tls/memory_stream.hpp"

/// A client and a server of TLS that are connected in memory.
namespace scene {

using namespace ptkt;
using certificates::Issued;
using certificates::Wish;
using net::Progress;

/// Who is there: an authority, and who has a certificate of it.
struct Cast {
    Issued authority = certificates::new_authority();
    Issued server = certificates::issue({}, &authority);

    [[nodiscard]] tls::Context accepting(bool demands = false) const {
        return tls::Context::accepting(
                   server.credentials(),
                   demands ? std::optional(authority.as_authority()) : std::nullopt)
            .value();
    }
    [[nodiscard]] tls::Context connecting(const Issued* own = nullptr) const {
        return tls::Context::connecting(
                   own == nullptr ? std::nullopt : std::optional(own->credentials()),
                   authority.as_authority())
            .value();
    }
};

/// Both ends.
struct Pair {
    Pair(const tls::Context& accepting, const tls::Context& connecting,
         const std::string& name = "localhost")
        : server(accepting.for_clients()(wire.server_end())),
          client(connecting.for_server(name)(wire.client_end())) {}

    /// Lets both go on until neither can: what came of it for client and server.
    std::pair<Progress, Progress> shake_hands() const {
        std::pair outcomes{Progress::Blocked, Progress::Blocked};
        for (int turn = 0; turn < 20'000; ++turn) {
            if (outcomes.first == Progress::Blocked) outcomes.first = client->establish();
            if (outcomes.second == Progress::Blocked) outcomes.second = server->establish();
            if (outcomes.first != Progress::Blocked && outcomes.second != Progress::Blocked) break;
        }
        return outcomes;
    }

    memory::Connection wire;
    net::StreamPtr server;
    net::StreamPtr client;
};

inline constexpr std::pair kBothDone{Progress::Moved, Progress::Moved};

}  // namespace scene

#endif
