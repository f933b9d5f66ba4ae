#ifndef PTKT_IMS_PROTOCOL_DEADLINES_HPP
#define PTKT_IMS_PROTOCOL_DEADLINES_HPP

#include <optional>
#include <set>
#include <utility>

#include "common/ims/protocol/connection.hpp"
#include "common/ims/protocol/limits.hpp"

namespace ptkt::ims_protocol {

/// When to look at which connection again. A limit that moves away has its entry left as it is:
/// who is looked at too early says when it is really due, so traffic that keeps moving a limit
/// costs nothing here. A connection that ends takes its entry along, or strangers who come and go
/// would fill the time of a limit with them.
class Deadlines {
  public:
    using Entry = std::pair<net::TimePoint, ConnectionId>;

    void add(net::TimePoint when, ConnectionId id) { entries_.emplace(when, id); }
    void take_back(net::TimePoint when, ConnectionId id) { entries_.erase({when, id}); }
    /// The first entry that is due.
    [[nodiscard]] std::optional<Entry> take_due(net::TimePoint now) {
        if (entries_.empty() || entries_.begin()->first > now) return std::nullopt;
        return entries_.extract(entries_.begin()).value();
    }
    [[nodiscard]] std::optional<net::TimePoint> next() const {
        return entries_.empty() ? std::nullopt : std::optional(entries_.begin()->first);
    }

  private:
    std::set<Entry> entries_;
};

}  // namespace ptkt::ims_protocol

#endif
