#include "common/files/spool/journal.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "common/base/system_call.hpp"

namespace ptkt::spool {

namespace {

constexpr std::size_t kRoomAtOnce = std::size_t{1} << 20;

base::UniqueFd open_file(const files::Path& path) {
    return base::open_fd(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW, files::kPrivateFile);
}

bool sync(int fd) {
    return base::uninterrupted([&] { return ::fdatasync(fd); }) == 0;
}

bool cut(int fd, std::uint64_t length) {
    return base::uninterrupted([&] { return ::ftruncate(fd, static_cast<off_t>(length)); }) == 0;
}

}  // namespace

base::Result<Journal> Journal::open(const files::Path& path) {
    Journal journal(open_file(path), path);
    if (!journal.fd_) return journal.failed("open");
    if (auto found = journal.find_end(); !found) return std::move(found).error();
    return journal;
}

base::Result<Journal> Journal::open(const files::Path& path, std::string_view title) {
    Journal journal(open_file(path), path);
    if (!journal.fd_) return journal.failed("open");
    journal.add(0, title);
    const auto titled = journal.begins_with(journal.added_);
    if (!titled) return titled.error();
    if (auto found = journal.find_end(); !found) return std::move(found).error();
    if (*titled) {
        journal.added_.clear();
    } else if (auto written = journal.commit(); !written) {
        return std::move(written).error();
    }
    return journal;
}

/// False when there is nothing yet: no byte, or what a crash left of the title, zeros behind it.
base::Result<bool> Journal::begins_with(base::ByteView title) const {
    base::Bytes found(title.size());
    const ssize_t got =
        base::uninterrupted([&] { return ::pread(fd_.get(), found.data(), found.size(), 0); });
    if (got < 0) return failed("read");
    found.resize(static_cast<std::size_t>(got));
    const auto [other, rest] = std::ranges::mismatch(found, title);
    if (rest == title.end()) return true;
    if (std::all_of(other, found.end(), [](base::Byte byte) { return byte == 0; })) return false;
    return base::fail(base::ErrorKind::Config, "{} is not a journal of this kind", path_.string());
}

base::Status Journal::find_end() {
    const auto size = file().size();
    if (!size) return size.error();
    const auto end = file().find_end();
    if (!end) return end.error();
    room_ = end_ = *end;
    if (end_ == *size) return {};
    if (!cut(fd_.get(), end_)) return failed("cut");
    return {};
}

void Journal::add(std::uint64_t number, std::string_view content) {
    const std::uint64_t before = added_.size();
    append_record(added_, number, content, end_ + before, before);
}

bool Journal::write_at(base::ByteView bytes, std::uint64_t at) const {
    while (!bytes.empty()) {
        const ssize_t done =
            ::pwrite(fd_.get(), bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (done < 0 && errno == EINTR) continue;
        if (done < 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(done));
        at += static_cast<std::uint64_t>(done);
    }
    return true;
}

bool Journal::make_room(std::uint64_t end) {
    static const base::Bytes kZeros(kRoomAtOnce);
    for (; room_ < end; room_ += kZeros.size())
        if (!write_at(kZeros, room_)) return false;
    return true;
}

base::Status Journal::commit() {
    if (failure_) return *failure_;
    const std::uint64_t end = end_ + added_.size();
    if (!make_room(end) || !write_at(added_, end_)) return *(failure_ = failed("write"));
    // After a failed sync the system may take the same bytes for written: it is not asked twice,
    // but for a signal that broke the waiting off.
    if (!sync(fd_.get())) return *(failure_ = failed("sync"));
    end_ = end;
    added_.clear();
    if (added_.capacity() > kRoomAtOnce) added_ = base::Bytes();
    return {};
}

base::Result<std::optional<StoredMessage>> Journal::next() {
    if (at_ == end_) return std::optional<StoredMessage>();
    auto record = file().record_at(at_, end_);
    if (!record) return record;
    if (!*record)
        return base::fail(base::ErrorKind::Io, "{} is damaged at byte {}", path_.string(), at_);
    at_ += encoded_size((*record)->content.size());
    return record;
}

base::Status Journal::clear() {
    if (failure_) return *failure_;
    if (!cut(fd_.get(), 0)) return *(failure_ = failed("cut"));
    at_ = end_ = room_ = 0;
    return {};
}

base::Status Journal::settle() {
    if (failure_) return *failure_;
    if (!sync(fd_.get())) return *(failure_ = failed("sync"));
    return {};
}

}  // namespace ptkt::spool
