#ifndef PTKT_SPOOL_SPOOL_HPP
#define PTKT_SPOOL_SPOOL_HPP

#include <memory>
#include <vector>

#include "common/spool/journal.hpp"

namespace ptkt::spool {

/// A directory that keeps messages, a file each, for whoever takes them away from `new/`:
///
///     new/NUMBER.SUFFIX   whole messages; the numbers rise in the order of the messages
///     tmp/                on their way to new/
///     journal, position, lock
///
/// Making a file durable costs several times what appending to one does, so a message is safe when
/// it is in the journal, and becomes a file soon after. Whatever ends the program, a message that
/// is safe comes to `new/` exactly once, in that run or the next. After a power cut the files made
/// since the journal was last cleared may come a second time when somebody had taken them away.
class Spool {
  public:
    /// Makes the directory when there is none, and files of what an earlier run has left in the
    /// journal. `now_ns` is the time in nanoseconds since 1970: numbers begin there. TryAgain:
    /// another program has the spool.
    [[nodiscard]] static base::Result<Spool> open(const files::Path& directory, std::string suffix,
                                                  std::uint64_t now_ns);

    void add(std::string_view content) {
        journal_.add(++last_, content);
        ++added_;
    }
    /// What was added is safe when this succeeds; nothing of it may be acknowledged when it fails.
    [[nodiscard]] base::Status commit();
    /// Makes files of the oldest messages that have none, at most so many.
    [[nodiscard]] base::Status deliver(std::size_t at_most);
    /// Bytes of messages that are safe and not files yet.
    [[nodiscard]] std::uint64_t backlog() const { return journal_.unread(); }
    [[nodiscard]] std::uint64_t journal_size() const { return journal_.size(); }

  private:
    Spool(files::FileLock lock, Journal journal, files::Path directory, std::string suffix)
        : lock_(std::move(lock)),
          journal_(std::move(journal)),
          directory_(std::move(directory)),
          suffix_(std::move(suffix)) {}

    [[nodiscard]] base::Status recover(std::uint64_t now_ns);
    [[nodiscard]] base::Status write_file(const Record& record) const;
    [[nodiscard]] base::Status move(std::uint64_t number) const;
    [[nodiscard]] base::Status note_position();
    [[nodiscard]] base::Status clear_journal();
    [[nodiscard]] files::Path temporary(std::uint64_t number) const;
    [[nodiscard]] files::Path finished(std::uint64_t number) const;

    files::FileLock lock_;
    Journal journal_;
    files::Path directory_;
    std::string suffix_;
    base::UniqueFd position_;
    std::string boot_;
    std::uint64_t last_ = 0;    ///< the number that was given out last
    std::uint64_t staged_ = 0;  ///< up to here all are in tmp/ or have been in new/
    std::size_t added_ = 0;
};

}  // namespace ptkt::spool

#endif
