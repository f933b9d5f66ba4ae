#ifndef PTKT_RACF_AUTHORIZATION_AUDIT_LIMIT_HPP
#define PTKT_RACF_AUTHORIZATION_AUDIT_LIMIT_HPP

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "common/base/rate_limit.hpp"
#include "common/base/result.hpp"
#include "common/files/files.hpp"
#include "common/formats/json/json.hpp"
#include "common/racf/authorization/decision.hpp"

namespace ptkt::authorization {

/// How many refusals a program that strangers can reach writes to the audit log: a burst, then one
/// in half a second, and none when the disk has just enough left for sign-ons. What is left out is
/// counted, and a record of it follows. Acceptances are always written.
class AuditLimit {
  public:
    static constexpr base::Rate kRate{1'000, std::chrono::milliseconds(500)};
    /// From the first that was left out to the record of it.
    static constexpr std::chrono::seconds kBeforeTelling{10};

    explicit AuditLimit(files::Path log) : log_(std::move(log)) {}

    using TimePoint = base::RateLimit::TimePoint;
    /// Whether this one is written; it is counted otherwise.
    [[nodiscard]] bool takes(const base::Result<Decision>& decision, base::Instant when,
                             TimePoint now);
    /// The record of what was left out, when it is time for it or `at_once` is wanted.
    [[nodiscard]] std::optional<json::Json> left_out(base::Instant when, TimePoint now,
                                                     bool at_once);

  private:
    [[nodiscard]] bool has_space(TimePoint now);

    files::Path log_;
    base::RateLimit limit_{kRate};
    bool has_space_ = true;
    TimePoint looked_{};
    std::map<std::string, std::int64_t> counts_;  ///< by reason
    base::Instant since_{};
    TimePoint began_{};
};

}  // namespace ptkt::authorization

#endif
