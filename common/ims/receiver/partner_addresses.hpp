#ifndef PTKT_IMS_RECEIVER_PARTNER_ADDRESSES_HPP
#define PTKT_IMS_RECEIVER_PARTNER_ADDRESSES_HPP

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/ims/config/config.hpp"
#include "common/net/look_up.hpp"
#include "common/net/loop.hpp"

namespace ptkt::ims_receiver {

/// Where the partners of MSC links are, for the connections back to them. A return connection is
/// opened in the middle of a turn, which waits for no name server: so a name is looked up beside
/// the loop, at the start and again after each use, and what was found last is used. Numeric
/// addresses and HOSTNAME=LOCALHOST need none of that.
class PartnerAddresses {
  public:
    using Endpoint = net::Endpoint;
    /// `line` is told of names that are not found.
    PartnerAddresses(net::Loop& loop, std::function<void(std::string_view)> line)
        : loop_(loop), line_(std::move(line)) {}
    PartnerAddresses(const PartnerAddresses&) = delete;
    PartnerAddresses& operator=(const PartnerAddresses&) = delete;
    ~PartnerAddresses();

    /// Begins to look up the name of a statement, unless that is under way.
    void look_up(const ims_config::RmtImsCon& connection);
    /// Where to connect to now. Unavailable: the name is not known, or not yet.
    [[nodiscard]] base::Result<Endpoint> next(const ims_config::RmtImsCon& connection);
    /// Nobody was there: of several addresses of a name the others come first from now on.
    void unreached(const Endpoint& endpoint) { unreached_.insert(to_string(endpoint)); }

  private:
    struct Known {
        std::optional<net::LookUp> asked;
        std::vector<Endpoint> addresses;
        std::string why;  ///< there are none
    };

    void answered(const ims_config::RmtImsCon& connection);

    net::Loop& loop_;
    std::function<void(std::string_view)> line_;
    std::map<std::string, Known> all_;  ///< by the ID of the statement
    std::set<std::string> unreached_;
};

}  // namespace ptkt::ims_receiver

#endif
