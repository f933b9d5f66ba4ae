#ifndef PTKT_FILES_SPOOL_JOURNAL_HPP
#define PTKT_FILES_SPOOL_JOURNAL_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/files/spool/journal_file.hpp"

namespace ptkt::spool {

/// An append-only file of records. A tail that a crash has torn is dropped when it is opened: it
/// was never promised to anybody. Zeros are written after the records beforehand, in large steps,
/// so that a sync has data to write and no metadata of the file system.
class Journal {
  public:
    /// Config: a record is damaged; then the file is left as it is, and the error names the place.
    [[nodiscard]] static base::Result<Journal> open(const files::Path& path);
    /// The same for a file that anybody may have named: its first record has number 0 and `title`.
    /// Config: there is something else in it; then it is left as it is.
    [[nodiscard]] static base::Result<Journal> open(const files::Path& path,
                                                    std::string_view title);

    void add(std::uint64_t number, std::string_view content);
    /// Everything that was added is on the disk when this succeeds. The first failure is final.
    [[nodiscard]] base::Status commit();

    /// The next record that is on the disk, from the first one on; nothing after the last.
    [[nodiscard]] base::Result<std::optional<StoredMessage>> next();
    /// Bytes of records that `next` has not given yet.
    [[nodiscard]] std::uint64_t unread() const { return end_ - at_; }
    [[nodiscard]] std::uint64_t size() const { return end_; }
    void rewind() { at_ = 0; }
    /// Drops all records, at once for this system and durably with the next `commit` or
    /// `settle`. REQUIRES: nothing unread and nothing added.
    [[nodiscard]] base::Status clear();
    /// What `clear` did outlasts a power cut.
    [[nodiscard]] base::Status settle();

  private:
    Journal(base::UniqueFd fd, files::Path path) : fd_(std::move(fd)), path_(std::move(path)) {}
    [[nodiscard]] JournalFile file() const { return {fd_.get(), path_}; }
    [[nodiscard]] base::Error failed(std::string_view doing) const { return file().failed(doing); }
    [[nodiscard]] base::Status find_end();
    [[nodiscard]] base::Result<bool> begins_with(base::ByteView title) const;
    [[nodiscard]] bool write_at(base::ByteView bytes, std::uint64_t at) const;
    [[nodiscard]] bool make_room(std::uint64_t end);

    base::UniqueFd fd_;
    files::Path path_;
    std::uint64_t at_ = 0;
    std::uint64_t end_ = 0;
    std::uint64_t room_ = 0;  ///< the file's size: zeros after the records
    base::Bytes added_;
    std::optional<base::Error> failure_;
};

}  // namespace ptkt::spool

#endif
