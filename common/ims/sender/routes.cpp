#include "common/ims/sender/routes.hpp"

#include <utility>

namespace ptkt::ims_sender {

/// Client IDs come from one source: several connections may lead to one port.
Routes::Routes(std::vector<Context> contexts) {
    const auto client_ids = contexts.front().client_ids;
    for (Context& context : contexts) {
        context.client_ids = client_ids;
        routes_.push_back({std::move(context), {}, {}});
    }
}

bool Routes::is_up(std::size_t route) const {
    const Route& one = routes_[route];
    return one.down_until == net::TimePoint{} || one.context.now() >= one.down_until;
}

bool Routes::any_up() const {
    for (std::size_t route = 0; route < routes_.size(); ++route)
        if (is_up(route)) return true;
    return false;
}

void Routes::failed(std::size_t route) {
    Route& one = routes_[route];
    one.down_until = one.context.now() + one.backoff.next(random_number());
}

void Routes::works(std::size_t route) {
    routes_[route].down_until = {};
    routes_[route].backoff.reset();
}

void Routes::forget_failures() {
    for (Route& one : routes_)
        one.down_until = {};
}

}  // namespace ptkt::ims_sender
