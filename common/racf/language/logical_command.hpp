#ifndef PTKT_RACF_LANGUAGE_LOGICAL_COMMAND_HPP
#define PTKT_RACF_LANGUAGE_LOGICAL_COMMAND_HPP

#include <cstddef>
#include <string_view>
#include <vector>

#include "common/base/secret.hpp"
#include "common/base/text/source_text.hpp"

namespace ptkt::racf_command {

/// One command of a stream, its continuation lines joined. It may hold a key or a password, so the
/// text wipes itself.
class LogicalCommand {
  public:
    /// `offsets[i]` is the place of character i in the source text.
    LogicalCommand(base::Secret text, std::vector<std::size_t> offsets)
        : text_(std::move(text)), offsets_(std::move(offsets)) {}

    [[nodiscard]] std::string_view text() const { return base::as_text(text_.view()); }
    /// Where a stretch of this text stands in the source text. A place after the end is the place
    /// after the last character.
    [[nodiscard]] base::Span in_source(base::Span in_text) const;

  private:
    base::Secret text_;
    std::vector<std::size_t> offsets_;
};

/// Cuts a stream into commands as TSO/E batch does: one command a line; `+` as the last character
/// that is not blank joins the next line without its leading blanks, `-` joins it with them. A line
/// of exactly 80 characters that ends in eight digits is a card image: the digits are its sequence
/// number. Lines with nothing but blanks and comments are no commands. [TSO/E CLIST guide and
/// batch SYSTSIN conventions; `+` and sequence numbers were seen in samples]
[[nodiscard]] std::vector<LogicalCommand> split_commands(std::string_view source);

/// Does the command go on in the line after this one?
[[nodiscard]] bool is_continued(std::string_view line);

}  // namespace ptkt::racf_command

#endif
