#ifndef PTKT_RACF_LANGUAGE_EXPECTED_HPP
#define PTKT_RACF_LANGUAGE_EXPECTED_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "common/racf/language/spec.hpp"

namespace ptkt::racf_command {

/// What may stand at the end of a command that is being written.
struct Expected {
    std::size_t start = 0;              ///< where the word that is being written begins
    bool command = false;               ///< the name of a command
    Keywords keywords{};                ///< operands, or the words of a choice
    bool operands = false;              ///< the keywords are operands
    ValueKind names = ValueKind::None;  ///< names of this kind: users, classes, profiles, ...
    std::string cls;                    ///< of ProfileName: the class, when it is known
};

/// Nothing where no word of the language or name is expected: in a quoted text, a comment, a
/// secret, or after what cannot be understood.
[[nodiscard]] std::optional<Expected> expected_at_end(std::string_view text);

}  // namespace ptkt::racf_command

#endif
