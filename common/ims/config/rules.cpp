#include "common/ims/config/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace ptkt::ims_config {

namespace {

/// Each rule looks at the whole member and may correct it.
using Rule = void (*)(Config& config, Diagnostics& diagnostics);

bool sound(const Places& places, const Diagnostics& diagnostics) {
    return !diagnostics.error_within(places.statement);
}

/// Says of every item after the first with the same key that it stands twice. Empty keys are those
/// that could not be read.
template <typename Items, typename Key>
void unique(const Items& items, Key key, std::string_view statement, std::string_view keyword,
            Diagnostics& diagnostics) {
    std::map<std::string, int> seen;
    for (const auto& item : items)
        if (!key(item).empty() && ++seen[key(item)] > 1)
            diagnostics.error(item.places.of(keyword),
                              fmt::format("another {} has {}={}", statement, keyword, key(item)));
}

void ids_are_unique(Config& config, Diagnostics& diagnostics) {
    const auto id = [](const auto& one) { return one.id; };
    unique(config.datastores, id, "DATASTORE", "ID", diagnostics);
    unique(config.rmtimscons, id, "RMTIMSCON", "ID", diagnostics);
    unique(
        config.mscs, [](const Msc& msc) { return msc.lclplkid; }, "MSC", "LCLPLKID", diagnostics);
}

/// Topic "TCPIP statement": ports are unique, and there are at most 200 in the member. Ports of
/// ODACCESS are not read and so not counted.
void ports_are_unique_and_few(Config& config, Diagnostics& diagnostics) {
    constexpr std::size_t kMost = 200;
    std::vector<const Port*> ports;
    for (const auto* list : {&config.tcpip.ports, &config.tcpip.cicsports, &config.tcpip.sslports})
        for (const Port& port : *list)
            if (port.id != 0) ports.push_back(&port);
    std::stable_sort(ports.begin(), ports.end(), [](const Port* a, const Port* b) {
        return a->places.statement.offset < b->places.statement.offset;
    });
    std::map<std::uint16_t, int> seen;
    for (const Port* port : ports)
        if (++seen[port->id] > 1)
            diagnostics.error(
                port->places.statement, fmt::format("port {} stands twice in TCPIP", port->id),
                "PORTID and PORT both define a port, so a port goes into one of them");
    if (ports.size() > kMost)
        diagnostics.error(
            ports[kMost]->places.statement,
            fmt::format("{} ports, but a member has at most {}", ports.size(), kMost));
}

/// Topic "RMTIMSCON statement".
void connections_are_few(Config& config, Diagnostics& diagnostics) {
    constexpr std::size_t kMost = 50;
    if (config.rmtimscons.size() > kMost)
        diagnostics.error(config.rmtimscons[kMost].places.statement,
                          fmt::format("{} RMTIMSCON statements, but a member has at most {}",
                                      config.rmtimscons.size(), kMost));
}

/// The braces of the diagram ask for one of the two; what IMS Connect does with both is in no topic
/// seen, so both is an error too.
void a_connection_has_one_address(Config& config, Diagnostics& diagnostics) {
    for (const RmtImsCon& rmt : config.rmtimscons) {
        const bool host = rmt.places.coded("HOSTNAME");
        const bool address = rmt.places.coded("IPADDR");
        if (host && address)
            diagnostics.error(rmt.places.of("IPADDR"), "HOSTNAME and IPADDR exclude each other",
                              "code one of them");
        if (!host && !address && rmt.places.complete)
            diagnostics.error(rmt.places.statement, "RMTIMSCON has neither HOSTNAME nor IPADDR",
                              "code one of them");
    }
}

/// Topic "RMTIMSCON statement": IMS Connect abends at start-up when it finds only one of the two.
void passticket_names_come_in_pairs(Config& config, Diagnostics& diagnostics) {
    for (const RmtImsCon& rmt : config.rmtimscons) {
        const bool appl = rmt.places.coded("APPL");
        const bool userid = rmt.places.coded("USERID");
        if (appl == userid || !rmt.places.complete) continue;
        const std::string_view is = appl ? "APPL" : "USERID";
        const std::string_view lacks = appl ? "USERID" : "APPL";
        diagnostics.error(rmt.places.of(is), fmt::format("{} without {}", is, lacks),
                          "a PassTicket needs both; IMS Connect abends at start-up with one");
    }
}

void msc_names_a_connection(Config& config, Diagnostics& diagnostics) {
    const bool all_ids_known = std::none_of(config.rmtimscons.begin(), config.rmtimscons.end(),
                                            [](const RmtImsCon& rmt) { return rmt.id.empty(); });
    for (const Msc& msc : config.mscs) {
        if (msc.rmtimscon.empty() || !all_ids_known) continue;
        if (find_rmtimscon(config, msc.rmtimscon) == nullptr)
            diagnostics.error(msc.places.of("RMTIMSCON"),
                              fmt::format("no RMTIMSCON statement has ID={}", msc.rmtimscon));
    }
}

/// Topic "MSC statement": the generic ID stands for a group of IMS systems, so it is none of them.
void genimsid_is_its_own(Config& config, Diagnostics& diagnostics) {
    for (const Msc& msc : config.mscs) {
        if (!msc.genimsid) continue;
        const bool local =
            std::find(msc.lclims.begin(), msc.lclims.end(), *msc.genimsid) != msc.lclims.end();
        if (local || *msc.genimsid == msc.rmtims)
            diagnostics.error(msc.places.of("GENIMSID"),
                              fmt::format("GENIMSID={} is also in {}", *msc.genimsid,
                                          local ? "LCLIMS" : "RMTIMS"),
                              "the generic IMS ID must differ from the IDs of the IMS systems");
    }
}

/// Topic "MSC statement": its IMSPLEX may be left out when another statement joins an IMSplex.
void msc_has_an_imsplex(Config& config, Diagnostics& diagnostics) {
    const bool any = !config.imsplexes.empty() ||
                     std::any_of(config.others.begin(), config.others.end(),
                                 [](const OtherStatement& other) { return other.joins_imsplex; }) ||
                     std::any_of(config.mscs.begin(), config.mscs.end(),
                                 [](const Msc& msc) { return msc.places.coded("IMSPLEX"); });
    for (const Msc& msc : config.mscs)
        if (!any && sound(msc.places, diagnostics))
            diagnostics.error(msc.places.statement, "MSC needs an IMSPLEX, and the member has none",
                              "add IMSPLEX=(MEMBER=name,TMEMBER=plex) to it");
}

/// Topic "Socket connections for IMS-to-IMS TCP/IP communications": N is changed to Y. When the
/// keyword is absent the displays show Y as well, so that passes without a word.
void msc_connections_are_persistent(Config& config, Diagnostics& diagnostics) {
    for (RmtImsCon& rmt : config.rmtimscons) {
        if (rmt.persistent || !serves_msc(config, rmt)) continue;
        rmt.persistent = true;
        if (rmt.places.coded("PERSISTENT") && sound(rmt.places, diagnostics))
            diagnostics.warning(rmt.places.of("PERSISTENT"),
                                "a connection of MSC is persistent: PERSISTENT=Y is used");
    }
}

/// Topic "RMTIMSCON statement": AUTOCONN is for OTMA, and needs a persistent connection. The topic
/// prints the message as HWX0920W; the component letters of IMS Connect make that HWSX0920W.
void autoconn_needs_persistent(Config& config, Diagnostics& diagnostics) {
    for (RmtImsCon& rmt : config.rmtimscons) {
        if (!rmt.autoconn) continue;
        const bool msc = serves_msc(config, rmt);
        if (!msc && rmt.persistent) continue;
        rmt.autoconn = false;
        const base::Span where = rmt.places.of("AUTOCONN");
        if (msc) {
            diagnostics.warning(where, "a connection of MSC is made by MSC: AUTOCONN=N is used",
                                "AUTOCONN is for OTMA, and a connection serves OTMA or MSC");
        } else if (sound(rmt.places, diagnostics)) {
            diagnostics.warning(where, "PERSISTENT=N with AUTOCONN=Y: AUTOCONN=N is used",
                                "code PERSISTENT=Y to connect at start-up", "HWSX0920W");
        }
    }
}

/// Topic "Securing IMS-to-IMS TCP/IP connections", its second recommendation.
void passticket_wants_persistent(Config& config, Diagnostics& diagnostics) {
    for (const RmtImsCon& rmt : config.rmtimscons)
        if (rmt.uses_passticket() && !rmt.persistent && sound(rmt.places, diagnostics))
            diagnostics.warning(rmt.places.of("APPL"),
                                "PassTickets on a connection that is not persistent: every new "
                                "connection makes and sends another one",
                                "code PERSISTENT=Y");
}

/// The same topic: with MSC the partner connects back, and that is checked here.
void msc_return_is_checked(Config& config, Diagnostics& diagnostics) {
    if (config.hws.racf || !sound(config.hws.places, diagnostics)) return;
    for (const RmtImsCon& rmt : config.rmtimscons)
        if (rmt.uses_passticket() && serves_msc(config, rmt))
            diagnostics.warning(rmt.places.of("APPL"),
                                "HWS has RACF=N, so the return connection of MSC is not checked",
                                "code RACF=Y on HWS");
}

/// Topic "Reserving send sockets for IMS-to-IMS communication". What IMS Connect does about it is
/// in no topic seen; sockets that cannot all be opened are not worth starting with.
void reserved_sockets_fit(Config& config, Diagnostics& diagnostics) {
    if (!sound(config.tcpip.places, diagnostics)) return;
    std::uint64_t sum = 0;
    for (const RmtImsCon& rmt : config.rmtimscons) {
        const bool fitted = sum <= config.tcpip.maxsoc;
        sum += serves_msc(config, rmt) ? std::uint64_t{2} * rmt.resvsoc : rmt.resvsoc;
        if (fitted && sum > config.tcpip.maxsoc)
            diagnostics.error(rmt.places.of("RESVSOC"),
                              fmt::format("{} sockets are reserved up to here, but MAXSOC is {}",
                                          sum, config.tcpip.maxsoc),
                              "a connection of MSC counts twice");
    }
}

/// In this order: what is corrected first is what later rules see.
constexpr Rule kRules[] = {
    ids_are_unique,
    ports_are_unique_and_few,
    connections_are_few,
    a_connection_has_one_address,
    passticket_names_come_in_pairs,
    msc_names_a_connection,
    genimsid_is_its_own,
    msc_has_an_imsplex,
    msc_connections_are_persistent,
    autoconn_needs_persistent,
    passticket_wants_persistent,
    msc_return_is_checked,
    reserved_sockets_fit,
};

}  // namespace

void apply_rules(Config& config, Diagnostics& diagnostics) {
    for (const Rule rule : kRules)
        rule(config, diagnostics);
}

}  // namespace ptkt::ims_config
