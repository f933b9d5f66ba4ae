#include "common/racf/authorization/audit.hpp"

#include "common/formats/json/event.hpp"

namespace ptkt::authorization {

namespace {

/// A ticket that a service evaluates signs nobody on.
std::string_view event_of(const std::optional<racf::UserId>& caller) {
    return caller ? "ticket-evaluated" : "signon";
}

}  // namespace

int smf_qualifier(const Decision& decision) {
    if (decision.caller) return decision.accepted() ? 0 : 1;
    // Qualifier 32 is a PassTicket's.
    if (decision.accepted() && decision.way != Way::PassTicket) return 0;
    return smf_qualifier(decision.reason);
}

int smf_qualifier(Reason reason) {
    switch (reason) {
        case Reason::Ok:
            return 32;
        case Reason::Replayed:
        case Reason::ReplayUnknown:
            return 33;
        // The day and the hour belong to where a user comes from. (from general knowledge)
        case Reason::OutsideHours:
            return 4;
        case Reason::ApplDenied:
            return 5;
        case Reason::UserRevoked:
            return 6;
        case Reason::UserUnknown:
            return 9;
        case Reason::NotInGroup:
            return 2;
        // (from general knowledge)
        case Reason::GroupRevoked:
            return 28;
        case Reason::PasswordExpired:
            return 25;
        default:
            return 1;
    }
}

json::Json audit_record(const Decision& decision, std::string_view peer) {
    const Attempt* attempt = decision.attempt();
    constexpr int kTicketEvaluated = 81;
    const auto codes = decision.codes();
    json::Json record = json::event(event_of(decision.caller));
    record.set("time", base::to_rfc3339(decision.now))
        .set("user", decision.user.str())
        .set("appl", decision.appl.str())
        .set("decision", decision.accepted() ? "accepted" : "rejected")
        .set("reason", to_string(decision.reason))
        .set("detail", decision.detail)
        .set("profile", attempt != nullptr ? json::Json(attempt->profile.str()) : json::Json())
        .set("type",
             attempt != nullptr ? json::Json(passticket::to_string(attempt->kind)) : json::Json())
        .set("key_role",
             attempt != nullptr ? json::Json(racf::to_string(attempt->role)) : json::Json())
        .set("generated_at", attempt != nullptr && attempt->made
                                 ? json::Json(base::to_rfc3339(*attempt->made))
                                 : json::Json())
        .set("peer", peer)
        .set("saf_rc", codes.saf)
        .set("racf_rc", codes.racf)
        .set("racf_reason", codes.reason)
        .set("smf_event", decision.caller ? kTicketEvaluated : 1)
        .set("smf_qualifier", smf_qualifier(decision));
    if (decision.caller) record.set("caller", decision.caller->str());
    if (decision.way != Way::PassTicket) record.set("way", to_string(decision.way));
    return record;
}

json::Json revocation_record(const Decision& decision, std::string_view peer) {
    constexpr int kAutomaticallyRevoked = 7;
    const bool by_failures = decision.revokes == Revocation::Failures;
    json::Json record = json::event("revocation");
    record.set("time", base::to_rfc3339(decision.now))
        .set("user", decision.user.str())
        .set("appl", decision.appl.str())
        .set("reason", to_string(decision.revokes))
        .set("detail", by_failures ? "as many failures in a row as SETROPTS PASSWORD(REVOKE) allows"
                                   : "the last sign-on is longer ago than SETROPTS INACTIVE allows")
        .set("peer", peer)
        .set("smf_event", by_failures ? json::Json(1) : json::Json())
        .set("smf_qualifier", by_failures ? json::Json(kAutomaticallyRevoked) : json::Json());
    return record;
}

json::Json trouble_record(const racf::UserId& user, const racf::ApplName& appl,
                          const std::optional<racf::UserId>& caller, const base::Error& error,
                          base::Instant now, std::string_view peer) {
    json::Json record = json::event(event_of(caller));
    record.set("time", base::to_rfc3339(now))
        .set("user", user.str())
        .set("appl", appl.str())
        .set("decision", "error")
        .set("reason", "error")
        .set("detail", error.what)
        .set("peer", peer);
    if (caller) record.set("caller", caller->str());
    return record;
}

}  // namespace ptkt::authorization
