#include "common/ims/wire/reasons.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "common/ims/wire/values.hpp"

namespace ptkt::ims_wire {

namespace {

constexpr CodeText kReturnCodes[] = {
    {retcod::kExit, "refused by the message exit"},
    {retcod::kImsConnect, "error found by IMS Connect"},
    {retcod::kOtma, "error from OTMA"},
    {retcod::kOtmaNak, "OTMA sent a NAK"},
    {retcod::kAnswer, "answer to a password change or a ping"},
    {retcod::kSci, "error from SCI"},
    {retcod::kOm, "error from OM"},
    {retcod::kTimer, "timer of the message expired, connection closed"},
    {retcod::kDefaultTimer, "default timer expired, connection closed"},
    {retcod::kTimerKept, "timer expired, connection kept"},
    {retcod::kCancelOrStore, "timer cancelled or data store gone, depending on the release"},
};

constexpr CodeText kReasonCodes[] = {
    {rsncod::kInputTooLong, "input larger than the buffer"},
    {rsncod::kNegativeLength, "negative length"},
    {rsncod::kIrmLength, "IRM length not valid"},
    {rsncod::kTotalLength, "total message length not valid"},
    {8, "OTMA NAK without a code"},
    {rsncod::kContent, "content of the message not valid"},
    {10, "output larger than the buffer"},
    {rsncod::kUnicode, "bad Unicode definition"},
    {rsncod::kNoData, "no data"},
    {rsncod::kClientUnknown, "client not known"},
    {20, "bad OTMA segment length"},
    {24, "first segment of the chain missing"},
    {28, "last segment of the chain missing"},
    {32, "bad sequence number"},
    {34, "context token not found"},
    {rsncod::kProtocol, "protocol error"},
    {rsncod::kSecurityViolation, "security violation"},
    {rsncod::kIncomplete, "message incomplete"},
    {rsncod::kMessageLength, "wrong message length"},
    {51, "no OTMA security header"},
    {52, "bad security data in the OTMA header"},
    {rsncod::kNoPassword, "no password"},
    {rsncod::kNoUserid, "no user id"},
    {rsncod::kNoPasswordOrUserid, "neither user id nor password"},
    {rsncod::kDuplicateClient, "client id in use"},
    {57, "internal error: token"},
    {58, "internal error: state"},
    {rsncod::kCancelTimer, "timer cancelled"},
    {70, "component not found"},
    {rsncod::kNoFunction, "function not found"},
    {rsncod::kNoDatastore, "data store not found"},
    {rsncod::kShuttingDown, "IMS Connect is shutting down"},
    {74, "data store or IMSplex stopping or gone"},
    {75, "communication error with the data store"},
    {rsncod::kStoppedByCommand, "data store or IMSplex stopped by command"},
    {rsncod::kCommunication, "communication error while the client waited"},
    {rsncod::kRacfCallFailed, "security call failed, see the console"},
    {79, "IMS Connect protocol error"},
    {80, "IMSplex not active"},
    {rsncod::kResumeCancelled, "resume tpipe cancelled"},
    {rsncod::kTpipeStopped, "tpipe stopped by command"},
    {83, "resume tpipe cancelled, see HWSD0252W"},
    {rsncod::kCm1OnResume, "commit mode 1 on resume tpipe"},
    {94, "deallocated: request"},
    {95, "deallocated: conversation"},
    {96, "deallocated: request and conversation"},
    {rsncod::kDeallocateConfirmed, "deallocated: committed"},
    {rsncod::kDeallocateAbnormal, "deallocated: abnormal end"},
    {99, "deallocated"},
    {rsncod::kExtensionLength, "bad length or offset of an extension"},
    {rsncod::kExtensionOffsetZero, "offset of the extensions is zero"},
    {rsncod::kNetuidTooLong, "network user id longer than 246 bytes"},
    {rsncod::kNetsidTooLong, "network session id longer than 254 bytes"},
};

constexpr CodeText kRacroute[] = {
    {0x04, "user not defined"},
    {0x08, "password or PassTicket not valid"},
    {0x0C, "password expired"},
    {0x10, "new password not valid"},
    {0x14, "user not connected to the group"},
    {0x18, "refused by an installation exit"},
    {0x1C, "user revoked"},
    {0x20, "RACF not active"},
    {0x24, "access of the user to the group revoked"},
    {0x28, "OIDCARD missing"},
    {0x2C, "OIDCARD not valid"},
    {0x30, "not authorized to the port of entry, or not at this time"},
    {0x34, "not authorized to the application"},
};

std::string_view word_of(std::span<const CodeText> words, std::uint32_t number) {
    const auto found = std::ranges::find(words, number, &CodeText::number);
    return found == words.end() ? std::string_view() : found->text;
}

bool is_timer(std::uint32_t return_code) {
    return return_code == retcod::kTimer || return_code == retcod::kDefaultTimer ||
           return_code == retcod::kTimerKept;
}

/// A code as IBM writes it, and as a program that reads it has it: `X'34' (52)`.
std::string both_ways(std::uint32_t code) {
    return fmt::format("X'{0:02X}' ({0})", code);
}

/// What RSM_RACFRC or RSM_OTMRSN adds, with the colon before it.
std::string detail(const Rsm& rsm) {
    if (rsm.racf_or_otma == 0) return {};
    if (rsm.return_code == retcod::kOtmaNak) return ": OTMA reason " + both_ways(rsm.racf_or_otma);
    const bool security =
        rsm.reason_code == rsncod::kSecurityViolation || rsm.reason_code == rsncod::kRacfCallFailed;
    if (!security) return {};
    const auto words = racroute_text(rsm.racf_or_otma);
    return fmt::format(": {}, RACF {}", words.empty() ? "refused" : words,
                       both_ways(rsm.racf_or_otma));
}

}  // namespace

std::span<const CodeText> return_codes() {
    return kReturnCodes;
}
std::span<const CodeText> reason_codes() {
    return kReasonCodes;
}
std::span<const CodeText> racroute_codes() {
    return kRacroute;
}

std::string_view return_code_text(std::uint32_t return_code) {
    return word_of(kReturnCodes, return_code);
}

std::string_view reason_code_text(std::uint32_t reason_code) {
    return word_of(kReasonCodes, reason_code);
}

std::string_view racroute_text(base::Byte return_code) {
    return word_of(kRacroute, return_code);
}

std::string describe(const Rsm& rsm) {
    const auto rc = return_code_text(rsm.return_code);
    const std::string_view known = rc.empty() ? "unknown return code" : rc;
    if (rsm.return_code == retcod::kOtmaNak)
        return fmt::format("{} (rc {}, sense {}){}", known, rsm.return_code,
                           both_ways(rsm.reason_code), detail(rsm));
    if (is_timer(rsm.return_code))
        return fmt::format("{} (rc {}, timer {})", known, rsm.return_code,
                           both_ways(rsm.reason_code));
    const auto reason = reason_code_text(rsm.reason_code);
    return fmt::format("{} (rc {}, reason {}){}", reason.empty() ? known : reason, rsm.return_code,
                       rsm.reason_code, detail(rsm));
}

std::vector<std::string_view> flag_words(base::Byte flags) {
    const auto own = static_cast<base::Byte>(flags & ~status_flag::kLevelMeaningful);
    return value_names(kStatusFlagValues, own);
}

std::optional<base::Byte> level_of(const Csm& csm) {
    if ((csm.flags & status_flag::kLevelMeaningful) == 0) return std::nullopt;
    return csm.protocol_level;
}

std::string describe(const Csm& csm) {
    const auto words = flag_words(csm.flags);
    std::string text = words.empty() ? "no flags" : fmt::format("{}", fmt::join(words, ", "));
    const auto level = level_of(csm);
    if (!level) return text + "; protocol level not told";
    text += fmt::format("; protocol level {}", *level);
    if (*level >= protocol_level::kNoWait) text += ": NOWAIT";
    if (*level >= protocol_level::kRacfCodes) text += ", RACF return codes";
    return text;
}

}  // namespace ptkt::ims_wire
