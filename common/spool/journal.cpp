#include "common/spool/journal.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace ptkt::spool {

namespace {

constexpr std::size_t kHeader = 16;
constexpr std::size_t kRoomAtOnce = std::size_t{1} << 20;

constexpr std::array<std::uint32_t, 256> crc_table() {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value >> 1U) ^ ((value & 1U) != 0 ? 0xEDB88320U : 0U);
        table[i] = value;
    }
    return table;
}

std::uint32_t crc_of(base::ByteView number, std::string_view content) {
    static constexpr auto kTable = crc_table();
    std::uint32_t crc = 0xFFFFFFFFU;
    const auto step = [&crc](base::Byte byte) { crc = (crc >> 8U) ^ kTable[(crc ^ byte) & 0xFFU]; };
    for (const base::Byte byte : number)
        step(byte);
    for (const char c : content)
        step(static_cast<base::Byte>(c));
    return ~crc;
}

bool read_exactly(int fd, void* into, std::size_t count, std::uint64_t at) {
    auto* place = static_cast<char*>(into);
    while (count > 0) {
        const ssize_t got = ::pread(fd, place, count, static_cast<off_t>(at));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        place += got;
        at += static_cast<std::uint64_t>(got);
        count -= static_cast<std::size_t>(got);
    }
    return true;
}

base::UniqueFd open_file(const files::Path& path) {
    return base::UniqueFd(
        ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, files::kPrivateFile));
}

}  // namespace

base::Error Journal::failed(std::string_view doing) const {
    return base::fail(base::ErrorKind::Io, "cannot {} {}: {}", doing, path_.string(),
                      std::strerror(errno));
}

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
    const auto titled = journal.begins_with(journal.added_.bytes());
    if (!titled) return titled.error();
    if (auto found = journal.find_end(); !found) return std::move(found).error();
    if (*titled) {
        journal.added_ = base::ByteWriter();
    } else if (auto written = journal.commit(); !written) {
        return std::move(written).error();
    }
    return journal;
}

/// False when there is nothing yet: no byte, or what a crash left of the title, zeros behind it.
base::Result<bool> Journal::begins_with(base::ByteView title) const {
    base::Bytes found(title.size());
    const ssize_t got = ::pread(fd_.get(), found.data(), found.size(), 0);
    if (got < 0) return failed("read");
    found.resize(static_cast<std::size_t>(got));
    const auto [other, rest] = std::ranges::mismatch(found, title);
    if (rest == title.end()) return true;
    if (std::all_of(other, found.end(), [](base::Byte byte) { return byte == 0; })) return false;
    return base::fail(base::ErrorKind::Config, "{} is not a journal of this kind", path_.string());
}

base::Status Journal::find_end() {
    struct stat facts {};
    if (::fstat(fd_.get(), &facts) != 0) return failed("look at");
    const auto size = static_cast<std::uint64_t>(facts.st_size);
    for (;;) {
        const auto record = record_at(end_, size);
        if (!record) return record.error();
        if (!*record) break;
        end_ += kHeader + (*record)->content.size();
    }
    room_ = end_;
    if (end_ == size) return {};
    if (::ftruncate(fd_.get(), static_cast<off_t>(end_)) != 0) return failed("cut");
    return {};
}

base::Result<std::optional<Record>> Journal::record_at(std::uint64_t at, std::uint64_t end) const {
    if (end - at < kHeader) return std::optional<Record>();
    std::array<base::Byte, kHeader> header{};
    if (!read_exactly(fd_.get(), header.data(), header.size(), at)) return failed("read");
    base::ByteReader reader(header);
    const std::uint32_t length = reader.u32().value();
    const std::uint32_t crc = reader.u32().value();
    Record record{reader.u64().value(), {}};
    if (length > end - at - kHeader) return std::optional<Record>();
    record.content.resize(length);
    if (!read_exactly(fd_.get(), record.content.data(), length, at + kHeader))
        return failed("read");
    if (crc_of(base::ByteView(header).subspan(8), record.content) != crc)
        return std::optional<Record>();
    return std::optional(std::move(record));
}

void Journal::add(std::uint64_t number, std::string_view content) {
    base::ByteWriter numbered;
    numbered.u64(number);
    added_.u32(static_cast<std::uint32_t>(content.size()))
        .u32(crc_of(numbered.bytes(), content))
        .u64(number)
        .raw(base::as_bytes(content));
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
    if (!make_room(end) || !write_at(added_.bytes(), end_)) return *(failure_ = failed("write"));
    // After a failed sync the system may take the same bytes for written: it is not asked twice.
    if (::fdatasync(fd_.get()) != 0) return *(failure_ = failed("sync"));
    end_ = end;
    added_ = base::ByteWriter();
    return {};
}

base::Result<std::optional<Record>> Journal::next() {
    if (at_ == end_) return std::optional<Record>();
    auto record = record_at(at_, end_);
    if (!record) return record;
    if (!*record)
        return base::fail(base::ErrorKind::Io, "{} is damaged at byte {}", path_.string(), at_);
    at_ += kHeader + (*record)->content.size();
    return record;
}

base::Status Journal::clear() {
    if (failure_) return *failure_;
    if (::ftruncate(fd_.get(), 0) != 0) return *(failure_ = failed("cut"));
    at_ = end_ = room_ = 0;
    return {};
}

}  // namespace ptkt::spool
