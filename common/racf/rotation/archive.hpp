#ifndef PTKT_RACF_ROTATION_ARCHIVE_HPP
#define PTKT_RACF_ROTATION_ARCHIVE_HPP

#include <functional>
#include <string>
#include <vector>

#include "common/base/result.hpp"
#include "common/base/secret.hpp"
#include "common/racf/store/layout.hpp"

/// The files of a store that a generation consists of, as one text, and back.
namespace ptkt::rotation {

/// Names below Layout::data, sorted.
using Names = std::vector<files::Path>;

/// All that is published: users, groups, profiles and their snapshots, the vault, options. Config:
/// something has a name that no receiver would take, or is a symbolic link.
[[nodiscard]] base::Result<Names> published_files(const store::Layout& layout);
/// Those among them that have keys: the vault, class PTKTDATA and its snapshot.
[[nodiscard]] base::Result<Names> key_files(const store::Layout& layout);
/// SHA-256 of these; it changes with every key and every step of a rotation.
[[nodiscard]] base::Result<std::string> keys_digest(const store::Layout& layout);

struct ArchivedFile {
    files::Path name;
    std::string content;
};

/// The archive of files, each read from where `place` says that it is. Usage: it gets too large.
/// Config: a text is damaged.
[[nodiscard]] base::Result<base::Secret> pack_files(
    const Names& names, const std::function<files::Path(const files::Path&)>& place);
/// Malformed: it is not an archive, or a name in it is not one that is published.
[[nodiscard]] base::Result<std::vector<ArchivedFile>> unpack_files(base::ByteView archive);

}  // namespace ptkt::rotation

#endif
