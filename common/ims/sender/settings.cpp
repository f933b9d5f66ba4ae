#include "common/ims/sender/settings.hpp"

#include <algorithm>

#include "common/ims/wire/timer.hpp"

namespace ptkt::ims_sender {

ims_wire::MessageKind message_kind(Mode mode) {
    using ims_wire::MessageKind;
    switch (mode) {
        case Mode::SendReceive:
            return MessageKind::SendReceive;
        case Mode::SendOnly:
            return MessageKind::SendOnly;
        case Mode::SendOnlyError:
            return MessageKind::SendOnlyError;
        case Mode::Resume:
            return MessageKind::ResumeTpipe;
        case Mode::Trusted:
        case Mode::SendOnlyAck:
            break;
    }
    return MessageKind::SendOnlyAck;
}

base::Seconds ack_limit(const Settings& settings, const ims_config::Config& config) {
    constexpr base::Seconds kNoLimit(1'000'000);  // what the system's clocks can still count in ms
    if (settings.timeout) return *settings.timeout;
    base::Seconds limit = time_limit(settings);
    if (!config.datastores.empty()) {
        const auto longest =
            std::ranges::max_element(config.datastores, {}, &ims_config::DataStore::ackto);
        limit = base::Seconds(longest->ackto);
    }
    const auto timer = ims_wire::decode_timer(settings.client.timer.value_or(0));
    if (settings.mode == Mode::Resume) return limit;
    if (timer.kind == ims_wire::TimerKind::Forever) return kNoLimit;
    return limit + std::chrono::ceil<base::Seconds>(timer.wait);
}

ClientSettings with_timer(ClientSettings client) {
    using ims_protocol::Retrieval;
    const bool waits =
        client.retrieval == Retrieval::Auto || client.retrieval == Retrieval::SingleWait;
    if (waits && !client.timer) client.timer = ims_wire::kTimerForever;
    return client;
}

}  // namespace ptkt::ims_sender
