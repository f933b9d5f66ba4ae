#ifndef PTKT_IMS_SIGN_ON_TICKET_MAKER_HPP
#define PTKT_IMS_SIGN_ON_TICKET_MAKER_HPP

#include <map>
#include <string>

#include "common/base/secret.hpp"
#include "common/ims/config/config.hpp"
#include "common/racf/authorization/ticket_generator.hpp"

namespace ptkt::ims_sign_on {

/// Whom the PassTickets of a RMTIMSCON statement are for. Malformed: its names are none of RACF's.
/// REQUIRES: the statement has APPL and USERID.
[[nodiscard]] base::Result<passticket::Subject> subject_of(const ims_config::RmtImsCon& connection);

/// Makes the PassTickets of connections for programs that must not wait. A ticket's time counts
/// whole seconds and it is good once, so one that is wanted in the second of the last one is made
/// for the second after it: the window of a ticket reaches both ways.
class TicketMaker {
  public:
    /// How far ahead of the clock a ticket may be made.
    static constexpr base::Seconds kFurthestAhead{20};

    /// The store must outlive it; without one no ticket can be made.
    explicit TicketMaker(const store::Store* store) : store_(store) {}

    /// A ticket for APPL and USERID of the statement; an empty one when it has none. Config: the
    /// store has no key for it. TryAgain: too many in these seconds.
    [[nodiscard]] base::Result<base::Secret> make(const ims_config::RmtImsCon& connection,
                                                  base::Instant now);

  private:
    const store::Store* store_;
    std::map<std::string, base::Instant> last_;  ///< by user ID and application
};

}  // namespace ptkt::ims_sign_on

#endif
