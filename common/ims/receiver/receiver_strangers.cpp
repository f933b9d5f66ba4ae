// What a receiver tells of connections that have not signed on, and when it holds them back.
#include "common/ims/receiver/receiver.hpp"

namespace ptkt::ims_receiver {

using ims_protocol::Connection;
using net::Endpoint;

/// Too many sign-ons of its address were refused.
bool Receiver::is_held_back(const Session& session) const {
    return gate_.checks() && strangers_.holds(session.connection.peer(), clock_->now());
}

void Receiver::tell_of_opening(const Session& session) {
    const Connection& connection = session.connection;
    reporter_.event("open", connection.peer(), json::Json::object());
    if (settings_.tells_news)
        reporter_.news(fmt::format("{}: connected to {}", to_string(connection.peer()),
                                   to_string(connection.local())));
}

/// Says how many connections were left out of the events, some seconds after the first of them.
void Receiver::tell_of_strangers(bool at_once) {
    const auto now = clock_->now();
    if (auto left_out = strangers_.left_out(now, at_once))
        reporter_.event("left-out", *std::move(left_out));
    const auto due = strangers_.tells_at();
    if (!due || is_strangers_event_due_ || loop_ == nullptr) return;
    is_strangers_event_due_ = true;
    loop_->call_at(*due, [this] { is_strangers_event_due_ = false; });
}

void Receiver::on_refused(const Endpoint& peer, std::string_view why) {
    metrics_.connections.add("refused");
    if (!strangers_.tells_of(peer, host_.now(), clock_->now())) return;
    json::Json more = json::Json::object();
    more.set("reason", "limit").set("detail", why);
    reporter_.event("refused", peer, std::move(more));
    reporter_.line(fmt::format("{}: refused: {}", to_string(peer), why));
}

}  // namespace ptkt::ims_receiver
