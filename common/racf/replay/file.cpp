#include "common/racf/replay/file.hpp"

#include <algorithm>
#include <bit>

#include "common/base/mixed_sum.hpp"

namespace ptkt::replay {

namespace {

constexpr std::uint64_t kReplayMagic = 0x50544B5452504C31;  // "PTKTRPL1"
constexpr std::uint64_t kFirstPages = 16;
constexpr std::uint32_t kMostTables = 20;  // 64 GiB
// Where the fields of a record are.
constexpr std::size_t kNumberAt = 8;
constexpr std::size_t kDigestAt = 16;
constexpr std::size_t kMadeAt = 56;
constexpr std::size_t kFloorAt = 64;

/// Moments as numbers that sort like them; kNever is 0.
std::uint64_t sortable(base::Instant when) {
    return static_cast<std::uint64_t>(base::to_seconds(when)) ^ (std::uint64_t{1} << 63U);
}
base::Instant from_sortable(std::uint64_t value) {
    return base::instant(static_cast<std::int64_t>(value ^ (std::uint64_t{1} << 63U)));
}

std::uint64_t pages_of(std::uint32_t table) {
    return kFirstPages << table;
}
/// Tables lie one after the other behind the header's page.
std::uint64_t first_page(std::uint32_t table) {
    return 1 + kFirstPages * ((std::uint64_t{1} << table) - 1);
}
std::uint64_t page_of(std::uint32_t table, const ReplayDigest& digest) {
    return first_page(table) + base::load_u64(digest.data()) % pages_of(table);
}
/// Records are numbered through the whole file, as if the header's page had some too.
std::uint64_t offset_of(std::uint64_t place) {
    return place * kReplayRecordSize;
}

std::uint64_t seed_of(const ReplayId& id, std::uint64_t place) {
    return base::mixed(base::mixed_sum(kReplayMagic, id), place);
}
/// A record's checksum is in front of what it covers.
std::uint64_t record_sum(base::ByteView record, const ReplayId& id, std::uint64_t place) {
    return base::mixed_sum(seed_of(id, place), record.subspan(kNumberAt));
}

ReplayRecord decoded(base::ByteView bytes) {
    ReplayRecord record;
    base::ByteReader in(bytes.subspan(kNumberAt));
    record.number = in.u64().value();
    std::ranges::copy(in.take(record.digest.size()).value(), record.digest.begin());
    record.when = from_sortable(in.u64().value());
    record.made = from_sortable(in.u64().value());
    record.floor = from_sortable(in.u64().value());
    const std::size_t length = in.u8().value();
    record.source = base::as_text(in.take(std::min(length, in.remaining())).value());
    return record;
}

/// The pages of a table without a record in use.
void append_empty(base::Bytes& out, const ReplayId& id, std::uint32_t table) {
    const std::uint64_t begin = first_page(table) * kReplayRecordsInPage;
    const std::uint64_t end = begin + pages_of(table) * kReplayRecordsInPage;
    for (std::uint64_t place = begin; place < end; ++place) {
        const base::Bytes empty = encode(ReplayRecord(), id, place);
        out.insert(out.end(), empty.begin(), empty.end());
    }
}

}  // namespace

base::Bytes encode(const ReplayHeader& header) {
    base::ByteWriter out;
    out.u64(kReplayMagic).raw(header.id).u64(header.number).u64(header.tables);
    out.u64(sortable(header.floor)).u64(sortable(header.latest)).u64(sortable(header.latest_made));
    const std::uint64_t sum = base::mixed_sum(kReplayMagic, out.bytes());
    base::Bytes bytes = std::move(out.u64(sum)).bytes();
    bytes.resize(kReplayHeaderSize);
    return bytes;
}

std::optional<ReplayHeader> decode_replay_header(base::ByteView bytes) {
    constexpr std::size_t kCovered = 64;
    base::ByteReader in(bytes);
    ReplayHeader header;
    const auto magic = in.u64();
    const auto id = in.take(header.id.size());
    const auto number = in.u64();
    const auto tables = in.u64();
    const auto floor = in.u64();
    const auto latest = in.u64();
    const auto latest_made = in.u64();
    const auto sum = in.u64();
    if (!sum || *magic != kReplayMagic ||
        *sum != base::mixed_sum(kReplayMagic, bytes.first(kCovered)))
        return std::nullopt;
    if (*tables == 0 || *tables > kMostTables) return std::nullopt;
    std::ranges::copy(*id, header.id.begin());
    header.number = *number;
    header.tables = static_cast<std::uint32_t>(*tables);
    header.floor = from_sortable(*floor);
    header.latest = from_sortable(*latest);
    header.latest_made = from_sortable(*latest_made);
    return header;
}

base::Bytes encode(const ReplayRecord& record, const ReplayId& id, std::uint64_t place) {
    const std::string_view source = std::string_view(record.source).substr(0, kReplaySourceSize);
    base::ByteWriter out;
    out.u64(0).u64(record.number).raw(record.digest);
    out.u64(sortable(record.when)).u64(sortable(record.made)).u64(sortable(record.floor));
    out.u8(static_cast<std::uint8_t>(source.size())).raw(base::as_bytes(source));
    base::Bytes bytes = std::move(out).bytes();
    bytes.resize(kReplayRecordSize);
    const base::Bytes sum = base::ByteWriter().u64(record_sum(bytes, id, place)).bytes();
    std::ranges::copy(sum, bytes.begin());
    return bytes;
}

std::optional<ReplayRecord> decode_replay_record(base::ByteView bytes, const ReplayId& id,
                                                 std::uint64_t place) {
    if (bytes.size() != kReplayRecordSize ||
        base::load_u64(bytes.data()) != record_sum(bytes, id, place))
        return std::nullopt;
    return decoded(bytes);
}

base::Status ReplayFile::make(const files::Path& path, const ReplayHeader& header,
                              const std::vector<ReplayRecord>& records) {
    // Room for all of them, even where they do not spread evenly.
    ReplayHeader sized = header;
    sized.tables = 1;
    std::uint64_t room = pages_of(0) * kReplayRecordsInPage;
    while (room < 4 * records.size())
        room += pages_of(sized.tables++) * kReplayRecordsInPage;
    base::Bytes whole = encode(sized);
    whole.resize(kReplayPageSize);
    for (std::uint32_t table = 0; table < sized.tables; ++table)
        append_empty(whole, sized.id, table);
    if (records.empty()) return files::write_atomically(path, base::as_text(whole));
    // Filled under another name, so that the file is whole when it gets its own.
    const files::Path filling = path.string() + ".new";
    if (auto written = files::write_atomically(filling, base::as_text(whole)); !written)
        return written;
    const auto file = open(filling);
    if (!file) return file.error();
    for (ReplayRecord record : records) {
        auto place = file->look(sized, record.digest, kNever);
        if (!place) return std::move(place).error();
        while (!place->free) {
            if (auto grown = file->grow(sized); !grown) return grown;
            if (auto written = file->write(sized); !written) return written;
            place = file->look(sized, record.digest, kNever);
            if (!place) return std::move(place).error();
        }
        record.number = sized.number;
        if (auto written = file->write(record, sized, *place->free); !written) return written;
    }
    return files::replace_durably(filling, path);
}

base::Result<ReplayFile> ReplayFile::open(const files::Path& path) {
    auto file = files::BlockFile::open(path);
    if (!file) return std::move(file).error();
    return ReplayFile(std::move(*file));
}

base::Error ReplayFile::damaged(std::uint64_t offset) const {
    return base::with_hint(
        base::fail(base::ErrorKind::Config, "{} is damaged at offset {}", file_.path().string(),
                   offset),
        "no ticket that depends on it is accepted; 'racf-admin replay accept-loss' makes it again");
}

base::Result<ReplayHeader> ReplayFile::header() const {
    std::array<base::Byte, kReplayHeaderSize> bytes{};
    if (auto got = file_.read(0, bytes); !got) return std::move(got).error();
    const auto header = decode_replay_header(bytes);
    if (!header) return damaged(0);
    const auto stamp = file_.stamp();
    if (!stamp) return stamp.error();
    const std::uint64_t end = first_page(header->tables) * kReplayPageSize;
    if (static_cast<std::uint64_t>(stamp->size) < end)
        return damaged(static_cast<std::uint64_t>(stamp->size));
    return *header;
}

base::Result<ReplayFile::Place> ReplayFile::look(const ReplayHeader& header,
                                                 const ReplayDigest& digest,
                                                 base::Instant over) const {
    Place place;
    std::uint64_t floor = 0;
    const std::uint64_t over_at = sortable(over);
    std::array<base::Byte, kReplayPageSize> page{};
    for (std::uint32_t table = 0; table < header.tables; ++table) {
        const std::uint64_t first = page_of(table, digest) * kReplayRecordsInPage;
        if (auto got = file_.read(offset_of(first), page); !got) return std::move(got).error();
        const bool placed = place.free.has_value();
        std::optional<std::uint64_t> empty;
        std::uint64_t oldest = over_at;
        for (std::uint64_t i = 0; i < kReplayRecordsInPage; ++i) {
            const base::ByteView record =
                base::ByteView(page).subspan(i * kReplayRecordSize, kReplayRecordSize);
            const std::uint64_t number = base::load_u64(record.data() + kNumberAt);
            if (base::load_u64(record.data()) != record_sum(record, header.id, first + i))
                return damaged(offset_of(first + i));
            place.is_newer = place.is_newer || number > header.number;
            floor = std::max(floor, base::load_u64(record.data() + kFloorAt));
            if (number == 0) {
                if (!empty) empty = first + i;
                continue;
            }
            if (std::equal(digest.begin(), digest.end(), record.begin() + kDigestAt))
                place.earlier = decoded(record);
            const std::uint64_t made = base::load_u64(record.data() + kMadeAt);
            if (placed || made >= oldest) continue;
            oldest = made;
            place.free = first + i;
            place.free_floor =
                from_sortable(std::max(made, base::load_u64(record.data() + kFloorAt)));
        }
        if (!placed && empty) {
            place.free = empty;
            place.free_floor = kNever;
        }
    }
    place.floor = from_sortable(floor);
    return place;
}

base::Status ReplayFile::write(const ReplayHeader& header) const {
    return file_.write(0, encode(header));
}

base::Status ReplayFile::write(const ReplayRecord& record, const ReplayHeader& header,
                               std::uint64_t place) const {
    return file_.write(offset_of(place), encode(record, header.id, place));
}

base::Status ReplayFile::grow(ReplayHeader& header) const {
    if (header.tables == kMostTables)
        return base::fail(base::ErrorKind::Io, "{} is full", file_.path().string());
    base::Bytes pages;
    append_empty(pages, header.id, header.tables);
    if (auto written = file_.write(first_page(header.tables) * kReplayPageSize, pages); !written)
        return written;
    if (auto synced = file_.sync(); !synced) return synced;
    ++header.tables;
    return {};
}

base::Status ReplayFile::read_all(const ReplayHeader& header,
                                  const std::function<void(ReplayRecord)>& record,
                                  const std::function<void(std::uint64_t offset)>& damaged) const {
    std::array<base::Byte, kReplayPageSize> page{};
    for (std::uint64_t at = 1; at < first_page(header.tables); ++at) {
        if (auto got = file_.read(at * kReplayPageSize, page); !got) return got;
        for (std::uint64_t i = 0; i < kReplayRecordsInPage; ++i) {
            const std::uint64_t place = at * kReplayRecordsInPage + i;
            auto one = decode_replay_record(
                base::ByteView(page).subspan(i * kReplayRecordSize, kReplayRecordSize), header.id,
                place);
            if (!one)
                damaged(offset_of(place));
            else if (one->number != 0)
                record(std::move(*one));
        }
    }
    return {};
}

}  // namespace ptkt::replay
