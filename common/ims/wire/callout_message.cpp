#include "common/ims/wire/callout_message.hpp"

#include <algorithm>

#include "common/ims/wire/big_endian.hpp"
#include "common/ims/wire/checks.hpp"
#include "common/ims/wire/layout.hpp"

namespace ptkt::ims_wire {

namespace {

bool has_structure(base::ByteView bytes, const Layout& layout) {
    if (bytes.size() < layout.length() || u16_at(bytes, 0) != layout.length()) return false;
    const auto id = bytes.subspan(field::kId.at, field::kId.length);
    return is_text(id, layout.id, Code::Ebcdic) || is_text(id, layout.id, Code::Ascii);
}

/// How long a structure with an id is; 0 for data. An id begins and ends with a star.
std::size_t structure_length(base::ByteView bytes) {
    if (bytes.size() < kStructureHeaderLength) return 0;
    const std::size_t ll = u16_at(bytes, 0);
    if (ll < kStructureHeaderLength || ll > bytes.size()) return 0;
    const auto id = bytes.subspan(field::kId.at, field::kId.length);
    const bool is_id =
        id.front() == id.back() && (is_text(id.first(1), "*", Code::Ebcdic) || id.front() == '*');
    return is_id ? ll : 0;
}

/// The length and the id of a structure.
void put_header(base::Bytes& bytes, const Layout& layout, Code code) {
    const std::size_t at = bytes.size();
    bytes.resize(at + field::kId.at);
    put_u16(bytes, at, static_cast<std::uint16_t>(layout.length()));
    const auto id = to_wire(layout.id, code).value();
    bytes.insert(bytes.end(), id.begin(), id.end());
}

/// A name of a token. IMS writes EBCDIC; an exit that translates may have made ASCII of it.
std::string name_in(base::ByteView field) {
    for (const Code code : {Code::Ebcdic, Code::Ascii}) {
        std::string name = to_text(without_fill(field, code), code);
        if (!name.empty() && check_name("name", name)) return name;
    }
    return {};
}

base::ByteView of_token(const CorrelationToken& token, const Field& field) {
    return base::ByteView(token).subspan(field.at - field::kCorLength.at, field.length);
}

}  // namespace

bool is_callout(base::ByteView structures) {
    return has_structure(structures, kCorLayout);
}

base::Result<Response> decode_callout(base::ByteView structures) {
    const auto cut_off = [] {
        return base::fail(base::ErrorKind::Malformed, "callout request: cut off");
    };
    Response response;
    Callout& callout = response.callout.emplace();
    std::ranges::copy(structures.subspan(field::kCorLength.at, callout.token.size()),
                      callout.token.begin());
    base::ByteView rest = structures.subspan(kCorLayout.length());
    while (!has_structure(rest, kCsmLayout) || rest.size() != kCsmLayout.length()) {
        if (rest.size() < kLlllLength) return cut_off();
        if (const std::size_t length = structure_length(rest); length > 0) {
            if (has_structure(rest, kRmmLayout)) {
                const auto name = rest.subspan(field::kRmmMod.at, field::kRmmMod.length);
                response.mod_name = name_in(name);
            }
            rest = rest.subspan(length);
            continue;
        }
        const std::size_t length = u32_at(rest, 0);
        if (length < kLlllLength || length > rest.size()) return cut_off();
        const auto data = rest.subspan(kLlllLength, length - kLlllLength);
        callout.data.insert(callout.data.end(), data.begin(), data.end());
        rest = rest.subspan(length);
    }
    response.status = Csm{rest[field::kCsmFlg1.at], rest[field::kCsmPrlvl.at]};
    const bool is_ebcdic =
        is_text(rest.subspan(field::kId.at, field::kId.length), kCsmLayout.id, Code::Ebcdic);
    response.code = is_ebcdic ? Code::Ebcdic : Code::Ascii;
    return response;
}

base::Result<base::Bytes> encode_callout(const Response& response) {
    const auto* const csm = std::get_if<Csm>(&response.status);
    if (csm == nullptr || !response.segments.empty() || response.client_id)
        return base::fail(base::ErrorKind::Malformed, "callout request: more than its data");
    const auto& callout = *response.callout;
    auto mod = response.mod_name ? name_field(*response.mod_name, response.code) : base::Bytes();
    if (!mod) return std::move(mod).error().within(std::string(kRmmId));
    const std::size_t total = kLlllLength + kCorLayout.length() +
                              (response.mod_name ? kRmmLayout.length() : 0) + kLlllLength +
                              callout.data.size() + kCsmLayout.length();
    if (total > kLargestTotal)
        return base::fail(base::ErrorKind::Malformed,
                          "callout request of {} bytes is longer than {}", total, kLargestTotal);
    base::Bytes bytes(kLlllLength);
    put_u32(bytes, 0, static_cast<std::uint32_t>(total));
    put_header(bytes, kCorLayout, response.code);
    bytes.insert(bytes.end(), callout.token.begin(), callout.token.end());
    if (response.mod_name) put_header(bytes, kRmmLayout, response.code);
    bytes.insert(bytes.end(), mod->begin(), mod->end());
    const std::size_t at = bytes.size();
    bytes.resize(at + kLlllLength);
    put_u32(bytes, at, static_cast<std::uint32_t>(kLlllLength + callout.data.size()));
    bytes.insert(bytes.end(), callout.data.begin(), callout.data.end());
    const std::size_t status = bytes.size();
    put_header(bytes, kCsmLayout, response.code);
    bytes[status + field::kCsmFlg1.at] = csm->flags;
    bytes[status + field::kCsmPrlvl.at] = csm->protocol_level;
    return bytes;
}

base::Result<base::Secret> encode_callout_response(ClientMessage message, base::ByteView data) {
    const auto request = client_request(std::move(message), {});
    if (!request) return request.error();
    const auto bare = encode_request(*request);
    if (!bare) return bare.error();
    const std::size_t total = bare->size() + kLlllLength + data.size();
    if (total > kLargestTotal)
        return base::fail(base::ErrorKind::Malformed, "message of {} bytes is longer than {}",
                          total, kLargestTotal);
    // One buffer of the final size: a growing one would leave copies of a password behind.
    base::Bytes bytes(total);
    const auto front = bare->view().first(bare->size() - kTrailerLength);
    std::ranges::copy(front, bytes.begin());
    put_u32(bytes, field::kLlll.at, static_cast<std::uint32_t>(total));
    put_u32(bytes, front.size(), static_cast<std::uint32_t>(kLlllLength + data.size()));
    std::ranges::copy(data,
                      bytes.begin() + static_cast<std::ptrdiff_t>(front.size() + kLlllLength));
    std::ranges::copy(bare->view().subspan(front.size()),
                      bytes.end() - static_cast<std::ptrdiff_t>(kTrailerLength));
    return base::Secret(std::move(bytes));
}

TokenNames names_of(const CorrelationToken& token) {
    return {name_in(of_token(token, field::kCorImsid)), name_in(of_token(token, field::kCorTpipe)),
            name_in(of_token(token, field::kCorUserid))};
}

}  // namespace ptkt::ims_wire
