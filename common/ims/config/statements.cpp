#include "common/ims/config/statements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <type_traits>

#include "common/ims/config/readers.hpp"
#include "common/ims/config/statement_names.hpp"

namespace ptkt::ims_config {

namespace {

void pswdmc(Hws& hws, const Operand& operand, Diagnostics& diagnostics) {
    if (const auto letter = read_letter(operand.key, operand.value, "RNY", diagnostics))
        hws.pswdmc = static_cast<Pswdmc>(*letter);
}

/// The letters are those of the 15.5 diagram; the topics seen do not say what they mean.
void oteltrace(Hws& hws, const Operand& operand, Diagnostics& diagnostics) {
    if (read_letter(operand.key, operand.value, "NPTY", diagnostics))
        hws.oteltrace = operand.value.word;
}

// Names that a topic calls just "name" are held to the 8 characters of every z/OS name.
constexpr Keyword<Hws> kHws[] = {
    {"ID", alphabetic_name<&Hws::id>, Needed::Required},
    {"RACF", flag<&Hws::racf>},
    {"RACFGENRC", flag<&Hws::racfgenrc>},
    {"PSWDMC", pswdmc},
    {"UIDCACHE", flag<&Hws::uidcache>},
    {"UIDAGE", number<&Hws::uidage>},
    {"TMRACFST", flag<&Hws::tmracfst>},
    {"CASCADE", flag<&Hws::cascade>},
    {"CM0ATOQ", name<&Hws::cm0atoq>},
    {"RRS", flag<&Hws::rrs>},
    {"SMEMBER", name<&Hws::smember, 4>},  // 4 characters by the text of DFS9123E
    {"MULTIRTP", flag<&Hws::multirtp>},
    {"SENDALTP", flag<&Hws::sendaltp>},
    {"OTELTRACE", oteltrace},
    {"TRANORCH", flag<&Hws::tranorch>},
    {"WTORCMD", flag<&Hws::wtorcmd>},
    {"XIBAREA", number<&Hws::xibarea>},
};

constexpr std::uint32_t kMostKeepav = 2147460;  // seconds

constexpr Keyword<Port> kPort[] = {
    {"ID", port_number<&Port::id>, Needed::Required},
    {"KEEPAV", number<&Port::keepav, 0, kMostKeepav>},
    {"EDIT", name<&Port::edit>},
    {"IDLETO", number<&Port::idleto>},
};

constexpr Keyword<Port> kCicsPort[] = {
    {"ID", port_number<&Port::id>, Needed::Required},
    {"KEEPAV", number<&Port::keepav, 0, kMostKeepav>},
};

void add_port(std::vector<Port>& ports, const Operand& operand, const Value& value,
              Diagnostics& diagnostics) {
    const auto id = read_number(operand.key, value, 1, 65535, diagnostics);
    if (!id) return;
    Port port;
    port.id = static_cast<std::uint16_t>(*id);
    port.places.statement = value.span;
    ports.push_back(std::move(port));
}

void portid(Tcpip& tcpip, const Operand& operand, Diagnostics& diagnostics) {
    for (const Value* item : list_items(operand, diagnostics)) {
        if (!item->is_list && item->word == "LOCAL") {
            tcpip.local = true;
        } else {
            add_port(tcpip.ports, operand, *item, diagnostics);
        }
    }
}

/// An older keyword: the 15.4 diagram has it no more, AT-TLS took its place.
void sslport(Tcpip& tcpip, const Operand& operand, Diagnostics& diagnostics) {
    diagnostics.warning(operand.key_span, "SSLPORT is a keyword of older releases",
                        "AT-TLS does this for the ports of PORTID and PORT");
    for (const Value* item : list_items(operand, diagnostics))
        add_port(tcpip.sslports, operand, *item, diagnostics);
}

void port(Tcpip& tcpip, const Operand& operand, Diagnostics& diagnostics) {
    if (auto sub = sub_statement<Port>(kPort, operand, diagnostics))
        tcpip.ports.push_back(std::move(*sub));
}

void cicsport(Tcpip& tcpip, const Operand& operand, Diagnostics& diagnostics) {
    if (auto sub = sub_statement<Port>(kCicsPort, operand, diagnostics))
        tcpip.cicsports.push_back(std::move(*sub));
}

constexpr std::size_t kAnyCount = std::numeric_limits<std::size_t>::max();

// That PORT and CICSPORT may be repeated is an inference: each names one port.
constexpr Keyword<Tcpip> kTcpip[] = {
    {"HOSTNAME", name<&Tcpip::hostname>},
    {"PORTID", portid},
    {"PORT", port, Needed::Optional, Times::Many},
    {"CICSPORT", cicsport, Needed::Optional, Times::Many},
    {"EXIT", names<&Tcpip::exits, kAnyCount, false>},
    {"ECB", flag<&Tcpip::ecb>},
    {"IPV6", flag<&Tcpip::ipv6>},
    {"IDLETO", number<&Tcpip::idleto>},
    {"MAXSOC", number<&Tcpip::maxsoc, 50, 65535>},
    {"WARNSOC", number<&Tcpip::warnsoc, 0, 100>},
    {"WARNINC", number<&Tcpip::warninc, 0, 100>},
    {"MAXSIZE", number<&Tcpip::maxsize>},
    {"NODELAY", flag<&Tcpip::nodelay>},
    {"PORTAFF", flag<&Tcpip::portaff>},
    {"RACFID", name<&Tcpip::racfid>},
    {"TCPIPQ", number<&Tcpip::tcpipq>},
    {"TIMEOUT", number<&Tcpip::timeout>},
    {"SSLPORT", sslport},
    {"SSLENVAR", name<&Tcpip::sslenvar>},
};

/// ACKTO=0 means the 120 seconds of the default.
void ackto(DataStore& datastore, const Operand& operand, Diagnostics& diagnostics) {
    const auto seconds = read_number(operand.key, operand.value, 0, 255, diagnostics);
    if (seconds && *seconds > 0) datastore.ackto = *seconds;
}

// That GROUP, MEMBER and TMEMBER are required is an inference: without them there is no XCF
// partner, and every sample has them.
constexpr Keyword<DataStore> kDataStore[] = {
    {"ID", name<&DataStore::id>, Needed::Required},
    {"GROUP", name<&DataStore::group>, Needed::Required},
    {"MEMBER", name<&DataStore::member, 16>, Needed::Required},  // as XCF has it
    {"TMEMBER", name<&DataStore::tmember, 16>, Needed::Required},
    {"ACKTO", ackto},
    {"APPL", name<&DataStore::appl>},
    {"CM0ATOQ", name<&DataStore::cm0atoq>},
    {"CASCADE", flag<&DataStore::cascade>},
    {"SMEMBER", name<&DataStore::smember, 4>},
    {"DRU", name<&DataStore::dru>},
    {"RRNAME", name<&DataStore::rrname>},
    {"OAAV", number<&DataStore::oaav>},
    {"MAXI", number<&DataStore::maxi>},
    {"SENDALTP", flag<&DataStore::sendaltp>},
    {"MULTIRTP", flag<&DataStore::multirtp>},
};

constexpr Keyword<ImsPlex> kImsPlex[] = {
    {"MEMBER", name<&ImsPlex::member>, Needed::Required},
    {"TMEMBER", name<&ImsPlex::tmember, 5>, Needed::Required},
};

void imsplex(Msc& msc, const Operand& operand, Diagnostics& diagnostics) {
    msc.imsplex = sub_statement<ImsPlex>(kImsPlex, operand, diagnostics);
}

constexpr Keyword<Msc> kMsc[] = {
    {"LCLPLKID", name<&Msc::lclplkid>, Needed::Required},
    {"RMTPLKID", name<&Msc::rmtplkid>, Needed::Required},
    {"LCLIMS", names<&Msc::lclims, 2, true>, Needed::Required},
    {"RMTIMS", alphabetic_name<&Msc::rmtims>, Needed::Required},
    {"RMTIMSCON", name<&Msc::rmtimscon>, Needed::Required},
    {"GENIMSID", alphabetic_name<&Msc::genimsid>},
    {"IMSPLEX", imsplex},
};

constexpr Keyword<RmtImsCon> kRmtImsCon[] = {
    {"ID", name<&RmtImsCon::id>, Needed::Required},
    {"HOSTNAME", host<&RmtImsCon::hostname>},
    {"IPADDR", address<&RmtImsCon::ipaddr>},
    {"PORT", port_number<&RmtImsCon::port>, Needed::Required},
    {"APPL", name<&RmtImsCon::appl>},
    {"USERID", name<&RmtImsCon::userid>},
    {"PERSISTENT", flag<&RmtImsCon::persistent>},
    {"AUTOCONN", flag<&RmtImsCon::autoconn>},
    {"IDLETO", number<&RmtImsCon::idleto>},
    {"RESVSOC", number<&RmtImsCon::resvsoc, 0, 65535>},  // more than MAXSOC can be is no use
};

using Handler = void (*)(std::string_view name, const Statement& statement, Config& config,
                         Diagnostics& diagnostics);

template <typename S>
S read(std::string_view name, const Statement& statement, std::span<const Keyword<S>> table,
       Diagnostics& diagnostics) {
    S read;
    read.places.statement = statement.span;
    read_keywords<S>({name, statement.name_span, statement.operands, statement.broken}, table, read,
                     diagnostics);
    return read;
}

/// A statement that a member has once; of two the first is kept.
template <auto Member, const auto& Table>
void once(std::string_view name, const Statement& statement, Config& config,
          Diagnostics& diagnostics) {
    auto& kept = config.*Member;
    if (kept.places.statement.length > 0) {
        diagnostics.error(statement.name_span, fmt::format("{} stands twice", name),
                          "a member has one");
    } else {
        kept = read<std::decay_t<decltype(kept)>>(name, statement, Table, diagnostics);
    }
}

template <auto Member, const auto& Table>
void many(std::string_view name, const Statement& statement, Config& config,
          Diagnostics& diagnostics) {
    using S = typename std::decay_t<decltype(config.*Member)>::value_type;
    (config.*Member).push_back(read<S>(name, statement, Table, diagnostics));
}

void skip(std::string_view name, const Statement& statement, Config& config,
          Diagnostics& diagnostics) {
    diagnostics.info(statement.name_span, fmt::format("{} is not used here, nor checked", name));
    const bool joins = std::any_of(statement.operands.begin(), statement.operands.end(),
                                   [](const Operand& one) { return one.key == "IMSPLEX"; });
    config.others.push_back({std::string(name), statement.span, joins});
}

/// What to do with each of kStatementNames, in their order.
constexpr std::array<Handler, kStatementNames.size()> kHandlers = {
    once<&Config::hws, kHws>,
    once<&Config::tcpip, kTcpip>,
    many<&Config::datastores, kDataStore>,
    many<&Config::imsplexes, kImsPlex>,
    many<&Config::mscs, kMsc>,
    many<&Config::rmtimscons, kRmtImsCon>,
    skip,  // RMTCICS
    skip,  // ISC
    skip,  // ODACCESS
    skip,  // ADAPTER
};

}  // namespace

Config read_statements(const std::vector<Statement>& statements, Diagnostics& diagnostics) {
    Config config;
    const std::vector<std::string_view> known(kStatementNames.begin(), kStatementNames.end());
    for (const Statement& statement : statements) {
        const auto found =
            resolve(statement.name, statement.name_span, known, "statement", diagnostics);
        if (found) kHandlers[*found](known[*found], statement, config, diagnostics);
    }
    // Said of the beginning of the text, for there is no better place.
    if (config.hws.places.statement.length == 0)
        diagnostics.error({0, 0}, "the member has no HWS statement");
    if (config.tcpip.places.statement.length == 0)
        diagnostics.error({0, 0}, "the member has no TCPIP statement");
    return config;
}

}  // namespace ptkt::ims_config
