#ifndef PTKT_RACF_STORE_CHECKED_TEXT_HPP
#define PTKT_RACF_STORE_CHECKED_TEXT_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "common/base/result.hpp"
#include "common/base/text/source_text.hpp"
#include "common/racf/store/layout.hpp"

/// The texts of a store: profiles, options, keys. Each ends with a checksum, and nothing is decided
/// by a text whose checksum does not match. Each has a second copy, written after the text itself
/// and without waiting for the disk, which `racf-admin check --repair` restores a damaged text
/// from.
///
/// The copy has what the text has now, not what it had before its last change: a repair that went
/// back a generation would permit again what was taken away.
namespace ptkt::store {

/// No text of a store is longer.
inline constexpr std::size_t kTextLimit = std::size_t{16} << 20U;

/// The Error of a text that is not as a program of ours wrote it. `where` is what a parser says of
/// it, when it is not even well-formed; otherwise its copy says the place, where one exists.
[[nodiscard]] base::Error altered(const Path& path, std::string_view text,
                                  const std::optional<base::TextError>& where = {});

/// Fails with `altered` unless the text's checksum matches.
[[nodiscard]] base::Status check_text(const Path& path, std::string_view text);

/// A text without its checksum line; nothing when no such file exists. Config: `altered`.
[[nodiscard]] base::Result<std::optional<std::string>> read_text(const Path& path,
                                                                 std::size_t limit);

/// Replaces a text durably, with its checksum, and its copy. `text` comes without a checksum.
[[nodiscard]] base::Status replace_text(const Layout& layout, const Path& path, std::string text);

/// Removes a text durably, and its copy.
[[nodiscard]] base::Status remove_text(const Layout& layout, const Path& path);

/// Writes the copy of a sealed text. A copy that cannot be written is removed, so that none is ever
/// older than its text without need.
void keep_copy(const Layout& layout, const Path& path, std::string_view sealed);

/// Writes a text somewhere below `top`, with the directories that it takes; nothing is synced.
[[nodiscard]] base::Status write_making_directories(const Path& top, const Path& path,
                                                    std::string_view text);

}  // namespace ptkt::store

#endif
