#ifndef PTKT_IMS_CONFIG_CONFIG_HPP
#define PTKT_IMS_CONFIG_CONFIG_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/base/text/source_text.hpp"
#include "common/ims/config/diagnostic.hpp"

/// The HWSCFGxx member of the IMS PROCLIB data set: what one IMS Connect is and whom it talks to.
/// Names, defaults and ranges are those of IBM's topics on the statements of the member. A default
/// marked (diagram) is only known from the order of a syntax diagram; a number without a range is
/// one whose range no topic seen gives, so any number that fits is taken.
namespace ptkt::ims_config {

/// Where a statement and its keywords stand, for messages that come later than parsing.
struct Places {
    base::Span statement;
    std::vector<std::pair<std::string_view, base::Span>> keywords;
    bool complete = true;  ///< nothing was skipped, so what is not here was not coded

    [[nodiscard]] bool coded(std::string_view keyword) const;
    /// The `KEY=value` of a keyword, or the statement when it is not coded.
    [[nodiscard]] base::Span of(std::string_view keyword) const;
};

/// PSWDMC: whether passwords keep their case; R (Follow) does as RACF does.
enum class Pswdmc { Follow, No, Yes };

/// Topic "HWS statement".
struct Hws {
    std::string id;
    bool racf = false;  ///< (diagram)
    bool racfgenrc = false;
    Pswdmc pswdmc = Pswdmc::Follow;
    bool uidcache = false;
    std::optional<std::uint32_t> uidage;
    bool tmracfst = false;
    bool cascade = false;
    std::string cm0atoq = "DFS$$TOQ";
    bool rrs = false;
    std::optional<std::string> smember;
    std::optional<bool> multirtp;
    std::optional<bool> sendaltp;
    std::optional<std::string> oteltrace;
    std::optional<bool> tranorch;
    bool wtorcmd = true;
    std::uint32_t xibarea = 20;  ///< fullwords; the default is unconfirmed
    Places places;
};

/// A port that IMS Connect listens on, from PORTID, PORT, CICSPORT or SSLPORT.
struct Port {
    std::uint16_t id = 0;
    std::optional<std::uint32_t> keepav;  ///< seconds; 0 and absent leave it to the TCP/IP stack
    std::optional<std::string> edit;
    std::optional<std::uint32_t> idleto;
    Places places;
};

/// Topic "TCPIP statement". HOSTNAME is the job name of the TCP/IP address space, no host.
struct Tcpip {
    std::optional<std::string> hostname;
    std::vector<Port> ports;  ///< of PORTID and PORT, in the order of the text
    bool local = false;       ///< LOCAL among the PORTIDs
    std::vector<Port> cicsports;
    std::vector<Port> sslports;
    std::optional<std::string> sslenvar;
    std::vector<std::string> exits;
    bool ecb = false;
    bool ipv6 = false;
    std::uint32_t idleto = 0;
    std::uint32_t maxsoc = 50;
    std::uint32_t warnsoc = 80;  ///< percent of MAXSOC
    std::uint32_t warninc = 5;   ///< percent
    std::optional<std::uint32_t> maxsize;
    bool nodelay = false;
    bool portaff = false;
    std::optional<std::string> racfid;
    std::uint32_t tcpipq = 50;
    std::optional<std::uint32_t> timeout;  ///< the unit, hundredths of a second, is unconfirmed
    Places places;
};

/// Topic "DATASTORE statement".
struct DataStore {
    std::string id;
    std::string group;
    std::string member;
    std::string tmember;
    std::uint32_t ackto = 120;  ///< seconds; ACKTO=0 means 120 too
    std::optional<std::string> appl;
    std::optional<std::string> cm0atoq;  ///< where absent HWS says it; the same for the next two
    std::optional<bool> cascade;
    std::optional<std::string> smember;
    std::optional<std::string> dru;
    std::string rrname = "HWS$DEF";
    std::uint32_t oaav = 2147483647;
    std::uint32_t maxi = 5000;
    std::optional<bool> sendaltp;
    std::optional<bool> multirtp;
    Places places;
};

/// Topic "IMSPLEX statement"; also the sub-statement of that name in MSC.
struct ImsPlex {
    std::string member;
    std::string tmember;
    Places places;
};

/// Topic "MSC statement": the way to send on one physical link.
struct Msc {
    std::string lclplkid;
    std::string rmtplkid;
    std::vector<std::string> lclims;  ///< one IMS ID, or two of an XRF pair
    std::string rmtims;
    std::string rmtimscon;
    std::optional<std::string> genimsid;
    std::optional<ImsPlex> imsplex;
    Places places;
};

/// Topic "RMTIMSCON statement": one connection to another IMS Connect. Of a checked member exactly
/// one of hostname and ipaddr is there, and both or neither of appl and userid.
struct RmtImsCon {
    std::string id;
    std::optional<std::string> hostname;  ///< as written; host names have no case
    std::optional<std::string> ipaddr;    ///< dotted, without the leading zeros of the displays
    std::uint16_t port = 0;
    std::optional<std::string> appl;
    std::optional<std::string> userid;
    bool persistent = false;   ///< (diagram); Y on a connection that MSC uses
    bool autoconn = false;     ///< (diagram)
    std::uint32_t idleto = 0;  ///< 0: never; the unit, hundredths of a second, is unconfirmed
    std::uint32_t resvsoc = 0;
    Places places;

    [[nodiscard]] const std::string& host() const { return hostname ? *hostname : ipaddr.value(); }
    /// Whether a PassTicket is made for every socket of the connection.
    [[nodiscard]] bool uses_passticket() const { return appl && userid; }
};

/// A statement that is known by name but not read: RMTCICS, ISC, ODACCESS, ADAPTER.
struct OtherStatement {
    std::string name;
    base::Span span;
    bool joins_imsplex = false;  ///< it has an IMSPLEX sub-statement
};

/// A member that holds to all rules.
struct Config {
    Hws hws;
    Tcpip tcpip;
    std::vector<DataStore> datastores;
    std::vector<ImsPlex> imsplexes;
    std::vector<Msc> mscs;
    std::vector<RmtImsCon> rmtimscons;
    std::vector<OtherStatement> others;
};

struct Parsed {
    std::optional<Config> config;  ///< absent when there is any Error
    std::vector<Diagnostic> diagnostics;
};

/// Reads and checks a member, and reports everything that it finds, in the order of the text. The
/// spans count bytes of `text`; base::SourceText turns them into line, column and caret.
[[nodiscard]] Parsed parse_member(std::string_view text);

/// The RMTIMSCON, DATASTORE or MSC (by LCLPLKID) with this ID, or nullptr.
[[nodiscard]] const RmtImsCon* find_rmtimscon(const Config& config, std::string_view id);
[[nodiscard]] const DataStore* find_datastore(const Config& config, std::string_view id);
[[nodiscard]] const Msc* find_msc(const Config& config, std::string_view lclplkid);

/// Whether an MSC statement names the connection. One that serves MSC never serves OTMA.
[[nodiscard]] bool serves_msc(const Config& config, const RmtImsCon& connection);

}  // namespace ptkt::ims_config

#endif
