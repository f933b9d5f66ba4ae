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
    ViewIp,
    StopRmt,
    StartRmt,
    StopSendClient,
    StopClient,
    StopMsc,
    StartMsc,
    StopLink,
    OpenPort,
    StopPort,
    OpenDs,
    StopDs,
    SetRacf,
    SetPwmc,
    SetUidc,
    RefreshRacfuid,
    CloseHws,
    Recorder,
    Metrics,  ///< our own: the counters for Prometheus
    Status,   ///< our own: what it is doing
};

/// A display changes nothing.
[[nodiscard]] constexpr bool is_view(Verb verb) {
    return verb == Verb::ViewHws || verb == Verb::ViewPort || verb == Verb::ViewDs ||
           verb == Verb::ViewRmt || verb == Verb::ViewMsc || verb == Verb::ViewIp ||
           verb == Verb::Metrics || verb == Verb::Status;
}

/// A command that is well-formed. Whether what it names exists is for its receiver to say.
struct Command {
    Verb verb = Verb::ViewHws;
    std::string name;  ///< the operand in upper case; ALL where nothing was named; ON, OPEN, ...
    bool summary = false;  ///< VIEWHWS SUMMARY
    bool force = false;    ///< CLOSEHWS FORCE
    std::string path{};    ///< STOPLINK: the LCLPLKID of its MSC; STOPCLNT: the client
    friend bool operator==(const Command&, const Command&) = default;
};

/// The most that a command may be long.
inline constexpr std::size_t kLongestCommand = 200;

/// Reads a command in the form of a reply to IMS Connect's WTOR: words between blanks, in either
/// case, never abbreviated (no topic gives abbreviations). Usage for anything else; a command that
/// IMS Connect has and this product does not is named in it.
[[nodiscard]] base::Result<Command> parse_command(std::string_view text);

/// The command as it would be typed; reads back as the same.
[[nodiscard]] std::string to_string(const Command& command);

/// What is wrong with a command, with the page that has them all.
[[nodiscard]] base::Error wrong_command(std::string what);

/// All words that a command may begin with.
[[nodiscard]] std::span<const std::string_view> command_words();

}  // namespace ptkt::ims_operator

#endif
