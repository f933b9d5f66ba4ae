#include "common/ims/sender/backoff.hpp"

#include <fmt/format.h>

#include "common/crypto/random.hpp"

namespace ptkt::ims_sender {

std::uint32_t random_number() {
    const auto bytes = crypto::random_bytes(sizeof(std::uint32_t));
    // Without chance the pause is just shorter.
    return bytes ? base::ByteReader(bytes->view()).u32().value() : 0;
}

std::string to_text(Backoff::Milliseconds pause) {
    return fmt::format("{:.1f} s", static_cast<double>(pause.count()) / 1000);
}

}  // namespace ptkt::ims_sender
