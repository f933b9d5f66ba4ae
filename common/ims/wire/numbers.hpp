#ifndef PTKT_IMS_WIRE_NUMBERS_HPP
#define PTKT_IMS_WIRE_NUMBERS_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "common/base/bytes.hpp"

/// Every number of the IMS Connect client protocol for HWSSMPL0 and HWSSMPL1 but the places of the
/// fields, which are in layout.hpp, named after IBM's field names. Sources: IBM "Format of fixed
/// portion of IRM in messages sent to IMS Connect", the user portion of the IRM for
/// HWSSMPL0/HWSSMPL1, "Format of the request status message", "Format of the complete status
/// message", the request-MOD-message and client-ID structures, and "Return and reason codes for IMS
/// Connect exits". Binary numbers are big-endian.
namespace ptkt::ims_wire {

inline constexpr std::size_t kNameLength = 8;  // every text field of the IRM, in bytes
inline constexpr std::size_t kCorrelationTokenLength = 40;
inline constexpr std::size_t kSessionTokenLength = 8;
inline constexpr std::size_t kLlllLength = 4;
inline constexpr std::size_t kSegmentHeaderLength = 4;  // LL and ZZ
inline constexpr std::size_t kTrailerLength = 4;        // X'00040000'
inline constexpr std::size_t kStructureHeaderLength =
    kSegmentHeaderLength + kNameLength;  // and the id

/// Lengths in bytes.
inline constexpr std::size_t kSmallestIrm = 80;                 // X'50', for HWSSMPL0 and HWSSMPL1
inline constexpr std::size_t kSmallestRequest = 88;             // X'58': LLLL, IRM of 80, trailer
inline constexpr std::uint32_t kLargestTotal = 0x7FFFFFFF;      // LLLL of a user-written client
inline constexpr std::uint32_t kLargestTmraTotal = 10'000'000;  // X'00989680', TM resource adapter
/// LL of the longest segment that every receiver takes, however it reads the sign bit.
inline constexpr std::size_t kLargestSentLl = 0x7FFF;
inline constexpr std::size_t kLargestNetuid = 246;
inline constexpr std::size_t kLargestNetsid = 254;

/// IRM_ID, as text; the code it is written in is the code of the message.
inline constexpr std::string_view kSampl0Id = "*SAMPLE*";  // HWSSMPL0
inline constexpr std::string_view kSampl1Id = "*SAMPL1*";  // HWSSMPL1

/// Ids of the output structures and of extensions.
inline constexpr std::string_view kRsmId = "*REQSTS*";
inline constexpr std::string_view kCsmId = "*CSMOKY*";
inline constexpr std::string_view kRmmId = "*REQMOD*";
inline constexpr std::string_view kCidId = "*GENCID*";
inline constexpr std::string_view kNetuidId = "*NETUID*";
inline constexpr std::string_view kNetsidId = "*NETSID*";
inline constexpr std::string_view kContxtId = "*CONTXT*";
inline constexpr std::string_view kTrckidId = "*TRCKID*";
inline constexpr std::string_view kPhraseId = "*PHRASE*";
inline constexpr std::string_view kMessageUserId = "*PTKUSR*";  // ours, see message_user.hpp
inline constexpr std::string_view kCorId = "*CORTKN*";

namespace arch {
inline constexpr base::Byte kBase = 0;
inline constexpr base::Byte kReroute = 1;
inline constexpr base::Byte kXmlTags = 2;
inline constexpr base::Byte kCallout = 3;
inline constexpr base::Byte kSessionToken = 4;
inline constexpr base::Byte kExtensions = 5;
}  // namespace arch

namespace f0 {
inline constexpr base::Byte kSynOnly = 0x80;  // resume tpipe: synchronous callout only
inline constexpr base::Byte kSynAsyn = 0x40;  // resume tpipe: synchronous and asynchronous
inline constexpr base::Byte kSyncNak = 0x20;  // NAK, but keep the message
inline constexpr base::Byte kNakRsn = 0x10;   // IRM_NAK_RSNCDE holds a reason
inline constexpr base::Byte kExtens = 0x04;   // extensions follow the IRM
inline constexpr base::Byte kXmlD = 0x02;
inline constexpr base::Byte kXmlTd = 0x01;
}  // namespace f0

namespace f1 {
inline constexpr base::Byte kMfsReq = 0x80;  // return the MFS MOD name (RMM)
inline constexpr base::Byte kCidReq = 0x40;  // return the client id (CID)
inline constexpr base::Byte kUc = 0x20;      // Unicode message
inline constexpr base::Byte kUcTc = 0x10;    // Unicode transaction code
inline constexpr base::Byte kSoaRsp = 0x04;  // no text in the answer to send-only with ACK
inline constexpr base::Byte kNoWait = 0x02;
inline constexpr base::Byte kTrnExp = 0x01;
}  // namespace f1

namespace f2 {
inline constexpr base::Byte kCm0 = 0x40;  // commit then send
inline constexpr base::Byte kCm1 = 0x20;  // send then commit
inline constexpr base::Byte kSendAltp = 0x02;
inline constexpr base::Byte kGenCid = 0x01;  // make a unique client id when this one is in use
}  // namespace f2

namespace f3 {
inline constexpr base::Byte kSyncNone = 0x00;  // the two low bits are the sync level
inline constexpr base::Byte kSyncConfirm = 0x01;
inline constexpr base::Byte kSyncPoint = 0x02;
inline constexpr base::Byte kSyncMask = 0x03;
inline constexpr base::Byte kPurge = 0x04;
inline constexpr base::Byte kRerout = 0x08;
inline constexpr base::Byte kOrder = 0x10;
inline constexpr base::Byte kIpurg = 0x20;
inline constexpr base::Byte kDfs2082 = 0x40;
inline constexpr base::Byte kCancId = 0x80;  // drop the older session with this client id
}  // namespace f3

namespace f5 {
inline constexpr base::Byte kOtmaHeaders = 0x80;       // the client built the OTMA headers
inline constexpr base::Byte kClientTranslated = 0x40;  // the message is EBCDIC already
inline constexpr base::Byte kSingleWait = 0x10;
inline constexpr base::Byte kXid = 0x08;
inline constexpr base::Byte kNoAuto = 0x04;
inline constexpr base::Byte kAuto = 0x02;
inline constexpr base::Byte kSingle = 0x01;
}  // namespace f5

namespace soct {
inline constexpr base::Byte kTransaction = 0x00;
inline constexpr base::Byte kPersistent = 0x10;
inline constexpr base::Byte kNonPersistent = 0x40;  // not for HWSSMPL0 and HWSSMPL1
}  // namespace soct

/// IRM_ES, which counts with f1::kUc.
namespace es {
inline constexpr base::Byte kNone = 0;
inline constexpr base::Byte kUtf8 = 1;
inline constexpr base::Byte kUtf16 = 2;
}  // namespace es

/// FLG1 of RSM and CSM.
namespace status_flag {
inline constexpr base::Byte kAsyncQueued = 0x80;
inline constexpr base::Byte kConversational = 0x40;
inline constexpr base::Byte kAckRequired = 0x20;
inline constexpr base::Byte kLevelMeaningful = 0x10;  // CSM only
}  // namespace status_flag

/// CSM_PRLVL.
namespace protocol_level {
inline constexpr base::Byte kBase = 0;
inline constexpr base::Byte kNoWait = 2;     // CM0 ACK NOWAIT is supported
inline constexpr base::Byte kRacfCodes = 3;  // and RSM carries the RACF return code
}  // namespace protocol_level

/// FLG1 of the PING answer.
namespace ping_flag {
inline constexpr base::Byte kExtensions = 0x01;
inline constexpr base::Byte kNetworkSecurity = 0x02;
}  // namespace ping_flag

/// RSM_RETCOD.
namespace retcod {
inline constexpr std::uint32_t kExit = 4;        // the exit refuses the message
inline constexpr std::uint32_t kImsConnect = 8;  // IMS Connect found an error
inline constexpr std::uint32_t kOtma = 12;
inline constexpr std::uint32_t kOtmaNak = 16;  // RSNCOD is the OTMA sense code
inline constexpr std::uint32_t kAnswer = 20;   // to a password change or a PING
inline constexpr std::uint32_t kSci = 24;
inline constexpr std::uint32_t kOm = 28;
inline constexpr std::uint32_t kTimer = 32;  // RSNCOD is the timer value
inline constexpr std::uint32_t kDefaultTimer = 36;
inline constexpr std::uint32_t kTimerKept = 40;      // as 32, the socket stays
inline constexpr std::uint32_t kCancelOrStore = 44;  // its meaning differs between releases
}  // namespace retcod

/// RSM_RSNCOD, those that programs act on; reasons.hpp has words for all.
namespace rsncod {
inline constexpr std::uint32_t kInputTooLong = 4;
inline constexpr std::uint32_t kNegativeLength = 5;
inline constexpr std::uint32_t kIrmLength = 6;
inline constexpr std::uint32_t kTotalLength = 7;
inline constexpr std::uint32_t kContent = 9;
inline constexpr std::uint32_t kUnicode = 11;
inline constexpr std::uint32_t kNoData = 12;
inline constexpr std::uint32_t kClientUnknown = 16;
inline constexpr std::uint32_t kProtocol = 36;
inline constexpr std::uint32_t kSecurityViolation = 40;
inline constexpr std::uint32_t kIncomplete = 44;
inline constexpr std::uint32_t kMessageLength = 48;
inline constexpr std::uint32_t kNoPassword = 53;
inline constexpr std::uint32_t kNoUserid = 54;
inline constexpr std::uint32_t kNoPasswordOrUserid = 55;
inline constexpr std::uint32_t kDuplicateClient = 56;
inline constexpr std::uint32_t kCancelTimer = 59;
inline constexpr std::uint32_t kNoFunction = 71;
inline constexpr std::uint32_t kNoDatastore = 72;
inline constexpr std::uint32_t kShuttingDown = 73;
inline constexpr std::uint32_t kStoppedByCommand = 76;
inline constexpr std::uint32_t kCommunication = 77;
inline constexpr std::uint32_t kRacfCallFailed = 78;
inline constexpr std::uint32_t kResumeCancelled = 81;
inline constexpr std::uint32_t kTpipeStopped = 82;
inline constexpr std::uint32_t kCm1OnResume = 93;
inline constexpr std::uint32_t kDeallocateConfirmed = 97;
inline constexpr std::uint32_t kDeallocateAbnormal = 98;
inline constexpr std::uint32_t kExtensionLength = 113;
inline constexpr std::uint32_t kExtensionOffsetZero = 114;
inline constexpr std::uint32_t kNetuidTooLong = 117;
inline constexpr std::uint32_t kNetsidTooLong = 118;
}  // namespace rsncod

}  // namespace ptkt::ims_wire

#endif
