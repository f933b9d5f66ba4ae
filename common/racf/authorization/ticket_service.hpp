#ifndef PTKT_RACF_AUTHORIZATION_TICKET_SERVICE_HPP
#define PTKT_RACF_AUTHORIZATION_TICKET_SERVICE_HPP

#include <optional>
#include <string>

#include "common/base/result.hpp"
#include "common/base/time.hpp"
#include "common/racf/authorization/decision.hpp"
#include "common/racf/passticket/names.hpp"
#include "common/racf/store/store.hpp"

/// R_ticketserv: tickets that one user makes or evaluates for another, by the authority that
/// IRRPTAUTH.application.user of class PTKTDATA gives. [z/OS Security Server RACF Callable
/// Services, R_ticketserv]
namespace ptkt::authorization {

enum class TicketService {
    Generate,  ///< needs UPDATE
    Evaluate   ///< needs READ
};

/// Why the caller may not have the service for these names, or nothing. The check is that of any
/// other resource, but here it is a refusal when no profile is there or the class is not active.
[[nodiscard]] base::Result<std::optional<std::string>> why_service_refused(
    const store::Store& store, const racf::Options& options, const racf::UserId& caller,
    TicketService service, const passticket::Subject& subject, base::Instant now);

/// What gives the caller that authority.
[[nodiscard]] std::string service_hint(const racf::UserId& caller, TicketService service,
                                       const passticket::Subject& subject);

/// NotPermitted: the store wants a caller with authority, and none was named.
[[nodiscard]] base::Status check_caller_named(const store::Store& store,
                                              const std::optional<racf::UserId>& caller);

/// What generation answers when it fails for a reason other than want of authority.
[[nodiscard]] SafCodes generation_codes(const base::Error& error);

/// Puts a generation that was refused on record. [RACF Macros and Interfaces, event code 82]
[[nodiscard]] base::Status record_refusal(const store::Store& store, const racf::UserId& caller,
                                          const passticket::Subject& subject,
                                          const std::string& why, base::Instant now);

}  // namespace ptkt::authorization

#endif
