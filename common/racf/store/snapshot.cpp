// The file of a snapshot, numbers big-endian:
//
//   header     magic, class, size of the file, number of buckets, place of the names, checksum
//   directory  the place of each bucket
//   blocks     the buckets, then the names
//
// A block is its number, the length of its content, a checksum over both and the content, and the
// content. A profile lies in the bucket that the checksum of its name gives; an empty bucket has a
// block as well. So whatever place a damaged directory gives, the block there has the wrong number
// or a wrong checksum.
#include "common/racf/store/snapshot.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "common/base/system_call.hpp"
#include "common/files/checksum.hpp"
#include "common/files/system_call.hpp"
#include "common/racf/model/class_table.hpp"

namespace ptkt::store {

namespace {

constexpr std::string_view kMagic = "PTKTSNP1";
constexpr std::size_t kClassSize = 8;
constexpr std::size_t kHeaderSize = 8 + kClassSize + 8 + 4 + 8 + 8;
constexpr std::size_t kBlockHeaderSize = 4 + 4 + 8;
constexpr std::size_t kPlaceSize = 8;
/// What costs a new program nothing to read, though it looks for one profile.
constexpr std::size_t kLargestKept = 16U << 10U;
constexpr std::uint32_t kNames = 0xFFFFFFFF;  // the number of the block of the names

std::string padded(const racf::ClassName& cls) {
    std::string text = cls.str();
    text.resize(kClassSize, ' ');
    return text;
}

std::uint32_t bucket_of(std::string_view name, std::uint32_t buckets) {
    return static_cast<std::uint32_t>(files::checksum64(name) % buckets);
}

std::uint64_t block_checksum(std::uint32_t number, std::string_view content) {
    base::ByteWriter front;
    front.u32(number).u32(static_cast<std::uint32_t>(content.size()));
    return files::checksum64(files::checksum64(base::as_text(front.bytes())), content);
}

void write_block(base::ByteWriter& out, std::uint32_t number, std::string_view content) {
    out.u32(number)
        .u32(static_cast<std::uint32_t>(content.size()))
        .u64(block_checksum(number, content))
        .raw(base::as_bytes(content));
}

}  // namespace

base::Error Snapshot::damaged(std::uint64_t at, std::string_view why) const {
    return base::with_hint(
        base::fail(base::ErrorKind::Config, "{} is damaged at byte {}: {}", path_.string(), at,
                   why),
        fmt::format("SETROPTS RACLIST({}) REFRESH, or 'racf-admin check --repair', "
                    "takes the snapshot again",
                    cls_.str()));
}

/// From what is in memory, where all of it is.
base::Result<std::string> Snapshot::read(std::uint64_t at, std::size_t size) const {
    if (at + size <= whole_.size()) return whole_.substr(at, size);
    std::string bytes(size, '\0');
    std::size_t have = 0;
    while (have < size) {
        const ssize_t got =
            ::pread(fd_.get(), bytes.data() + have, size - have, static_cast<off_t>(at + have));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return files::failed("read", path_);
        if (got == 0) return damaged(at + have, "it ends here");
        have += static_cast<std::size_t>(got);
    }
    return bytes;
}

base::Result<std::optional<Snapshot>> Snapshot::open(const files::Path& path,
                                                     const racf::ClassName& cls) {
    base::UniqueFd fd = base::open_fd(path.c_str(), O_RDONLY | O_NOFOLLOW);
    if (!fd && errno == ENOENT) return std::optional<Snapshot>();
    if (!fd) return files::failed("open", path);
    Snapshot snapshot(path, cls, std::move(fd));
    if (auto right = snapshot.read_header(); !right) return std::move(right).error();
    return std::optional(std::move(snapshot));
}

base::Status Snapshot::read_header() {
    const auto header = read(0, kHeaderSize);
    if (!header) return header.error();
    base::ByteReader in(base::as_bytes(*header));
    const auto magic = in.take(kMagic.size());
    const auto its_class = in.take(kClassSize);
    size_ = in.u64().value();
    buckets_ = in.u32().value();
    names_at_ = in.u64().value();
    const std::uint64_t checksum = in.u64().value();
    if (base::as_text(*magic) != kMagic) return damaged(0, "it does not begin as a snapshot");
    if (files::checksum64(std::string_view(*header).substr(0, kHeaderSize - 8)) != checksum ||
        buckets_ == 0)
        return damaged(0, "the checksum of its header does not match");
    if (base::as_text(*its_class) != padded(cls_))
        return damaged(kMagic.size(), "it is the snapshot of another class");
    struct stat about {};
    if (::fstat(fd_.get(), &about) != 0) return files::failed("look at", path_);
    const auto there = static_cast<std::uint64_t>(about.st_size);
    if (there != size_)
        return damaged(std::min(there, size_),
                       fmt::format("it has {} bytes instead of {}", there, size_));
    if (size_ > kLargestKept) return {};
    auto whole = read(0, size_);
    if (!whole) return std::move(whole).error();
    whole_ = *std::move(whole);
    return {};
}

base::Result<std::string> Snapshot::read_block(std::uint64_t at, std::uint32_t number) const {
    const auto front = read(at, kBlockHeaderSize);
    if (!front) return front;
    base::ByteReader in(base::as_bytes(*front));
    const std::uint32_t its_number = in.u32().value();
    const std::uint32_t length = in.u32().value();
    const std::uint64_t checksum = in.u64().value();
    if (its_number != number) return damaged(at, "this is not the part that should be here");
    if (length > size_ - at - kBlockHeaderSize) return damaged(at, "this part is too long");
    auto content = read(at + kBlockHeaderSize, length);
    if (!content || checked_.contains(at)) return content;
    if (block_checksum(number, *content) != checksum)
        return damaged(at, "the checksum of this part does not match");
    // What is in memory stays what it is.
    if (!whole_.empty()) checked_.insert(at);
    return content;
}

base::Result<std::uint64_t> Snapshot::place_of(std::uint32_t bucket) const {
    const std::uint64_t entry = kHeaderSize + std::uint64_t{bucket} * kPlaceSize;
    const auto bytes = read(entry, kPlaceSize);
    if (!bytes) return bytes.error();
    const std::uint64_t place = base::ByteReader(base::as_bytes(*bytes)).u64().value();
    if (place > size_ - kBlockHeaderSize) return damaged(entry, "this leads outside of the file");
    return place;
}

base::Result<std::optional<racf::Resource>> Snapshot::find(const racf::ProfileName& name) const {
    const std::uint32_t bucket = bucket_of(name.str(), buckets_);
    const auto place = place_of(bucket);
    if (!place) return place.error();
    const auto content = read_block(*place, bucket);
    if (!content) return content.error();
    base::ByteReader in(base::as_bytes(*content));
    while (!in.at_end()) {
        const auto its_name = in.text16();
        const auto size = its_name ? in.u32() : std::nullopt;
        const auto record = size ? in.take(*size) : std::nullopt;
        if (!record) return damaged(*place, "a record in this part is not complete");
        if (*its_name != name.str()) continue;
        auto resource = decode_record(cls_, *record);
        if (!resource) return damaged(*place, "a record in this part is not one of ours");
        return std::optional(std::move(*resource));
    }
    return std::optional<racf::Resource>();
}

base::Result<std::vector<std::string>> Snapshot::names() const {
    std::vector<std::string> out;
    const auto content = read_block(names_at_, kNames);
    if (!content) return content.error();
    base::ByteReader in(base::as_bytes(*content));
    while (!in.at_end()) {
        const auto generic = in.u8();
        auto name = generic ? in.text16() : std::nullopt;
        if (!name) return damaged(names_at_, "a name in this part is not complete");
        out.push_back(std::move(*name));
    }
    return out;
}

base::Status Snapshot::verify() const {
    const auto all = names();
    if (!all) return all.error();
    for (std::uint32_t bucket = 0; bucket < buckets_; ++bucket) {
        const auto place = place_of(bucket);
        if (!place) return place.error();
        if (const auto content = read_block(*place, bucket); !content) return content.error();
    }
    for (const std::string& text : *all) {
        const auto name = racf::profile_name_in(cls_.str(), text);
        const auto profile =
            name ? find(*name) : base::Result<std::optional<racf::Resource>>(name.error());
        if (!profile) return profile.error();
        if (!*profile) return damaged(names_at_, "profile " + text + " is missing");
    }
    return {};
}

base::Result<std::string> print_snapshot(const racf::ClassName& cls, const NextResource& next) {
    std::vector<std::pair<std::string, base::Bytes>> records;
    std::vector<std::pair<bool, std::string>> names;
    for (;;) {
        auto resource = next();
        if (!resource) return std::move(resource).error();
        if (!*resource) break;
        names.emplace_back((*resource)->generic, (*resource)->name.str());
        records.emplace_back((*resource)->name.str(), encode_record(**resource));
    }
    std::sort(names.begin(), names.end());
    const auto buckets = static_cast<std::uint32_t>(std::max<std::size_t>(records.size(), 1));
    std::vector<base::ByteWriter> contents(buckets);
    for (auto& [name, record] : records) {
        contents[bucket_of(name, buckets)]
            .text16(name)
            .u32(static_cast<std::uint32_t>(record.size()))
            .raw(std::exchange(record, {}));
    }
    base::ByteWriter blocks;
    base::ByteWriter directory;
    const std::uint64_t first = kHeaderSize + std::uint64_t{buckets} * kPlaceSize;
    for (std::uint32_t bucket = 0; bucket < buckets; ++bucket) {
        directory.u64(first + blocks.size());
        write_block(blocks, bucket, base::as_text(std::exchange(contents[bucket], {}).bytes()));
    }
    const std::uint64_t names_at = first + blocks.size();
    base::ByteWriter list;
    for (const auto& [generic, name] : names)
        list.u8(generic ? 1 : 0).text16(name);
    write_block(blocks, kNames, base::as_text(list.bytes()));
    base::ByteWriter header;
    header.raw(base::as_bytes(kMagic))
        .raw(base::as_bytes(padded(cls)))
        .u64(first + blocks.size())
        .u32(buckets)
        .u64(names_at);
    header.u64(files::checksum64(base::as_text(header.bytes())));
    std::string file(base::as_text(header.bytes()));
    file.append(base::as_text(directory.bytes())).append(base::as_text(blocks.bytes()));
    return file;
}

base::Status take_snapshot(const files::Path& path, const racf::ClassName& cls,
                           const NextResource& next) {
    const auto file = print_snapshot(cls, next);
    if (!file) return file.error();
    return files::write_atomically(path, *file);
}

}  // namespace ptkt::store
