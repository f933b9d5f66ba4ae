#ifndef PTKT_RACF_STORE_DESCRIPTION_HPP
#define PTKT_RACF_STORE_DESCRIPTION_HPP

#include <string>
#include <string_view>

#include "common/base/time.hpp"
#include "common/files/checksum.hpp"
#include "common/racf/store/layout.hpp"

/// store.toml: what makes a directory a store. It has no copy, since little is in it.
namespace ptkt::store {

/// The line that keeps everybody out while the store is being loaded.
inline constexpr std::string_view kLoadingMark = "loading = true\n";

/// Where the users and groups of before wait until a load has succeeded.
[[nodiscard]] inline Path aside_of_load(const Path& directory) {
    return directory.string() + ".before";
}

/// The description of a store.
[[nodiscard]] inline std::string description_of(base::Instant created) {
    return fmt::format("format = {}\ncreated = \"{}\"\n", kFormat, base::to_rfc3339(created));
}

/// Replaces a store's description durably; `text` comes without a checksum.
[[nodiscard]] inline base::Status write_description(const Layout& layout, std::string text) {
    return files::write_atomically(layout.description(), files::with_checksum(std::move(text)));
}

}  // namespace ptkt::store

#endif
