#ifndef PTKT_IMS_SENDER_CONNECTION_CLIENT_IDS_HPP
#define PTKT_IMS_SENDER_CONNECTION_CLIENT_IDS_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/base/result.hpp"

namespace ptkt::ims_sender {

/// Generated client IDs of one sender. They begin at random, so that two senders do not meet, and
/// follow each other, so that none of 1,048,576 in a row comes twice: a receiver refuses an ID that
/// another connection has.
class ClientIds {
  public:
    /// The prefix and five more characters. Io: the system gives no random numbers.
    [[nodiscard]] base::Result<std::string> next(std::string_view prefix);

  private:
    std::optional<std::uint32_t> next_;
};

}  // namespace ptkt::ims_sender

#endif
