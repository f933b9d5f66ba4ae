#ifndef PTKT_FILES_SPOOL_JOURNAL_FILE_HPP
#define PTKT_FILES_SPOOL_JOURNAL_FILE_HPP

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/bytes.hpp"
#include "common/base/unique_fd.hpp"
#include "common/files/files.hpp"

/// What the file of a journal looks like, and how it is read. A record is
///
///     start mark(4) crc(4) length(4) at(4) back(4) number(8) content end mark(4)
///
/// big-endian. The CRC-32 (IEEE 802.3) is that of everything between it and the end mark. `at` is
/// the record's own place in the file (its low 32 bits), so that a record that is missing shows;
/// `back` says how far before it its commit began. Behind the records are zeros.
///
/// A crash leaves a commit that was never reported: it is the last one, and a part of it was not
/// written, so it ends before its end mark, or a whole sector in it is still zero. Such a tail is
/// torn, and is dropped. Everything else that is not a record is damage to what was promised.
namespace ptkt::spool {

/// A message in the journal.
struct StoredMessage {
    std::uint64_t number = 0;
    std::string content;
};

/// Appends a record as it is in the file, where `at` bytes stand before it and its commit began
/// `back` bytes before that.
void append_record(base::Bytes& to, std::uint64_t number, std::string_view content,
                   std::uint64_t at, std::uint64_t back);
/// How long that is.
[[nodiscard]] std::uint64_t encoded_size(std::size_t content);

/// A place in a journal.
struct Stretch {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
};

/// What is in a journal: whole records up to `whole_end`; after them nothing, a torn tail, or
/// damage, where some more records may stand.
struct Survey {
    std::uint64_t records = 0;  ///< all of them, also after damage
    std::uint64_t whole_end = 0;
    std::uint64_t torn = 0;  ///< bytes of a commit that was never reported
    std::vector<Stretch> damaged;
};

/// Reads a journal, and changes nothing.
class JournalFile {
  public:
    /// The descriptor stays the caller's.
    JournalFile(int fd, const files::Path& path) : fd_(fd), path_(path) {}

    [[nodiscard]] base::Result<std::uint64_t> size() const;
    /// The record at its place in front of `end`; nothing when there is none.
    [[nodiscard]] base::Result<std::optional<StoredMessage>> record_at(std::uint64_t at,
                                                                       std::uint64_t end) const;
    /// Where the whole records end, and what follows; `each` is given every record there is.
    using Each = std::function<base::Status(const StoredMessage&)>;
    [[nodiscard]] base::Result<Survey> survey(const Each& each) const;
    /// Where the whole records end. Config: the journal is damaged, and where.
    [[nodiscard]] base::Result<std::uint64_t> find_end() const;

    [[nodiscard]] base::Error failed(std::string_view doing) const;

  private:
    struct Found {
        StoredMessage record;
        std::uint64_t at = 0;
        std::uint64_t end = 0;
        bool is_in_place = false;
        std::uint64_t commit = 0;  ///< where its commit began
    };
    [[nodiscard]] base::Result<std::optional<Found>> found_at(std::uint64_t at,
                                                              std::uint64_t end) const;
    [[nodiscard]] base::Result<std::optional<Found>> next_found(std::uint64_t from,
                                                                std::uint64_t end) const;
    [[nodiscard]] base::Result<std::uint64_t> end_of_bytes(std::uint64_t from,
                                                           std::uint64_t end) const;
    [[nodiscard]] base::Result<bool> ends_marked(std::uint64_t from, std::uint64_t end) const;
    [[nodiscard]] base::Result<bool> lacks_sector(Stretch stretch, std::uint64_t begin,
                                                  std::uint64_t end) const;
    [[nodiscard]] base::Status look_behind(std::uint64_t size, const Each& each,
                                           Survey& survey) const;

    int fd_;
    const files::Path& path_;
};

/// The same for a file by its name. NotFound: there is none.
[[nodiscard]] base::Result<Survey> survey_journal(const files::Path& path,
                                                  const JournalFile::Each& each);

}  // namespace ptkt::spool

#endif
