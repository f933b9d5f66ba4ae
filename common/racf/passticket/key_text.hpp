#ifndef PTKT_RACF_PASSTICKET_KEY_TEXT_HPP
#define PTKT_RACF_PASSTICKET_KEY_TEXT_HPP

#include "common/base/result.hpp"
#include "common/base/secret.hpp"

namespace ptkt::passticket {

/// A key as people write it into a file: hexadecimal digits in either case, blanks and line ends
/// between them or around them. 16 digits are a legacy key, 64 to 512 an enhanced one. An error
/// says how many there are and never shows one.
[[nodiscard]] base::Result<base::Secret> key_of_text(const base::Secret& text);

}  // namespace ptkt::passticket

#endif
