#include "common/base/bytes.hpp"
#include "common/racf/model/class_table.hpp"
#include "common/racf/model/key_roles.hpp"
#include "common/racf/store/snapshot.hpp"

namespace ptkt::store {

namespace {

using base::ByteReader;
using base::ByteWriter;
using racf::Resource;
using racf::Ssignon;

constexpr std::uint8_t kVersion = 3;
// Still read: a store need not be refreshed.
constexpr std::uint8_t kVersionWithOneMoment = 2;  // when keys came into force: one for both kinds
constexpr std::uint8_t kVersionWithoutRotation = 1;
constexpr std::uint8_t kAbsent = 0xFF;  // of an optional field that is one byte

void write_time(ByteWriter& out, base::Instant when) {
    out.u64(static_cast<std::uint64_t>(base::to_seconds(when)));
}

void write_optional_time(ByteWriter& out, std::optional<base::Instant> when) {
    out.u8(when ? 1 : 0);
    if (when) write_time(out, *when);
}

void write_key(ByteWriter& out, const racf::ProfileKey& key) {
    out.u8(key.legacy ? static_cast<std::uint8_t>(key.legacy->form) : kAbsent);
    if (key.legacy) out.text16(base::as_text(key.legacy->sealed)).text16(key.legacy->label);
    out.text16(key.enhanced_label);
}

/// What decides which key counts when. The rest of a rotation is the business of its own runs.
void write_rotation(ByteWriter& out, const Ssignon& ssignon) {
    write_optional_time(out, ssignon.enhanced_since);
    write_optional_time(out, ssignon.legacy_since);
    const racf::Rotation& rotation = ssignon.rotation;
    out.u8(rotation.next ? 1 : 0);
    if (rotation.next) {
        write_key(out, rotation.next->key);
        write_time(out, rotation.next->staged);
        write_time(out, rotation.next->accepted_from);
        write_time(out, rotation.next->at);
        out.u64(static_cast<std::uint64_t>(rotation.next->grace.count()));
    }
    out.u16(static_cast<std::uint16_t>(rotation.previous.size()));
    for (const racf::PreviousKey& previous : rotation.previous) {
        write_key(out, previous.key);
        write_time(out, previous.until);
    }
}

void write_ssignon(ByteWriter& out, const Ssignon& ssignon) {
    write_key(out, {ssignon.legacy, ssignon.enhanced_label});
    out.u8(ssignon.type ? static_cast<std::uint8_t>(*ssignon.type) : kAbsent)
        .u32(ssignon.timeout ? static_cast<std::uint32_t>(ssignon.timeout->count()) : 0)
        .u8(ssignon.replay ? static_cast<std::uint8_t>(*ssignon.replay) : kAbsent);
    write_rotation(out, ssignon);
}

/// Reads fields and remembers that one was missing, so that the reading code stays a plain list.
class RecordReader {
  public:
    explicit RecordReader(base::ByteView bytes) : reader_(bytes) {}

    std::uint8_t u8() { return kept(reader_.u8()); }
    std::uint16_t u16() { return kept(reader_.u16()); }
    std::uint32_t u32() { return kept(reader_.u32()); }
    std::int64_t i64() { return static_cast<std::int64_t>(kept(reader_.u64())); }
    base::Instant time() { return base::instant(i64()); }
    std::string text() { return kept(reader_.text16()); }
    /// A number below `limit`; anything else makes the record bad.
    std::uint8_t below(std::uint8_t limit) {
        const std::uint8_t value = u8();
        if (value >= limit) good_ = false;
        return good_ ? value : std::uint8_t{0};
    }
    void reject() { good_ = false; }
    [[nodiscard]] bool good() const { return good_; }
    [[nodiscard]] bool complete() const { return good_ && reader_.at_end(); }

  private:
    template <typename T>
    T kept(std::optional<T> value) {
        if (!value) good_ = false;
        return value ? std::move(*value) : T{};
    }

    ByteReader reader_;
    bool good_ = true;
};

racf::ProfileKey read_key(RecordReader& in) {
    racf::ProfileKey read;
    if (const std::uint8_t form = in.u8(); form != kAbsent) {
        if (form > static_cast<std::uint8_t>(racf::LegacyKeyForm::Label)) in.reject();
        racf::LegacyKey key;
        key.form = static_cast<racf::LegacyKeyForm>(form);
        const std::string sealed = in.text();
        key.sealed.assign(sealed.begin(), sealed.end());
        key.label = in.text();
        read.legacy = std::move(key);
    }
    read.enhanced_label = in.text();
    return read;
}

std::optional<base::Instant> read_optional_time(RecordReader& in) {
    if (in.below(2) == 0) return std::nullopt;
    return in.time();
}

void read_rotation(RecordReader& in, Ssignon& ssignon, std::uint8_t version) {
    if (version == kVersionWithOneMoment) {
        racf::set_active_since(ssignon, read_optional_time(in));
    } else {
        ssignon.enhanced_since = read_optional_time(in);
        ssignon.legacy_since = read_optional_time(in);
    }
    racf::Rotation& rotation = ssignon.rotation;
    if (in.below(2) != 0) {
        racf::StagedKey next{read_key(in)};
        next.staged = in.time();
        next.accepted_from = in.time();
        next.at = in.time();
        next.grace = base::Seconds(in.i64());
        rotation.next = std::move(next);
    }
    const std::uint16_t previous = in.u16();
    for (std::uint16_t i = 0; i < previous && in.good(); ++i) {
        racf::ProfileKey key = read_key(in);
        rotation.previous.push_back({std::move(key), in.time()});
    }
}

Ssignon read_ssignon(RecordReader& in, std::uint8_t version) {
    Ssignon ssignon;
    racf::ProfileKey keys = read_key(in);
    ssignon.legacy = std::move(keys.legacy);
    ssignon.enhanced_label = std::move(keys.enhanced_label);
    if (const std::uint8_t type = in.u8(); type != kAbsent)
        ssignon.type = type == 0 ? racf::TicketType::Upper : racf::TicketType::Mixed;
    if (const std::uint32_t timeout = in.u32(); timeout != 0)
        ssignon.timeout = base::Seconds(timeout);
    if (const std::uint8_t replay = in.u8(); replay != kAbsent) ssignon.replay = replay != 0;
    if (version != kVersionWithoutRotation) read_rotation(in, ssignon, version);
    return ssignon;
}

}  // namespace

base::Bytes encode_record(const Resource& resource) {
    ByteWriter out;
    out.u8(kVersion)
        .text16(resource.name.str())
        .u8(resource.generic ? 1 : 0)
        .text16(resource.owner)
        .u8(static_cast<std::uint8_t>(resource.uacc))
        .u8(resource.warning ? 1 : 0)
        .text16(resource.appldata)
        .u32(static_cast<std::uint32_t>(resource.access.size()));
    for (const racf::AccessEntry& entry : resource.access)
        out.text16(entry.id).u8(static_cast<std::uint8_t>(entry.access));
    out.u8(resource.ssignon ? 1 : 0);
    if (resource.ssignon) write_ssignon(out, *resource.ssignon);
    // To the end of the record, so that most have none.
    for (const std::string& member : resource.members)
        out.text16(member);
    return std::move(out).bytes();
}

std::optional<Resource> decode_record(const racf::ClassName& cls, base::ByteView record) {
    RecordReader in(record);
    const std::uint8_t version = in.u8();
    if (version < kVersionWithoutRotation || version > kVersion) return std::nullopt;
    auto name = racf::profile_name_in(cls.str(), in.text());
    if (!name) return std::nullopt;
    constexpr std::uint8_t kLevels = 6;
    Resource resource{cls, std::move(*name)};
    resource.generic = in.below(2) != 0;
    resource.owner = in.text();
    resource.uacc = static_cast<racf::Access>(in.below(kLevels));
    resource.warning = in.below(2) != 0;
    resource.appldata = in.text();
    const std::uint32_t entries = in.u32();
    for (std::uint32_t i = 0; i < entries && in.good(); ++i) {
        std::string id = in.text();
        resource.access.push_back({std::move(id), static_cast<racf::Access>(in.below(kLevels)), 0});
    }
    if (in.below(2) != 0) resource.ssignon = read_ssignon(in, version);
    while (in.good() && !in.complete())
        resource.members.push_back(in.text());
    if (!in.complete()) return std::nullopt;
    return resource;
}

}  // namespace ptkt::store
