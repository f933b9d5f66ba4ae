#include "common/racf/diagnosis/ready_key.hpp"

#include <cmath>

#include "common/racf/passticket/enhanced.hpp"
#include "common/racf/passticket/legacy.hpp"

namespace ptkt::diagnosis {

using passticket::Kind;

std::optional<std::uint64_t> ticket_value(std::string_view text, Kind kind) {
    if (kind == Kind::Legacy) {
        const auto value = passticket::legacy_value(text);
        return value ? std::optional<std::uint64_t>(*value) : std::nullopt;
    }
    const auto value = passticket::enhanced_value(text, kind);
    return value ? std::optional(*value) : std::nullopt;
}

unsigned time_bits(Kind kind) {
    if (kind == Kind::Legacy) return 32;
    return kind == Kind::Upper ? 41 : 48;
}

double chance_of(Kind kind, double values) {
    return std::ldexp(values, -static_cast<int>(time_bits(kind)));
}

std::int64_t seconds_in(const passticket::Window& window) {
    return (window.past + window.future).count() + 1;
}

base::Result<ReadyKey> ReadyKey::make(const KeyEvidence& from, const base::Secret& key) {
    ReadyKey ready(from);
    if (from.kind == Kind::Legacy) {
        auto des = crypto::DesKey::make(key);
        if (!des) return std::move(des).error();
        ready.des_ = std::make_shared<const crypto::DesKey>(std::move(*des));
    } else {
        ready.hmac_ = std::make_shared<const crypto::HmacSha512>(key);
    }
    return ready;
}

ReadyKey ReadyKey::as(Kind kind) const {
    ReadyKey other = *this;
    other.kind_ = kind;
    return other;
}

std::uint64_t ReadyKey::seconds(const passticket::EncodedNames& names, std::uint64_t value) const {
    if (kind_ == Kind::Legacy)
        return passticket::LegacyCoder(des_, names).decode(static_cast<std::uint32_t>(value));
    return passticket::EnhancedCoder(hmac_, names, kind_).decode(value);
}

base::Instant ReadyKey::made(const passticket::EncodedNames& names, std::uint64_t value,
                             base::Instant now) const {
    const std::uint64_t second = seconds(names, value);
    if (kind_ == Kind::Legacy)
        return passticket::legacy_instant(static_cast<std::uint32_t>(second), now);
    return base::instant(static_cast<std::int64_t>(second));
}

}  // namespace ptkt::diagnosis
