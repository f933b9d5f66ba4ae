#ifndef PTKT_TESTS_UNIT_IMS_WIRE_SAMPLES_HPP
#define PTKT_TESTS_UNIT_IMS_WIRE_SAMPLES_HPP

#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/text/hex.hpp"
#include "common/ims/wire/big_endian.hpp"
#include "common/ims/wire/request.hpp"
#include "tests/unit/test.hpp"

namespace samples {

using namespace ptkt;

/// The bytes of hexadecimal digits; blanks are for the reader.
inline base::Bytes bytes(std::string text) {
    std::erase(text, ' ');
    const auto out = base::from_hex(text);
    if (!out) throw std::invalid_argument("sample is not hexadecimal");
    return *out;
}

/// The request frames of public clients, in the order of the vector file.
inline std::vector<base::Bytes> public_frames() {
    std::ifstream file(PTKT_TESTS_DIR "/vectors/irm-frames.txt");
    std::vector<base::Bytes> frames;
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with("# ")) frames.push_back(bytes(line.substr(line.rfind('|') + 1)));
    }
    return frames;
}

/// An ASCII *SAMPL1* message with an IRM of `irm_length` bytes that is blank where texts are, and
/// with what follows the IRM given as it is. LLLL is right.
inline base::Bytes ascii_message(base::Byte arch, std::size_t irm_length, std::string_view rest) {
    base::Bytes message(4 + irm_length, 0);
    ims_wire::put_u16(message, 4, static_cast<std::uint16_t>(irm_length));
    message[6] = arch;
    std::ranges::copy(std::string_view("*SAMPL1*"), message.begin() + 8);
    std::fill(message.begin() + 24, message.begin() + 32, base::Byte{' '});
    message[33] = 0x40;
    message[34] = 0x01;
    std::fill(message.begin() + 35, message.begin() + 84, base::Byte{' '});
    const auto tail = bytes(std::string(rest));
    message.insert(message.end(), tail.begin(), tail.end());
    ims_wire::put_u32(message, 0, static_cast<std::uint32_t>(message.size()));
    return message;
}

inline std::string text(base::ByteView data) {
    return std::string(base::as_text(data));
}

inline std::string password(const ims_wire::Irm& irm) {
    return text(irm.password.view());
}

inline base::Bytes encoded(const ims_wire::Request& request) {
    const auto secret = ims_wire::encode_request(request);
    if (!secret) throw std::invalid_argument(secret.error().what);
    return {secret->view().begin(), secret->view().end()};
}

}  // namespace samples

#endif
