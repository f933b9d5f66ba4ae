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

/// The description of a store that was made at this moment (RFC 3339).
[[nodiscard]] inline std::string description_of(std::string_view created) {
    return fmt::format("format = {}\ncreated = \"{}\"\n", kFormat, created);
}
[[nodiscard]] inline std::string description_of(base::Instant created) {
    return description_of(base::to_rfc3339(created));
}

/// Whether a text is what `description_of` gives, with its checksum. Every program begins with it,
/// so it is known by its bytes; any other text is parsed, to say what is wrong.
[[nodiscard]] inline bool is_usual_description(std::string_view text) {
    const std::size_t quote = text.find('"');
    if (quote == std::string_view::npos) return false;
    const std::string_view rest = text.substr(quote + 1);
    const std::string_view created = rest.substr(0, rest.find_first_not_of("0123456789-:.TZ"));
    return files::with_checksum(description_of(created)) == text;
}

/// Replaces a store's description durably; `text` comes without a checksum.
[[nodiscard]] inline base::Status write_description(const Layout& layout, std::string text) {
    return files::write_atomically(layout.description(), files::with_checksum(std::move(text)));
}

}  // namespace ptkt::store

#endif
