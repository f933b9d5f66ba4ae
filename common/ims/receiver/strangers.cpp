#include "common/ims/receiver/strangers.hpp"

#include "common/files/free_space.hpp"
#include "common/net/address_range.hpp"

namespace ptkt::ims_receiver {

using net::Endpoint;
using net::source_of;

bool Strangers::has_space(TimePoint now) {
    constexpr std::chrono::seconds kBetweenLooks(1);
    if (now - looked_ >= kBetweenLooks) {
        looked_ = now;
        has_space_ = !files::is_short_of_space(out_fd_);
    }
    return has_space_;
}

bool Strangers::tells_of(const Endpoint& peer, base::Instant when, TimePoint now) {
    auto& limit = back_off_.is_known(source_of(peer.address), now) ? known_told_ : told_;
    if (has_space(now) && limit.take(now)) return true;
    if (count_++ == 0) {
        since_ = when;
        began_ = now;
    }
    return false;
}

std::optional<Strangers::TimePoint> Strangers::tells_at() const {
    return count_ > 0 ? std::optional(began_ + kBeforeTelling) : std::nullopt;
}

std::optional<json::Json> Strangers::left_out(TimePoint now, bool at_once) {
    if (count_ == 0 || (!at_once && now - began_ < kBeforeTelling)) return std::nullopt;
    json::Json members = json::Json::object();
    members.set("since", base::to_rfc3339(since_)).set("count", count_);
    count_ = 0;
    return members;
}

bool Strangers::holds(const Endpoint& peer, TimePoint now) const {
    return back_off_.holds(source_of(peer.address), now);
}

void Strangers::refused(const Endpoint& peer, TimePoint now) {
    back_off_.refused(source_of(peer.address), now);
}

void Strangers::signed_on(const Endpoint& peer, TimePoint now) {
    back_off_.signed_on(source_of(peer.address), now);
}

}  // namespace ptkt::ims_receiver
