#ifndef PTKT_IMS_WIRE_EXTENSION_HPP
#define PTKT_IMS_WIRE_EXTENSION_HPP

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "common/base/bytes.hpp"
#include "common/base/result.hpp"
#include "common/ims/wire/decode_error.hpp"
#include "common/ims/wire/numbers.hpp"

namespace ptkt::ims_wire {

/// An IRM extension: `LL(2) ZZ(2) id(8) data`, LL counts all of it (IBM topics on IRM extensions).
/// The id is kept as sent, normally EBCDIC; what an exit does not know it ignores.
struct Extension {
    std::array<base::Byte, kNameLength> id{};
    base::Bytes data;
    friend bool operator==(const Extension&, const Extension&) = default;
};

/// True when the extension has this id (`*NETUID*`, `*NETSID*`), in EBCDIC or in ASCII.
[[nodiscard]] bool has_id(const Extension& extension, std::string_view id);

/// The extension with an EBCDIC id. REQUIRES: an id of 8 ASCII characters.
[[nodiscard]] Extension make_extension(std::string_view id, base::Bytes data);

/// The extensions of an IRM whose IRM_F0 says that there are some: from 4 + IRM_EXTN_OFF to the
/// end of the IRM. `irm_end` is the offset in the message of the byte after the IRM.
/// Reasons: 113 bad length or offset, 114 offset zero, 117 NETUID over 246, 118 NETSID over 254.
[[nodiscard]] base::Result<std::vector<Extension>, DecodeError> decode_extensions(
    base::ByteView message, std::size_t irm_end);

/// The length of extensions on the wire.
[[nodiscard]] std::size_t encoded_length(const std::vector<Extension>& extensions);

/// Writes them at the front of `place`. REQUIRES: encoded_length() bytes, each below 64 KiB.
void encode_extensions(const std::vector<Extension>& extensions, std::span<base::Byte> place);

}  // namespace ptkt::ims_wire

#endif
