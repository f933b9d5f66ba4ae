#include "common/racf/authorization/audit_limit.hpp"

#include "common/files/free_space.hpp"
#include "common/formats/json/event.hpp"

namespace ptkt::authorization {

bool AuditLimit::has_space(TimePoint now) {
    constexpr std::chrono::seconds kBetweenLooks(1);
    if (now - looked_ >= kBetweenLooks) {
        looked_ = now;
        has_space_ = !files::is_short_of_space(log_);
    }
    return has_space_;
}

bool AuditLimit::takes(const base::Result<Decision>& decision, base::Instant when, TimePoint now) {
    if (decision && decision->accepted()) return true;
    if (has_space(now) && limit_.take(now)) return true;
    if (counts_.empty()) {
        since_ = when;
        began_ = now;
    }
    ++counts_[decision ? std::string(to_string(decision->reason)) : "error"];
    return false;
}

std::optional<json::Json> AuditLimit::left_out(base::Instant when, TimePoint now, bool at_once) {
    if (counts_.empty()) return std::nullopt;
    if (!at_once && (now - began_ < kBeforeTelling || !has_space(now))) return std::nullopt;
    json::Json reasons = json::Json::object();
    std::int64_t total = 0;
    for (const auto& [reason, count] : counts_) {
        reasons.set(reason, count);
        total += count;
    }
    counts_.clear();
    json::Json record = json::event("signon-left-out");
    record.set("time", base::to_rfc3339(when))
        .set("since", base::to_rfc3339(since_))
        .set("count", total)
        .set("reasons", std::move(reasons));
    return record;
}

}  // namespace ptkt::authorization
