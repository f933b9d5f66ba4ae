#include "common/racf/rotation/vault.hpp"

#include <algorithm>

#include "common/formats/json/json.hpp"
#include "common/racf/model/key_roles.hpp"

namespace ptkt::rotation {

base::Result<std::optional<std::string>> user_of_label(const store::Store& store,
                                                       const std::string& label) {
    const auto names = store.resource_names(racf::ptktdata_class());
    if (!names) return names.error();
    for (const std::string& text : *names) {
        const auto name = racf::ProfileName::parse(text);
        if (!name) return name.error();
        const auto profile = store.resource(racf::ptktdata_class(), *name);
        if (!profile) return profile.error();
        if (!*profile || !(*profile)->ssignon) continue;
        const auto labels = racf::labels_of(*(*profile)->ssignon);
        if (std::find(labels.begin(), labels.end(), label) != labels.end())
            return std::optional(text);
    }
    return std::optional<std::string>();
}

base::Status log_vault_key(const store::Store& store, base::Instant now, std::string_view action,
                           const std::string& label) {
    json::Json record = json::Json::object();
    record.set("time", base::to_rfc3339(now))
        .set("event", "key")
        .set("action", action)
        .set("label", label);
    return store.audit_log().append(record);
}

}  // namespace ptkt::rotation
