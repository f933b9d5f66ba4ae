#ifndef PTKT_IMS_SENDER_ROUTES_HPP
#define PTKT_IMS_SENDER_ROUTES_HPP

#include <deque>
#include <vector>

#include "common/ims/sender/backoff.hpp"
#include "common/ims/sender/context.hpp"

namespace ptkt::ims_sender {

/// The connections that messages go by in turn: one as a rule, several with an OTMA super member.
/// One that has failed is left out for a while, as long as there is another.
class Routes {
  public:
    /// REQUIRES: at least one. They all have the host, the settings and the loop of the first.
    explicit Routes(std::vector<Context> contexts);

    [[nodiscard]] std::size_t size() const { return routes_.size(); }
    [[nodiscard]] const Context& operator[](std::size_t route) const {
        return routes_[route].context;
    }

    /// The one whose turn it is after so many others.
    [[nodiscard]] std::size_t in_turn(std::size_t skipped) const {
        return (turn_ + skipped) % routes_.size();
    }
    /// A message goes by it: the next one's turn comes.
    void took(std::size_t route) { turn_ = (route + 1) % routes_.size(); }

    /// Whether a message may be given to it: it has not failed, or they all have.
    [[nodiscard]] bool is_usable(std::size_t route) const { return is_up(route) || !any_up(); }
    [[nodiscard]] bool any_up() const;

    /// It cannot be connected to, or the connection was lost.
    void failed(std::size_t route);
    /// A message was answered on it.
    void works(std::size_t route);
    /// All of them are tried again.
    void forget_failures();

  private:
    struct Route {
        Context context;
        net::TimePoint down_until{};
        Backoff backoff;
    };
    [[nodiscard]] bool is_up(std::size_t route) const;

    std::deque<Route> routes_;  // others refer to the contexts
    std::size_t turn_ = 0;
};

}  // namespace ptkt::ims_sender

#endif
