#include "common/base/bytes.hpp"
#include "common/store/snapshot.hpp"

namespace ptkt::store {

namespace {

using base::ByteReader;
using base::ByteWriter;
using racf::Resource;
using racf::Ssignon;

constexpr std::uint8_t kVersion = 1;
constexpr std::uint8_t kAbsent = 0xFF;  // of an optional field that is one byte

void write_ssignon(ByteWriter& out, const Ssignon& ssignon) {
    out.u8(ssignon.legacy ? static_cast<std::uint8_t>(ssignon.legacy->form) : kAbsent);
    if (ssignon.legacy)
        out.text16(base::as_text(ssignon.legacy->sealed)).text16(ssignon.legacy->label);
    out.text16(ssignon.enhanced_label)
        .u8(ssignon.type ? static_cast<std::uint8_t>(*ssignon.type) : kAbsent)
        .u32(ssignon.timeout ? static_cast<std::uint32_t>(ssignon.timeout->count()) : 0)
        .u8(ssignon.replay ? static_cast<std::uint8_t>(*ssignon.replay) : kAbsent);
}

/// Reads fields and remembers that one was missing, so that the reading code stays a plain list.
class RecordReader {
  public:
    explicit RecordReader(base::ByteView bytes) : reader_(bytes) {}

    std::uint8_t u8() { return kept(reader_.u8()); }
    std::uint16_t u16() { return kept(reader_.u16()); }
    std::uint32_t u32() { return kept(reader_.u32()); }
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

Ssignon read_ssignon(RecordReader& in) {
    Ssignon ssignon;
    if (const std::uint8_t form = in.u8(); form != kAbsent) {
        if (form > static_cast<std::uint8_t>(racf::LegacyKeyForm::Label)) in.reject();
        racf::LegacyKey key;
        key.form = static_cast<racf::LegacyKeyForm>(form);
        const std::string sealed = in.text();
        key.sealed.assign(sealed.begin(), sealed.end());
        key.label = in.text();
        ssignon.legacy = std::move(key);
    }
    ssignon.enhanced_label = in.text();
    if (const std::uint8_t type = in.u8(); type != kAbsent)
        ssignon.type = type == 0 ? racf::TicketType::Upper : racf::TicketType::Mixed;
    if (const std::uint32_t timeout = in.u32(); timeout != 0)
        ssignon.timeout = base::Seconds(timeout);
    if (const std::uint8_t replay = in.u8(); replay != kAbsent) ssignon.replay = replay != 0;
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
    if (in.u8() != kVersion) return std::nullopt;
    auto name = racf::ProfileName::parse(in.text());
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
    if (in.below(2) != 0) resource.ssignon = read_ssignon(in);
    while (in.good() && !in.complete())
        resource.members.push_back(in.text());
    if (!in.complete()) return std::nullopt;
    return resource;
}

}  // namespace ptkt::store
