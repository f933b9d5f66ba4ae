#ifndef PTKT_RACF_LANGUAGE_PARSER_HPP
#define PTKT_RACF_LANGUAGE_PARSER_HPP

#include <string>
#include <string_view>
#include <vector>

#include "common/base/result.hpp"
#include "common/racf/language/command.hpp"
#include "common/racf/language/logical_command.hpp"
#include "common/racf/language/message.hpp"
#include "common/racf/model/class_table.hpp"

namespace ptkt::racf_command {

/// What stands for a secret in text that is shown.
inline constexpr std::string_view kHidden = "********";

/// Why a command was not understood: the messages of TSO/E's parse service (IKJ567nnI) in batch,
/// where nobody is prompted; or what a command that has no place here is told. `redacted` is the
/// command up to the place of the trouble.
struct ParseFailure {
    std::vector<Message> messages;
    std::string redacted;
    int rc = 8;
    bool hidden = false;  ///< the place of the trouble is or might be a secret
};

/// Understands a command by the table of commands and the classes that there are. Nothing that is
/// or might be a secret gets into a message or into the redacted text.
[[nodiscard]] base::Result<Command, ParseFailure> parse(const LogicalCommand& command,
                                                        const racf::ClassTable& classes = {});

/// A command, or why it is none.
using Understood = base::Result<Command, ParseFailure>;
/// The text of a command, understood or not, with its secrets hidden.
[[nodiscard]] inline const std::string& redacted_of(const Understood& command) {
    return command ? command->redacted : command.error().redacted;
}

/// May the text of a command be kept where others might read it, such as a history of commands? Not
/// with a secret in it; nor when it was not understood and might have one.
[[nodiscard]] bool may_be_kept(const LogicalCommand& command);

}  // namespace ptkt::racf_command

#endif
