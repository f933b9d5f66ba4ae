#ifndef PTKT_TOOLS_IMSCON_RECV_DEMO_SCRIPT_HPP
#define PTKT_TOOLS_IMSCON_RECV_DEMO_SCRIPT_HPP

#include <array>
#include <span>
#include <string_view>

namespace ptkt::imscon_recv {

/// What somebody types in the demo, and what must come of it.
struct DemoStep {
    std::string_view heading;  ///< what it is about, or empty: the same as the step before
    std::string_view command;  ///< for a shell; `{port}` is where the receiver listens
    int status = 0;            ///< what it must end with
    std::array<std::string_view, 3> shows{};  ///< what its output must contain; empty: nothing more
    bool starts_receiver = false;             ///< the next step waits until it is ready
};

/// The main job: two IMS Connect instances, one of which becomes a trusted user of the other by a
/// PassTicket; and two that do not.
[[nodiscard]] std::span<const DemoStep> demo_steps();

/// The file to which the receiver of the demo writes its address.
inline constexpr std::string_view kDemoReady = "ready";

}  // namespace ptkt::imscon_recv

#endif
