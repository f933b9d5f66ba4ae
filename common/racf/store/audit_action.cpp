#include "common/racf/store/audit_action.hpp"

namespace ptkt::store {

base::Status audit_action(const AuditLog& log, base::Instant now, std::string_view event,
                          std::string_view action, std::string_view label) {
    json::Json record = json::Json::object();
    record.set("time", base::to_rfc3339(now))
        .set("event", event)
        .set("user", AuditLog::kIssuer)
        .set("action", action)
        .set("label", label);
    return log.append(record);
}

}  // namespace ptkt::store
