#ifndef PTKT_RACF_LANGUAGE_FOREIGN_COMMAND_HPP
#define PTKT_RACF_LANGUAGE_FOREIGN_COMMAND_HPP

#include <optional>
#include <string>
#include <string_view>

#include "common/racf/language/message.hpp"

/// Commands that real jobs have and that this product does not carry out. They are no slips of the
/// keyboard, and are not answered like those.
namespace ptkt::racf_command {

/// What a command of another place comes to: a message that names it and return code 4, or, for one
/// of TSO/E's own that changes nothing, neither.
struct ForeignAnswer {
    std::optional<Message> message;
    int rc = 0;
};

/// The answer to a command by its upper-case name or alias; nothing if the word is not a command.
[[nodiscard]] std::optional<ForeignAnswer> foreign_command(std::string_view name);

/// The text of the message about something that has no place here: PTKT020I.
[[nodiscard]] Message no_place(std::string_view what, std::string_view kind);
/// What such a message is about, `RACDCERT` for instance; empty for every other message.
[[nodiscard]] std::string_view without_place(const Message& message);
/// What a PERMIT for a data set is told.
[[nodiscard]] Message no_place_for_data_sets(std::string_view command);

/// How TSO/E names a word in a command's place that is not a command. [TSO/E messages IKJ56500I and
/// IKJ56621I]
[[nodiscard]] bool may_be_a_command_name(std::string_view word);
/// The return code of a command that TSO/E does not find, in batch.
inline constexpr int kNotFoundRc = 12;

}  // namespace ptkt::racf_command

#endif
