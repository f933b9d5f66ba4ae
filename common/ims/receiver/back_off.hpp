#ifndef PTKT_IMS_RECEIVER_BACK_OFF_HPP
#define PTKT_IMS_RECEIVER_BACK_OFF_HPP

#include <string>
#include <unordered_map>

#include "common/base/rate_limit.hpp"

namespace ptkt::ims_receiver {

/// Sources whose sign-ons are refused again and again. After a burst only one in two seconds is
/// looked at; the rest are refused unheard, which costs no key, no disk and no user a failure. A
/// source that has signed on within the last hour is never held back, so that no stranger behind
/// the same address can lock it out.
class BackOff {
  public:
    using TimePoint = base::RateLimit::TimePoint;
    static constexpr base::Rate kRate{20, std::chrono::milliseconds(2'000)};
    static constexpr std::chrono::hours kKnownFor{1};
    /// Sources that are remembered of each kind.
    static constexpr std::size_t kMost = 65'536;

    [[nodiscard]] bool holds(const std::string& source, TimePoint now) const;
    [[nodiscard]] bool is_known(const std::string& source, TimePoint now) const;
    void refused(const std::string& source, TimePoint now);
    void signed_on(const std::string& source, TimePoint now);

  private:
    std::unordered_map<std::string, base::RateLimit> refused_;
    std::unordered_map<std::string, TimePoint> known_;  ///< with the last sign-on
};

}  // namespace ptkt::ims_receiver

#endif
