#include "common/cli/directories.hpp"

namespace ptkt::cli {

std::optional<std::string> user_directory(const Io& io, std::string_view name,
                                          std::string_view below_home) {
    if (auto given = variable(io, name); given && given->starts_with('/')) return given;
    const auto home = variable(io, "HOME");
    if (!home) return std::nullopt;
    return *home + "/" + std::string(below_home);
}

base::Result<std::string> store_directory(const Io& io, const std::optional<std::string>& option) {
    if (option) return *option;
    if (io.user_id == 0) return std::string("/var/lib/ptkt");
    const auto data = user_directory(io, "XDG_DATA_HOME", ".local/share");
    if (!data)
        return base::with_hint(
            fail(base::ErrorKind::Config, "no home directory to look for the store in"),
            "name the store with --store or PTKT_STORE");
    return *data + "/ptkt";
}

}  // namespace ptkt::cli
