#ifndef PTKT_IMS_SENDER_RESULTS_SENT_JOURNAL_HPP
#define PTKT_IMS_SENDER_RESULTS_SENT_JOURNAL_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/bytes.hpp"
#include "common/files/files.hpp"
#include "common/files/spool/journal.hpp"

namespace ptkt::ims_sender {

/// What earlier runs with the same journal know of a message.
enum class Before {
    Nothing,       ///< it was not sent, or it was refused
    Sent,          ///< it was sent and there was no answer: it may have been taken
    Acknowledged,  ///< it is not to be sent again
};

/// What a run has read, sent and learned, so that another run with the same input can go on where
/// it was cut off. A record of a few bytes for each of these; one for what was read has the length
/// of the input up to there and a digest of it, so a journal goes with one input only. The memory
/// that it needs is two bits a message of the earlier runs.
class SentJournal {
  public:
    /// Config: the file is something else. TryAgain: another run uses it.
    [[nodiscard]] static base::Result<SentJournal> open(const std::string& path);

    /// The next message of the input; numbers count from 1. Usage: an earlier run had another one
    /// in its place.
    [[nodiscard]] base::Result<Before> meet(std::int64_t number, std::string_view original);
    /// The input has ended. Usage: an earlier run has read more of it.
    [[nodiscard]] base::Status meet_end() const;

    /// Each of these counts once `commit` has succeeded: what is about to be sent, what was
    /// acknowledged, and what was refused or not sent after all.
    void sent(std::int64_t number) { add(number, kSent); }
    void acknowledged(std::int64_t number) { add(number, kAcknowledged); }
    void not_taken(std::int64_t number) { add(number, kNotTaken); }
    /// All of it is on the disk when this succeeds.
    [[nodiscard]] base::Status commit();

  private:
    static constexpr char kRead = 'r';
    static constexpr char kSent = 's';
    static constexpr char kAcknowledged = 'a';
    static constexpr char kNotTaken = 'n';

    SentJournal(files::FileLock lock, spool::Journal records, std::string path)
        : lock_(std::move(lock)), records_(std::move(records)), path_(std::move(path)) {}

    [[nodiscard]] base::Status load();
    [[nodiscard]] bool remember(const spool::StoredMessage& record);
    void take_in(std::string_view original);
    [[nodiscard]] std::string place() const;
    [[nodiscard]] base::Status check_place(std::int64_t number);
    void add(std::int64_t number, char what);
    [[nodiscard]] base::Error other_input(std::string_view how) const;

    files::FileLock lock_;
    spool::Journal records_;
    std::string path_;
    std::int64_t read_before_ = 0;    ///< messages that earlier runs have read
    std::vector<bool> sent_;          ///< by number: sent last, and no answer
    std::vector<bool> acknowledged_;  ///< by number
    std::int64_t met_ = 0;
    std::uint64_t length_ = 0;  ///< of what was met
    base::Bytes digest_;        ///< of what was met
    bool added_ = false;
};

}  // namespace ptkt::ims_sender

#endif
