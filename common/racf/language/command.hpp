#ifndef PTKT_RACF_LANGUAGE_COMMAND_HPP
#define PTKT_RACF_LANGUAGE_COMMAND_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/secret.hpp"
#include "common/base/text/source_text.hpp"
#include "common/base/time.hpp"
#include "common/racf/language/message.hpp"
#include "common/racf/language/spec.hpp"

namespace ptkt::racf_command {

/// A value as the table's kind for it says: checked, folded where it is to be folded. A secret is
/// in `secret` only.
struct Value {
    base::Span where;         ///< in the source text
    std::string text;         ///< names, words, texts; a choice's full word
    std::string typed;        ///< ProfileName, Word: in the case in which it was written
    std::int64_t number = 0;  ///< Number; the first of a Range
    std::int64_t upper = 0;   ///< the second of a Range, or the first again
    base::Instant date{};     ///< Date: the beginning of that day, UTC
    base::Secret secret;      ///< HexKey: 8 bytes; Password, Phrase: the characters as given
};

/// A keyword operand with its values, or with the keywords in its parentheses.
struct Operand {
    const Keyword* keyword = nullptr;
    base::Span where;
    std::vector<Value> values;
    std::vector<Operand> operands;

    /// The keyword of this name inside, or nullptr. A name that the table does not have there is a
    /// bug and throws std::logic_error.
    [[nodiscard]] const Operand* find(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }
    /// The text of the only value, or an empty text.
    [[nodiscard]] std::string_view text() const {
        return values.empty() ? std::string_view() : std::string_view(values.front().text);
    }
};

/// A command as it was understood.
struct Command {
    const CommandSpec* spec = nullptr;
    base::Span where;
    std::vector<std::vector<Value>> positionals;  ///< as many as the table has; absent ones empty
    std::vector<Operand> operands;                ///< without those that later ones replaced
    std::vector<Message> messages;                ///< what the parser remarked and went on
    std::string redacted;                         ///< the text with `********` for every secret

    /// As Operand::find, for the keywords of the command.
    [[nodiscard]] const Operand* find(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }
};

}  // namespace ptkt::racf_command

#endif
