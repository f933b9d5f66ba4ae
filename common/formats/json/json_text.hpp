#ifndef PTKT_FORMATS_JSON_JSON_TEXT_HPP
#define PTKT_FORMATS_JSON_JSON_TEXT_HPP

#include <string>
#include <string_view>

namespace ptkt::json {

/// True when a text stands for itself between the quotes of a JSON string.
[[nodiscard]] bool is_plain_in_json(std::string_view text);

/// Appends a text as it stands between the quotes of a JSON string. Bytes that are not UTF-8 are
/// written as U+FFFD.
void append_json_characters(std::string& out, std::string_view text);

}  // namespace ptkt::json

#endif
