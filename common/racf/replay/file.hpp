#ifndef PTKT_RACF_REPLAY_FILE_HPP
#define PTKT_RACF_REPLAY_FILE_HPP

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/base/bytes.hpp"
#include "common/base/time.hpp"
#include "common/files/block_file.hpp"

/// The file of the used tickets: a header, and tables of records that have their place by the
/// digest of what they record.
///
/// It is a format of our own, where a database would do less. LMDB, which it replaced, has no
/// checksums and maps the file, so that a flipped bit admitted a used ticket or ended the process
/// by a signal; it keeps no identity by which a copy that was put back could be told; and its
/// commit rewrites a tree, where one record and a header in their places are enough. What a
/// database is for (recovery, order, many readers) is not needed here: no record refers to
/// another, each lies within one sector of the disk, and everything happens under one lock.
///
/// - Every byte that a decision rests on is covered by a checksum, also the records that are still
///   empty: the header by its own, each record by one that counts the file's identity and the
///   record's place in. A sector of zeros, or one that belongs elsewhere, is damage.
/// - Table n has 16 << n pages of 32 records; the digest says which page of each table. One lookup
///   reads one page a table. When no table has room, the next is made. The file never shrinks;
///   records whose time is over are used again.
/// - A record that takes the place of an older one carries the moment up to which tickets of this
///   place are not known any more. It is written in the same sector as the record, so a power cut
///   cannot part the two.
/// - The header has the number of the last change. It is written before the records of that change,
///   so no record is newer than its header, but after a power cut, or when a header was put back.
namespace ptkt::replay {

using ReplayId = std::array<base::Byte, 16>;
using ReplayDigest = std::array<base::Byte, 32>;

/// The moment before all others: no ticket was forgotten.
inline constexpr base::Instant kNever = base::Instant::min();

struct ReplayHeader {
    ReplayId id{};             ///< random, of this file alone
    std::uint64_t number = 0;  ///< of the last change
    std::uint32_t tables = 0;
    base::Instant floor = kNever;        ///< what was made up to here may have been used
    base::Instant latest = kNever;       ///< the latest clock that was seen
    base::Instant latest_made = kNever;  ///< the latest moment of generation that was recorded
    friend bool operator==(const ReplayHeader&, const ReplayHeader&) = default;
};

struct ReplayRecord {
    std::uint64_t number = 0;  ///< of the change that wrote it; 0: empty
    ReplayDigest digest{};
    base::Instant when = kNever;
    base::Instant made = kNever;
    base::Instant floor = kNever;  ///< what was made up to here may have been in its place before
    std::string source;            ///< at most kReplaySourceSize of it are kept
    friend bool operator==(const ReplayRecord&, const ReplayRecord&) = default;
};

inline constexpr std::size_t kReplayHeaderSize = 512;
inline constexpr std::size_t kReplayRecordSize = 128;
inline constexpr std::size_t kReplaySourceSize = 55;
inline constexpr std::size_t kReplayPageSize = 4096;
inline constexpr std::size_t kReplayRecordsInPage = kReplayPageSize / kReplayRecordSize;

[[nodiscard]] base::Bytes encode(const ReplayHeader& header);
[[nodiscard]] std::optional<ReplayHeader> decode_replay_header(base::ByteView bytes);
[[nodiscard]] base::Bytes encode(const ReplayRecord& record, const ReplayId& id,
                                 std::uint64_t place);
[[nodiscard]] std::optional<ReplayRecord> decode_replay_record(base::ByteView bytes,
                                                               const ReplayId& id,
                                                               std::uint64_t place);

/// The file, open. Nothing in here takes a lock or judges; see ReplayCache.
class ReplayFile {
  public:
    /// Puts a file with these records in the place of any that exists, durably.
    [[nodiscard]] static base::Status make(const files::Path& path, const ReplayHeader& header,
                                           const std::vector<ReplayRecord>& records = {});
    /// Opens it. Every step reads its header again.
    [[nodiscard]] static base::Result<ReplayFile> open(const files::Path& path);

    /// The header, and whether the file is as long as it says.
    [[nodiscard]] base::Result<ReplayHeader> header() const;

    /// What there is to know about a use.
    struct Place {
        std::optional<ReplayRecord> earlier;  ///< its record
        base::Instant floor = kNever;         ///< what was made up to here may have been used
        std::optional<std::uint64_t> free;    ///< where its record may go; nothing: no room
        base::Instant free_floor = kNever;    ///< the floor that this record must carry then
        bool is_newer = false;                ///< a record is newer than the header
    };
    /// `over`: records of tickets made before that give way.
    [[nodiscard]] base::Result<Place> look(const ReplayHeader& header, const ReplayDigest& digest,
                                           base::Instant over) const;

    [[nodiscard]] base::Status write(const ReplayHeader& header) const;
    [[nodiscard]] base::Status write(const ReplayRecord& record, const ReplayHeader& header,
                                     std::uint64_t place) const;
    /// Makes the next table, durably; it counts once the header says so.
    [[nodiscard]] base::Status grow(ReplayHeader& header) const;
    [[nodiscard]] base::Status sync() const { return file_.sync(); }
    [[nodiscard]] const files::BlockFile& file() const { return file_; }

    /// Reads all of it: every record that is in use, and every place that is damaged.
    [[nodiscard]] base::Status read_all(
        const ReplayHeader& header, const std::function<void(ReplayRecord)>& record,
        const std::function<void(std::uint64_t offset)>& damaged) const;

  private:
    explicit ReplayFile(files::BlockFile file) : file_(std::move(file)) {}
    [[nodiscard]] base::Error damaged(std::uint64_t offset) const;

    files::BlockFile file_;
};

}  // namespace ptkt::replay

#endif
