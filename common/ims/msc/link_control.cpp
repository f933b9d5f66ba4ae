#include "common/ims/msc/link_control.hpp"

#include "common/ims/wire/checks.hpp"
#include "common/ims/wire/text.hpp"

namespace ptkt::ims_msc {

namespace {

using base::ErrorKind;
using ims_wire::Code;
using ims_wire::kNameLength;

base::Status put_name(base::ByteWriter& out, std::string_view what, const std::string& name) {
    if (auto checked = ims_wire::check_name(what, name); !checked) return checked;
    auto bytes = ims_wire::to_wire(name, Code::Ebcdic);
    if (!bytes) return std::move(bytes).error();
    bytes->resize(kNameLength, ims_wire::blank(Code::Ebcdic));
    out.raw(*bytes);
    return {};
}

void put_no_name(base::ByteWriter& out) {
    out.raw(base::Bytes(kNameLength, ims_wire::blank(Code::Ebcdic)));
}

/// The next name; an empty one where there is none.
std::string raw_name(base::ByteReader& in) {
    const auto field = in.take(kNameLength).value();
    return ims_wire::to_text(ims_wire::without_fill(field, Code::Ebcdic), Code::Ebcdic);
}

base::Status take_name(base::ByteReader& in, std::string_view what, std::string& name) {
    name = raw_name(in);
    return ims_wire::check_name(what, name);
}

base::Status take_names(base::ByteReader& in, LinkControl& control) {
    auto status = take_name(in, "LCLPLKID", control.lclplkid);
    if (status) status = take_name(in, "RMTPLKID", control.rmtplkid);
    if (status) status = take_name(in, "LCLIMS", control.lclims.emplace_back());
    if (!status) return status;
    if (std::string second = raw_name(in); !second.empty()) {
        status = ims_wire::check_name("LCLIMS", second);
        control.lclims.push_back(std::move(second));
    }
    return status ? take_name(in, "RMTIMS", control.rmtims) : status;
}

}  // namespace

std::string_view to_string(Verb verb) {
    switch (verb) {
        case Verb::Start:
            return "start";
        case Verb::Return:
            return "return";
        case Verb::Message:
            return "message";
        case Verb::Stop:
            return "stop";
        case Verb::Accepted:
            return "accepted";
    }
    return "";
}

base::Result<base::Bytes> encode_control(const LinkControl& control) {
    if (control.lclims.empty() || control.lclims.size() > 2)
        return base::fail(ErrorKind::Malformed, "{} names in LCLIMS", control.lclims.size());
    base::ByteWriter out;
    out.u8(kVersion).u8(static_cast<std::uint8_t>(control.verb)).u16(0);
    out.u64(control.number).u64(control.answers);
    auto status = put_name(out, "LCLPLKID", control.lclplkid);
    if (status) status = put_name(out, "RMTPLKID", control.rmtplkid);
    if (status) status = put_name(out, "LCLIMS", control.lclims.front());
    if (status && control.lclims.size() == 2) status = put_name(out, "LCLIMS", control.lclims[1]);
    if (control.lclims.size() == 1) put_no_name(out);
    if (status) status = put_name(out, "RMTIMS", control.rmtims);
    if (!status) return std::move(status).error();
    return std::move(out).bytes();
}

base::Result<LinkControl> decode_control(base::ByteView bytes) {
    if (bytes.size() != kControlLength)
        return base::fail(ErrorKind::Malformed, "MSC control data of {} bytes instead of {}",
                          bytes.size(), kControlLength);
    base::ByteReader in(bytes);
    const auto version = in.u8().value();
    const auto verb = in.u8().value();
    if (version != kVersion)
        return base::fail(ErrorKind::Malformed, "MSC control data of version {}, ours is {}",
                          version, kVersion);
    if (verb < static_cast<std::uint8_t>(Verb::Start) ||
        verb > static_cast<std::uint8_t>(Verb::Accepted) || in.u16() != 0)
        return base::fail(ErrorKind::Malformed, "MSC control data with unknown verb {}", verb);
    LinkControl control;
    control.verb = static_cast<Verb>(verb);
    control.number = in.u64().value();
    control.answers = in.u64().value();
    if (auto status = take_names(in, control); !status) return std::move(status).error();
    return control;
}

}  // namespace ptkt::ims_msc
