#include "common/racf/store/checked_text.hpp"

#include <algorithm>

#include "common/files/bulk.hpp"
#include "common/files/checksum.hpp"

namespace ptkt::store {

namespace {

/// A text lies no deeper below the root of its store: `classes/PTKTDATA/IMSA.toml`.
constexpr int kDeepest = 3;
constexpr std::size_t kCopyLimit = std::size_t{16} << 20U;

/// The sound copy of a text, of whichever store it is in.
std::optional<std::string> sound_copy(const Path& path) {
    Path root = path.parent_path();
    for (int level = 0; level < kDeepest; ++level, root = root.parent_path()) {
        auto copy = files::read_if_there(Layout(root).copy_of(path), kCopyLimit);
        if (copy && *copy && files::checksum_of(**copy) == files::Checksum::Right)
            return std::move(*copy);
    }
    return std::nullopt;
}

/// Where a text that would do is not what was written.
std::string place_of_damage(const Path& path, std::string_view text) {
    const auto copy = sound_copy(path);
    if (!copy) return "only its checksum shows it, so the place is not known";
    const auto [here, there] = std::ranges::mismatch(text, *copy);
    const auto at = static_cast<std::size_t>(here - text.begin());
    const auto line = 1 + std::count(text.begin(), here, '\n');
    return fmt::format("byte {}, in line {}, is the first that its copy has otherwise", at, line);
}

}  // namespace

base::Error altered(const Path& path, std::string_view text,
                    const std::optional<base::TextError>& where) {
    std::string what = path.string();
    if (where) {
        const base::SourceText source(path.string(), std::string(text));
        what = source.located(where->where, where->message);
    }
    what += files::checksum_of(text) == files::Checksum::Absent ? ": its checksum is missing"
                                                                : ": its checksum does not match";
    what += ": edited by hand or damaged";
    if (!where) what += "; " + place_of_damage(path, text);
    return base::with_hint(base::fail(base::ErrorKind::Config, "{}", what),
                           fmt::format("'racf-admin check --accept {}' takes it as it is, "
                                       "'racf-admin check --repair' restores it from its copy",
                                       path.string()));
}

base::Status check_text(const Path& path, std::string_view text) {
    if (files::checksum_of(text) == files::Checksum::Right) return {};
    return altered(path, text);
}

base::Result<std::optional<std::string>> read_text(const Path& path, std::size_t limit) {
    auto text = files::read_if_there(path, limit);
    if (!text || !*text) return text;
    if (auto right = check_text(path, **text); !right) return std::move(right).error();
    (*text)->resize(files::content_of(**text).size());
    return text;
}

base::Status replace_text(const Layout& layout, const Path& path, std::string text) {
    const std::string sealed = files::with_checksum(std::move(text));
    if (auto written = files::write_atomically(path, sealed); !written) return written;
    keep_copy(layout, path, sealed);
    return {};
}

base::Status remove_text(const Layout& layout, const Path& path) {
    // The copy first: one without a text would speak of a loss.
    if (const Path copy = layout.copy_of(path); files::stamp(copy))
        if (auto gone = files::remove_unsynced(copy); !gone) return gone;
    return files::remove_durably(path);
}

void keep_copy(const Layout& layout, const Path& path, std::string_view sealed) {
    const Path copy = layout.copy_of(path);
    if (!write_making_directories(layout.copies(), copy, sealed))
        static_cast<void>(files::remove_unsynced(copy));
}

base::Status write_making_directories(const Path& top, const Path& path, std::string_view text) {
    auto written = files::overwrite_unsynced(path, text);
    if (written || written.error().kind != base::ErrorKind::NotFound) return written;
    // The first text of its directory.
    Path directory = top;
    if (auto made = files::make_directory(directory); !made) return made;
    for (const Path& name : path.parent_path().lexically_relative(top)) {
        if (name == ".") continue;
        directory /= name;
        if (auto made = files::make_directory(directory); !made) return made;
    }
    return files::overwrite_unsynced(path, text);
}

}  // namespace ptkt::store
