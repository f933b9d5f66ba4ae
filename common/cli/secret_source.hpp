#ifndef PTKT_CLI_SECRET_SOURCE_HPP
#define PTKT_CLI_SECRET_SOURCE_HPP

#include <string>

#include "common/base/secret.hpp"
#include "common/cli/io.hpp"

namespace ptkt::cli {

/// No secret is longer, in bytes.
inline constexpr std::size_t kMaxSecret = std::size_t{64} << 10;

/// The bytes of a secret from where an option says it is, exactly as they stand there:
/// - `FILE`: a regular file of this user or root that nobody else may read or write, and no
///   symbolic link; `./fd:3` for a file with such a name
/// - `-`: standard input, all of it, when it is not a terminal
/// - `fd:N`: a descriptor that the caller has opened (also as `/dev/fd/N`, which shells write for
///   `<(command)`)
/// - `cred:NAME`: a credential of the service (systemd.exec(5), LoadCredential=), in the directory
///   that $CREDENTIALS_DIRECTORY names
/// NotFound, NotPermitted, Malformed when it is empty or too long, Usage, Io. No message holds
/// anything of the secret.
[[nodiscard]] base::Result<base::Secret> read_secret(Io& io, const std::string& source);

/// The same without one line end (`\n` or `\r\n`) at its end: for secrets that are written as text.
[[nodiscard]] base::Result<base::Secret> read_secret_text(Io& io, const std::string& source);

}  // namespace ptkt::cli

#endif
