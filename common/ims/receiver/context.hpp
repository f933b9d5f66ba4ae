#ifndef PTKT_IMS_RECEIVER_CONTEXT_HPP
#define PTKT_IMS_RECEIVER_CONTEXT_HPP

#include "common/ims/operator/metrics.hpp"
#include "common/ims/receiver/reporter.hpp"
#include "common/net/loop.hpp"

namespace ptkt::ims_receiver {

class Recorder;

/// What all parts of a receiver share: its task, the time, the host it reports to, what it counts.
struct Context {
    Host& host;
    const Settings& settings;
    const ims_config::Config& config;
    Reporter reporter;
    net::Loop* loop = nullptr;  ///< once there is one
    ims_operator::Metrics metrics;
    std::int64_t taken = 0;        ///< messages
    Recorder* recorder = nullptr;  ///< while it is open

    [[nodiscard]] net::TimePoint now() const {
        return (loop != nullptr ? loop->clock() : net::system_clock()).now();
    }
    /// Whether --max-messages have come.
    [[nodiscard]] bool has_enough() const {
        return settings.max_messages && taken >= *settings.max_messages;
    }
};

}  // namespace ptkt::ims_receiver

#endif
