#ifndef PTKT_IMS_SENDER_HOST_HPP
#define PTKT_IMS_SENDER_HOST_HPP

#include <chrono>

#include "common/ims/protocol/host.hpp"
#include "common/ims/sender/results/message_result.hpp"

namespace ptkt::ims_sender {

/// The program around a sender, which also prints what became of its messages.
class Host : public ims_protocol::Host {
  public:
    /// How long it is until `now` is a second later, for those who have other work meanwhile.
    [[nodiscard]] virtual std::chrono::milliseconds until_next_second() const = 0;
    /// PassTickets cross a network on a clear socket.
    virtual void warn_of_clear_socket(std::string_view what) = 0;

    /// Prints the result of the message with this number, so that it is out after the next
    /// `flush`, or sooner. An error stays, and was reported.
    [[nodiscard]] virtual base::Status print(std::int64_t number, const MessageResult& result) = 0;
    [[nodiscard]] virtual base::Status flush() = 0;
    /// Results can no longer be written: nobody reads them any more, or the disk is full.
    [[nodiscard]] virtual bool results_are_lost() const = 0;
};

}  // namespace ptkt::ims_sender

#endif
