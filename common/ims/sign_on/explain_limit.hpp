#ifndef PTKT_IMS_SIGN_ON_EXPLAIN_LIMIT_HPP
#define PTKT_IMS_SIGN_ON_EXPLAIN_LIMIT_HPP

#include <string>
#include <string_view>
#include <unordered_map>

#include "common/base/rate_limit.hpp"

namespace ptkt::ims_sign_on {

/// Which refusals are explained: so many in all, and of those few from one address, so that one who
/// presents bad tickets all the time leaves room for the others.
class ExplainLimit {
  public:
    using TimePoint = base::RateLimit::TimePoint;
    static constexpr base::Rate kRate{20, std::chrono::milliseconds(500)};
    static constexpr base::Rate kOfOneAddress{5, std::chrono::seconds(5)};
    /// Addresses that are remembered.
    static constexpr std::size_t kMost = 4'096;

    /// Whether a refusal is explained; then it is counted. `source` is an address, or one with a
    /// port, which is no part of whose it is.
    [[nodiscard]] bool take(std::string_view source, TimePoint now);

  private:
    base::RateLimit all_{kRate};
    std::unordered_map<std::string, base::RateLimit> addresses_;
};

}  // namespace ptkt::ims_sign_on

#endif
