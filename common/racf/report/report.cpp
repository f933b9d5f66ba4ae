#include "common/racf/report/report.hpp"

#include "common/formats/json/event.hpp"

namespace ptkt::report {

json::Json ticket_json(const passticket::Subject& subject, const authorization::Generated& made) {
    json::Json json = json::event("ticket");
    json.set("user", subject.user.str())
        .set("appl", subject.appl.str())
        .set("type", passticket::to_string(made.kind))
        .set("ticket", made.ticket.text())
        .set("generated_at", base::to_rfc3339(made.made))
        .set("valid_from", base::to_rfc3339(made.valid_from()))
        .set("valid_until", base::to_rfc3339(made.valid_until()))
        .set("profile", made.profile.empty() ? json::Json() : json::Json(made.profile));
    return json;
}

json::Json decision_fields(const authorization::Decision& decision) {
    const authorization::Attempt* attempt = decision.attempt();
    const bool dated = attempt != nullptr && attempt->made.has_value();
    const bool of_profile = attempt != nullptr && !decision.under_key_alone;
    const auto codes = decision.codes();
    json::Json json = json::Json::object();
    json.set("accepted", decision.accepted())
        .set("reason", authorization::to_string(decision.reason))
        .set("user", decision.user.str())
        .set("appl", decision.appl.str())
        .set("type",
             attempt != nullptr ? json::Json(passticket::to_string(attempt->kind)) : json::Json())
        .set("profile", of_profile ? json::Json(attempt->profile.str()) : json::Json())
        .set("generated_at", dated ? json::Json(base::to_rfc3339(*attempt->made)) : json::Json())
        .set("age_seconds",
             dated ? json::Json(static_cast<std::int64_t>((decision.now - *attempt->made).count()))
                   : json::Json())
        .set("window_seconds",
             attempt != nullptr
                 ? json::Json(static_cast<std::int64_t>(attempt->window.past.count()))
                 : json::Json())
        .set("saf_rc", codes.saf)
        .set("racf_rc", codes.racf)
        .set("racf_reason", codes.reason)
        .set("detail", decision.detail)
        .set("key_role", of_profile ? json::Json(racf::to_string(attempt->role)) : json::Json());
    if (decision.caller) json.set("caller", decision.caller->str());
    return json;
}

json::Json decision_json(const authorization::Decision& decision) {
    json::Json json = json::event("decision");
    json.set_all(decision_fields(decision));
    return json;
}

namespace {

/// Whose key a ticket holds under.
std::string key_text(const authorization::Decision& decision,
                     const authorization::Attempt& attempt) {
    if (decision.under_key_alone) return "under the key that was given (nothing else was checked)";
    const std::string profile = "profile " + attempt.profile.str();
    if (attempt.role == racf::KeyRole::Active) return profile;
    return fmt::format("{}, by the {} key of a rotation", profile, racf::to_string(attempt.role));
}

}  // namespace

std::string decision_text(const authorization::Decision& decision) {
    if (!decision.accepted())
        return fmt::format(
            "rejected: {}: {}{}", authorization::to_string(decision.reason), decision.detail,
            decision.caller ? fmt::format(" ({})", authorization::service_text(decision.codes()))
                            : "");
    const authorization::Attempt& attempt = *decision.attempt();
    return fmt::format("accepted: {} PassTicket for {} at {}, {}, {}",
                       passticket::to_string(attempt.kind), decision.user.str(),
                       decision.appl.str(), decision.detail, key_text(decision, attempt));
}

}  // namespace ptkt::report
