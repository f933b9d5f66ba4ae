#ifndef PTKT_IMS_OPERATOR_SNAPSHOT_HPP
#define PTKT_IMS_OPERATOR_SNAPSHOT_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ptkt::ims_operator {

/// STATUS of a client or send client: for a client RECV is waiting for its next input and CONN has
/// a message under way; for a send client CONN is idle and RECV is waiting for an answer.
enum class Activity { Recv, Conn, Xmit, Other };

/// A client of a port.
struct Client {
    std::string id;
    std::string user;
    std::string trancode;
    Activity activity = Activity::Recv;
    std::int64_t seconds = 0;  ///< in this state
    std::uint16_t port = 0;    ///< its own
    std::string address;
    std::int64_t messages = 0;
};

struct Port {
    std::uint16_t number = 0;
    std::string address;
    bool active = true;
    std::vector<Client> clients;
};

struct DataStore {
    std::string id;
    std::string group;
    std::string member;
    std::string tmember;
    std::string reroute;  ///< RRNAME
    std::string appl;
    std::uint32_t oaav = 0;
    std::uint32_t ackto = 0;
    std::uint32_t maxi = 0;
    bool active = true;
};

/// A connection that was opened to another IMS Connect.
struct SendClient {
    std::string id;
    std::string lclplkid;
    Activity activity = Activity::Conn;
    std::int64_t seconds = 0;
    std::uint16_t port = 0;  ///< ours
};

/// A RMTIMSCON statement and what is open for it.
struct Remote {
    std::string id;
    bool stopped = false;
    std::string ip_address;  ///< dotted, or empty
    std::string host_name;
    std::uint16_t port = 0;
    bool autoconn = false;
    bool persistent = false;
    std::uint32_t idleto = 0;
    std::uint32_t resvsoc = 0;
    bool serves_msc = false;
    std::string userid;
    std::vector<SendClient> clients;
};

/// A logical link of MSC that exists or begins. It goes by the client ID of the connection that
/// was opened for it, since nothing on the wire names it.
struct MscLink {
    std::string id;
    std::string partner;       ///< the client ID of the connection that came in
    std::string status;        ///< one word
    std::int64_t seconds = 0;  ///< since it began, or since its last message
};

/// A MSC statement and the links over it.
struct MscPath {
    std::string lclplkid;
    bool stopped = false;
    std::string rmtplkid;
    std::vector<std::string> lclims;
    std::string rmtims;
    std::string rmtimscon;
    std::string genimsid;  ///< or empty
    std::string member;    ///< of its IMSPLEX, or empty
    std::string tmember;
    std::vector<MscLink> links;
};

/// What one IMS Connect is and has at a moment.
struct Snapshot {
    std::string id;
    bool racf = false;
    char pswdmc = 'R';
    bool uidcache = false;
    std::uint32_t maxsoc = 0;
    std::size_t numsoc = 0;    ///< in use, the ports among them
    std::int64_t timeout = 0;  ///< hundredths of a second
    bool rrs = false;          ///< RRS=Y was coded
    std::string version;
    std::string super_member;
    std::vector<DataStore> datastores;
    std::vector<std::string> imsplexes;  ///< their names
    std::vector<Port> ports;
    std::vector<Remote> remotes;
    std::vector<MscPath> paths;
};

}  // namespace ptkt::ims_operator

#endif
