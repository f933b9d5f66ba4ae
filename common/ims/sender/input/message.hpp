#ifndef PTKT_IMS_SENDER_INPUT_MESSAGE_HPP
#define PTKT_IMS_SENDER_INPUT_MESSAGE_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "common/base/bytes.hpp"

namespace ptkt::ims_sender {

/// A message to be sent: the data of its segments in the code of the wire, without the transaction
/// code. `original` is what was read, for those who keep what was not sent.
struct Message {
    std::int64_t number = 0;
    std::string trancode;
    std::string lterm;
    std::vector<base::Bytes> segments;
    std::string original;
};

}  // namespace ptkt::ims_sender

#endif
