#ifndef PTKT_FILES_SPOOL_OUTBOX_HPP
#define PTKT_FILES_SPOOL_OUTBOX_HPP

#include <algorithm>
#include <functional>

#include "common/files/spool/journal_file.hpp"
#include "common/files/spool/number_file.hpp"

namespace ptkt::spool {

/// Tells one run of the system from the next; "unknown" counts as another one.
[[nodiscard]] std::string running_system();

/// The files of a spool: made in `tmp/`, moved to `new/`, each once. Two files say how far that has
/// come: `position` the last number that is in `tmp/` or was in `new/`, which counts as long as the
/// system runs; `settled` the last number whose file is in `new/` on the disk, which counts after a
/// power cut and on another host too.
class Outbox {
  public:
    /// What a damaged `position` or `settled` is: an error (Config), or as if it said nothing.
    enum class Damaged { Refuse, Ignore };
    [[nodiscard]] static base::Result<Outbox> open(const files::Path& directory, std::string suffix,
                                                   std::string system,
                                                   Damaged damaged = Damaged::Refuse);

    [[nodiscard]] base::Status stage(const StoredMessage& record) const;
    /// All up to this number are staged.
    [[nodiscard]] base::Status note_staged(std::uint64_t number);
    [[nodiscard]] base::Status move(std::uint64_t number) const;
    /// For a record that an earlier run has left: makes its file unless it was made before. True
    /// when there is a file of it now that there was not.
    [[nodiscard]] base::Result<bool> restore(const StoredMessage& record);

    /// Makes durable what there is now.
    [[nodiscard]] base::Status settle();
    /// The same as a piece of work for another thread, while the object lives; `note_settled` with
    /// the number of now when it has succeeded.
    [[nodiscard]] std::function<base::Status()> settling() const;
    void note_settled(std::uint64_t number) { settled_ = number; }

    [[nodiscard]] std::uint64_t staged() const { return staged_; }
    [[nodiscard]] std::uint64_t settled() const { return settled_; }
    /// No number above it was given out, as far as is known here.
    [[nodiscard]] std::uint64_t highest() const { return std::max(highest_, staged_); }

  private:
    Outbox(const files::Path& directory, std::string suffix, std::string system,
           NumberFile position, NumberFile settled)
        : directory_(directory.string()),
          suffix_(std::move(suffix)),
          system_(std::move(system)),
          position_file_(std::move(position)),
          settled_file_(std::move(settled)) {}
    /// Strings: they are made for every message, and a path takes itself apart.
    [[nodiscard]] std::string temporary(std::uint64_t number) const;
    [[nodiscard]] std::string finished(std::uint64_t number) const;
    [[nodiscard]] std::string path_of(std::string_view folder, std::uint64_t number) const;

    std::string directory_;
    std::string suffix_;
    std::string system_;
    NumberFile position_file_;
    NumberFile settled_file_;
    std::uint64_t staged_ = 0;
    std::uint64_t settled_ = 0;
    std::uint64_t highest_ = 0;
    std::uint64_t staged_before_ = 0;  ///< by an earlier run on the system as it runs now
};

}  // namespace ptkt::spool

#endif
