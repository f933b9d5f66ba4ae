#ifndef PTKT_IMS_RECEIVER_DIALOGUE_HPP
#define PTKT_IMS_RECEIVER_DIALOGUE_HPP

#include "common/ims/receiver/arrivals.hpp"
#include "common/ims/receiver/refusal.hpp"

namespace ptkt::ims_receiver {

/// What is said to clients: answers, refusals, and the end of the connection.
class Dialogue {
  public:
    Dialogue(Context& context, Arrivals& arrivals) : context_(context), arrivals_(arrivals) {}

    /// Does what the conversation asks for, and lets the connection be read as its state wants it.
    void apply(ClientState& session, const ims_protocol::Effects& effects);
    /// Answers with the refusal, if it is one that is answered, ends the connection, and says why.
    void refuse(ClientState& session, const Refusal& refusal);
    void send(ClientState& session, base::ByteView bytes, std::string_view kind);
    /// Ends a connection that has lost its trust, when nothing is under way any more.
    static void end_without_trust(ClientState& session);

  private:
    void answer(ClientState& session, const ims_protocol::Effects& effects);
    void tell_of_refusal(const ClientState& session, const Refusal& refusal);

    Context& context_;
    Arrivals& arrivals_;
};

}  // namespace ptkt::ims_receiver

#endif
