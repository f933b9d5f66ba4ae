#ifndef PTKT_FORMATS_JSON_EVENT_HPP
#define PTKT_FORMATS_JSON_EVENT_HPP

#include "common/formats/json/json.hpp"

namespace ptkt::json {

/// The version of what our objects say, in each of them as `v`. It rises when a field goes away or
/// changes its meaning, and stays when one is added.
inline constexpr int kSchemaVersion = 1;

/// How every object of ours begins, of the programs and of the audit log: the version, and what
/// kind of object it is. man/ptkt-json.schema.json says which fields follow.
[[nodiscard]] inline Json event(std::string_view kind) {
    Json json = Json::object();
    json.set("v", kSchemaVersion).set("event", kind);
    return json;
}

}  // namespace ptkt::json

#endif
