#include "common/racf/rotation/archive.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "common/base/text/ascii.hpp"
#include "common/base/text/hex.hpp"
#include "common/crypto/hash.hpp"
#include "common/files/inspect.hpp"
#include "common/racf/store/checked_text.hpp"
#include "common/racf/store/generation.hpp"

namespace ptkt::rotation {

namespace {

constexpr std::size_t kLargestArchive = std::size_t{1} << 30U;
/// `profiles/PTKTDATA/IMSA.toml`.
constexpr std::ptrdiff_t kDeepestName = 3;

/// Texts and snapshots; neither what a program has not finished writing, nor what somebody put
/// there.
bool is_file_of_store(const files::Path& path) {
    const std::string name = path.filename().string();
    return !name.starts_with('.') &&
           (name.ends_with(store::kTextSuffix) || name.ends_with(store::kSnapshotSuffix));
}

bool has_control(const std::string& text) {
    return std::ranges::any_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

/// Whether a name leads to where files of a generation are, and nowhere else.
bool is_published_name(const files::Path& name) {
    return name.is_relative() && store::is_published(name.begin()->string()) &&
           std::distance(name.begin(), name.end()) <= kDeepestName && is_file_of_store(name) &&
           std::ranges::none_of(name, [](const files::Path& part) {
               return part.empty() || part.string().front() == '.' || has_control(part.string());
           });
}

base::Error unpublishable(const files::Path& path, std::string_view why) {
    constexpr std::size_t kLongestPath = 200;
    return base::with_hint(base::fail(base::ErrorKind::Config, "{} cannot be published: {}",
                                      base::printable(path.string(), kLongestPath), why),
                           "move it out of the store, and publish again");
}

base::Status add_files(const store::Layout& layout, const files::Path& place, Names& names) {
    std::error_code failure;
    if (!std::filesystem::exists(std::filesystem::symlink_status(place, failure))) return {};
    return files::walk(place, [&](const files::Entry& entry) -> base::Status {
        const bool is_hidden = entry.path.filename().string().starts_with('.');
        if (entry.is_link && !is_hidden) return unpublishable(entry.path, "it is a symbolic link");
        if (entry.is_directory || entry.is_link || !is_file_of_store(entry.path)) return {};
        files::Path name = entry.path.lexically_relative(layout.data());
        if (!is_published_name(name))
            return unpublishable(entry.path, "no profile or key has such a name");
        names.push_back(std::move(name));
        return {};
    });
}

base::Result<Names> files_in(const store::Layout& layout, const std::vector<files::Path>& places) {
    Names names;
    for (const files::Path& place : places)
        if (auto added = add_files(layout, place, names); !added) return std::move(added).error();
    std::ranges::sort(names);
    return names;
}

base::Error bad_archive() {
    return base::fail(base::ErrorKind::Malformed, "the archive of the generation is malformed");
}

/// The line before a file's bytes: its size and its name.
std::optional<std::pair<std::size_t, files::Path>> parse_heading(std::string_view line) {
    const auto blank = line.find(' ');
    if (blank == std::string_view::npos) return std::nullopt;
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + blank, size);
    files::Path name{std::string(line.substr(blank + 1))};
    if (error != std::errc() || end != line.data() + blank || name.empty() ||
        !is_published_name(name))
        return std::nullopt;
    return std::pair(size, std::move(name));
}

}  // namespace

base::Result<Names> published_files(const store::Layout& layout) {
    std::vector<files::Path> places;
    for (const std::string_view name : store::kPublished)
        places.push_back(layout.data() / name);
    return files_in(layout, places);
}

base::Result<Names> key_files(const store::Layout& layout) {
    return files_in(layout, {layout.vault(), layout.cls(racf::ptktdata_class()),
                             layout.snapshot(racf::ptktdata_class())});
}

base::Result<std::string> keys_digest(const store::Layout& layout) {
    const auto names = key_files(layout);
    if (!names) return names.error();
    crypto::Sha256 hash;
    for (const files::Path& name : *names) {
        const auto content = files::read_file(layout.data() / name, kLargestArchive);
        if (!content) return content.error();
        hash.add(base::as_bytes(fmt::format("{} {}\n", content->size(), name.string())));
        hash.add(base::as_bytes(*content));
    }
    return base::to_hex(hash.digest());
}

base::Result<base::Secret> pack_files(const Names& names,
                                      const std::function<files::Path(const files::Path&)>& place) {
    std::string archive;
    for (const files::Path& name : names) {
        const auto content = files::read_file(place(name), kLargestArchive);
        if (!content) return content.error();
        if (name.extension() == store::kTextSuffix)
            if (auto sound = store::check_text(place(name), *content); !sound)
                return std::move(sound).error();
        archive += fmt::format("{} {}\n", content->size(), name.string());
        archive += *content;
        if (archive.size() > kLargestArchive)
            return base::fail(base::ErrorKind::Usage, "the store is too large to be published");
    }
    return base::Secret(base::as_bytes(archive));
}

base::Result<std::vector<ArchivedFile>> unpack_files(base::ByteView archive) {
    std::string_view left = base::as_text(archive);
    std::vector<ArchivedFile> all;
    while (!left.empty()) {
        const auto end = left.find('\n');
        if (end == std::string_view::npos) return bad_archive();
        auto heading = parse_heading(left.substr(0, end));
        left.remove_prefix(end + 1);
        if (!heading || heading->first > left.size()) return bad_archive();
        all.push_back({std::move(heading->second), std::string(left.substr(0, heading->first))});
        left.remove_prefix(heading->first);
    }
    return all;
}

}  // namespace ptkt::rotation
