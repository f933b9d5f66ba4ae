#ifndef PTKT_TOOLS_RACF_ADMIN_COMMAND_LOOP_HPP
#define PTKT_TOOLS_RACF_ADMIN_COMMAND_LOOP_HPP

#include <map>
#include <string>
#include <vector>

#include "common/base/text/source_text.hpp"
#include "common/cli/exit_status.hpp"
#include "common/cli/io.hpp"
#include "common/cli/progress.hpp"
#include "common/racf/language/logical_command.hpp"
#include "common/racf/session/command_runner.hpp"
#include "tools/racf-admin/command_stream.hpp"
#include "tools/racf-admin/options.hpp"

namespace ptkt::admin {

/// A stream of commands on one store, each answered when it has been carried out.
class CommandLoop {
  public:
    CommandLoop(cli::Io& io, const Options& options, store::Store& store);

    /// Runs all commands of a text. The status is RACF's highest return code, or that of trouble
    /// which ended the run.
    [[nodiscard]] cli::ExitStatus run(const base::SourceText& source);
    /// The same with commands that are carried out and answered as they arrive.
    [[nodiscard]] cli::ExitStatus run(CommandStream& stream);
    /// At the end of a run with --skip-unsupported: which commands were skipped, and how many.
    void tell_skipped() const;

  private:
    /// The highest return code of the commands of a text, or the status of trouble. Each is counted
    /// where there is a progress.
    [[nodiscard]] base::Result<int, cli::ExitStatus> run_all(const base::SourceText& source,
                                                           cli::Progress* progress);
    /// The return code of one command; a status when the run is over.
    [[nodiscard]] base::Result<int, cli::ExitStatus> run_one(
        const base::SourceText& source, const racf_command::LogicalCommand& text,
        cli::Progress* progress);
    [[nodiscard]] cli::ExitStatus answer(const base::SourceText& source,
                                         const racf_command::LogicalCommand& text,
                                         const racf_command::Understood& command,
                                         const racf_command::CommandOutcome& outcome);
    /// With --skip-unsupported, a command that has no place here is counted and ends with 0.
    void skip_unsupported(racf_command::CommandOutcome& outcome);
    /// How to convert commands that failed, when they are not in ASCII.
    void hint_at_conversion(const base::SourceText& source);
    void show_places(const std::vector<std::string>& places);

    cli::Io& io_;
    const Options& options_;
    racf_session::CommandRunner runner_;
    std::size_t lines_before_ = 0;  ///< of a stream, in front of the commands at hand
    std::map<std::string, int> skipped_;
    bool told_of_code_ = false;     ///< that the commands are not in ASCII
    bool stopped_ = false;          ///< a return code was reached that --stop-at names
};

}  // namespace ptkt::admin

#endif
