#ifndef PTKT_IMS_WIRE_VALUES_HPP
#define PTKT_IMS_WIRE_VALUES_HPP

#include <span>
#include <string_view>
#include <vector>

#include "common/ims/wire/numbers.hpp"

/// The names of flags and of other values of one byte.
namespace ptkt::ims_wire {

/// A byte has this value when the bits of `mask` are those of `value`.
struct Value {
    base::Byte mask;
    base::Byte value;
    std::string_view name;
    std::string_view meaning;

    [[nodiscard]] constexpr bool is_in(base::Byte byte) const { return (byte & mask) == value; }
};

/// A flag, which is on or off.
[[nodiscard]] constexpr Value flag(base::Byte bit, std::string_view name,
                                   std::string_view meaning) {
    return {bit, bit, name, meaning};
}
/// A value that takes up the whole byte.
[[nodiscard]] constexpr Value whole(base::Byte byte, std::string_view name,
                                    std::string_view meaning) {
    return {0xFF, byte, name, meaning};
}

/// The names of what a byte says, in the order of the list.
[[nodiscard]] std::vector<std::string_view> value_names(std::span<const Value> values,
                                                        base::Byte byte);

inline constexpr Value kArchValues[] = {
    whole(arch::kBase, "BASE", "base"),
    whole(arch::kReroute, "REROUTE", "and reroute name, alternate client ID"),
    whole(arch::kXmlTags, "XML", "and names for the XML adapter"),
    whole(arch::kCallout, "CALLOUT", "and MOD name, correlation token"),
    whole(arch::kSessionToken, "SESSION", "and session token"),
    whole(arch::kExtensions, "EXTENSIONS", "and extensions"),
};
inline constexpr Value kF0Values[] = {
    flag(f0::kSynOnly, "SYNONLY", "RESUME TPIPE: synchronous callout requests alone"),
    flag(f0::kSynAsyn, "SYNASYN", "RESUME TPIPE: those first, then asynchronous output"),
    flag(f0::kSyncNak, "SYNCNAK", "NAK, but keep the message"),
    flag(f0::kNakRsn, "NAKRSN", "IRM_NAK_RSNCDE has a reason"),
    flag(f0::kExtens, "EXTENS", "there are extensions"),
    flag(f0::kXmlD, "XMLD", "XML, data"),
    flag(f0::kXmlTd, "XMLTD", "XML, transaction code and data"),
};
inline constexpr Value kF1Values[] = {
    flag(f1::kMfsReq, "MFSREQ", "return the MFS MOD name (RMM)"),
    flag(f1::kCidReq, "CIDREQ", "return the client ID (CID)"),
    flag(f1::kUc, "UC", "the data are Unicode, in the scheme of IRM_ES"),
    flag(f1::kUcTc, "UCTC", "the transaction code as well"),
    flag(f1::kSoaRsp, "SOARSP", "no text in the answer to SNDONLYA"),
    flag(f1::kNoWait, "NOWAIT", "ACK of CM0: no answer is waited for"),
    flag(f1::kTrnExp, "TRNEXP", "the transaction expires"),
};
inline constexpr Value kF2Values[] = {
    flag(f2::kCm0, "CM0", "commit mode 0, commit then send"),
    flag(f2::kCm1, "CM1", "commit mode 1, send then commit"),
    flag(f2::kSendAltp, "SENDALTP", "output of an alternate PCB as well"),
    flag(f2::kGenCid, "GENCID", "make a client ID where this one is in use"),
};
inline constexpr Value kF3Values[] = {
    flag(f3::kCancId, "CANCID", "end the older session with this client ID"),
    flag(f3::kDfs2082, "DFS2082", "tell when the program does not reply"),
    flag(f3::kIpurg, "IPURG", "ignore PURG: one output of several segments"),
    flag(f3::kOrder, "ORDER", "send-only in order"),
    flag(f3::kRerout, "REROUT", "reroute output that cannot be delivered"),
    flag(f3::kPurge, "PURGE", "purge output that cannot be delivered"),
    {f3::kSyncMask, f3::kSyncNone, "NONE", "sync level none"},
    {f3::kSyncMask, f3::kSyncConfirm, "CONFIRM", "sync level confirm"},
    {f3::kSyncMask, f3::kSyncPoint, "SYNCPT", "sync level syncpt"},
};
inline constexpr Value kF5Values[] = {
    flag(f5::kOtmaHeaders, "OTMAHDR", "the client has built the OTMA headers"),
    flag(f5::kClientTranslated, "TRANSLATED", "the client has translated the data"),
    flag(f5::kSingleWait, "SINGLEWAIT", "RESUME TPIPE: one message, wait for it"),
    flag(f5::kXid, "XID", "an XID is carried"),
    flag(f5::kNoAuto, "NOAUTO", "RESUME TPIPE: what is there, until the timer"),
    flag(f5::kAuto, "AUTO", "RESUME TPIPE: what is there and what comes"),
    flag(f5::kSingle, "SINGLE", "RESUME TPIPE: one message, do not wait"),
};
inline constexpr Value kSoctValues[] = {
    whole(soct::kTransaction, "TRANSACTION", "closed after the transaction"),
    whole(soct::kPersistent, "PERSISTENT", "stays open"),
    whole(soct::kNonPersistent, "NONPERSISTENT", "not for HWSSMPL0 and HWSSMPL1"),
};
inline constexpr Value kEsValues[] = {
    whole(es::kNone, "NONE", "none is named"),
    whole(es::kUtf8, "UTF-8", "UTF-8"),
    whole(es::kUtf16, "UTF-16", "UTF-16"),
};
inline constexpr Value kStatusFlagValues[] = {
    flag(status_flag::kAsyncQueued, "async-queued", "asynchronous output is queued"),
    flag(status_flag::kConversational, "conversational", "in a conversation"),
    flag(status_flag::kAckRequired, "ack-required", "an ACK or a NAK must follow"),
    flag(status_flag::kLevelMeaningful, "level", "CSM_PRLVL counts"),
};
inline constexpr Value kLevelValues[] = {
    whole(protocol_level::kBase, "BASE", "base"),
    whole(protocol_level::kNoWait, "NOWAIT", "ACK of CM0 with NOWAIT is supported"),
    whole(protocol_level::kRacfCodes, "RACFRC", "and an RSM has RACF's return code"),
};
inline constexpr Value kPingValues[] = {
    flag(ping_flag::kNetworkSecurity, "NETSEC", "network security data are taken"),
    flag(ping_flag::kExtensions, "EXTENSIONS", "extensions are taken"),
};

}  // namespace ptkt::ims_wire

#endif
