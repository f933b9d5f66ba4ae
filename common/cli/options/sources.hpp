#ifndef PTKT_CLI_OPTIONS_SOURCES_HPP
#define PTKT_CLI_OPTIONS_SOURCES_HPP

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/cli/exit_status.hpp"
#include "common/cli/io.hpp"
#include "common/cli/options/argv.hpp"
#include "common/cli/options/option_table.hpp"
#include "common/cli/options/settings.hpp"

namespace ptkt::cli {

/// What the first source that has words for an option says, and what that source is called.
struct Found {
    const std::vector<std::string>* words = nullptr;  ///< absent: no source has any
    std::string name;                                 ///< in a message: `option '--type'`
    std::string source = "default";                   ///< `command line`, a variable, `file:line`
    bool is_argument = false;
    std::size_t distance = 0;  ///< of the command line 0, of the environment 1, of files more
    const Settings* file = nullptr;
    base::Span where;
};

/// Where options of one run get their values: the arguments, the environment, the user's settings,
/// the system's.
class Sources {
  public:
    Sources(const OptionTable& table, Io& io) : table_(table), io_(io) {}

    /// Takes the arguments apart. Usage when a word is missing.
    [[nodiscard]] base::Status split();
    /// What is wrong with the settings has been reported when a status comes back.
    [[nodiscard]] std::optional<ExitStatus> read_settings();

    [[nodiscard]] const Arguments& arguments() const { return arguments_; }
    [[nodiscard]] Found find(const OptionSpec& spec);
    /// Where the source of a variable or setting gives another one that it excludes: where both
    /// are, and why that is wrong. Otherwise an empty text.
    [[nodiscard]] std::string contradiction(const OptionSpec& spec);
    /// Why an option has no effect in this run, or an empty text.
    [[nodiscard]] std::string complaint(const OptionSpec& spec, bool of_argument);

  private:
    /// Whether some source, or the command line, gives it; a flag must be true.
    bool is_given(std::string_view name, bool as_argument);
    /// A variable or a setting that an argument takes the place of.
    bool has_yielded(const OptionSpec& spec);
    bool is_met(const OptionSpec& spec, const Condition& condition, bool of_argument);
    /// The option of these that would have an effect by itself and has the nearest source, or
    /// nullptr.
    const OptionSpec* nearest_rival(const std::vector<std::string>& names);
    std::optional<std::string> variable_of(const OptionSpec& spec, std::string& name) const;

    const OptionTable& table_;
    Io& io_;
    Arguments arguments_;
    std::vector<Settings> files_;
    std::map<std::string, std::vector<std::string>, std::less<>> environment_;
};

}  // namespace ptkt::cli

#endif
