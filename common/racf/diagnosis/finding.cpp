#include "common/racf/diagnosis/finding.hpp"

#include <array>
#include <stdexcept>
#include <utility>

namespace ptkt::diagnosis {

namespace {

constexpr std::array kWords{
    std::pair{Cause::ClassInactive, "class-inactive"},
    std::pair{Cause::ClassNotRaclisted, "class-not-raclisted"},
    std::pair{Cause::NotRefreshed, "not-refreshed"},
    std::pair{Cause::GenericProfile, "generic-profile"},
    std::pair{Cause::NoKey, "no-key"},
    std::pair{Cause::NoProfile, "no-profile"},
    std::pair{Cause::UserUnknown, "user-unknown"},
    std::pair{Cause::UserProtected, "user-protected"},
    std::pair{Cause::UserRevoked, "user-revoked"},
    std::pair{Cause::NotInGroup, "not-in-group"},
    std::pair{Cause::GroupRevoked, "group-revoked"},
    std::pair{Cause::OutsideHours, "outside-hours"},
    std::pair{Cause::ApplDenied, "appl-denied"},
    std::pair{Cause::SameSecond, "same-second"},
    std::pair{Cause::UsedBefore, "used-before"},
    std::pair{Cause::RecordsLost, "records-lost"},
    std::pair{Cause::TimeZone, "time-zone"},
    std::pair{Cause::ClockOff, "clock-off"},
    std::pair{Cause::HiddenProfile, "hidden-profile"},
    std::pair{Cause::OtherKey, "other-key"},
    std::pair{Cause::SuspectedKey, "suspected-key"},
    std::pair{Cause::OtherType, "other-type"},
    std::pair{Cause::UnmaskedUpper, "unmasked-upper"},
    std::pair{Cause::OtherApplication, "other-application"},
    std::pair{Cause::OtherUser, "other-user"},
    std::pair{Cause::OtherNames, "other-names"},
    std::pair{Cause::MistypedUser, "mistyped-user"},
    std::pair{Cause::MistypedApplication, "mistyped-application"},
    std::pair{Cause::NamesExchanged, "names-exchanged"},
    std::pair{Cause::MangledKey, "mangled-key"},
    std::pair{Cause::CodePage, "code-page"},
    std::pair{Cause::LowerCaseName, "lower-case-name"},
    std::pair{Cause::NamePadding, "name-padding"},
    std::pair{Cause::TimeForm, "time-form"},
    std::pair{Cause::FoldedCase, "folded-case"},
    std::pair{Cause::LookAlike, "look-alike"},
    std::pair{Cause::Mistyped, "mistyped"},
    std::pair{Cause::OtherKind, "other-kind"},
    std::pair{Cause::NotATicket, "not-a-ticket"},
};

}  // namespace

std::string_view to_string(Cause cause) {
    for (const auto& [known, word] : kWords)
        if (known == cause) return word;
    throw std::logic_error("unknown cause");
}

std::string_view to_string(Certainty certainty) {
    switch (certainty) {
        case Certainty::Certain:
            return "certain";
        case Certainty::NearCertain:
            return "near-certain";
        case Certainty::Hint:
            return "hint";
    }
    throw std::logic_error("unknown certainty");
}

std::string_view to_string(Verdict verdict) {
    switch (verdict) {
        case Verdict::Passed:
            return "passed";
        case Verdict::Failed:
            return "failed";
        case Verdict::NotReached:
            return "not-reached";
    }
    throw std::logic_error("unknown verdict");
}

}  // namespace ptkt::diagnosis
