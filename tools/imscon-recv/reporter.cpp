#include "tools/imscon-recv/reporter.hpp"

#include "common/base/visible.hpp"

namespace ptkt::imscon_recv {

void Reporter::append(std::string& out, const Taken& taken, const Relief& relief) const {
    if (options_.common.field) {
        out += base::on_one_line(
            message_json(taken, options_.encoding).find(*options_.common.field)->bare());
        out += '\n';
    } else if (options_.output == Form::Ndjson) {
        append_message_line(out, taken, options_.encoding, relief);
    } else if (options_.output == Form::Text) {
        append_message_text(out, taken, options_.encoding, relief);
    } else {
        append_message_raw(out, taken);
    }
}

void Reporter::event(std::string_view what, const ims_connection::Endpoint& peer, base::Json more) {
    base::Json members = base::Json::object();
    members.set("peer", to_string(peer));
    for (const auto& [name, value] : *more.as_object())
        members.set(name, value);
    event(what, std::move(members));
}

void Reporter::event(std::string_view what, base::Json more) {
    if (options_.output != Form::Ndjson || options_.common.field) return;
    base::Json json = base::Json::object();
    json.set("event", what).set("time", base::to_rfc3339(io_.now()));
    for (const auto& [name, value] : *more.as_object())
        json.set(name, value);
    out_.append(json.dump() + "\n");
}

}  // namespace ptkt::imscon_recv
