#ifndef PTKT_RACF_PASSTICKET_WINDOW_HPP
#define PTKT_RACF_PASSTICKET_WINDOW_HPP

#include "common/base/time.hpp"

namespace ptkt::passticket {

/// How far a ticket's moment of generation may lie from the evaluator's clock. Two numbers: IBM
/// says plus or minus ten minutes for legacy tickets, but of TIMEOUT not whether it counts for
/// the future as well; that it does is an assumption, and this type is where it would change.
struct Window {
    base::Seconds past;
    base::Seconds future;

    [[nodiscard]] bool contains(base::Instant made, base::Instant now) const {
        return made >= now - past && made <= now + future;
    }
    friend bool operator==(const Window&, const Window&) = default;
};

/// [RACF Security Administrator's Guide, "How RACF processes the password or PassTicket"]
inline constexpr Window kLegacyWindow{base::Seconds(600), base::Seconds(600)};

}  // namespace ptkt::passticket

#endif
