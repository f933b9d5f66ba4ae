#ifndef PTKT_TOOLS_RACF_ADMIN_COMMAND_STREAM_HPP
#define PTKT_TOOLS_RACF_ADMIN_COMMAND_STREAM_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "common/base/result.hpp"
#include "common/base/text/source_text.hpp"
#include "common/cli/input.hpp"
#include "common/cli/io.hpp"
#include "common/racf/language/job_stream.hpp"

namespace ptkt::admin {

/// Cuts an input into commands as it arrives, so that one who writes a command and waits for its
/// answer gets it.
class CommandStream {
  public:
    CommandStream(cli::Io& io, cli::Input input);

    /// The lines up to the next one that is not continued; nothing at the end of the input. JCL
    /// around the commands is passed over, and a byte order mark, which is said once. Io, and
    /// Malformed for a command that is longer than any can be, and for a member whose line ends
    /// were lost.
    [[nodiscard]] base::Result<std::optional<base::SourceText>> next();

    /// How many lines of the input came before those that `next` gave last.
    [[nodiscard]] std::size_t lines_before() const { return lines_before_; }

  private:
    /// The next line without a byte order mark; nothing at the end.
    base::Result<std::optional<std::string_view>> line();
    /// Says once that there is JCL, and where.
    void pass_over_jcl();

    cli::Io& io_;
    cli::Input input_;
    racf_command::JobCards cards_;
    bool jcl_told_ = false;
    std::size_t lines_before_ = 0;
};

}  // namespace ptkt::admin

#endif
