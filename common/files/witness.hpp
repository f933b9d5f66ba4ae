#ifndef PTKT_FILES_WITNESS_HPP
#define PTKT_FILES_WITNESS_HPP

#include <cstdint>
#include <optional>

#include "common/base/unique_fd.hpp"
#include "common/files/files.hpp"

namespace ptkt::files {

/// Numbers that the running system keeps in its storage, outside of every directory that can be put
/// back from a copy. A program that writes a file in steps notes here how far it has come; when it
/// is later found at an earlier step, it was put back, whatever else was put back with it.
///
/// It is a table of fixed size in a file system that lives in storage, one for each owner of files.
/// It is gone after a restart of the system, a container may have one of its own, and an entry may
/// give way to another: so its silence means nothing, only its contradiction does.
class Witness {
  public:
    /// The table in `directory` of the files that belong to `owner`; made when there is none. When
    /// it cannot be had, or anybody else may write to it, the witness is silent.
    [[nodiscard]] static Witness of(uid_t owner, const Path& directory = kDirectory);

    /// How far the thing called `name` had come; nothing when that is not known.
    [[nodiscard]] std::optional<std::uint64_t> last(std::uint64_t name) const;
    void note(std::uint64_t name, std::uint64_t step) const;

    /// Where the entry of a name is, when it is neither empty nor whole: `last` knows nothing of it
    /// then, and the next note makes it whole.
    struct Damage {
        Path path;
        std::uint64_t offset;
    };
    [[nodiscard]] std::optional<Damage> damage(std::uint64_t name) const;

    static constexpr const char* kDirectory = "/dev/shm";

  private:
    struct Entry {
        std::uint64_t name;
        std::uint64_t step;
        std::uint64_t sum;
    };
    Witness(base::UniqueFd fd, Path path) : fd_(std::move(fd)), path_(std::move(path)) {}
    [[nodiscard]] std::optional<Entry> entry(std::uint64_t name) const;

    base::UniqueFd fd_;
    Path path_;
};

}  // namespace ptkt::files

#endif
