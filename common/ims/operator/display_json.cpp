#include "common/formats/json/event.hpp"
#include "common/ims/operator/display.hpp"
#include "common/ims/operator/select.hpp"

namespace ptkt::ims_operator {

namespace {

json::Json number(std::size_t value) {
    return json::Json(static_cast<std::int64_t>(value));
}

json::Json object_of(const Client& one) {
    json::Json json = json::Json::object();
    json.set("client_id", one.id)
        .set("user", one.user)
        .set("tran", one.trancode)
        .set("status", to_string(one.activity))
        .set("seconds", one.seconds)
        .set("port", one.port)
        .set("address", one.address)
        .set("messages", one.messages);
    return json;
}

json::Json object_of(const Port& port, bool summary) {
    json::Json json = json::Json::object();
    json.set("port", port.number)
        .set("address", port.address)
        .set("active", port.active)
        .set("clients", number(port.clients.size()));
    if (summary) return json;
    json::Json clients = json::Json::array();
    for (const Client& one : port.clients)
        clients.push(object_of(one));
    json.set("client_list", std::move(clients));
    return json;
}

json::Json object_of(const DataStore& one) {
    json::Json json = json::Json::object();
    json.set("datastore", one.id)
        .set("active", one.active)
        .set("group", one.group)
        .set("member", one.member)
        .set("tmember", one.tmember)
        .set("rrname", one.reroute)
        .set("appl", one.appl)
        .set("oaav", one.oaav)
        .set("ackto", one.ackto)
        .set("maxi", one.maxi);
    return json;
}

json::Json object_of(const SendClient& one) {
    json::Json json = json::Json::object();
    json.set("client_id", one.id)
        .set("lclplkid", one.lclplkid)
        .set("status", to_string(one.activity))
        .set("seconds", one.seconds)
        .set("port", one.port);
    return json;
}

json::Json object_of(const Remote& one) {
    json::Json json = json::Json::object();
    json.set("rmtimscon", one.id)
        .set("active", !one.stopped)
        .set("address", one.ip_address)
        .set("hostname", one.host_name)
        .set("port", one.port)
        .set("autoconn", one.autoconn)
        .set("persistent", one.persistent)
        .set("idleto", one.idleto)
        .set("resvsoc", one.resvsoc)
        .set("numsoc", number(one.clients.size()))
        .set("msc", one.serves_msc)
        .set("user", one.userid);
    json::Json clients = json::Json::array();
    for (const SendClient& client : one.clients)
        clients.push(object_of(client));
    json.set("client_list", std::move(clients));
    return json;
}

json::Json object_of(const MscPath& one) {
    json::Json json = json::Json::object();
    json::Json ids = json::Json::array();
    for (const std::string& id : one.lclims)
        ids.push(id);
    json.set("lclplkid", one.lclplkid)
        .set("active", !one.stopped)
        .set("rmtplkid", one.rmtplkid)
        .set("lclims", std::move(ids))
        .set("rmtims", one.rmtims)
        .set("rmtimscon", one.rmtimscon)
        .set("genimsid", one.genimsid)
        .set("member", one.member)
        .set("tmember", one.tmember);
    json::Json links = json::Json::array();
    for (const MscLink& link : one.links) {
        json::Json object = json::Json::object();
        object.set("link", link.id)
            .set("client_id", link.partner)
            .set("status", link.status)
            .set("seconds", link.seconds);
        links.push(std::move(object));
    }
    json.set("links", std::move(links));
    return json;
}

/// An object that stands by itself; one within another has no event.
json::Json event_of(std::string_view kind, json::Json members) {
    json::Json json = json::event(kind);
    json.set_all(std::move(members));
    return json;
}

/// One thing as an object, ALL as an array.
template <typename Item, typename Make>
base::Result<json::Json> json_of(const base::Result<std::vector<const Item*>>& items,
                                 std::string_view name, std::string_view event, Make make) {
    if (!items) return items.error();
    if (name != "ALL") return event_of(event, make(*items->front()));
    json::Json all = json::Json::array();
    for (const Item* item : *items)
        all.push(event_of(event, make(*item)));
    return all;
}

}  // namespace

json::Json hws_json(const Snapshot& snapshot, bool summary) {
    json::Json json = json::event("hws");
    json.set("hws", snapshot.id)
        .set("racf", snapshot.racf)
        .set("pswdmc", std::string(1, snapshot.pswdmc))
        .set("uidcache", snapshot.uidcache)
        .set("maxsoc", snapshot.maxsoc)
        .set("numsoc", number(snapshot.numsoc))
        .set("timeout", snapshot.timeout)
        .set("rrs", snapshot.rrs)
        .set("version", snapshot.version)
        .set("smember", snapshot.super_member);
    json::Json datastores = json::Json::array();
    for (const DataStore& one : snapshot.datastores)
        datastores.push(object_of(one));
    json::Json plexes = json::Json::array();
    for (const std::string& plex : snapshot.imsplexes)
        plexes.push(plex);
    json::Json ports = json::Json::array();
    for (const Port& port : snapshot.ports)
        ports.push(object_of(port, summary));
    json.set("datastores", std::move(datastores))
        .set("imsplexes", std::move(plexes))
        .set("ports", std::move(ports));
    return json;
}

base::Result<json::Json> port_json(const Snapshot& snapshot, std::string_view name) {
    return json_of(select(snapshot.ports, name, "port",
                          [](const Port& port) { return std::to_string(port.number); }),
                   name, "port", [](const Port& port) { return object_of(port, false); });
}

base::Result<json::Json> ds_json(const Snapshot& snapshot, std::string_view name) {
    return json_of(select(snapshot.datastores, name, "data store",
                          [](const DataStore& one) { return one.id; }),
                   name, "datastore", [](const DataStore& one) { return object_of(one); });
}

base::Result<json::Json> rmt_json(const Snapshot& snapshot, std::string_view name) {
    return json_of(
        select(snapshot.remotes, name, "RMTIMSCON", [](const Remote& one) { return one.id; }), name,
        "rmtimscon", [](const Remote& one) { return object_of(one); });
}

base::Result<json::Json> msc_json(const Snapshot& snapshot, std::string_view name) {
    return json_of(
        select(snapshot.paths, name, "MSC", [](const MscPath& one) { return one.lclplkid; }), name,
        "msc", [](const MscPath& one) { return object_of(one); });
}

base::Result<json::Json> ip_json(const Snapshot& snapshot, std::string_view name) {
    return json_of(
        select(snapshot.imsplexes, name, "IMSPLEX", [](const std::string& one) { return one; }),
        name, "imsplex", [](const std::string& one) {
            json::Json json = json::Json::object();
            json.set("imsplex", one);
            return json;
        });
}

}  // namespace ptkt::ims_operator
