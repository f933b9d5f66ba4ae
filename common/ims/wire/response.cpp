#include "common/ims/wire/response.hpp"

#include <algorithm>
#include <span>

#include "common/ims/wire/big_endian.hpp"
#include "common/ims/wire/callout_message.hpp"
#include "common/ims/wire/layout.hpp"

namespace ptkt::ims_wire {

namespace {

using base::ErrorKind;

enum class Structure { Rsm, Csm, Rmm, Cid };

struct StructureForm {
    Structure structure;
    std::string_view id;
    std::size_t length;
};

constexpr StructureForm kForms[] = {
    {Structure::Rsm, kRsmLayout.id, kRsmLayout.length()},
    {Structure::Csm, kCsmLayout.id, kCsmLayout.length()},
    {Structure::Rmm, kRmmLayout.id, kRmmLayout.length()},
    {Structure::Cid, kCidLayout.id, kCidLayout.length()},
};

struct Known {
    Structure structure;
    Code code;
};

/// What structure a whole `LL ZZ ...` is; nothing for data.
std::optional<Known> known_structure(base::ByteView item) {
    if (item.size() < kStructureHeaderLength) return std::nullopt;
    const auto id = item.subspan(field::kId.at, field::kId.length);
    for (const auto& form : kForms) {
        if (item.size() != form.length) continue;
        for (const Code code : {Code::Ebcdic, Code::Ascii}) {
            if (is_text(id, form.id, code)) return Known{form.structure, code};
        }
    }
    return std::nullopt;
}

bool is_status(const Known& known) {
    return known.structure == Structure::Rsm || known.structure == Structure::Csm;
}

/// The whole `LL ZZ ...` at `at`; nothing when more bytes are needed.
base::Result<std::optional<base::ByteView>> item_at(base::ByteView bytes, std::size_t at) {
    if (bytes.size() - at < 2) return std::optional<base::ByteView>();
    const std::size_t ll = u16_at(bytes, at);
    if (ll < kSegmentHeaderLength)
        return base::fail(ErrorKind::Malformed, "answer: segment length {} at byte {} is below {}",
                          ll, at, kSegmentHeaderLength);
    if (ll > bytes.size() - at) return std::optional<base::ByteView>();
    return std::optional<base::ByteView>(bytes.subspan(at, ll));
}

std::string name_of(base::ByteView item, Code code) {
    static_assert(field::kRmmMod.at == field::kCidClientId.at);
    const auto name = item.subspan(field::kRmmMod.at, field::kRmmMod.length);
    return to_text(without_fill(name, code), code);
}

std::variant<Csm, Rsm> status_of(base::ByteView item, Structure structure) {
    if (structure == Structure::Csm)
        return Csm{item[field::kCsmFlg1.at], item[field::kCsmPrlvl.at]};
    return Rsm{item[field::kRsmFlg1.at], item[field::kRsmRacfrc.at],
               u32_at(item, field::kRsmRetcod.at), u32_at(item, field::kRsmRsncod.at)};
}

/// Reads the structures of an answer one after the other and keeps to their order.
class Parser {
  public:
    explicit Parser(base::ByteView bytes) : bytes_(bytes) {}

    base::Result<Response> parse() {
        while (!done_) {
            const auto item = item_at(bytes_, at_);
            if (!item) return item.error();
            if (!*item) return base::fail(ErrorKind::Malformed, "answer: cut off at byte {}", at_);
            if (auto status = take(**item); !status) return std::move(status).error();
            at_ += (*item)->size();
        }
        if (at_ != bytes_.size())
            return base::fail(ErrorKind::Malformed, "answer: {} bytes after its status",
                              bytes_.size() - at_);
        return std::move(response_);
    }

  private:
    base::Status take(base::ByteView item) {
        const auto known = known_structure(item);
        if (!known) {
            if (!data_begin_) data_begin_ = at_;
            return {};
        }
        if (is_status(*known)) return finish(item, *known);
        const bool is_mod = known->structure == Structure::Rmm;
        auto& name = is_mod ? response_.mod_name : response_.client_id;
        if (data_begin_ || name || (is_mod && response_.client_id))
            return base::fail(ErrorKind::Malformed, "answer: {} out of order at byte {}",
                              is_mod ? kRmmId : kCidId, at_);
        name = name_of(item, known->code);
        return {};
    }

    base::Status finish(base::ByteView item, const Known& known) {
        if (known.structure == Structure::Rsm && at_ != 0)
            return base::fail(ErrorKind::Malformed, "answer: {} is not alone", kRsmId);
        const std::size_t first = data_begin_.value_or(at_);
        response_.segments = Segments::from_wire(bytes_.subspan(first, at_ - first)).value();
        response_.status = status_of(item, known.structure);
        response_.code = known.code;
        done_ = true;
        return {};
    }

    base::ByteView bytes_;
    std::size_t at_ = 0;
    std::optional<std::size_t> data_begin_;
    bool done_ = false;
    Response response_;
};

/// A structure with its length, the two bytes after that and its id; the rest is zero, to be
/// filled.
std::span<base::Byte> put_structure(base::Bytes& out, const Layout& layout, base::Byte third,
                                    base::Byte fourth, Code code) {
    const std::size_t begin = out.size();
    out.resize(begin + layout.length());
    const auto place = std::span(out).subspan(begin);
    put_u16(place, field::kLl.at, static_cast<std::uint16_t>(layout.length()));
    place[field::kRsmFlg1.at] = third;
    place[field::kRsmRacfrc.at] = fourth;
    const auto id = place.subspan(field::kId.at, field::kId.length);
    if (code == Code::Ascii)
        std::ranges::copy(base::as_bytes(layout.id), id.begin());
    else
        std::ranges::copy(ebcdic::padded_name(layout.id), id.begin());
    return place;
}

base::Status put_name(base::Bytes& out, const Layout& layout,
                      const std::optional<std::string>& name, Code code) {
    if (!name) return {};
    auto bytes = to_wire(*name, code);
    if (!bytes) return std::move(bytes).error().within(std::string(layout.id));
    if (bytes->size() > kNameLength)
        return base::fail(ErrorKind::Malformed, "{}: name is longer than {} characters", layout.id,
                          kNameLength);
    bytes->resize(kNameLength, blank(code));
    std::ranges::copy(*bytes,
                      put_structure(out, layout, 0, 0, code).subspan(field::kRmmMod.at).begin());
    return {};
}

void put_status(base::Bytes& out, const std::variant<Csm, Rsm>& status, Code code) {
    if (const auto* csm = std::get_if<Csm>(&status)) {
        put_structure(out, kCsmLayout, csm->flags, csm->protocol_level, code);
        return;
    }
    const auto& rsm = std::get<Rsm>(status);
    const auto place = put_structure(out, kRsmLayout, rsm.flags, rsm.racf_or_otma, code);
    put_u32(place, field::kRsmRetcod.at, rsm.return_code);
    put_u32(place, field::kRsmRsncod.at, rsm.reason_code);
}

base::Status encodable(const Response& response) {
    const bool alone = !response.mod_name && !response.client_id && response.segments.empty();
    if (std::holds_alternative<Rsm>(response.status) && !alone)
        return base::fail(ErrorKind::Malformed, "answer: {} must be alone", kRsmId);
    for (const Segment segment : response.segments) {
        if (known_structure(segment.wire))
            return base::fail(ErrorKind::Malformed,
                              "answer: a data segment looks like a status structure");
    }
    return {};
}

}  // namespace

base::Result<base::Bytes> encode_response(const Response& response, Exit exit) {
    if (response.callout) {
        if (exit == Exit::Sampl1) return encode_callout(response);
        return base::fail(ErrorKind::Malformed, "callout requests are for HWSSMPL1");
    }
    auto status = encodable(response);
    base::Bytes message;
    message.reserve(kLlllLength + kRmmLayout.length() + kCidLayout.length() +
                    response.segments.wire().size() + kRsmLayout.length());
    if (exit == Exit::Sampl1) message.resize(kLlllLength);
    if (status) status = put_name(message, kRmmLayout, response.mod_name, response.code);
    if (status) status = put_name(message, kCidLayout, response.client_id, response.code);
    if (!status) return std::move(status).error();
    const auto segments = response.segments.wire();
    message.insert(message.end(), segments.begin(), segments.end());
    put_status(message, response.status, response.code);
    if (message.size() > kLargestTotal)
        return base::fail(ErrorKind::Malformed, "answer of {} bytes is longer than {}",
                          message.size(), kLargestTotal);
    if (exit == Exit::Sampl1) put_u32(message, 0, static_cast<std::uint32_t>(message.size()));
    return message;
}

base::Result<Response> decode_response(base::ByteView message, Exit exit) {
    if (exit == Exit::Sampl0) return Parser(message).parse();
    if (message.size() < kLlllLength)
        return base::fail(ErrorKind::Malformed, "answer of {} bytes has no total length",
                          message.size());
    if (u32_at(message, 0) != message.size())
        return base::fail(ErrorKind::Malformed, "answer: total length {} in a message of {} bytes",
                          u32_at(message, 0), message.size());
    const auto structures = message.subspan(kLlllLength);
    return is_callout(structures) ? decode_callout(structures) : Parser(structures).parse();
}

base::Result<std::optional<std::size_t>> find_status(base::ByteView bytes, std::size_t& scanned) {
    for (;;) {
        const auto item = item_at(bytes, scanned);
        if (!item) return item.error();
        if (!*item) return std::optional<std::size_t>();
        const auto known = known_structure(**item);
        const std::size_t end = scanned + (*item)->size();
        if (known && is_status(*known)) return std::optional<std::size_t>(end);
        scanned = end;
    }
}

}  // namespace ptkt::ims_wire
