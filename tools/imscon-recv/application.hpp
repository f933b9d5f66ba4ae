#ifndef PTKT_TOOLS_IMSCON_RECV_APPLICATION_HPP
#define PTKT_TOOLS_IMSCON_RECV_APPLICATION_HPP

#include <cstdint>
#include <functional>

#include "common/ims/protocol/output.hpp"
#include "tools/imscon-recv/record.hpp"

namespace ptkt::imscon_recv {

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
};

}  // namespace ptkt::imscon_recv

#endif
