#ifndef PTKT_RACF_STORE_AUDIT_ACTION_HPP
#define PTKT_RACF_STORE_AUDIT_ACTION_HPP

#include <string_view>

#include "common/base/result.hpp"
#include "common/base/time.hpp"
#include "common/racf/store/audit_log.hpp"

namespace ptkt::store {

/// The record of what was done to the store itself: `event` is what it was done to (`key`, `rekey`,
/// `replay`, `store`), `action` what, `label` says which or how much.
[[nodiscard]] json::Json action_record(base::Instant now, std::string_view event,
                                       std::string_view action, std::string_view label,
                                       std::string_view user = AuditLog::kIssuer);

/// Appends it, with the user who is on record in this log.
[[nodiscard]] base::Status audit_action(const AuditLog& log, base::Instant now,
                                        std::string_view event, std::string_view action,
                                        std::string_view label);

}  // namespace ptkt::store

#endif
