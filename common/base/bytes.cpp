#include "common/base/bytes.hpp"

#include <limits>
#include <stdexcept>

namespace ptkt::base {

ByteWriter& ByteWriter::text16(std::string_view text) {
    if (text.size() > std::numeric_limits<std::uint16_t>::max())
        throw std::length_error("text16: more than 65535 bytes");
    u16(static_cast<std::uint16_t>(text.size()));
    return raw(as_bytes(text));
}

}  // namespace ptkt::base
