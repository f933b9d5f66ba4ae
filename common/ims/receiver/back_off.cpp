#include "common/ims/receiver/back_off.hpp"

namespace ptkt::ims_receiver {

bool BackOff::is_known(const std::string& source, TimePoint now) const {
    const auto found = known_.find(source);
    return found != known_.end() && now - found->second < kKnownFor;
}

bool BackOff::holds(const std::string& source, TimePoint now) const {
    const auto found = refused_.find(source);
    return found != refused_.end() && !found->second.allows(now) && !is_known(source, now);
}

/// Where there is no room for one more, those that have calmed down leave, or all do: with so many
/// sources it is not one of them that must be held back.
void BackOff::refused(const std::string& source, TimePoint now) {
    if (refused_.size() >= kMost && !refused_.contains(source)) {
        std::erase_if(refused_, [&](const auto& one) { return one.second.is_idle(now); });
        if (refused_.size() >= kMost) refused_.clear();
    }
    refused_.try_emplace(source, kRate).first->second.count(now);
}

void BackOff::signed_on(const std::string& source, TimePoint now) {
    if (known_.size() >= kMost && !known_.contains(source)) {
        std::erase_if(known_, [&](const auto& one) { return now - one.second >= kKnownFor; });
        if (known_.size() >= kMost) known_.clear();
    }
    known_.insert_or_assign(source, now);
}

}  // namespace ptkt::ims_receiver
