#include "tools/imscon-recv/reporter.hpp"

namespace ptkt::imscon_recv {

std::string Reporter::text_of(const Taken& taken) const {
    if (options_.common.field)
        return message_json(taken, options_.encoding).find(*options_.common.field)->bare() + "\n";
    if (options_.output == Form::Ndjson)
        return message_json(taken, options_.encoding).dump() + "\n";
    return options_.output == Form::Text ? message_text(taken, options_.encoding)
                                         : message_raw(taken);
}

void Reporter::event(std::string_view what, const ims_connection::Endpoint& peer, base::Json more) {
    if (options_.output != Form::Ndjson || options_.common.field) return;
    base::Json json = base::Json::object();
    json.set("event", what).set("time", base::to_rfc3339(io_.now())).set("peer", to_string(peer));
    for (const auto& [name, value] : *more.as_object())
        json.set(name, value);
    out_.append(json.dump() + "\n");
}

}  // namespace ptkt::imscon_recv
