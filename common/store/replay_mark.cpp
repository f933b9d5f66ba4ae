#include "common/store/replay_mark.hpp"

#include "common/base/bytes.hpp"

namespace ptkt::store {

namespace {

constexpr std::uint32_t kMagic = 0x50544B31;  // "PTK1"

std::uint64_t bits(std::int64_t value) {
    return static_cast<std::uint64_t>(value);
}

}  // namespace

bool ReplayMark::knows(const files::Stamp& now, std::string_view boot_now) const {
    if (file == now) return true;
    return busy && !boot.empty() && boot == boot_now && file.device == now.device &&
           file.inode == now.inode;
}

std::string ReplayMark::text() const {
    base::ByteWriter out;
    out.u32(kMagic).u64(file.device).u64(file.inode).u64(bits(file.changed_ns));
    out.u64(bits(file.status_changed_ns)).u64(bits(file.size)).u64(bits(base::to_seconds(latest)));
    out.u8(busy ? 1 : 0).text16(boot);
    return std::string(base::as_text(out.bytes()));
}

std::optional<ReplayMark> ReplayMark::parse(std::string_view text) {
    base::ByteReader in(base::as_bytes(text));
    const auto magic = in.u32();
    const auto device = in.u64();
    const auto inode = in.u64();
    const auto changed = in.u64();
    const auto status_changed = in.u64();
    const auto size = in.u64();
    const auto latest = in.u64();
    const auto busy = in.u8();
    auto boot = in.text16();
    if (magic != kMagic || !boot) return std::nullopt;
    const auto number = [](std::uint64_t value) { return static_cast<std::int64_t>(value); };
    return ReplayMark{{*device, *inode, number(*changed), number(*size), number(*status_changed)},
                      std::move(*boot),
                      *busy != 0,
                      base::instant(number(*latest))};
}

std::string boot_id() {
    const auto text = files::read_file("/proc/sys/kernel/random/boot_id", 64);
    // Without it no run can be told from another, so none is taken for the same.
    return text ? *text : std::string();
}

}  // namespace ptkt::store
