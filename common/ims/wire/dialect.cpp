#include "common/ims/wire/dialect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "common/base/text/ascii.hpp"
#include "common/base/text/hex.hpp"
#include "common/ims/wire/layout.hpp"
#include "common/ims/wire/numbers.hpp"

namespace ptkt::ims_wire {

namespace {

/// IRM_IDs of exits of IBM's, and whose they are.
constexpr std::pair<std::string_view, std::string_view> kOtherExits[] = {
    {kSampl0Id, "HWSSMPL0"},
    {kSampl1Id, "HWSSMPL1"},
    {"*HWSJAV*", "HWSJAVA0, of the IMS TM resource adapter"},
    {"*IRMREQ*", "HWSIMSO0"},
    {"*IRMRE1*", "HWSIMSO1"},
    {"*HWSCSL*", "HWSCSLO0 or HWSCSLO1, of clients of the Operations Manager"},
};

/// Letters that are all of A-Z, 0-9 and the like in EBCDIC are none in ASCII.
Code code_of(base::ByteView id) {
    for (const base::Byte byte : id)
        if (byte >= 0x80) return Code::Ebcdic;
    return Code::Ascii;
}

/// The IDs of the two exits as they are on the wire. They are looked for in every message.
struct OwnId {
    std::array<base::Byte, kNameLength> bytes;
    Dialect dialect;
};
using OwnIds = std::array<OwnId, 4>;

OwnIds own_ids() {
    OwnIds all{{{{}, {Exit::Sampl1, Code::Ebcdic}},
                {{}, {Exit::Sampl0, Code::Ebcdic}},
                {{}, {Exit::Sampl1, Code::Ascii}},
                {{}, {Exit::Sampl0, Code::Ascii}}}};
    for (OwnId& one : all) {
        const auto id = one.dialect.exit == Exit::Sampl1 ? kSampl1Id : kSampl0Id;
        std::ranges::copy(to_wire(id, one.dialect.code).value(), one.bytes.begin());
    }
    return all;
}

}  // namespace

std::string_view to_string(Exit exit) {
    return exit == Exit::Sampl1 ? "HWSSMPL1" : "HWSSMPL0";
}

std::optional<Dialect> dialect_of(base::ByteView message, std::span<const ExitAlias> aliases) {
    if (message.size() < field::kIrmId.at + kNameLength) return std::nullopt;
    static const OwnIds kOwn = own_ids();
    const auto id = message.subspan(field::kIrmId.at, kNameLength);
    for (const OwnId& one : kOwn)
        if (std::memcmp(id.data(), one.bytes.data(), kNameLength) == 0) return one.dialect;
    for (const Code code : {Code::Ebcdic, Code::Ascii}) {
        for (const ExitAlias& alias : aliases)
            if (is_text(without_fill(id, code), alias.id, code)) return Dialect{alias.exit, code};
    }
    return std::nullopt;
}

bool is_exit_id(base::ByteView id) {
    return std::ranges::any_of(kOtherExits, [&](const auto& exit) {
        return is_text(id, exit.first, Code::Ascii) || is_text(id, exit.first, Code::Ebcdic);
    });
}

std::string unknown_exit(base::ByteView message) {
    const auto id = message.subspan(field::kIrmId.at, kNameLength);
    const std::string text = to_text(id, code_of(id));
    std::string whose;
    for (const auto& [known, exit] : kOtherExits)
        if (text == known) whose = fmt::format(", which is for {}", exit);
    return fmt::format("HWSP1445E unknown exit name in IRM_ID: '{}' (X'{}'){}",
                       base::printable(text), base::to_hex(id), whose);
}

}  // namespace ptkt::ims_wire
