#include "common/ims/receiver/reporter.hpp"

#include "common/base/text/visible.hpp"
#include "common/formats/json/event.hpp"

namespace ptkt::ims_receiver {

void Reporter::append(std::string& out, const Taken& taken, const Relief& relief) const {
    if (settings_.field) {
        out += base::on_one_line(
            message_json(taken, settings_.encoding).find(*settings_.field)->bare());
        out += '\n';
    } else if (settings_.output == Form::Ndjson) {
        append_message_line(out, taken, settings_.encoding, relief);
    } else if (settings_.output == Form::Text) {
        append_message_text(out, taken, settings_.encoding, relief);
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

json::Json Reporter::facts_of(std::string_view what, const std::optional<net::Endpoint>& peer,
                              json::Json more) {
    json::Json facts = json::event(what);
    if (peer) facts.set("peer", to_string(*peer));
    facts.set_all(std::move(more));
    return facts;
}

void Reporter::acted(std::string_view number, std::string_view text, std::string_view command) {
    if (!host_.keeps_facts()) return;
    json::Json facts = json::event("operator");
    facts.set("command", command);
    host_.note_of(fmt::format("{} {}", number, text), facts);
}

void Reporter::event(std::string_view what, json::Json more) {
    if (settings_.output != Form::Ndjson || settings_.field) return;
    json::Json json = json::event(what);
    json.set("time", base::to_rfc3339(host_.moment()));
    json.set_all(std::move(more));
    out_.append(json.dump() + "\n");
}

}  // namespace ptkt::ims_receiver
