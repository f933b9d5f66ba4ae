#ifndef PTKT_IMS_WIRE_LAYOUT_HPP
#define PTKT_IMS_WIRE_LAYOUT_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "common/base/bytes.hpp"
#include "common/ims/wire/numbers.hpp"
#include "common/ims/wire/values.hpp"

/// Where each field of each structure stands, and what it means: the only place that says so. The
/// encoders and decoders of this room take their offsets from here, as constants; who shows bytes
/// to people walks the lists; and the manual page imscon-wire(7) is written from them.
namespace ptkt::ims_wire {

/// How the bytes of a field are read.
enum class FieldKind : std::uint8_t {
    Number,    ///< binary, big-endian
    Bits,      ///< one byte, whose values have names
    Letter,    ///< IRM_F4, see message_kind.hpp
    Timer,     ///< IRM_TIMER, see timer.hpp
    Text,      ///< in the code of the message, with fill after it
    Password,  ///< the same, and secret
    Token,     ///< bytes that only their maker understands
    Unused,
};

struct Field {
    std::string_view name;  ///< IBM's, where it has one
    std::size_t at;         ///< offset in bytes from the front of the structure
    std::size_t length;     ///< in bytes; 0 for what reaches to the end
    FieldKind kind;
    base::Byte arch = 0;          ///< the lowest IRM_ARCH that has the field
    std::string_view label = {};  ///< what it is, in two or three words
    std::string_view note = {};   ///< what else is to be known
    std::span<const Value> values = {};

    [[nodiscard]] constexpr std::size_t end() const { return at + length; }
};

/// Offsets of the IRM are from the first byte of LLLL. Those from 100 on, except the order of the
/// fields, rest on one public client's declaration and IBM's field names.
namespace field {

using enum FieldKind;

inline constexpr Field kLlll{
    "LLLL", 0, 4, Number, 0, "total length", "with itself and the trailer"};
inline constexpr Field kIrmLen{
    "IRM_LEN", 4, 2, Number, 0, "length of the IRM", "from here to the end of the IRM"};
inline constexpr Field kIrmArch{"IRM_ARCH", 6, 1, Bits, 0, "level", "", kArchValues};
inline constexpr Field kIrmF0{"IRM_F0", 7, 1, Bits, 0, "flags", "", kF0Values};
inline constexpr Field kIrmId{
    "IRM_ID", 8, 8, Text, 0, "IRM_ID", "names the exit; its code is that of the message"};
inline constexpr Field kIrmNakRsncde{
    "IRM_NAK_RSNCDE", 16, 2, Number, 0, "NAK reason", "counts with NAKRSN of IRM_F0"};
inline constexpr Field kIrmRes1{"IRM_RES1", 18, 2, Unused, 0, "reserved"};
inline constexpr Field kIrmF5{"IRM_F5", 20, 1, Bits, 0, "flags", "", kF5Values};
inline constexpr Field kIrmTimer{"IRM_TIMER", 21, 1, Timer, 0, "timer"};
inline constexpr Field kIrmSoct{"IRM_SOCT", 22, 1, Bits, 0, "socket", "", kSoctValues};
inline constexpr Field kIrmEs{"IRM_ES", 23, 1, Bits, 0, "Unicode scheme", "", kEsValues};
inline constexpr Field kIrmClientId{
    "IRM_CLIENTID", 24, 8, Text, 0, "client id", "blank: IMS Connect makes one"};
inline constexpr Field kIrmF1{"IRM_F1", 32, 1, Bits, 0, "flags", "", kF1Values};
inline constexpr Field kIrmF2{"IRM_F2", 33, 1, Bits, 0, "commit mode", "", kF2Values};
inline constexpr Field kIrmF3{"IRM_F3", 34, 1, Bits, 0, "sync level and flags", "", kF3Values};
inline constexpr Field kIrmF4{"IRM_F4", 35, 1, Letter, 0, "kind of message"};
inline constexpr Field kIrmTrncod{
    "IRM_TRNCOD", 36, 8, Text, 0, "transaction code", "for exits; what counts is in the data"};
inline constexpr Field kIrmImsDestId{"IRM_IMSDESTID", 44, 8, Text, 0, "data store id"};
inline constexpr Field kIrmLterm{"IRM_LTERM", 52, 8, Text, 0, "LTERM name"};
inline constexpr Field kIrmRacfUserid{"IRM_RACF_USERID", 60, 8, Text, 0, "user id"};
inline constexpr Field kIrmRacfGrpname{"IRM_RACF_GRPNAME", 68, 8, Text, 0, "group name"};
inline constexpr Field kIrmRacfPw{
    "IRM_RACF_PW", 76, 8, Password, 0, "password", "or PassTicket; never folded"};
/// Counted as a field of the base level, since it comes before those of level 1.
inline constexpr Field kIrmApplNm{
    "IRM_APPL_NM", 84, 8, Text, arch::kBase, "application name", "needs IRM_LEN of 88"};
inline constexpr Field kIrmReroutNm{"IRM_REROUT_NM",
                                    92,
                                    8,
                                    Text,
                                    arch::kReroute,
                                    "reroute name",
                                    "IRM_RT_ALTCID, the alternate client ID, on RESUME TPIPE"};
inline constexpr Field kIrmTagAdapt{"IRM_TAG_ADAPT",   100, 8, Text, arch::kXmlTags,
                                    "XML adapter name"};
inline constexpr Field kIrmTagMap{"IRM_TAG_MAP", 108, 8, Text, arch::kXmlTags, "XML map name"};
inline constexpr Field kIrmModname{"IRM_MODNAME", 116, 8, Text, arch::kCallout, "MOD name"};
inline constexpr Field kCorrelationToken{"IRM_CORTKN",
                                         124,
                                         kCorrelationTokenLength,
                                         Token,
                                         arch::kCallout,
                                         "correlation token",
                                         "of the callout request; see COR"};
inline constexpr Field kIrmSestkn{
    "IRM_SESTKN",          164, kSessionTokenLength, Token, arch::kSessionToken, "session token",
    "between IMS Connects"};
inline constexpr Field kIrmExtnOff{"IRM_EXTN_OFF",
                                   172,
                                   2,
                                   Number,
                                   arch::kExtensions,
                                   "offset of the extensions",
                                   "from IRM_LEN to the first one"};
inline constexpr Field kIrmExtnRes{"IRM_EXTN_RES", 174, 2, Unused, arch::kExtensions, "reserved"};

// What every `LL ZZ` begins with, and what those with an id have next.
inline constexpr Field kLl{"LL", 0, 2, Number, 0, "length", "with itself"};
inline constexpr Field kZz{"ZZ", 2, 2, Unused, 0, "zero"};
inline constexpr Field kId{"ID", 4, kNameLength, Text, 0, "id of the structure"};
inline constexpr Field kSegmentData{"DATA", 4, 0, Text, 0, "data"};

inline constexpr Field kRsmFlg1{"RSM_FLG1",       2, 1, Bits, 0, "flags", "as CSM_FLG1",
                                kStatusFlagValues};
inline constexpr Field kRsmRacfrc{
    "RSM_RACFRC", 3, 1, Number, 0, "RACF return code", "or RSM_OTMRSN, the reason of OTMA"};
inline constexpr Field kRsmRetcod{"RSM_RETCOD", 12, 4, Number, 0, "return code"};
inline constexpr Field kRsmRsncod{"RSM_RSNCOD", 16, 4, Number, 0, "reason code"};

inline constexpr Field kCsmFlg1{"CSM_FLG1", 2, 1, Bits, 0, "flags", "", kStatusFlagValues};
inline constexpr Field kCsmPrlvl{
    "CSM_PRLVL", 3, 1, Bits, 0, "protocol level", "counts with LEVEL of CSM_FLG1", kLevelValues};

inline constexpr Field kRmmMod{"RMM_MOD", 12, kNameLength, Text, 0, "MOD name"};
inline constexpr Field kCidClientId{"CID_CLIENTID", 12, kNameLength, Text, 0, "client id"};

inline constexpr Field kExtensionData{"DATA", 12, 0, Token, 0, "data", "binary"};

inline constexpr Field kCorLength{"COR_LEN", 12, 2, Number, 0, "length of the token"};
inline constexpr Field kCorRegion{"COR_REGION", 14, 2, Number, 0, "region id"};
inline constexpr Field kCorImsid{"COR_IMSID", 16, 4, Text, 0, "IMS id"};
inline constexpr Field kCorMemtk{"COR_MEMTK", 20, 8, Token, 0, "member token"};
inline constexpr Field kCorAwetk{"COR_AWETK", 28, 8, Token, 0, "AWE token"};
inline constexpr Field kCorTpipe{"COR_TPIPE", 36, 8, Text, 0, "tpipe"};
inline constexpr Field kCorUserid{"COR_USERID", 44, 8, Text, 0, "user id"};

inline constexpr Field kPingFlg1{"PING_FLG1", 2, 1, Bits, 0, "flags", "", kPingValues};
inline constexpr Field kPingFlg2{"PING_FLG2", 3, 1, Unused, 0, "reserved"};

}  // namespace field

/// True when each field begins where the one before ends.
[[nodiscard]] constexpr bool is_gapless(std::span<const Field> fields) {
    const auto touches = [](const Field& one, const Field& next) { return one.end() == next.at; };
    return std::ranges::adjacent_find(fields, [&](const Field& one, const Field& next) {
               return !touches(one, next);
           }) == fields.end();
}

inline constexpr Field kIrmFields[] = {
    field::kLlll,           field::kIrmLen,       field::kIrmArch,    field::kIrmF0,
    field::kIrmId,          field::kIrmNakRsncde, field::kIrmRes1,    field::kIrmF5,
    field::kIrmTimer,       field::kIrmSoct,      field::kIrmEs,      field::kIrmClientId,
    field::kIrmF1,          field::kIrmF2,        field::kIrmF3,      field::kIrmF4,
    field::kIrmTrncod,      field::kIrmImsDestId, field::kIrmLterm,   field::kIrmRacfUserid,
    field::kIrmRacfGrpname, field::kIrmRacfPw,    field::kIrmApplNm,  field::kIrmReroutNm,
    field::kIrmTagAdapt,    field::kIrmTagMap,    field::kIrmModname, field::kCorrelationToken,
    field::kIrmSestkn,      field::kIrmExtnOff,   field::kIrmExtnRes,
};
inline constexpr Field kSegmentFields[] = {field::kLl, field::kZz, field::kSegmentData};
inline constexpr Field kRsmFields[] = {field::kLl, field::kRsmFlg1,   field::kRsmRacfrc,
                                       field::kId, field::kRsmRetcod, field::kRsmRsncod};
inline constexpr Field kCsmFields[] = {field::kLl, field::kCsmFlg1, field::kCsmPrlvl, field::kId};
inline constexpr Field kRmmFields[] = {field::kLl, field::kZz, field::kId, field::kRmmMod};
inline constexpr Field kCidFields[] = {field::kLl, field::kZz, field::kId, field::kCidClientId};
inline constexpr Field kExtensionFields[] = {field::kLl, field::kZz, field::kId,
                                             field::kExtensionData};
inline constexpr Field kCorFields[] = {
    field::kLl,       field::kZz,       field::kId,       field::kCorLength, field::kCorRegion,
    field::kCorImsid, field::kCorMemtk, field::kCorAwetk, field::kCorTpipe,  field::kCorUserid};
inline constexpr Field kPingFields[] = {field::kLl, field::kPingFlg1, field::kPingFlg2,
                                        field::kSegmentData};

static_assert(is_gapless(kIrmFields) && is_gapless(kSegmentFields) && is_gapless(kRsmFields) &&
              is_gapless(kCsmFields) && is_gapless(kRmmFields) && is_gapless(kCidFields) &&
              is_gapless(kExtensionFields) && is_gapless(kCorFields) && is_gapless(kPingFields));

/// A structure of the protocol.
struct Layout {
    std::string_view name;
    std::string_view id;  ///< at +4, by which it is known; empty for those known by their place
    std::span<const Field> fields;
    std::string_view meaning;

    /// Where its last field ends: its length, where nothing in it is of variable length.
    [[nodiscard]] constexpr std::size_t length() const { return fields.back().end(); }
};

inline constexpr Layout kIrmLayout{"IRM", "", kIrmFields, "in front of each message of a client"};
inline constexpr Layout kSegmentLayout{"segment", "", kSegmentFields,
                                       "of data, in messages and in answers"};
inline constexpr Layout kRsmLayout{"RSM", kRsmId, kRsmFields,
                                   "request status message: all there is of a refusal"};
inline constexpr Layout kCsmLayout{"CSM", kCsmId, kCsmFields,
                                   "complete status message: the end of a good answer"};
inline constexpr Layout kRmmLayout{"RMM", kRmmId, kRmmFields,
                                   "request MOD message: first in an answer, where asked for"};
inline constexpr Layout kCidLayout{
    "CID", kCidId, kCidFields, "client ID: first in an answer or after the RMM, where asked for"};
inline constexpr Layout kCorLayout{"COR", kCorId, kCorFields,
                                   "correlation token: first in a synchronous callout request"};
inline constexpr Layout kPingLayout{"PING", "", kPingFields, "segment that answers a PING"};
inline constexpr Layout kExtensionLayout{"extension", "", kExtensionFields,
                                         "of the IRM, from IRM_EXTN_OFF on"};

/// All of them, in the order in which they are explained.
inline constexpr Layout kLayouts[] = {kIrmLayout,  kExtensionLayout, kSegmentLayout,
                                      kRmmLayout,  kCidLayout,       kCorLayout,
                                      kPingLayout, kCsmLayout,       kRsmLayout};

/// The ids that extensions are known to have.
struct ExtensionId {
    std::string_view id;
    std::string_view meaning;
};
inline constexpr ExtensionId kExtensionIds[] = {
    {kNetuidId, "network user ID, at most 246 bytes"},
    {kNetsidId, "network session ID, at most 254 bytes"},
    {kContxtId, "context"},
    {kTrckidId, "tracking ID, for HWSSOAP1"},
    {kPhraseId, "password phrase, for HWSJAVA0"},
};

}  // namespace ptkt::ims_wire

#endif
