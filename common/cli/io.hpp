#ifndef PTKT_CLI_IO_HPP
#define PTKT_CLI_IO_HPP

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/moment.hpp"
#include "common/base/time.hpp"
#include "common/cli/input.hpp"
#include "common/cli/output.hpp"
#include "common/formats/log/message.hpp"

namespace ptkt::cli {

/// The process as a value: all that a program may know of the world it was started in. Tests hand
/// it other arguments, pipes and clocks.
struct Io {
    std::string tool;               ///< the program's name, for messages
    std::string page;               ///< whose `--help` a hint names; empty: the program's
    std::vector<std::string> args;  ///< without the program's name
    std::function<std::optional<std::string>(std::string_view)> env;  ///< one variable
    Input in;
    OutputFile out;
    OutputFile err;
    std::function<base::Instant()> now;
    std::function<base::Moment()> clock;  ///< the same, finer; may be empty
    /// Local time less UTC at a moment; empty where nobody knows it.
    std::function<base::Seconds(base::Instant)> local_offset;
    unsigned user_id = 0;  ///< the effective one; 0 is root
    bool in_is_terminal = false;
    bool out_is_terminal = false;
    bool err_is_terminal = false;
    bool quiet = false;                ///< `-q` was given: no warnings, notes and hints
    bool stamps_lines = false;         ///< messages begin with the time, as those of a service do
    std::function<void()> clear_line;  ///< takes a line of progress off the terminal
    bool json = false;                 ///< `--json` was given: what is said are objects, too
    /// What is said is for the log of the system, in its form.
    formats::LogForm log_form = formats::LogForm::Lines;
    /// Gives an entry to systemd's journal, when standard error leads there. False: it was not
    /// taken.
    std::function<bool(const std::string& entry)> to_journal;
    /// Told the name of each step of work that a cut-off may leave half done. Nothing listens in a
    /// program as it is shipped; a test ends its process there as a power cut would.
    std::function<void(std::string_view)> reached = [](std::string_view) {};
    std::string system_settings = "/etc/ptkt/ptkt.toml";
    bool in_is_taken = false;  ///< `-` was asked for once; see `take_stdin`

    [[nodiscard]] base::Moment moment() const { return clock ? clock() : base::Moment(now()); }
};

/// A variable of the environment; an empty one counts as absent.
[[nodiscard]] std::optional<std::string> variable(const Io& io, std::string_view name);

/// Standard input, for the one operand or option that may have it. Usage when it is taken already:
/// two readers of one stream would each get a part.
[[nodiscard]] base::Result<Input> take_stdin(Io& io);

/// Whether standard error leads to systemd's journal.
[[nodiscard]] bool is_journal(const Io& io);

/// From now on messages begin with the time, unless they go to systemd's journal, which has it.
void stamp_lines(Io& io);

/// The input that an operand names: a file, or `-` for standard input. NotFound, NotPermitted, Io.
[[nodiscard]] base::Result<Input> open_input(Io& io, const std::string& file);

}  // namespace ptkt::cli

#endif
