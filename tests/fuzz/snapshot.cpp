// Bytes as the file of a snapshot, and a sound file with one byte changed: never a crash; a profile
// that is found is the one that was put in, and what was put in is found or reported as damaged.
#include "common/racf/store/snapshot.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "common/files/bulk.hpp"

using namespace ptkt;

namespace {

/// A file that goes with the process.
class File {
  public:
    File() : path_("/dev/shm/ptkt-fuzz-" + std::to_string(::getpid())) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() { ::unlink(path_.c_str()); }

    base::Result<std::optional<store::Snapshot>> open(std::string_view content) const {
        if (!files::overwrite_unsynced(path_, content)) std::abort();
        return store::Snapshot::open(path_, racf::appl_class());
    }

  private:
    files::Path path_;
};

const File& file() {
    static const File one;
    return one;
}

racf::Resource resource(const std::string& name, bool generic) {
    racf::Resource one{racf::appl_class(), racf::ProfileName::parse(name).value()};
    one.generic = generic;
    return one;
}

void check_raw(std::string_view bytes) {
    const auto snapshot = file().open(bytes);
    if (!snapshot || !*snapshot) return;
    const bool whole = (*snapshot)->verify().ok();
    const auto names = (*snapshot)->names();
    if (whole && !names) std::abort();
    static_cast<void>((*snapshot)->find(racf::ProfileName::parse("A").value()));
}

void check_changed(std::uint8_t many, std::size_t at, std::uint8_t change) {
    std::vector<racf::Resource> all;
    for (unsigned i = 0; i < many % 16U; ++i)
        all.push_back(resource("A" + std::to_string(i), i % 3 == 0));
    std::size_t next = 0;
    auto content = store::print_snapshot(racf::appl_class(),
                                         [&]() -> base::Result<std::optional<racf::Resource>> {
                                             if (next == all.size())
                                                 return std::optional<racf::Resource>();
                                             return std::optional(all[next++]);
                                         });
    if (!content) std::abort();
    (*content)[at % content->size()] ^= static_cast<char>(change);
    const auto snapshot = file().open(*content);
    const bool opened = snapshot && *snapshot;
    if (opened && (*snapshot)->verify().ok() != (change == 0)) std::abort();
    if (!opened) {
        if (change == 0) std::abort();
        return;
    }
    for (const racf::Resource& one : all) {
        const auto found = (*snapshot)->find(one.name);
        if (found && !(*found && **found == one)) std::abort();
    }
    const auto none = (*snapshot)->find(racf::ProfileName::parse("NONE").value());
    if (none && *none) std::abort();
    const auto names = (*snapshot)->names();
    if (names && names->size() != all.size()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    check_raw({reinterpret_cast<const char*>(data), size});
    if (size >= 4) check_changed(data[0], std::size_t{data[1]} << 8U | data[2], data[3]);
    return 0;
}
