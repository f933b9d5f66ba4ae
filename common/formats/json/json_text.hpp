#ifndef PTKT_FORMATS_JSON_JSON_TEXT_HPP
#define PTKT_FORMATS_JSON_JSON_TEXT_HPP

#include <string>
#include <string_view>

namespace ptkt::json {

/// True when a text stands for itself between the quotes of a JSON string.
[[nodiscard]] bool is_plain_in_json(std::string_view text);

/// Writes a text as a JSON string, with its quotes, behind what is there: for those who write many
/// objects and need no Json for them. Bytes that are not UTF-8 are written as U+FFFD.
void append_json_string(std::string& out, std::string_view text);

/// The same without the quotes, for a string that is written in pieces.
void append_json_characters(std::string& out, std::string_view text);

}  // namespace ptkt::json

#endif
