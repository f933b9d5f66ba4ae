#ifndef PTKT_IMS_CAPTURE_HEX_TEXT_HPP
#define PTKT_IMS_CAPTURE_HEX_TEXT_HPP

#include <string_view>
#include <vector>

#include "common/base/bytes.hpp"
#include "common/base/result.hpp"

namespace ptkt::ims_capture {

/// True when a text looks like hexadecimal digits as people paste them, not like bytes of a stream.
[[nodiscard]] bool is_hex_text(std::string_view text);

/// The bytes of hexadecimal text: digits in groups of any even number, with or without an offset
/// before them and a column of characters after (hexdump -C, xxd, od -tx1z, tcpdump -x, dumps of
/// z/OS). Lines that begin with `#` are comments. A dump whose offsets begin again at zero is one
/// more. Malformed: a line without digits where they must be.
[[nodiscard]] base::Result<std::vector<base::Bytes>> bytes_of_hex_text(std::string_view text);

}  // namespace ptkt::ims_capture

#endif
