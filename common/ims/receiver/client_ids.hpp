#ifndef PTKT_IMS_RECEIVER_CLIENT_IDS_HPP
#define PTKT_IMS_RECEIVER_CLIENT_IDS_HPP

#include <map>
#include <string>
#include <utility>

#include "common/ims/protocol/connection.hpp"

namespace ptkt::ims_receiver {

/// Which connection has which client id; an id is unique on its port. [Resolving duplicate client
/// IDs]
class ClientIds {
  public:
    /// The connection that has the id on this port, or nullptr. One that ends has none any more:
    /// its client may be back before it is gone.
    [[nodiscard]] ims_protocol::Connection* holder(std::uint16_t port,
                                                   const std::string& id) const {
        const auto found = holders_.find({port, id});
        return found == holders_.end() || found->second->is_ending() ? nullptr : found->second;
    }

    /// Gives the id to a connection; whoever had it has it no more.
    void give(const std::string& id, ims_protocol::Connection& connection) {
        holders_[{connection.local().port, id}] = &connection;
    }

    void release(const std::string& id, const ims_protocol::Connection& connection) {
        const auto found = holders_.find({connection.local().port, id});
        if (found != holders_.end() && found->second == &connection) holders_.erase(found);
    }

  private:
    std::map<std::pair<std::uint16_t, std::string>, ims_protocol::Connection*> holders_;
};

}  // namespace ptkt::ims_receiver

#endif
