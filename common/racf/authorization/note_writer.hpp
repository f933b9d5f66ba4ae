#ifndef PTKT_RACF_AUTHORIZATION_NOTE_WRITER_HPP
#define PTKT_RACF_AUTHORIZATION_NOTE_WRITER_HPP

#include <condition_variable>
#include <functional>
#include <memory>
#include <thread>

#include "common/racf/authorization/user_notes.hpp"

namespace ptkt::authorization {

/// Writes the notes of a program that serves many, on a thread of its own: whatever the store's
/// lock or the disk does, nobody who signs on waits for it, and the time of an answer says nothing
/// of what was noted.
class NoteWriter {
  public:
    /// How long it goes on at its end when another program has the store's lock.
    static constexpr std::chrono::milliseconds kLastTimeLimit{500};

    /// `store` is another opening of the store, for the thread alone.
    explicit NoteWriter(std::unique_ptr<store::Store> store) : store_(std::move(store)) {}
    NoteWriter(const NoteWriter&) = delete;
    NoteWriter& operator=(const NoteWriter&) = delete;
    ~NoteWriter();

    [[nodiscard]] UserNotes& notes() { return notes_; }
    /// Has the notes written that were made; `now` is the moment they are of.
    void wake(base::Instant now);
    /// Why notes cannot be written just now, once for each time that it begins. It is not a reason
    /// that another program has the lock. Where there was no thread to be had it tries again.
    [[nodiscard]] std::optional<base::Error> take_trouble();
    /// Ends it, and answers how many users' notes are lost.
    std::size_t finish();

  private:
    void begin();
    void run();
    [[nodiscard]] base::Status write(base::Instant now);

    UserNotes notes_;
    std::unique_ptr<store::Store> store_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool wanted_ = false;
    bool ends_ = false;
    base::Instant now_{};
    bool in_trouble_ = false;
    std::optional<base::Error> trouble_;
    std::chrono::steady_clock::time_point next_attempt_{};  ///< to begin the thread
    std::thread thread_;                                    ///< from the first note on
};

}  // namespace ptkt::authorization

#endif
