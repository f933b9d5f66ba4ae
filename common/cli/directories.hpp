#ifndef PTKT_CLI_DIRECTORIES_HPP
#define PTKT_CLI_DIRECTORIES_HPP

#include <optional>
#include <string>
#include <string_view>

#include "common/cli/io.hpp"

namespace ptkt::cli {

/// A directory of the user by the XDG Base Directory Specification: the variable when it holds an
/// absolute path (others are to be ignored), else `below_home` in the home directory. Nothing
/// without a home.
[[nodiscard]] std::optional<std::string> user_directory(const Io& io, std::string_view variable,
                                                        std::string_view below_home);

/// Where the profile store is: what `--store` says (or PTKT_STORE, or the settings, which option
/// parsing has looked at), else /var/lib/ptkt for root and `${XDG_DATA_HOME:-~/.local/share}/ptkt`
/// for others. Config when no home directory exists to look in.
[[nodiscard]] base::Result<std::string> store_directory(const Io& io,
                                                        const std::optional<std::string>& option);

}  // namespace ptkt::cli

#endif
