#ifndef PTKT_SPOOL_JOURNAL_HPP
#define PTKT_SPOOL_JOURNAL_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/base/bytes.hpp"
#include "common/base/unique_fd.hpp"
#include "common/files/files.hpp"

namespace ptkt::spool {

/// A message in the journal.
struct Record {
    std::uint64_t number = 0;
    std::string content;
};

/// An append-only file of records: `length(4) crc(4) number(8) content`, big-endian; the CRC-32
/// (IEEE 802.3) is that of number and content. What a crash has cut off at its end is dropped when
/// it is opened: it was never promised to anybody. Behind the records are zeros, written beforehand
/// in large steps, so that a sync has data to write and no metadata of the file system.
class Journal {
  public:
    [[nodiscard]] static base::Result<Journal> open(const files::Path& path);
    /// The same for a file that anybody may have named: its first record has number 0 and `title`.
    /// Config: there is something else in it; then it is left as it is.
    [[nodiscard]] static base::Result<Journal> open(const files::Path& path,
                                                    std::string_view title);

    void add(std::uint64_t number, std::string_view content);
    /// Everything that was added is on the disk when this succeeds. The first failure is final.
    [[nodiscard]] base::Status commit();

    /// The next record that is on the disk, from the first one on; nothing behind the last.
    [[nodiscard]] base::Result<std::optional<Record>> next();
    /// Bytes of records that `next` has not given yet.
    [[nodiscard]] std::uint64_t unread() const { return end_ - at_; }
    [[nodiscard]] std::uint64_t size() const { return end_; }
    void rewind() { at_ = 0; }
    /// Drops all records. REQUIRES: nothing unread and nothing added.
    [[nodiscard]] base::Status clear();

  private:
    Journal(base::UniqueFd fd, files::Path path) : fd_(std::move(fd)), path_(std::move(path)) {}
    [[nodiscard]] base::Error failed(std::string_view doing) const;
    [[nodiscard]] base::Result<std::optional<Record>> record_at(std::uint64_t at,
                                                                std::uint64_t end) const;
    [[nodiscard]] base::Status find_end();
    [[nodiscard]] base::Result<bool> begins_with(base::ByteView title) const;
    [[nodiscard]] bool write_at(base::ByteView bytes, std::uint64_t at) const;
    [[nodiscard]] bool make_room(std::uint64_t end);

    base::UniqueFd fd_;
    files::Path path_;
    std::uint64_t at_ = 0;
    std::uint64_t end_ = 0;
    std::uint64_t room_ = 0;  ///< the file's size: zeros behind the records
    base::ByteWriter added_;
    std::optional<base::Error> failure_;
};

}  // namespace ptkt::spool

#endif
