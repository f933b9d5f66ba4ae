#ifndef PTKT_IMS_OPERATOR_COMMAND_HPP
#define PTKT_IMS_OPERATOR_COMMAND_HPP

#include <span>
#include <string>
#include <string_view>

#include "common/base/result.hpp"

/// What an operator says to an IMS Connect and what comes back: commands, displays and counters,
/// without sockets and clocks. [IMS Connect WTOR commands]
namespace ptkt::ims_operator {

enum class Verb {
    ViewHws,
    ViewPort,
    ViewDs,
    ViewRmt,
    ViewMsc,
    StopRmt,
    StartRmt,
    StopSendClient,
    StopClient,
    StopMsc,
    StartMsc,
    StopLink,
    CloseHws,
    Metrics,  ///< our own: the counters for Prometheus
};

/// A display changes nothing.
[[nodiscard]] constexpr bool is_view(Verb verb) {
    return verb == Verb::ViewHws || verb == Verb::ViewPort || verb == Verb::ViewDs ||
           verb == Verb::ViewRmt || verb == Verb::ViewMsc || verb == Verb::Metrics;
}

/// A command that is well-formed. Whether what it names exists is for its receiver to say.
struct Command {
    Verb verb = Verb::ViewHws;
    std::string name;      ///< the operand in upper case; ALL where nothing was named
    bool summary = false;  ///< VIEWHWS SUMMARY
    bool force = false;    ///< CLOSEHWS FORCE
    std::string path{};    ///< STOPLINK: the LCLPLKID of its MSC; STOPCLNT: the client
    friend bool operator==(const Command&, const Command&) = default;
};

/// The most that a command may be long.
inline constexpr std::size_t kLongestCommand = 200;

/// Reads a command: words between blanks, in either case, never abbreviated (no topic gives
/// abbreviations). Usage for anything else.
[[nodiscard]] base::Result<Command> parse_command(std::string_view text);

/// The command as it would be typed; reads back as the same.
[[nodiscard]] std::string to_string(const Command& command);

/// All words that a command may begin with.
[[nodiscard]] std::span<const std::string_view> command_words();

}  // namespace ptkt::ims_operator

#endif
