#ifndef PTKT_IMS_CONNECTION_DEADLINES_HPP
#define PTKT_IMS_CONNECTION_DEADLINES_HPP

#include <functional>
#include <optional>
#include <queue>
#include <utility>
#include <vector>

#include "common/ims_connection/connection.hpp"
#include "common/ims_connection/limits.hpp"

namespace ptkt::ims_connection {

/// When to look at which connection again. Entries are not taken back: who is looked at too early
/// says when it is really due. So traffic that keeps moving a limit costs nothing here.
class Deadlines {
  public:
    using Entry = std::pair<TimePoint, ConnectionId>;

    void add(TimePoint when, ConnectionId id) { queue_.emplace(when, id); }
    /// The first entry that is due.
    [[nodiscard]] std::optional<Entry> take_due(TimePoint now) {
        if (queue_.empty() || queue_.top().first > now) return std::nullopt;
        const Entry entry = queue_.top();
        queue_.pop();
        return entry;
    }
    [[nodiscard]] std::optional<TimePoint> next() const {
        return queue_.empty() ? std::nullopt : std::optional(queue_.top().first);
    }

  private:
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue_;
};

}  // namespace ptkt::ims_connection

#endif
