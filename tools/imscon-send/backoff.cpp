#include "tools/imscon-send/backoff.hpp"

#include "common/crypto/random.hpp"

namespace ptkt::imscon_send {

std::uint32_t random_number() {
    const auto bytes = crypto::random_bytes(sizeof(std::uint32_t));
    // Without chance the pause is just shorter.
    return bytes ? base::ByteReader(bytes->view()).u32().value() : 0;
}

}  // namespace ptkt::imscon_send
