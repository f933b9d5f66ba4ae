#ifndef PTKT_IMS_RECEIVER_ARRIVALS_HPP
#define PTKT_IMS_RECEIVER_ARRIVALS_HPP

#include "common/ims/receiver/client_state.hpp"
#include "common/ims/receiver/context.hpp"
#include "common/ims/receiver/strangers.hpp"

namespace ptkt::ims_receiver {

/// Connections that come: which of them are told of, and which sources are held back.
class Arrivals {
  public:
    explicit Arrivals(Context& context)
        : context_(context), strangers_(context.reporter.out().fd()) {}

    /// Tells of a new connection, or counts it as left out.
    void opened(ClientState& session);
    /// It has signed on, and is told of in any case.
    void signed_on(ClientState& session);
    /// The same of the partner of an MSC link.
    void signed_on(const net::Endpoint& peer) { strangers_.signed_on(peer, context_.now()); }
    /// A sign-on of it was refused.
    void failed(const net::Endpoint& peer) { strangers_.refused(peer, context_.now()); }
    /// Too many sign-ons of its address were refused.
    [[nodiscard]] bool holds_back(const ClientState& session) const;
    /// A connection was turned away unheard.
    void turned_away(const net::Endpoint& peer, std::string_view why);
    /// Says how many connections were left out of the events, some seconds after the first of them
    /// or at once.
    void tell_left_out(bool at_once);

  private:
    void tell_of(const ClientState& session);

    Context& context_;
    Strangers strangers_;
    bool is_event_due_ = false;
};

}  // namespace ptkt::ims_receiver

#endif
