#include "common/files/spool/journal_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "common/base/system_call.hpp"
#include "common/files/spool/crc32.hpp"

namespace ptkt::spool {

namespace {

// Bytes that are all different, of several bits each: no bit flipped makes a zero of one, and a
// mark that is cut off is not taken for a whole one.
constexpr std::array<base::Byte, 4> kStart = {0xA7, 0x6A, 0x72, 0x9B};
constexpr std::array<base::Byte, 4> kEnd = {0xF1, 0xE2, 0xD3, 0xC6};
constexpr std::size_t kHeader = 28;
constexpr std::size_t kSummed = 8;  ///< from here on the CRC counts
constexpr std::uint64_t kSector = 512;
constexpr std::size_t kWindow = std::size_t{1} << 18;

bool read_exactly(int fd, void* into, std::size_t count, std::uint64_t at) {
    auto* place = static_cast<char*>(into);
    while (count > 0) {
        const ssize_t got = ::pread(fd, place, count, static_cast<off_t>(at));
        if (got < 0 && errno == EINTR) continue;
        if (got == 0) errno = EIO;  // somebody has cut the file
        if (got <= 0) return false;
        place += got;
        at += static_cast<std::uint64_t>(got);
        count -= static_cast<std::size_t>(got);
    }
    return true;
}

bool all_zero(base::ByteView bytes) {
    return std::ranges::all_of(bytes, [](base::Byte byte) { return byte == 0; });
}

}  // namespace

std::uint64_t encoded_size(std::size_t content) {
    return kHeader + content + kEnd.size();
}

void append_record(base::Bytes& to, std::uint64_t number, std::string_view content,
                   std::uint64_t at, std::uint64_t back) {
    std::array<base::Byte, kHeader> header{};
    auto place = header.begin();
    const auto put = [&place](std::uint64_t value, unsigned width) {
        for (unsigned i = width; i > 0; --i)
            *place++ = static_cast<base::Byte>(value >> (8U * (i - 1)));
    };
    place = std::ranges::copy(kStart, place).out + sizeof(std::uint32_t);
    put(content.size(), 4);
    put(at, 4);
    put(back, 4);
    put(number, 8);
    place = header.begin() + kStart.size();
    put(crc32(base::ByteView(header).subspan(kSummed), base::as_bytes(content)), 4);
    // All of a record, or nothing of it where there is no memory.
    const std::size_t wanted = to.size() + encoded_size(content.size());
    if (wanted > to.capacity()) to.reserve(std::max(wanted, 2 * to.capacity()));
    to.insert(to.end(), header.begin(), header.end());
    const base::ByteView bytes = base::as_bytes(content);
    to.insert(to.end(), bytes.begin(), bytes.end());
    to.insert(to.end(), kEnd.begin(), kEnd.end());
}

base::Error JournalFile::failed(std::string_view doing) const {
    return base::fail(base::ErrorKind::Io, "cannot {} {}: {}", doing, path_.string(),
                      std::strerror(errno));
}

base::Result<std::uint64_t> JournalFile::size() const {
    struct stat facts {};
    if (::fstat(fd_, &facts) != 0) return failed("look at");
    return static_cast<std::uint64_t>(facts.st_size);
}

/// A record that is whole, wherever it was written.
base::Result<std::optional<JournalFile::Found>> JournalFile::found_at(std::uint64_t at,
                                                                      std::uint64_t end) const {
    const std::optional<Found> nothing;
    if (end < at || end - at < encoded_size(0)) return nothing;
    std::array<base::Byte, kHeader> header{};
    if (!read_exactly(fd_, header.data(), header.size(), at)) return failed("read");
    if (!std::equal(kStart.begin(), kStart.end(), header.begin())) return nothing;
    base::ByteReader reader(base::ByteView(header).subspan(kStart.size()));
    const std::uint32_t crc = reader.u32().value();
    const std::uint32_t length = reader.u32().value();
    const std::uint32_t own = reader.u32().value();
    const std::uint32_t back = reader.u32().value();
    const std::uint64_t number = reader.u64().value();
    if (length > end - at - encoded_size(0)) return nothing;
    Found found{{number, {}},
                at,
                at + encoded_size(length),
                own == static_cast<std::uint32_t>(at),
                back <= at ? at - back : at};
    std::string& content = found.record.content;
    content.resize(length + kEnd.size());
    if (!read_exactly(fd_, content.data(), content.size(), at + kHeader)) return failed("read");
    const bool is_marked =
        std::ranges::equal(base::as_bytes(content).subspan(length), base::ByteView(kEnd));
    content.resize(length);
    if (!is_marked ||
        crc32(base::ByteView(header).subspan(kSummed), base::as_bytes(content)) != crc)
        return nothing;
    return std::optional(std::move(found));
}

base::Result<std::optional<StoredMessage>> JournalFile::record_at(std::uint64_t at,
                                                                  std::uint64_t end) const {
    auto found = found_at(at, end);
    if (!found) return std::move(found).error();
    if (!*found || !(*found)->is_in_place) return std::optional<StoredMessage>();
    return std::optional(std::move((*found)->record));
}

/// The first whole record that begins at `from` or behind it.
base::Result<std::optional<JournalFile::Found>> JournalFile::next_found(std::uint64_t from,
                                                                        std::uint64_t end) const {
    base::Bytes window;
    while (from + kStart.size() <= end) {
        window.resize(std::min<std::uint64_t>(kWindow, end - from));
        if (!read_exactly(fd_, window.data(), window.size(), from)) return failed("read");
        for (auto at = window.begin();; ++at) {
            at = std::search(at, window.end(), kStart.begin(), kStart.end());
            if (at == window.end()) break;
            auto found = found_at(from + static_cast<std::uint64_t>(at - window.begin()), end);
            if (!found || *found) return found;
        }
        from += window.size() - (kStart.size() - 1);
    }
    return std::optional<Found>();
}

/// Behind the last byte in front of `end` that is not zero; `from` when there is none.
base::Result<std::uint64_t> JournalFile::end_of_bytes(std::uint64_t from, std::uint64_t end) const {
    base::Bytes window;
    while (end > from) {
        window.resize(std::min<std::uint64_t>(kWindow, end - from));
        if (!read_exactly(fd_, window.data(), window.size(), end - window.size()))
            return failed("read");
        const auto last =
            std::find_if(window.rbegin(), window.rend(), [](base::Byte byte) { return byte != 0; });
        if (last != window.rend()) return end - static_cast<std::uint64_t>(last - window.rbegin());
        end -= window.size();
    }
    return from;
}

/// Whether an end mark, perhaps a damaged one, stands in front of `end`.
base::Result<bool> JournalFile::ends_marked(std::uint64_t from, std::uint64_t end) const {
    if (end - from < kEnd.size()) return false;
    std::array<base::Byte, kEnd.size()> mark{};
    if (!read_exactly(fd_, mark.data(), mark.size(), end - mark.size())) return failed("read");
    std::size_t alike = 0;
    for (std::size_t i = 0; i < mark.size(); ++i)
        alike += mark[i] == kEnd[i] ? 1U : 0U;
    return alike + 1 >= kEnd.size();
}

/// Whether some sector that has a part of the stretch is as it was before a write that was to fill
/// it from `begin` to `end`: zero.
base::Result<bool> JournalFile::lacks_sector(Stretch stretch, std::uint64_t begin,
                                             std::uint64_t end) const {
    base::Bytes sector;
    for (std::uint64_t at = stretch.from / kSector * kSector; at < stretch.to; at += kSector) {
        const std::uint64_t from = std::max(at, begin);
        sector.resize(std::min(at + kSector, end) - from);
        if (!read_exactly(fd_, sector.data(), sector.size(), from)) return failed("read");
        if (all_zero(sector)) return true;
    }
    return false;
}

/// Tells a torn tail from damage behind the whole records.
base::Status JournalFile::look_behind(std::uint64_t size, const Each& each, Survey& survey) const {
    const std::uint64_t first = survey.whole_end;
    const auto bytes_end = end_of_bytes(first, size);
    if (!bytes_end) return bytes_end.error();
    if (*bytes_end == first) return {};
    std::vector<Found> found;
    for (std::uint64_t at = first; at < *bytes_end;) {
        auto next = next_found(at, *bytes_end);
        if (!next) return std::move(next).error();
        if (!*next) break;
        at = (*next)->end;
        if (found.empty() || (*next)->at != found.back().end)
            survey.damaged.push_back({found.empty() ? first : found.back().end, (*next)->at});
        found.push_back(std::move(**next));
    }
    const std::uint64_t rest = found.empty() ? first : found.back().end;
    if (rest < *bytes_end) survey.damaged.push_back({rest, *bytes_end});
    const bool is_last_commit = std::ranges::all_of(
        found, [&](const Found& one) { return one.is_in_place && one.commit <= first; });
    const std::uint64_t commit = found.empty() ? first : std::min(first, found.front().commit);
    const auto lacks =
        lacks_sector({first, found.empty() ? *bytes_end : found.front().at}, commit, *bytes_end);
    if (!lacks) return lacks.error();
    const auto marked = ends_marked(first, *bytes_end);
    if (!marked) return marked.error();
    if (is_last_commit && (*lacks || (found.empty() && !*marked))) {
        survey.torn = *bytes_end - first;
        survey.damaged.clear();
        return {};
    }
    survey.records += found.size();
    for (const Found& one : found)
        if (auto done = each(one.record); !done) return done;
    return {};
}

base::Result<Survey> JournalFile::survey(const Each& each) const {
    const auto end = size();
    if (!end) return end.error();
    Survey survey;
    for (;;) {
        const auto record = record_at(survey.whole_end, *end);
        if (!record) return record.error();
        if (!*record) break;
        if (auto done = each(**record); !done) return std::move(done).error();
        ++survey.records;
        survey.whole_end += encoded_size((*record)->content.size());
    }
    if (auto done = look_behind(*end, each, survey); !done) return std::move(done).error();
    return survey;
}

base::Result<std::uint64_t> JournalFile::find_end() const {
    const auto found = survey([](const StoredMessage&) { return base::Status(); });
    if (!found) return found.error();
    if (found->damaged.empty()) return found->whole_end;
    return base::fail(base::ErrorKind::Config, "{} is damaged at byte {}: nothing was changed",
                      path_.string(), found->damaged.front().from);
}

base::Result<Survey> survey_journal(const files::Path& path, const JournalFile::Each& each) {
    const base::UniqueFd fd = base::open_fd(path.c_str(), O_RDONLY | O_NOFOLLOW);
    const JournalFile file(fd.get(), path);
    if (fd) return file.survey(each);
    if (errno == ENOENT)
        return base::fail(base::ErrorKind::NotFound, "{} does not exist", path.string());
    return file.failed("open");
}

}  // namespace ptkt::spool
