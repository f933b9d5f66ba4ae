#ifndef PTKT_RACF_STORE_SNAPSHOT_HPP
#define PTKT_RACF_STORE_SNAPSHOT_HPP

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/base/result.hpp"
#include "common/base/unique_fd.hpp"
#include "common/files/files.hpp"
#include "common/racf/model/resource.hpp"

namespace ptkt::store {

/// The copy of a class's profiles that SETROPTS RACLIST makes: what checks read until the next
/// REFRESH. One file a class, put in place by a rename, so it never changes under a reader.
///
/// It is read piece by piece, each by its place and with a checksum that covers its content, its
/// number and its length; so a damaged piece is an Error with its place in the file, and nothing
/// that a bit can do makes a profile vanish or turn into another. The file is not mapped: a disk
/// that fails is an Error too, not a signal. A small file is read once, and each piece checked when
/// it is looked at first.
///
/// A copied profile has what decisions need: names, UACC, access list, APPLDATA, WARNING, OWNER and
/// SSIGNON. What is only listed (installation data, dates, auditing) stays in the profile itself.
class Snapshot {
  public:
    /// Opens the snapshot of a class; nothing when there is none.
    [[nodiscard]] static base::Result<std::optional<Snapshot>> open(const files::Path& path,
                                                                    const racf::ClassName& cls);
    /// The profile of exactly this name, discrete or generic.
    [[nodiscard]] base::Result<std::optional<racf::Resource>> find(
        const racf::ProfileName& name) const;
    /// All names, discrete ones first, in alphabetical order.
    [[nodiscard]] base::Result<std::vector<std::string>> names() const;

    /// Reads all of it, as `find` and `names` would.
    [[nodiscard]] base::Status verify() const;

  private:
    Snapshot(files::Path path, racf::ClassName cls, base::UniqueFd fd)
        : path_(std::move(path)), cls_(std::move(cls)), fd_(std::move(fd)) {}

    [[nodiscard]] base::Error damaged(std::uint64_t at, std::string_view why) const;
    [[nodiscard]] base::Result<std::string> read(std::uint64_t at, std::size_t size) const;
    [[nodiscard]] base::Status read_header();
    [[nodiscard]] base::Result<std::string> read_block(std::uint64_t at,
                                                       std::uint32_t number) const;
    [[nodiscard]] base::Result<std::uint64_t> place_of(std::uint32_t bucket) const;

    files::Path path_;
    racf::ClassName cls_;
    base::UniqueFd fd_;
    std::uint64_t size_ = 0;     ///< of the file
    std::uint32_t buckets_ = 0;  ///< by which profiles are found
    std::uint64_t names_at_ = 0;
    std::string whole_;                        ///< the file, where it is small
    mutable std::set<std::uint64_t> checked_;  ///< the pieces of it that are right
};

/// Gives the next profile, or nothing after the last.
using NextResource = std::function<base::Result<std::optional<racf::Resource>>()>;

/// The content of a snapshot's file.
[[nodiscard]] base::Result<std::string> print_snapshot(const racf::ClassName& cls,
                                                       const NextResource& next);
/// Makes the snapshot of a class and puts it in place durably.
[[nodiscard]] base::Status take_snapshot(const files::Path& path, const racf::ClassName& cls,
                                         const NextResource& next);

/// A profile as a snapshot keeps it: a version byte, then its fields in a fixed order.
[[nodiscard]] base::Bytes encode_record(const racf::Resource& resource);
/// The profile of a record; nothing when the bytes are not one.
[[nodiscard]] std::optional<racf::Resource> decode_record(const racf::ClassName& cls,
                                                          base::ByteView record);

}  // namespace ptkt::store

#endif
