#include "common/ims_wire/dialect.hpp"

#include "common/ims_wire/numbers.hpp"

namespace ptkt::ims_wire {

std::string_view to_string(Exit exit) {
    return exit == Exit::Sampl1 ? "HWSSMPL1" : "HWSSMPL0";
}

std::optional<Dialect> dialect_of(base::ByteView message) {
    if (message.size() < offset::kIrmId + kNameLength) return std::nullopt;
    const auto id = message.subspan(offset::kIrmId, kNameLength);
    for (const Code code : {Code::Ebcdic, Code::Ascii}) {
        if (is_text(id, kSampl1Id, code)) return Dialect{Exit::Sampl1, code};
        if (is_text(id, kSampl0Id, code)) return Dialect{Exit::Sampl0, code};
    }
    return std::nullopt;
}

}  // namespace ptkt::ims_wire
