#ifndef PTKT_WIRING_KEY_SOURCE_HPP
#define PTKT_WIRING_KEY_SOURCE_HPP

#include <string>
#include <string_view>

#include "common/base/result.hpp"
#include "common/base/secret.hpp"
#include "common/cli/io.hpp"

/// Keys that somebody gives a program by an option.
namespace ptkt::wiring {

enum class WeakKeys { Warn, Refuse };

/// Warns of a weak key, or refuses it: NotPermitted. `whose` is the subject of the sentence.
[[nodiscard]] base::Status judge_key(cli::Io& io, std::string_view whose, const base::Secret& key,
                                     WeakKeys weak);

/// A key as it was given: hexadecimal digits at a source of secrets. A weak one is judged.
[[nodiscard]] base::Result<base::Secret> read_key(cli::Io& io, const std::string& source,
                                                  WeakKeys weak);

}  // namespace ptkt::wiring

#endif
