#include "common/racf/authorization/decision.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace ptkt::authorization {

std::string_view to_string(Reason reason) {
    switch (reason) {
        case Reason::Ok:
            return "ok";
        case Reason::Replayed:
            return "replayed";
        case Reason::ReplayUnknown:
            return "replay-unknown";
        case Reason::Expired:
            return "expired";
        case Reason::NotYetValid:
            return "not-yet-valid";
        case Reason::Malformed:
            return "malformed";
        case Reason::WrongKey:
            return "wrong-key";
        case Reason::NoProfile:
            return "no-profile";
        case Reason::ClassInactive:
            return "class-inactive";
        case Reason::ClassNotRaclisted:
            return "class-not-raclisted";
        case Reason::UserUnknown:
            return "user-unknown";
        case Reason::UserProtected:
            return "user-protected";
        case Reason::UserRevoked:
            return "user-revoked";
        case Reason::NotInGroup:
            return "not-in-group";
        case Reason::GroupRevoked:
            return "group-revoked";
        case Reason::OutsideHours:
            return "outside-hours";
        case Reason::WrongPassword:
            return "wrong-password";
        case Reason::PasswordExpired:
            return "password-expired";
        case Reason::ApplDenied:
            return "appl-denied";
        case Reason::NotAuthorized:
            return "not-authorized";
    }
    throw std::logic_error("unknown reason");
}

std::string_view to_string(Revocation revocation) {
    switch (revocation) {
        case Revocation::Failures:
            return "failures";
        case Revocation::Inactive:
            return "inactive";
        default:
            return "none";
    }
}

std::vector<std::string> reason_words() {
    std::vector<std::string> words;
    for (int i = 0; i <= static_cast<int>(Reason::NotAuthorized); ++i)
        words.emplace_back(to_string(static_cast<Reason>(i)));
    return words;
}

SafCodes saf_codes(Reason reason) {
    switch (reason) {
        case Reason::Ok:
            return {0, 0, 0};
        case Reason::UserUnknown:
            return {4, 0x04, 0};
        case Reason::PasswordExpired:
            return {8, 0x0C, 0};
        case Reason::NotInGroup:
            return {8, 0x14, 0};
        case Reason::UserRevoked:
            return {8, 0x1C, 0};
        case Reason::GroupRevoked:
            return {8, 0x24, 0};
        case Reason::OutsideHours:
            return {8, 0x30, 4};
        case Reason::ApplDenied:
            return {8, 0x34, 0};
        // Whatever is wrong with a ticket, VERIFY says "password not authorized" and no more. It
        // says the same of a PROTECTED user.
        default:
            return {8, 0x08, 0};
    }
}

SafCodes service_codes(Reason reason) {
    switch (reason) {
        case Reason::Ok:
            return {0, 0, 0};
        case Reason::NotAuthorized:
            return {8, 8, 16};
        // The reason of the refusal is not told.
        default:
            return {8, 16, 32};
    }
}

std::string service_text(const SafCodes& codes) {
    return fmt::format("R_ticketserv {}/{}/{}", codes.saf, codes.racf, codes.reason);
}

std::string_view to_string(Way way) {
    switch (way) {
        case Way::PassTicket:
            return "passticket";
        case Way::Password:
            return "password";
        case Way::Phrase:
            return "phrase";
    }
    throw std::logic_error("unknown way to sign on");
}

}  // namespace ptkt::authorization
