#ifndef PTKT_CLI_BATCH_TEXT_HPP
#define PTKT_CLI_BATCH_TEXT_HPP

#include <string_view>

#include "common/base/text/ascii.hpp"

namespace ptkt::cli {

/// A line of a batch without the blanks around it; nothing for one that asks nothing. A comment is
/// `#` alone or before a blank, since a user ID may begin with that character.
[[nodiscard]] inline std::string_view batch_text(std::string_view line) {
    const std::string_view text = base::trim(line);
    return text.starts_with("# ") || text == "#" ? std::string_view() : text;
}

}  // namespace ptkt::cli

#endif
