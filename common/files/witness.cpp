#include "common/files/witness.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

#include "common/base/mixed_sum.hpp"

namespace ptkt::files {

namespace {

constexpr std::size_t kEntrySize = 24;
constexpr std::uint64_t kEntries = 65'536;  // sparse: only what is used takes storage

off_t entry_offset(std::uint64_t name) {
    return static_cast<off_t>(name % kEntries * kEntrySize);
}

std::uint64_t entry_sum(std::uint64_t name, std::uint64_t step) {
    return base::mixed(base::mixed(kEntries, name), step);
}

base::UniqueFd open_table(const Path& path, uid_t owner) {
    constexpr int kFlags = O_RDWR | O_CLOEXEC | O_NOFOLLOW;
    // First without O_CREAT: in a directory that is open to all, Linux forbids it even to root for
    // a file that belongs to another.
    base::UniqueFd fd(::open(path.c_str(), kFlags));
    if (fd) return fd;
    fd.reset(::open(path.c_str(), kFlags | O_CREAT | O_EXCL, kPrivateFile));
    if (!fd) return base::UniqueFd(::open(path.c_str(), kFlags));
    if (::geteuid() != owner && ::fchown(fd.get(), owner, static_cast<gid_t>(-1)) != 0) return {};
    return fd;
}

/// Nobody but the owner and root can have written what is in it.
bool is_trustworthy(int fd, uid_t owner) {
    struct stat about {};
    return ::fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_nlink == 1 &&
           (about.st_uid == owner || about.st_uid == 0) && (about.st_mode & 022U) == 0;
}

}  // namespace

Witness Witness::of(uid_t owner, const Path& directory) {
    Path path = directory / fmt::format("ptkt-witness-{}", owner);
    base::UniqueFd fd = open_table(path, owner);
    if (fd && !is_trustworthy(fd.get(), owner)) fd.reset();
    return {std::move(fd), std::move(path)};
}

std::optional<Witness::Entry> Witness::entry(std::uint64_t name) const {
    std::array<base::Byte, kEntrySize> bytes{};
    if (!fd_ || ::pread(fd_.get(), bytes.data(), bytes.size(), entry_offset(name)) !=
                    static_cast<ssize_t>(bytes.size()))
        return std::nullopt;
    return Entry{base::load_u64(bytes.data()), base::load_u64(bytes.data() + 8),
                 base::load_u64(bytes.data() + 16)};
}

std::optional<std::uint64_t> Witness::last(std::uint64_t name) const {
    const auto found = entry(name);
    if (!found || found->name != name || found->sum != entry_sum(name, found->step))
        return std::nullopt;
    return found->step;
}

std::optional<Witness::Damage> Witness::damage(std::uint64_t name) const {
    const auto found = entry(name);
    const bool is_empty = !found || (found->name == 0 && found->step == 0 && found->sum == 0);
    if (is_empty || found->sum == entry_sum(found->name, found->step)) return std::nullopt;
    return Damage{path_, static_cast<std::uint64_t>(entry_offset(name))};
}

void Witness::note(std::uint64_t name, std::uint64_t step) const {
    if (!fd_) return;
    const base::Bytes entry =
        base::ByteWriter().u64(name).u64(step).u64(entry_sum(name, step)).bytes();
    // What cannot be noted is not known later: the entry before it, if any, is still true.
    [[maybe_unused]] const ssize_t written =
        ::pwrite(fd_.get(), entry.data(), entry.size(), entry_offset(name));
}

}  // namespace ptkt::files
