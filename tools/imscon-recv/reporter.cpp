#include "tools/imscon-recv/reporter.hpp"

#include "common/base/text/visible.hpp"

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

void Reporter::event(std::string_view what, const net::Endpoint& peer, json::Json more) {
    json::Json members = json::Json::object();
    members.set("peer", to_string(peer));
    members.set_all(std::move(more));
    event(what, std::move(members));
}

void Reporter::event(std::string_view what, json::Json more) {
    if (options_.output != Form::Ndjson || options_.common.field) return;
    json::Json json = json::Json::object();
    json.set("event", what).set("time", base::to_rfc3339(io_.now()));
    json.set_all(std::move(more));
    out_.append(json.dump() + "\n");
}

}  // namespace ptkt::imscon_recv
