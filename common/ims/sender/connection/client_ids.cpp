#include "common/ims/sender/connection/client_ids.hpp"

#include "common/base/bytes.hpp"
#include "common/crypto/random.hpp"
#include "common/ims/wire/client_message.hpp"

namespace ptkt::ims_sender {

base::Result<std::string> ClientIds::next(std::string_view prefix) {
    if (!next_) {
        const auto random = crypto::random_bytes(sizeof(std::uint32_t));
        if (!random) return random.error();
        next_ = base::ByteReader(random->view()).u32().value();
    }
    return ims_wire::generated_client_id(prefix, (*next_)++);
}

}  // namespace ptkt::ims_sender
