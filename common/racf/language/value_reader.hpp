#ifndef PTKT_RACF_LANGUAGE_VALUE_READER_HPP
#define PTKT_RACF_LANGUAGE_VALUE_READER_HPP

#include <optional>

#include "common/racf/language/command.hpp"
#include "common/racf/language/scanner.hpp"
#include "common/racf/language/spec.hpp"
#include "common/racf/model/class_table.hpp"

namespace ptkt::racf_command {

/// The value that a token is by the table's kind for it; nothing when it is not valid. The value's
/// place is left to the caller.
[[nodiscard]] std::optional<Value> read_value(const ValueSpec& spec, const Token& token,
                                              const racf::ClassTable& classes);

/// True for what could be a key that somebody put into a wrong place: a long run of hexadecimal
/// digits. Such a word is never repeated in a message.
[[nodiscard]] bool looks_like_a_key(std::string_view word);

}  // namespace ptkt::racf_command

#endif
