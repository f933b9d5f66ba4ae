#include "common/spool/spool.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <limits>

namespace ptkt::spool {

namespace {

constexpr std::uint64_t kWorthClearing = std::uint64_t{1} << 20;

base::Error failed(std::string_view doing, const files::Path& path) {
    return base::fail(base::ErrorKind::Io, "cannot {} {}: {}", doing, path.string(),
                      std::strerror(errno));
}

/// Tells one run of the system from the next. Unknown counts as another one.
std::string boot_id() {
    const auto text = files::read_file("/proc/sys/kernel/random/boot_id", 100);
    return text ? text->substr(0, text->find('\n')) : "unknown";
}

struct Position {
    std::string boot;
    std::uint64_t staged = 0;
};

Position read_position(const std::string& text) {
    const std::size_t gap = text.find(' ');
    Position position;
    if (gap == std::string::npos) return position;
    position.boot = text.substr(0, gap);
    std::from_chars(text.data() + gap + 1, text.data() + text.size(), position.staged);
    return position;
}

bool is_there(const files::Path& path, std::size_t size) {
    struct stat facts {};
    return ::lstat(path.c_str(), &facts) == 0 && static_cast<std::size_t>(facts.st_size) == size;
}

}  // namespace

base::Result<Spool> Spool::open(const files::Path& directory, std::string suffix,
                                std::uint64_t now_ns) {
    for (const files::Path& path : {directory, directory / "tmp", directory / "new"})
        if (auto made = files::make_directory(path); !made) return std::move(made).error();
    auto lock = files::FileLock::acquire(directory / "lock", std::chrono::milliseconds(0));
    if (!lock) return std::move(lock).error();
    auto journal = Journal::open(directory / "journal");
    if (!journal) return std::move(journal).error();
    Spool spool(std::move(*lock), std::move(*journal), directory, std::move(suffix));
    if (auto done = spool.recover(now_ns); !done) return std::move(done).error();
    return spool;
}

base::Status Spool::recover(std::uint64_t now_ns) {
    const files::Path path = directory_ / "position";
    const auto text = files::read_if_there(path, 200);
    if (!text) return text.error();
    const Position before = read_position(text->value_or(""));
    boot_ = boot_id();
    const bool same_boot = before.boot == boot_ && boot_ != "unknown";
    position_.reset(
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, files::kPrivateFile));
    if (!position_) return failed("open", path);
    last_ = staged_ = before.staged;
    for (;;) {
        const auto record = journal_.next();
        if (!record) return record.error();
        if (!*record) break;
        const std::uint64_t number = (*record)->number;
        last_ = std::max(last_, number);
        base::Status done;
        if (same_boot && number <= before.staged) {
            // It was in tmp/ for good; it still is, or it has been in new/.
            if (is_there(temporary(number), (*record)->content.size())) done = move(number);
        } else if (!is_there(finished(number), (*record)->content.size())) {
            done = write_file(**record);
            staged_ = number;
            if (done) done = note_position();
            if (done) done = move(number);
        }
        if (!done) return done;
    }
    last_ = std::max(last_, now_ns);
    // Also for the names of the files that were made here.
    if (::syncfs(position_.get()) != 0) return failed("sync", directory_);
    return journal_.clear();
}

base::Status Spool::commit() {
    if (added_ == 0) return {};
    added_ = 0;
    return journal_.commit();
}

base::Status Spool::deliver(std::size_t at_most) {
    const std::uint64_t first = staged_;
    std::vector<std::uint64_t> numbers;
    while (numbers.size() < at_most) {
        const auto record = journal_.next();
        if (!record) return record.error();
        if (!*record) break;
        if (auto written = write_file(**record); !written) return written;
        numbers.push_back((*record)->number);
    }
    if (numbers.empty()) return {};
    staged_ = std::max(first, numbers.back());
    if (auto noted = note_position(); !noted) return noted;
    for (const std::uint64_t number : numbers)
        if (auto moved = move(number); !moved) return moved;
    return journal_.unread() == 0 && journal_.size() >= kWorthClearing ? clear_journal()
                                                                       : base::Status();
}

/// All its messages are files; once they are on the disk it is not needed for them.
base::Status Spool::clear_journal() {
    if (journal_.size() == 0) return {};
    if (::syncfs(position_.get()) != 0) return failed("sync", directory_);
    return journal_.clear();
}

base::Status Spool::write_file(const Record& record) const {
    const files::Path path = temporary(record.number);
    const base::UniqueFd fd(::open(
        path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, files::kPrivateFile));
    if (!fd) return failed("make", path);
    std::string_view left = record.content;
    while (!left.empty()) {
        const ssize_t done = ::write(fd.get(), left.data(), left.size());
        if (done < 0 && errno != EINTR) return failed("write", path);
        if (done > 0) left.remove_prefix(static_cast<std::size_t>(done));
    }
    return {};
}

base::Status Spool::move(std::uint64_t number) const {
    if (::rename(temporary(number).c_str(), finished(number).c_str()) != 0)
        return failed("move to new/", temporary(number));
    return {};
}

/// One small write in place: a process that is killed has made it or not.
base::Status Spool::note_position() {
    const std::string text = fmt::format("{} {:020}\n", boot_, staged_);
    if (::pwrite(position_.get(), text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
        return failed("write", directory_ / "position");
    return {};
}

files::Path Spool::temporary(std::uint64_t number) const {
    return directory_ / "tmp" / fmt::format("{:020}.{}", number, suffix_);
}

files::Path Spool::finished(std::uint64_t number) const {
    return directory_ / "new" / fmt::format("{:020}.{}", number, suffix_);
}

}  // namespace ptkt::spool
