#include "common/ims/receiver/operator.hpp"

#include "common/formats/json/event.hpp"
#include "common/ims/operator/display.hpp"
#include "common/ims/operator/status.hpp"

namespace ptkt::ims_receiver {

namespace {

using ims_operator::Command;
using ims_operator::Verb;
using json::Json;

std::string lines_of(const Json& json) {
    const auto* const array = json.as_array();
    if (array == nullptr) return json.dump() + "\n";
    std::string lines;
    for (const Json& one : *array)
        lines += one.dump() + "\n";
    return lines;
}

base::Result<std::string> lines_of(const base::Result<Json>& json) {
    if (!json) return json.error();
    return lines_of(*json);
}

base::Result<std::string> view(const OperatorDesk& desk, const Command& command, bool json) {
    const auto snapshot = desk.snapshot();
    const std::string& name = command.name;
    switch (command.verb) {
        case Verb::ViewPort:
            return json ? lines_of(port_json(snapshot, name)) : view_port(snapshot, name);
        case Verb::ViewDs:
            return json ? lines_of(ds_json(snapshot, name)) : view_ds(snapshot, name);
        case Verb::ViewRmt:
            return json ? lines_of(rmt_json(snapshot, name)) : view_rmt(snapshot, name);
        case Verb::ViewMsc:
            return json ? lines_of(msc_json(snapshot, name)) : view_msc(snapshot, name);
        case Verb::ViewIp:
            return json ? lines_of(ip_json(snapshot, name)) : view_ip(snapshot, name);
        default:
            return json ? lines_of(hws_json(snapshot, command.summary))
                        : view_hws(snapshot, command.summary);
    }
}

/// The command turns something on or off; nothing: it is of another kind.
std::optional<base::Result<Acted>> turn(OperatorDesk& desk, const Command& command) {
    Switches& switches = desk.switches();
    switch (command.verb) {
        case Verb::OpenPort:
        case Verb::StopPort:
            return switches.set_port(command.name, command.verb == Verb::OpenPort);
        case Verb::OpenDs:
        case Verb::StopDs:
            return switches.set_datastore(desk.config(), command.name,
                                          command.verb == Verb::OpenDs);
        case Verb::SetRacf:
            return switches.set_racf(command.name == "ON");
        case Verb::SetUidc:
            return switches.set_uidcache(command.name == "ON");
        case Verb::SetPwmc:
            return switches.set_pswdmc(command.name);
        case Verb::RefreshRacfuid:
            return switches.refresh_racfuid(command.name);
        default:
            return std::nullopt;
    }
}

base::Result<Acted> act(OperatorDesk& desk, const Command& command) {
    if (auto turned = turn(desk, command)) return *std::move(turned);
    switch (command.verb) {
        case Verb::StopRmt:
            return desk.stop_remote(command.name);
        case Verb::StartRmt:
            return desk.start_remote(command.name);
        case Verb::StopSendClient:
            return desk.stop_send_client(command.name);
        case Verb::StopClient:
            return desk.stop_client(command.name, command.path);
        case Verb::StopMsc:
            return desk.stop_msc(command.name);
        case Verb::StartMsc:
            return desk.start_msc(command.name);
        case Verb::Recorder:
            return desk.set_recorder(command.name == "OPEN");
        case Verb::StopLink:
            return desk.stop_link(command.name, command.path);
        default:
            return desk.close_hws(command.force);
    }
}

std::string status(const OperatorDesk& desk, bool json) {
    const Json object = desk.status();
    if (json) return lines_of(object);
    std::string text;
    for (const auto& line : ims_operator::status_lines(object, std::nullopt))
        text += line.text + "\n";
    return text;
}

}  // namespace

base::Result<std::string> carry_out(OperatorDesk& desk, const Command& command, bool json) {
    if (command.verb == Verb::Metrics) return desk.metrics_page();
    if (command.verb == Verb::Status) return status(desk, json);
    if (is_view(command.verb)) return view(desk, command, json);
    const auto done = act(desk, command);
    if (!done) return done.error();
    desk.acted(*done, command);
    if (!json) return ims_operator::line(done->text, done->number);
    Json object = json::event("operator");
    object.set("command", ims_operator::to_string(command))
        .set("id", done->number)
        .set("text", done->text);
    return lines_of(object);
}

}  // namespace ptkt::ims_receiver
