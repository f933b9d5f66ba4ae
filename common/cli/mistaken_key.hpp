#ifndef PTKT_CLI_MISTAKEN_KEY_HPP
#define PTKT_CLI_MISTAKEN_KEY_HPP

#include <string>
#include <string_view>

/// A key that somebody gave where its source, a name or anything else was expected: in an argument,
/// a variable or a settings file. Messages quote such words, and end up in logs and tickets to a
/// help desk.
namespace ptkt::cli {

/// At least 15 hexadecimal digits, together or in groups with a colon, a hyphen or a blank between
/// them: a DES key has 16, and one that was mistyped is no less a secret.
[[nodiscard]] bool looks_like_key(std::string_view text);

/// A message without the words that look like keys.
[[nodiscard]] std::string without_keys(std::string_view message);

}  // namespace ptkt::cli

#endif
