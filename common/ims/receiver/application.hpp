#ifndef PTKT_IMS_RECEIVER_APPLICATION_HPP
#define PTKT_IMS_RECEIVER_APPLICATION_HPP

#include <cstdint>
#include <functional>

#include "common/ims/protocol/output.hpp"
#include "common/ims/receiver/record.hpp"

namespace ptkt::ims_receiver {

/// Tells the messages that an application works on apart.
using JobNumber = std::uint64_t;

/// A program that takes messages and replies to them, some time later.
class Application {
  public:
    /// How a job ended; called from the loop, never from within `submit`.
    using Done = std::function<void(JobNumber, ims_protocol::TransactionEnd)>;
    /// Output that belongs to no job, for the tpipe of that name.
    using Async = std::function<void(const std::string& tpipe, ims_protocol::Output)>;

    virtual ~Application() = default;
    virtual void submit(JobNumber job, const Taken& taken) = 0;
    /// A conversation is over, and not because its program wanted it.
    virtual void conversation_ended(const ImsConversation& /*conversation*/,
                                    std::string_view /*why*/) {}
};

}  // namespace ptkt::ims_receiver

#endif
