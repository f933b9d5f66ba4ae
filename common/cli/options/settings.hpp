#ifndef PTKT_CLI_OPTIONS_SETTINGS_HPP
#define PTKT_CLI_OPTIONS_SETTINGS_HPP

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/base/text/source_text.hpp"
#include "common/cli/exit_status.hpp"
#include "common/cli/io.hpp"
#include "common/cli/options/option_table.hpp"

namespace ptkt::cli {

/// What a settings file says for one option.
struct Setting {
    std::vector<std::string> words;
    base::Span where;
};

/// A settings file as one program sees it. Its form is TOML, the keys are long option names:
/// options of all programs at the top, those of one program in a table with the program's name,
/// which win over the top:
///
///     store = "/srv/ptkt"
///
///     [ptkt-gen]
///     type = "mixed"
///
/// A flag is true or false, a number an integer, a length of time a string or whole seconds, a
/// repeatable option an array of strings. Unknown keys, and tables that are named after no program,
/// are errors; the tables of other programs are theirs to check. The jobs of a program share its
/// table; each takes what it has an option for, and leaves what is for another one.
struct Settings {
    base::SourceText text;
    std::map<std::string, Setting> by_option;
};

/// Reads the settings that hold for this run: the file of `--config` or PTKT_CONFIG alone, else the
/// user's and the system's, as far as they exist. First the one that counts more. What is wrong has
/// been reported when a status comes back.
[[nodiscard]] base::Result<std::vector<Settings>, ExitStatus> load_settings(
    Io& io, const OptionTable& table, const std::optional<std::string>& config);

}  // namespace ptkt::cli

#endif
