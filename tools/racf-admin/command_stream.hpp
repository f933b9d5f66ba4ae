#ifndef PTKT_TOOLS_RACF_ADMIN_COMMAND_STREAM_HPP
#define PTKT_TOOLS_RACF_ADMIN_COMMAND_STREAM_HPP

#include <cstddef>
#include <optional>
#include <string>

#include "common/base/result.hpp"
#include "common/base/source_text.hpp"
#include "common/cli/input.hpp"

namespace ptkt::admin {

/// Cuts an input into commands as it arrives, so that one who writes a command and waits for its
/// answer gets it.
class CommandStream {
  public:
    explicit CommandStream(cli::Input input);

    /// The lines up to the next one that is not continued; nothing at the end of the input. Io, and
    /// Malformed for a command that is longer than any can be.
    [[nodiscard]] base::Result<std::optional<base::SourceText>> next();

    /// How many lines of the input came before those that `next` gave last.
    [[nodiscard]] std::size_t lines_before() const { return lines_before_; }

  private:
    cli::Input input_;
    std::size_t lines_before_ = 0;
};

}  // namespace ptkt::admin

#endif
