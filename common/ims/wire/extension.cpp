#include "common/ims/wire/extension.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/ims/wire/big_endian.hpp"
#include "common/ims/wire/layout.hpp"
#include "common/ims/wire/text.hpp"

namespace ptkt::ims_wire {

namespace {

/// The end of the part of the IRM that has fixed places; extensions cannot begin before it.
constexpr std::size_t kFixedEnd = kIrmLayout.length();

base::Result<std::size_t, DecodeError> first_extension(base::ByteView message,
                                                       std::size_t irm_end) {
    if (irm_end < kFixedEnd)
        return exit_refuses(rsncod::kExtensionLength, field::kIrmLen.at,
                            "IRM_LEN is too short to hold the offset of the extensions");
    const std::size_t from_irm = u16_at(message, field::kIrmExtnOff.at);
    if (from_irm == 0)
        return exit_refuses(rsncod::kExtensionOffsetZero, field::kIrmExtnOff.at,
                            "offset of the extensions is zero");
    const std::size_t first = field::kIrmLen.at + from_irm;
    if (first < kFixedEnd || first >= irm_end)
        return exit_refuses(
            rsncod::kExtensionLength, field::kIrmExtnOff.at,
            fmt::format("extensions at offset {} are not inside the IRM", from_irm));
    return first;
}

base::Result<Extension, DecodeError> decode_one(base::ByteView rest, std::size_t at) {
    const std::size_t ll = rest.size() < 2 ? 0 : u16_at(rest, 0);
    if (ll < kStructureHeaderLength || ll > rest.size())
        return exit_refuses(
            rsncod::kExtensionLength, at,
            fmt::format("extension of length {} where {} bytes are left", ll, rest.size()));
    Extension extension;
    std::copy_n(rest.begin() + field::kId.at, kNameLength, extension.id.begin());
    const auto data = rest.subspan(kStructureHeaderLength, ll - kStructureHeaderLength);
    if (has_id(extension, kNetuidId) && data.size() > kLargestNetuid)
        return exit_refuses(rsncod::kNetuidTooLong, at, "network user id is longer than 246 bytes");
    if (has_id(extension, kNetsidId) && data.size() > kLargestNetsid)
        return exit_refuses(rsncod::kNetsidTooLong, at,
                            "network session id is longer than 254 bytes");
    extension.data.assign(data.begin(), data.end());
    return extension;
}

}  // namespace

bool has_id(const Extension& extension, std::string_view id) {
    return is_text(extension.id, id, Code::Ebcdic) || is_text(extension.id, id, Code::Ascii);
}

Extension make_extension(std::string_view id, base::Bytes data) {
    return {ebcdic::padded_name(id), std::move(data)};
}

base::Result<std::vector<Extension>, DecodeError> decode_extensions(base::ByteView message,
                                                                    std::size_t irm_end) {
    const auto first = first_extension(message, irm_end);
    if (!first) return first.error();
    std::vector<Extension> extensions;
    for (std::size_t at = *first; at < irm_end;) {
        auto one = decode_one(message.subspan(at, irm_end - at), at);
        if (!one) return one.error();
        at += kStructureHeaderLength + one->data.size();
        extensions.push_back(*std::move(one));
    }
    return extensions;
}

std::size_t encoded_length(const std::vector<Extension>& extensions) {
    std::size_t length = 0;
    for (const auto& extension : extensions)
        length += kStructureHeaderLength + extension.data.size();
    return length;
}

void encode_extensions(const std::vector<Extension>& extensions, std::span<base::Byte> place) {
    for (const auto& extension : extensions) {
        const std::size_t ll = kStructureHeaderLength + extension.data.size();
        put_u16(place, 0, static_cast<std::uint16_t>(ll));
        std::ranges::copy(extension.id, place.begin() + field::kId.at);
        std::ranges::copy(extension.data, place.begin() + field::kExtensionData.at);
        place = place.subspan(ll);
    }
}

}  // namespace ptkt::ims_wire
