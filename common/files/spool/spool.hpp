#ifndef PTKT_FILES_SPOOL_SPOOL_HPP
#define PTKT_FILES_SPOOL_SPOOL_HPP

#include <future>
#include <memory>
#include <vector>

#include "common/files/spool/journal.hpp"
#include "common/files/spool/outbox.hpp"

namespace ptkt::spool {

/// A directory that keeps messages, a file each, for whoever takes them away from `new/`:
///
///     new/NUMBER.SUFFIX   whole messages; the numbers rise in the order of the messages
///     tmp/                on their way to new/
///     journal, position, settled, lock
///
/// Making a file durable costs several times what appending to one does, so a message is safe when
/// it is in the journal, and becomes a file soon after. Whatever ends the program, a message that
/// is safe comes to `new/` exactly once, in that run or the next. After a power cut a file that was
/// made since `settle_beside` last did its work may come a second time, under the same name, when
/// somebody had taken it away; after `close` none does, not even on another host.
class Spool {
  public:
    /// Makes the directory when there is none, and files of what an earlier run has left in the
    /// journal. `now_ns` is the time in nanoseconds since 1970: numbers begin there; `system` names
    /// the run of the system. TryAgain: another program has the spool. Config: the journal is
    /// damaged, and nothing was changed.
    [[nodiscard]] static base::Result<Spool> open(const files::Path& directory, std::string suffix,
                                                  std::uint64_t now_ns,
                                                  std::string system = running_system());

    void add(std::string_view content) {
        journal_.add(last_ + 1, content);  // takes memory: no number is left out when it fails
        ++last_;
        ++added_;
    }
    /// What was added is safe when this succeeds; nothing of it may be acknowledged when it fails.
    [[nodiscard]] base::Status commit();
    /// Makes files of the oldest messages that have none, at most so many.
    [[nodiscard]] base::Status deliver(std::size_t at_most);
    /// Makes durable that files were made, on a thread of its own: begins it, or takes its result
    /// when it has one.
    [[nodiscard]] base::Status settle_beside();
    /// Whether there is something to settle.
    [[nodiscard]] bool is_settled() const {
        return !settling_.valid() && outbox_->settled() >= outbox_->staged();
    }
    /// At the end: makes all files, makes them durable and empties the journal.
    [[nodiscard]] base::Status close();

    /// Bytes of messages that are safe and not files yet.
    [[nodiscard]] std::uint64_t backlog() const { return journal_.unread(); }
    [[nodiscard]] std::uint64_t journal_size() const { return journal_.size(); }

  private:
    Spool(files::FileLock lock, Journal journal, std::unique_ptr<Outbox> outbox)
        : lock_(std::move(lock)), journal_(std::move(journal)), outbox_(std::move(outbox)) {}

    [[nodiscard]] base::Status recover(std::uint64_t now_ns);
    [[nodiscard]] base::Status await_settling();
    [[nodiscard]] base::Status clear_journal();

    files::FileLock lock_;
    Journal journal_;
    std::unique_ptr<Outbox> outbox_;
    std::uint64_t last_ = 0;  ///< the number that was given out last
    std::size_t added_ = 0;
    std::uint64_t settling_up_to_ = 0;
    std::future<base::Status> settling_;  ///< the last member: its thread works with the others
};

}  // namespace ptkt::spool

#endif
