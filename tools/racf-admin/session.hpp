#ifndef PTKT_TOOLS_RACF_ADMIN_SESSION_HPP
#define PTKT_TOOLS_RACF_ADMIN_SESSION_HPP

#include <string>

#include "common/base/text/source_text.hpp"
#include "common/cli/exit_status.hpp"
#include "common/cli/io.hpp"
#include "common/racf/command/apply/apply.hpp"
#include "common/racf/language/logical_command.hpp"
#include "common/racf/language/parser.hpp"
#include "common/racf/store/secret_keeper.hpp"
#include "common/racf/store/store.hpp"
#include "tools/racf-admin/command_stream.hpp"
#include "tools/racf-admin/options.hpp"

namespace ptkt::admin {

/// A stream of commands on one store. Each command is carried out under the store's lock, answered,
/// and written to the audit log with its secrets hidden.
class Session {
  public:
    Session(cli::Io& io, const Options& options, store::Store& store);

    /// Runs all commands of a text. The status is RACF's highest return code, or that of trouble
    /// which ended the run.
    [[nodiscard]] cli::ExitStatus run(const base::SourceText& source);
    /// The same with commands that are carried out and answered as they arrive.
    [[nodiscard]] cli::ExitStatus run(CommandStream& stream);

  private:
    /// The highest return code of the commands of a text, or the status of trouble.
    [[nodiscard]] base::Result<int, cli::ExitStatus> run_all(const base::SourceText& source);
    /// The return code of one command; a status when the run is over.
    [[nodiscard]] base::Result<int, cli::ExitStatus> run_one(
        const base::SourceText& source, const racf_command::LogicalCommand& text);
    [[nodiscard]] base::Result<racf_command::CommandOutcome> carry_out(
        const racf_command::Command& command);
    using Parsed = base::Result<racf_command::Command, racf_command::ParseFailure>;
    [[nodiscard]] cli::ExitStatus answer(const base::SourceText& source,
                                         const racf_command::LogicalCommand& text,
                                         const Parsed& command,
                                         const racf_command::CommandOutcome& outcome);
    void show_places(const base::SourceText& source, const racf_command::LogicalCommand& text,
                     const Parsed& command, const racf_command::CommandOutcome& outcome);
    [[nodiscard]] base::Status audit(const std::string& redacted, int rc) const;

    cli::Io& io_;
    const Options& options_;
    store::Store& store_;
    store::SecretKeeper secrets_;
    racf_command::Context context_;
    std::size_t lines_before_ = 0;  ///< of a stream, in front of the commands at hand
    bool stopped_ = false;          ///< a return code was reached that --stop-at names
};

}  // namespace ptkt::admin

#endif
