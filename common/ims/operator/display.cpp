#include "common/ims/operator/display.hpp"

#include <algorithm>
#include <charconv>

#include "common/ims/operator/select.hpp"

namespace ptkt::ims_operator {

namespace {

char yes_or_no(bool yes) {
    return yes ? 'Y' : 'N';
}

std::string_view status_of(bool active) {
    return active ? "ACTIVE" : "NOT ACTIVE";
}

/// `TOTAL CLIENTS=2 RECV=1 CONN=1 XMIT=0 OTHER=0`.
template <typename ClientType>
std::string totals(std::string_view what, const std::vector<ClientType>& clients) {
    const auto count = [&](Activity activity) {
        return std::ranges::count_if(clients,
                                     [=](const auto& one) { return one.activity == activity; });
    };
    return line(fmt::format("TOTAL {}={} RECV={} CONN={} XMIT={} OTHER={}", what, clients.size(),
                            count(Activity::Recv), count(Activity::Conn), count(Activity::Xmit),
                            count(Activity::Other)));
}

std::string head_of(const Port& port) {
    return line(fmt::format("PORT={} STATUS={}", port.number, status_of(port.active)));
}

std::string display(const Port& port) {
    std::string text = head_of(port);
    if (!port.clients.empty())
        text += line("CLIENTID USERID   TRANCODE STATUS  SECOND CLNTPORT IP-ADDRESS");
    for (const Client& one : port.clients)
        text += line(fmt::format("{:<8} {:<8} {:<8} {:<7} {:>6} {:>8} {}", base::printable(one.id),
                                 base::printable(one.user), base::printable(one.trancode),
                                 to_string(one.activity), one.seconds, one.port,
                                 padded_address(one.address)));
    return text + totals("CLIENTS", port.clients);
}

std::string display(const DataStore& one) {
    std::string text =
        line(fmt::format("DATASTORE={:<8} STATUS={}", one.id, status_of(one.active)));
    text += line(fmt::format("GROUP={:<8} MEMBER={}", one.group, one.member));
    text += line("TARGET MEMBER=" + one.tmember);
    text += line("DEFAULT REROUTE NAME=" + one.reroute);
    text += line("RACF APPL NAME=" + one.appl);
    text += line(fmt::format("OTMA ACEE AGING VALUE={}", one.oaav));
    text += line(fmt::format("OTMA ACK TIMEOUT VALUE={}", one.ackto));
    return text + line(fmt::format("OTMA MAX INPUT MESSAGE={}", one.maxi));
}

std::string display(const Remote& one) {
    std::string text =
        line(fmt::format("RMTIMSCON={:<8}  STATUS={}", one.id, status_of(!one.stopped)));
    text += line(fmt::format("IP-ADDRESS={}  PORT={}", padded_address(one.ip_address), one.port));
    text += line("HOSTNAME=" + one.host_name);
    text += line(fmt::format("AUTOCONN={}  PERSISTENT={}", yes_or_no(one.autoconn),
                             yes_or_no(one.persistent)));
    text += line(fmt::format("IDLETO={}", one.idleto));
    text += line(fmt::format("RESVSOC={}  NUMSOC={}", one.resvsoc, one.clients.size()));
    if (!one.clients.empty())
        text += line(one.serves_msc ? "SENDCLNT LCLPLKID STATUS  SECOND SENDPORT"
                                    : "SENDCLNT USERID   STATUS  SECOND SENDPORT");
    for (const SendClient& client : one.clients)
        text += line(fmt::format("{:<8} {:<8} {:<7} {:>6} {:>8}", client.id,
                                 one.serves_msc ? client.lclplkid : one.userid,
                                 to_string(client.activity), client.seconds, client.port));
    return text + totals("SENDCLNTS", one.clients);
}

std::string joined(const std::vector<std::string>& names) {
    return fmt::format("{}", fmt::join(names, ","));
}

std::string display(const MscPath& one) {
    std::string text =
        line(fmt::format("MSC={:<8}  STATUS={}", one.lclplkid, status_of(!one.stopped)));
    text += line(fmt::format("RMTPLKID={:<8}  RMTIMSCON={}", one.rmtplkid, one.rmtimscon));
    text += line(fmt::format("LCLIMS={}  RMTIMS={}", joined(one.lclims), one.rmtims));
    text += line("GENIMSID=" + one.genimsid);
    text += line(fmt::format("IMSPLEX MEMBER={}  TMEMBER={}", one.member, one.tmember));
    if (!one.links.empty()) text += line("LINK     RECVCLNT STATUS   SECOND");
    for (const MscLink& link : one.links)
        text += line(fmt::format("{:<8} {:<8} {:<8} {:>6}", link.id, base::printable(link.partner),
                                 base::to_upper(link.status), link.seconds));
    return text + line(fmt::format("TOTAL LINKS={}", one.links.size()));
}

std::string display(const std::string& plex) {
    return line("IMSPLEX=" + plex);
}

template <typename Item>
base::Result<std::string> display_all(const base::Result<std::vector<const Item*>>& items) {
    if (!items) return items.error();
    std::string text;
    for (const Item* item : *items)
        text += display(*item);
    return text;
}

}  // namespace

std::string line(std::string_view text, std::string_view number) {
    while (text.ends_with(' '))
        text.remove_suffix(1);
    return fmt::format("{} {}\n", number, text);
}

std::string_view to_string(Activity activity) {
    switch (activity) {
        case Activity::Recv:
            return "RECV";
        case Activity::Conn:
            return "CONN";
        case Activity::Xmit:
            return "XMIT";
        case Activity::Other:
            break;
    }
    return "OTHER";
}

std::string padded_address(std::string_view address) {
    std::string padded;
    std::string_view rest = address;
    for (int octets = 0; octets < 4; ++octets) {
        unsigned value = 0;
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
        if (error != std::errc() || value > 255) return std::string(address);
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
        padded += fmt::format("{}{:03}", octets == 0 ? "" : ".", value);
        const bool is_last = octets == 3;
        if (is_last != rest.empty() || (!is_last && rest.front() != '.'))
            return std::string(address);
        if (!is_last) rest.remove_prefix(1);
    }
    return padded;
}

std::string view_hws(const Snapshot& snapshot, bool summary) {
    std::string text = line(fmt::format("HWS ID={:<8} RACF={} PSWDMC={}", snapshot.id,
                                        yes_or_no(snapshot.racf), snapshot.pswdmc));
    text += line(fmt::format("MAXSOC={} NUMSOC={} TIMEOUT={}", snapshot.maxsoc, snapshot.numsoc,
                             snapshot.timeout));
    text += line(fmt::format("RRS={} STATUS=NOT REGISTERED", yes_or_no(snapshot.rrs)));
    text += line(fmt::format(
        "VERSION={} IP-ADDRESS={}", snapshot.version,
        snapshot.ports.empty() ? std::string() : padded_address(snapshot.ports.front().address)));
    text += line("SUPER MEMBER NAME=" + snapshot.super_member);
    text += line("ADAPTER=N");
    for (const DataStore& one : snapshot.datastores)
        text += display(one);
    for (const std::string& plex : snapshot.imsplexes)
        text += display(plex);
    if (snapshot.imsplexes.empty()) text += line("NO ACTIVE IMSPLEX");
    for (const Port& port : snapshot.ports)
        text += summary ? head_of(port) : display(port);
    return text;
}

base::Result<std::string> view_port(const Snapshot& snapshot, std::string_view name) {
    return display_all(select(snapshot.ports, name, "port",
                              [](const Port& port) { return std::to_string(port.number); }));
}

base::Result<std::string> view_ds(const Snapshot& snapshot, std::string_view name) {
    return display_all(select(snapshot.datastores, name, "data store",
                              [](const DataStore& one) { return one.id; }));
}

base::Result<std::string> view_rmt(const Snapshot& snapshot, std::string_view name) {
    return display_all(
        select(snapshot.remotes, name, "RMTIMSCON", [](const Remote& one) { return one.id; }));
}

base::Result<std::string> view_msc(const Snapshot& snapshot, std::string_view name) {
    return display_all(
        select(snapshot.paths, name, "MSC", [](const MscPath& one) { return one.lclplkid; }));
}

base::Result<std::string> view_ip(const Snapshot& snapshot, std::string_view name) {
    if (name == "ALL" && snapshot.imsplexes.empty()) return line("NO ACTIVE IMSPLEX");
    return display_all(
        select(snapshot.imsplexes, name, "IMSPLEX", [](const std::string& one) { return one; }));
}

}  // namespace ptkt::ims_operator
