#include "common/ims/wire/reasons.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace ptkt::ims_wire {

namespace {

struct Word {
    std::uint32_t number;
    std::string_view text;
};

constexpr Word kReturnCodes[] = {
    {4, "refused by the message exit"},
    {8, "error found by IMS Connect"},
    {12, "error from OTMA"},
    {16, "OTMA sent a NAK"},
    {20, "answer to a password change or a ping"},
    {24, "error from SCI"},
    {28, "error from OM"},
    {32, "timer of the message expired, connection closed"},
    {36, "default timer expired, connection closed"},
    {40, "timer expired, connection kept"},
    {44, "timer cancelled or data store gone, depending on the release"},
};

constexpr Word kReasonCodes[] = {
    {4, "input larger than the buffer"},
    {5, "negative length"},
    {6, "IRM length not valid"},
    {7, "total message length not valid"},
    {8, "OTMA NAK without a code"},
    {9, "content of the message not valid"},
    {10, "output larger than the buffer"},
    {11, "bad Unicode definition"},
    {12, "no data"},
    {16, "client not known"},
    {20, "bad OTMA segment length"},
    {24, "first segment of the chain missing"},
    {28, "last segment of the chain missing"},
    {32, "bad sequence number"},
    {34, "context token not found"},
    {36, "protocol error"},
    {40, "security violation"},
    {44, "message incomplete"},
    {48, "wrong message length"},
    {51, "no OTMA security header"},
    {52, "bad security data in the OTMA header"},
    {53, "no password"},
    {54, "no user id"},
    {55, "neither user id nor password"},
    {56, "client id in use"},
    {57, "internal error: token"},
    {58, "internal error: state"},
    {59, "timer cancelled"},
    {70, "component not found"},
    {71, "function not found"},
    {72, "data store not found"},
    {73, "IMS Connect is shutting down"},
    {74, "data store or IMSplex stopping or gone"},
    {75, "communication error with the data store"},
    {76, "data store or IMSplex stopped by command"},
    {77, "communication error while the client waited"},
    {78, "security call failed, see the console"},
    {79, "IMS Connect protocol error"},
    {80, "IMSplex not active"},
    {81, "resume tpipe cancelled"},
    {82, "tpipe stopped by command"},
    {83, "resume tpipe cancelled, see HWSD0252W"},
    {93, "commit mode 1 on resume tpipe"},
    {94, "deallocated: request"},
    {95, "deallocated: conversation"},
    {96, "deallocated: request and conversation"},
    {97, "deallocated: committed"},
    {98, "deallocated: abnormal end"},
    {99, "deallocated"},
    {113, "bad length or offset of an extension"},
    {114, "offset of the extensions is zero"},
    {117, "network user id longer than 246 bytes"},
    {118, "network session id longer than 254 bytes"},
};

constexpr Word kRacroute[] = {
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

std::string_view word_of(std::span<const Word> words, std::uint32_t number) {
    const auto found = std::ranges::find(words, number, &Word::number);
    return found == words.end() ? std::string_view() : found->text;
}

bool is_timer(std::uint32_t return_code) {
    return return_code == retcod::kTimer || return_code == retcod::kDefaultTimer ||
           return_code == retcod::kTimerKept;
}

/// What RSM_RACFRC or RSM_OTMRSN adds, with the colon before it.
std::string detail(const Rsm& rsm) {
    if (rsm.racf_or_otma == 0) return {};
    if (rsm.return_code == retcod::kOtmaNak)
        return fmt::format(": OTMA reason {:02X}", rsm.racf_or_otma);
    const bool security =
        rsm.reason_code == rsncod::kSecurityViolation || rsm.reason_code == rsncod::kRacfCallFailed;
    if (!security) return {};
    const auto words = racroute_text(rsm.racf_or_otma);
    return fmt::format(": {} (RACF {:02X})", words.empty() ? "refused" : words, rsm.racf_or_otma);
}

}  // namespace

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
        return fmt::format("{} (rc {}, sense {:02X}){}", known, rsm.return_code, rsm.reason_code,
                           detail(rsm));
    if (is_timer(rsm.return_code))
        return fmt::format("{} (rc {}, timer {:02X})", known, rsm.return_code, rsm.reason_code);
    const auto reason = reason_code_text(rsm.reason_code);
    return fmt::format("{} (rc {}, reason {}){}", reason.empty() ? known : reason, rsm.return_code,
                       rsm.reason_code, detail(rsm));
}

std::vector<std::string_view> flag_words(base::Byte flags) {
    std::vector<std::string_view> words;
    if ((flags & status_flag::kAsyncQueued) != 0) words.emplace_back("async-queued");
    if ((flags & status_flag::kConversational) != 0) words.emplace_back("conversational");
    if ((flags & status_flag::kAckRequired) != 0) words.emplace_back("ack-required");
    return words;
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
