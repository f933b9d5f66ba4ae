#include "common/racf/diagnosis/circumstances.hpp"

#include <algorithm>

#include "common/racf/authorization/evaluate.hpp"

namespace ptkt::diagnosis {

namespace {

using authorization::Reason;

Finding certain(Cause cause, std::string what, std::string todo) {
    Finding finding{cause, Certainty::Certain};
    finding.what = std::move(what);
    finding.todo = std::move(todo);
    return finding;
}

/// Why no profile gave a key: it is on disk only, it is generic, it has none, or there is none.
Finding no_profile(const Evidence& evidence) {
    const std::string& appl = evidence.subject.appl.str();
    const ProfileFacts& profiles = evidence.profiles;
    if (!profiles.in_force.empty())
        return certain(Cause::NoKey,
                       fmt::format("PTKTDATA profile {} has no key", profiles.in_force.front()),
                       fmt::format("RALTER PTKTDATA {} SSIGNON(...), then refresh the class",
                                   profiles.in_force.front()));
    if (!profiles.stale.empty())
        return certain(
            Cause::NotRefreshed,
            fmt::format("PTKTDATA profile {} is on disk, but not in the RACLISTed copy that checks "
                        "read",
                        profiles.stale.front()),
            "SETROPTS RACLIST(PTKTDATA) REFRESH");
    if (!profiles.generic.empty())
        return certain(
            Cause::GenericProfile,
            fmt::format("only the generic profile {} covers {}, and a generic profile's "
                        "key is never used",
                        profiles.generic, appl),
            fmt::format("RDEFINE PTKTDATA {} SSIGNON(...), then refresh the class", appl));
    return certain(Cause::NoProfile, fmt::format("no PTKTDATA profile for application {}", appl),
                   fmt::format("define PTKTDATA profile {}, or find the application name that the "
                               "maker and the host should use",
                               appl));
}

Finding replay(const Evidence& evidence) {
    constexpr const char* kOneEach =
        "make a ticket for each sign-on: a client that keeps one fails at the second";
    if (evidence.used_elsewhere)
        return certain(Cause::UsedBefore, evidence.decision.detail, kOneEach);
    if (!evidence.earlier)
        return certain(Cause::RecordsLost, evidence.decision.detail,
                       "make a new ticket after that moment; 'racf-admin replay status' shows it, "
                       "'racf-admin replay accept-loss' ends it on purpose");
    const authorization::EarlierUse& earlier = *evidence.earlier;
    const auto attempt = evidence.decision.attempt();
    const base::Seconds since = evidence.decision.now - earlier.when;
    std::string what =
        fmt::format("used before, at {} by {}", base::to_rfc3339(earlier.when), earlier.source);
    if (attempt != nullptr && attempt->made)
        what += fmt::format(", {} after it was made",
                            base::human_duration(earlier.when - *attempt->made));
    constexpr base::Seconds kSameRequest{2};
    if (since <= kSameRequest)
        return certain(Cause::SameSecond,
                       what +
                           "; two requests for the same user and application in one second get "
                           "the same ticket",
                       "let the maker wait for the next second, use qualified profiles with "
                       "different keys, or allow replays where that is safe (APPLDATA('NO REPLAY "
                       "PROTECTION'), or REPLAY(YES) for enhanced)");
    return certain(Cause::UsedBefore,
                   what + fmt::format("; that was {} ago", base::human_duration(since)), kOneEach);
}

}  // namespace

namespace {

/// What one reason stands for, when it is about a state.
std::vector<Finding> findings_of(const authorization::Decision& decision,
                                 const Evidence& evidence) {
    switch (decision.reason) {
        case Reason::ClassInactive:
            return {certain(Cause::ClassInactive, decision.detail,
                            "SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)")};
        case Reason::ClassNotRaclisted:
            return {
                certain(Cause::ClassNotRaclisted, decision.detail, "SETROPTS RACLIST(PTKTDATA)")};
        case Reason::UserUnknown:
            return {certain(Cause::UserUnknown, decision.detail,
                            "use the same user ID on both sides, or define it here")};
        case Reason::NoProfile:
            return {no_profile(evidence)};
        case Reason::UserRevoked:
            return {certain(
                Cause::UserRevoked, decision.detail,
                fmt::format("ALTUSER {} RESUME; the ticket itself holds", decision.user.str()))};
        case Reason::UserProtected:
            return {certain(Cause::UserProtected, decision.detail,
                            fmt::format("give the user a password or phrase that nobody knows: "
                                        "ALTUSER {} PHRASE(...)",
                                        decision.user.str()))};
        case Reason::NotInGroup:
            return {certain(Cause::NotInGroup, decision.detail,
                            fmt::format("CONNECT {} GROUP({}), or sign on with another group; the "
                                        "ticket itself holds",
                                        decision.user.str(), evidence.group.str()))};
        case Reason::GroupRevoked:
            return {certain(Cause::GroupRevoked, decision.detail,
                            fmt::format("CONNECT {} GROUP({}) RESUME; the ticket itself holds",
                                        decision.user.str(), evidence.group.str()))};
        case Reason::OutsideHours:
            return {certain(Cause::OutsideHours, decision.detail,
                            fmt::format("ALTUSER {} WHEN(DAYS(ANYDAY) TIME(ANYTIME)), or wait; the "
                                        "ticket itself holds",
                                        decision.user.str()))};
        case Reason::ApplDenied:
            return {certain(Cause::ApplDenied, decision.detail,
                            fmt::format("PERMIT {} CLASS(APPL) ID({}) ACCESS(READ), then refresh; "
                                        "the ticket itself holds",
                                        decision.appl_profile, decision.user.str()))};
        case Reason::Replayed:
        case Reason::ReplayUnknown:
            return {replay(evidence)};
        default:
            return {};
    }
}

/// Why the ticket's first use was denied, as far as what denied it is still so. RACF keeps every
/// valid ticket that was presented, so a client that tries again is told of a replay only.
std::vector<Finding> denial_before_replay(const Evidence& evidence) {
    authorization::Decision denied = evidence.decision;
    if (evidence.user.refusal != Reason::Ok) {
        denied.reason = evidence.user.refusal;
        denied.detail = evidence.user.revoked.value_or("");
    } else if (!evidence.user.permitted) {
        denied.reason = Reason::ApplDenied;
        denied.detail = fmt::format("{} has no READ to APPL profile {}", denied.user.str(),
                                    evidence.user.appl_profile);
        denied.appl_profile = evidence.user.appl_profile;
    } else {
        return {};
    }
    auto findings = findings_of(denied, evidence);
    for (Finding& finding : findings) {
        finding.certainty = Certainty::NearCertain;
        finding.what +=
            ": the first use of the ticket was denied for this and used it up, and "
            "this one is only its replay";
    }
    return findings;
}

}  // namespace

std::vector<Finding> circumstances(const Evidence& evidence) {
    auto findings = findings_of(evidence.decision, evidence);
    if (evidence.decision.reason != Reason::Replayed) return findings;
    auto all = denial_before_replay(evidence);
    all.insert(all.end(), std::make_move_iterator(findings.begin()),
               std::make_move_iterator(findings.end()));
    return all;
}

namespace {

/// The user as he is, whether or not the decision got that far.
void add_user_steps(const Evidence& evidence, std::vector<Step>& steps) {
    const UserFacts& user = evidence.user;
    const std::string& id = evidence.subject.user.str();
    if (!user.exists) {
        steps.push_back({"revoked", Verdict::NotReached, ""});
        steps.push_back({"appl", Verdict::NotReached, ""});
        return;
    }
    steps.push_back({"revoked", user.revoked ? Verdict::Failed : Verdict::Passed,
                     user.revoked.value_or(fmt::format("{} is not revoked, nor in group {}", id,
                                                       evidence.group.str()))});
    steps.push_back(
        {"appl", user.permitted ? Verdict::Passed : Verdict::Failed,
         user.appl_profile.empty()
             ? fmt::format("application {} is not protected", evidence.subject.appl.str())
             : fmt::format("{} has {} to APPL profile {}", id, user.access, user.appl_profile)});
}

Step class_step(const authorization::Decision& decision) {
    const bool bad =
        decision.reason == Reason::ClassInactive || decision.reason == Reason::ClassNotRaclisted;
    return {"class", bad ? Verdict::Failed : Verdict::Passed,
            bad ? decision.detail : "PTKTDATA is active and RACLISTed"};
}

Step profile_step(const ProfileFacts& profiles) {
    if (profiles.in_force.empty())
        return {"profile", Verdict::Failed, "no discrete PTKTDATA profile is found"};
    return {"profile", Verdict::Passed,
            fmt::format("tried in this order: {}", fmt::join(profiles.in_force, ", "))};
}

Step replay_step(const Evidence& evidence) {
    if (evidence.decision.reason == Reason::Replayed ||
        evidence.decision.reason == Reason::ReplayUnknown)
        return {"replay", Verdict::Failed, evidence.decision.detail};
    const auto* attempt = evidence.decision.attempt();
    if (attempt == nullptr || !attempt->fits(evidence.decision.now))
        return {"replay", Verdict::NotReached, "only a ticket that fits is looked up"};
    return {"replay", Verdict::Passed, "not used before; this explanation does not use it up"};
}

}  // namespace

std::vector<Step> steps_of(const Evidence& evidence) {
    std::vector<Step> steps{class_step(evidence.decision)};
    const std::string& id = evidence.subject.user.str();
    steps.push_back({"user", evidence.user.exists ? Verdict::Passed : Verdict::Failed,
                     fmt::format("{} {}", id, evidence.user.exists ? "exists" : "is not defined")});
    steps.push_back(profile_step(evidence.profiles));
    for (const authorization::Attempt& attempt : evidence.decision.attempts)
        steps.push_back(
            {"key", attempt.fits(evidence.decision.now) ? Verdict::Passed : Verdict::Failed,
             fmt::format("{} {}: {}", attempt.profile.str(), passticket::to_string(attempt.kind),
                         authorization::detail_of(attempt, evidence.decision.now))});
    if (evidence.decision.attempts.empty()) steps.push_back({"key", Verdict::NotReached, ""});
    steps.push_back(replay_step(evidence));
    add_user_steps(evidence, steps);
    return steps;
}

std::vector<std::string> host_checklist(const Evidence& evidence) {
    const std::string& appl = evidence.subject.appl.str();
    return {
        "SETROPTS LIST: PTKTDATA active, RACLISTed, and refreshed since the key was defined",
        fmt::format("RLIST PTKTDATA {} SSIGNON: the profile is discrete and has the key; compare "
                    "its key and TYPE",
                    appl),
        "the application name that the host uses: the APPL of the exit or region, TSO or MVS with "
        "the SMF ID, a VTAM generic name",
        fmt::format("LISTUSER {}: not PROTECTED, not revoked, connected to the group; READ to "
                    "APPL {}",
                    evidence.subject.user.str(), appl),
        "where MFA is active: a user with factors is allowed PassTickets (factor AZFPTKT1)",
        "the host's TOD clock in UTC: D T; and whether the ticket was evaluated on another LPAR",
        "for KEYLABEL and EPTKEYLABEL: ICSF is up, and this LPAR's CKDS has the label",
        fmt::format("for services: UPDATE to IRRPTAUTH.{}.* to generate, READ to evaluate; a "
                    "generic profile that was defined before SETROPTS GENERIC(PTKTDATA) counts "
                    "for nothing",
                    appl),
        "for type MIXED: SETROPTS PASSWORD(MIXEDCASE), and an application that takes lower case, "
        "- and _",
    };
}

}  // namespace ptkt::diagnosis
