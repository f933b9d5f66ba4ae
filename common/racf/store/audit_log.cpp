#include "common/racf/store/audit_log.hpp"

#include <utility>

#include "common/files/line_file.hpp"
#include "common/racf/store/audit_files.hpp"

namespace ptkt::store {

namespace {

constexpr std::size_t kLongestLink = 160;  // about
constexpr std::size_t kPieceOfAuditLog = std::size_t{256} << 10U;

/// Finds the end of the chain in a log: the record after which the next one goes.
class EndSearch {
  public:
    enum class Mode {
        Follow,  ///< from the head on: what was written since
        Whole,   ///< the file may be another than the head knows, and is read from its beginning
        Trust    ///< there is no head: every record is taken at its word
    };
    explicit EndSearch(const ChainHead& head)
        : head_(head), end_(head.last), before_(head.last), log_(head.log) {}

    /// A file that was moved away; the one that is written is read after it.
    base::Status read_rotated(const files::LineFile& file, Mode mode) {
        if (auto done = read_lines(file, mode); !done) return done;
        // Nobody writes there any more: a line without an end stays so.
        if (!line_.empty()) end_.add_other(std::exchange(line_, {}));
        before_ = end_.last();
        found_ = false;
        return {};
    }
    /// The file that is written.
    base::Status read(const files::LineFile& file, Mode mode) {
        if (auto done = read_lines(file, mode); !done) return done;
        if (has_torn_line()) judge_other();
        // Records that lead neither to the head nor on from it: the end was cut off. The next
        // record goes on from the head all the same, so that the chain shows what is missing.
        if (strayed_) end_ = ChainEnd(before_);
        return {};
    }

    /// The last line has no end; it is taken to get one.
    [[nodiscard]] bool has_torn_line() const { return !line_.empty(); }
    [[nodiscard]] ChainEnd take_end() { return std::move(end_); }
    [[nodiscard]] std::uint64_t log() const { return log_; }
    /// In the last file that was read.
    [[nodiscard]] bool has_found_records() const { return found_; }
    /// No record of the chain stands in this file yet.
    [[nodiscard]] bool begins_file() const { return mode_ != Mode::Follow && !found_ && !strayed_; }

  private:
    base::Status read_lines(const files::LineFile& file, Mode mode) {
        mode_ = mode;
        for (std::uint64_t at = mode == Mode::Follow ? head_.size : 0;;) {
            const auto piece = file.read(at, kPieceOfAuditLog);
            if (!piece) return piece.error();
            if (piece->empty()) return {};
            take(*piece);
            at += piece->size();
        }
    }

    void take(std::string_view piece) {
        while (!piece.empty()) {
            const std::size_t end = piece.find('\n');
            line_.append(piece.substr(0, end));
            if (end == std::string_view::npos) return;
            piece.remove_prefix(end + 1);
            judge();
            line_.clear();
        }
    }

    void judge() {
        const auto link = link_of(line_);
        if (link && (mode_ == Mode::Trust || end_.continues(*link))) {
            end_.add_record(line_, link->seq);
            if (link->log) log_ = *link->log;
            found_ = true;
        } else if (link && is_head(*link)) {
            end_ = ChainEnd(head_.last);
            found_ = true;
            strayed_ = false;
        } else if (link && mode_ == Mode::Whole && !found_) {
            strayed_ = true;
        } else {
            judge_other();
        }
    }
    void judge_other() {
        if (!strayed_) end_.add_other(line_ + '\n');
    }
    [[nodiscard]] bool is_head(const ChainLink& link) const {
        return mode_ == Mode::Whole && link.seq == head_.last.seq &&
               hash_of_record(line_) == head_.last.hash;
    }

    Mode mode_ = Mode::Follow;
    ChainHead head_;
    ChainEnd end_;
    ChainPoint before_;  ///< the end of the files before this one
    std::uint64_t log_;
    bool found_ = false;
    bool strayed_ = false;
    std::string line_;
};

/// The moment at which records are written. Records are about whole seconds, since a PassTicket is;
/// a log is easier to follow with more.
class WrittenAt {
  public:
    explicit WrittenAt(base::Moment now) : now_(now), text_(base::to_rfc3339(now)) {}

    /// In place of a record's own time, if that was just now: an append may have had to wait.
    void put_into(std::string& record) const {
        constexpr std::string_view kMember = R"("time":")";
        constexpr std::size_t kWhole = std::string_view("2026-11-22T10:00:00Z").size();
        const std::size_t member = record.find(kMember);
        if (member == std::string::npos) return;
        const std::size_t at = member + kMember.size();
        if (is_just_now(std::string_view(record).substr(at, kWhole)))
            record.replace(at, kWhole, text_);
    }

  private:
    [[nodiscard]] bool is_just_now(std::string_view time) const {
        constexpr base::Seconds kWaited(2);
        const std::size_t seconds = text_.find('.');
        if (time.ends_with('Z') && time.substr(0, time.size() - 1) == text_.substr(0, seconds))
            return true;
        for (base::Seconds ago(1); ago <= kWaited; ++ago)
            if (time == base::to_rfc3339(std::chrono::floor<base::Seconds>(now_) - ago))
                return true;
        return false;
    }

    base::Moment now_;
    std::string text_;
};

/// The next records' places, one after the other.
class Linker {
  public:
    Linker(ChainEnd end, std::uint64_t log, bool begins_file, bool head_was_lost)
        : end_(std::move(end)), log_(log), begins_(begins_file), head_was_lost_(head_was_lost) {}

    void add(std::string record, std::string& lines) {
        ChainLink link{end_.last().seq + 1, end_.expected(), std::nullopt, head_was_lost_};
        if (begins_) link.log = ++log_;
        begins_ = head_was_lost_ = false;
        std::string line = with_link(std::move(record), link);
        end_.add_record(line, link.seq);
        line += '\n';
        if (lines.empty())
            lines = std::move(line);
        else
            lines += line;
    }
    [[nodiscard]] ChainHead head(std::uint64_t size, std::uint64_t inode) const {
        return {end_.last(), log_, size, inode};
    }

  private:
    ChainEnd end_;
    std::uint64_t log_;
    bool begins_;
    bool head_was_lost_;
};

/// An append that has the lock on the head.
class Appending {
  public:
    Appending(const files::FileLock& lock, const files::LineFile& file, const files::Path& path)
        : lock_(lock), file_(file), path_(path) {}

    base::Status append(std::span<const json::Json> records, std::string_view account,
                        const std::optional<WrittenAt>& moment) {
        auto linker = where_it_goes_on();
        if (!linker) return std::move(linker).error();
        std::string lines;
        for (const json::Json& record : records) {
            std::string text = record.dump();
            text.reserve(text.size() + account.size() + kLongestLink);
            if (moment) moment->put_into(text);
            text.insert(text.size() - 1, account);
            linker->add(std::move(text), lines);
        }
        if (auto written = file_.append(lines); !written) return written;
        return lock_.leave(print_head(linker->head(size_ + lines.size(), file_.inode())));
    }

  private:
    base::Result<Linker> where_it_goes_on() {
        const auto note = lock_.note();
        if (!note) return note.error();
        const auto head = parse_head(*note);
        // What has no length can only be written to.
        size_ = file_.size().value_or(head ? head->size : 0);
        if (!head) return without_head(!note->empty());
        // Rotated, or the very first.
        if (size_ == 0) return after_rotation(*head);
        const bool is_known = head->inode == file_.inode() && size_ >= head->size;
        if (is_known && size_ == head->size)
            return Linker(ChainEnd(head->last), head->log, false, false);
        EndSearch found(*head);
        if (!is_known)
            if (auto read = read_what_head_lacks(found, *head); !read)
                return std::move(read).error();
        const auto mode = is_known ? EndSearch::Mode::Follow : EndSearch::Mode::Whole;
        if (auto read = found.read(file_, mode); !read) return std::move(read).error();
        return after(std::move(found), false);
    }

    /// The first record of all, or of all but those of an earlier version; or the head was lost.
    base::Result<Linker> without_head(bool was_damaged) {
        EndSearch found({});
        bool was_lost = was_damaged;
        if (auto read = found.read(file_, EndSearch::Mode::Trust); !read)
            return std::move(read).error();
        if (found.has_found_records()) {
            was_lost = true;
        } else {
            EndSearch after_others({});
            const auto are_there = read_newest(after_others);
            if (!are_there) return are_there.error();
            if (auto read = after_others.read(file_, EndSearch::Mode::Trust); !read)
                return std::move(read).error();
            was_lost = was_lost || *are_there;
            found = std::move(after_others);
        }
        // Or a program that is killed now would look as if the head had been taken away.
        if (!was_lost)
            if (auto left = lock_.leave(print_head({})); !left) return std::move(left).error();
        return after(std::move(found), was_lost);
    }

    base::Result<Linker> after_rotation(const ChainHead& head) const {
        EndSearch found(head);
        if (auto read = read_what_head_lacks(found, head); !read) return std::move(read).error();
        return Linker(found.take_end(), found.log(), true, false);
    }

    /// A program that was killed between its record and the head has left the record in a file that
    /// was moved away meanwhile. In one that is compressed already it cannot be told.
    base::Status read_what_head_lacks(EndSearch& found, const ChainHead& head) const {
        const auto beside = rotated_logs(path_);
        if (!beside) return beside.error();
        for (const files::Path& path : beside->plain) {
            const auto file = files::LineFile::open_to_read(path);
            if (file && file->inode() == head.inode && file->size().value_or(0) > head.size)
                return found.read_rotated(*file, EndSearch::Mode::Follow);
        }
        return {};
    }

    /// The newest of the files that were moved away; whether records of the chain were moved away
    /// at all.
    base::Result<bool> read_newest(EndSearch& found) const {
        const auto beside = rotated_logs(path_);
        if (!beside) return beside.error();
        auto logs = open_logs(beside->plain);
        if (!logs) return std::move(logs).error();
        if (auto done = put_in_order(*logs); !done) return std::move(done).error();
        if (logs->empty() || logs->back().first == 0) return !beside->compressed.empty();
        if (auto read = found.read_rotated(logs->back().file, EndSearch::Mode::Trust); !read)
            return std::move(read).error();
        return true;
    }

    base::Result<Linker> after(EndSearch found, bool was_lost) {
        if (found.has_torn_line()) {
            if (auto ended = file_.append("\n"); !ended) return std::move(ended).error();
            ++size_;
        }
        return Linker(found.take_end(), found.log(), found.begins_file(), was_lost);
    }

    const files::FileLock& lock_;
    const files::LineFile& file_;
    const files::Path& path_;
    std::uint64_t size_ = 0;
};

}  // namespace

void AuditLog::use_account(const Account& account) {
    json::Json members = json::Json::object();
    members.set("uid", account.uid)
        .set("login", account.login.empty() ? json::Json() : json::Json(account.login))
        .set("sudo_user", account.sudo_user ? json::Json(*account.sudo_user) : json::Json());
    account_ = members.dump();
    account_.front() = ',';
    account_.pop_back();
}

base::Status AuditLog::append_all(std::span<const json::Json> records) const {
    const auto lock = files::FileLock::acquire(head_, time_limit_);
    if (!lock) return lock.error();
    const auto file = files::LineFile::open(path_);
    if (!file) return file.error();
    // With the lock, so that later records have later times.
    std::optional<WrittenAt> moment;
    if (clock_) moment.emplace(clock_());
    return Appending(*lock, *file, path_).append(records, account_, moment);
}

base::Status AuditLog::check_writable() const {
    const auto lock = files::FileLock::acquire(head_, std::chrono::milliseconds(0));
    // Who appends just now could open both.
    if (!lock && lock.error().kind == base::ErrorKind::TryAgain) return {};
    if (!lock) return lock.error();
    if (!files::stamp(path_)) return {};
    const auto file = files::LineFile::open(path_);
    return file ? base::Status() : file.error();
}

bool AuditLog::is_held_up() const {
    const auto lock = files::FileLock::acquire(head_, std::chrono::milliseconds(0));
    return !lock && lock.error().kind == base::ErrorKind::TryAgain;
}

base::Result<std::optional<ChainHead>> read_audit_head(const Layout& layout) {
    const auto text = files::read_if_there(layout.audit_head(), files::FileLock::kLongestNote);
    if (!text) return text.error();
    if (!*text || (*text)->empty()) return std::optional<ChainHead>();
    const auto head = parse_head(**text);
    if (!head)
        return base::with_hint(
            base::fail(base::ErrorKind::Config, "{} is damaged", layout.audit_head().string()),
            "the next record that is written makes it again, and says so");
    return head;
}

}  // namespace ptkt::store
