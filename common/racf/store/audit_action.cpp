#include "common/racf/store/audit_action.hpp"

#include "common/formats/json/event.hpp"

namespace ptkt::store {

json::Json action_record(base::Instant now, std::string_view event, std::string_view action,
                         std::string_view label, std::string_view user) {
    json::Json record = json::event(event);
    record.set("time", base::to_rfc3339(now))
        .set("user", user)
        .set("action", action)
        .set("label", label);
    return record;
}

base::Status audit_action(const AuditLog& log, base::Instant now, std::string_view event,
                          std::string_view action, std::string_view label) {
    return log.append(action_record(now, event, action, label, log.issuer()));
}

}  // namespace ptkt::store
