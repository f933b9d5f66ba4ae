#include "common/racf/authorization/ticket_service.hpp"

#include "common/formats/json/event.hpp"
#include "common/racf/authorization/access.hpp"

namespace ptkt::authorization {

namespace {

racf::Access access_for(TicketService service) {
    return service == TicketService::Generate ? racf::Access::Update : racf::Access::Read;
}

std::string authority_resource(const passticket::Subject& subject) {
    return fmt::format("IRRPTAUTH.{}.{}", subject.appl.str(), subject.user.str());
}

std::string refusal_text(const racf::UserId& caller, TicketService service,
                         const passticket::Subject& subject, const std::string& why) {
    return fmt::format("user {} may not {} tickets of {} at {}: {}", caller.str(),
                       service == TicketService::Generate ? "make" : "evaluate", subject.user.str(),
                       subject.appl.str(), why);
}

std::string why_not_enough(const AccessDecision& decision, const std::string& resource,
                           racf::Access wanted) {
    if (decision.profile.empty()) return decision.by;
    return fmt::format("{} to {}, by {} in {}, and {} is needed", racf::to_string(decision.access),
                       resource, decision.by, decision.profile, racf::to_string(wanted));
}

}  // namespace

base::Result<std::optional<std::string>> why_service_refused(
    const store::Store& store, const racf::Options& options, const racf::UserId& caller,
    TicketService service, const passticket::Subject& subject, base::Instant now) {
    const auto user = store.user(caller);
    if (!user) return user.error();
    if (!*user)
        return std::optional(refusal_text(caller, service, subject,
                                          fmt::format("user {} is not defined", caller.str())));
    const std::string resource = authority_resource(subject);
    const auto decision =
        check_access(store, options,
                     {.user = **user,
                      .group = (*user)->default_group,
                      .cls = *racf::find_supplied_class(racf::ptktdata_class().str()),
                      .resource = resource,
                      .wanted = access_for(service)},
                     now);
    if (!decision) return decision.error();
    std::optional<std::string> why;
    if (decision->verdict == Verdict::Denied || decision->verdict == Verdict::NotProtected)
        why = refusal_text(caller, service, subject,
                           why_not_enough(*decision, resource, access_for(service)));
    return why;
}

std::string service_hint(const racf::UserId& caller, TicketService service,
                         const passticket::Subject& subject) {
    return fmt::format(
        "define IRRPTAUTH.{}.* and PERMIT it CLASS(PTKTDATA) ID({}) ACCESS({}), then "
        "SETROPTS RACLIST(PTKTDATA) REFRESH; 'racf-admin access' shows who may",
        subject.appl.str(), caller.str(), racf::to_string(access_for(service)));
}

base::Status check_caller_named(const store::Store& store,
                                const std::optional<racf::UserId>& caller) {
    if (caller) return {};
    const auto wants = store.wants_authority();
    if (!wants) return wants.error();
    if (!*wants) return {};
    return base::with_hint(
        base::fail(base::ErrorKind::NotPermitted,
                   "in this store tickets are made and evaluated by authority only"),
        "name the user who has it with --as; see racf-admin(1), key authority");
}

SafCodes generation_codes(const base::Error& error) {
    constexpr SafCodes kFailed{8, 16, 28};
    constexpr SafCodes kInternal{8, 8, 8};
    const bool is_setup = error.kind == base::ErrorKind::Config ||
                          error.kind == base::ErrorKind::Malformed ||
                          error.kind == base::ErrorKind::NotFound;
    return is_setup ? kFailed : kInternal;
}

base::Status record_refusal(const store::Store& store, const racf::UserId& caller,
                            const passticket::Subject& subject, const std::string& why,
                            base::Instant now) {
    constexpr int kTicketCreated = 82;
    const SafCodes codes = service_codes(Reason::NotAuthorized);
    json::Json record = json::event("ticket-refused");
    record.set("time", base::to_rfc3339(now))
        .set("user", subject.user.str())
        .set("appl", subject.appl.str())
        .set("caller", caller.str())
        .set("detail", why)
        .set("saf_rc", codes.saf)
        .set("racf_rc", codes.racf)
        .set("racf_reason", codes.reason)
        .set("smf_event", kTicketCreated)
        .set("smf_qualifier", 1);
    return store.audit_log().append(record);
}

}  // namespace ptkt::authorization
