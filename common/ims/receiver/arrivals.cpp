#include "common/ims/receiver/arrivals.hpp"

namespace ptkt::ims_receiver {

using ims_protocol::Connection;
using net::Endpoint;

void Arrivals::opened(ClientState& session) {
    ++context_.metrics.opened;
    session.is_told_of =
        strangers_.tells_of(session.connection.peer(), context_.host.now(), context_.now());
    if (session.is_told_of) tell_of(session);
}

void Arrivals::signed_on(ClientState& session) {
    if (session.identity->trusted) signed_on(session.connection.peer());
    if (!std::exchange(session.is_told_of, true)) tell_of(session);
}

bool Arrivals::holds_back(const ClientState& session) const {
    return strangers_.holds(session.connection.peer(), context_.now());
}

void Arrivals::tell_of(const ClientState& session) {
    const Connection& connection = session.connection;
    context_.reporter.event("open", connection.peer(), json::Json::object());
    if (context_.settings.tells_news)
        context_.reporter.news(fmt::format("{}: connected to {}", to_string(connection.peer()),
                                           to_string(connection.local())));
}

void Arrivals::tell_left_out(bool at_once) {
    const auto now = context_.now();
    if (auto left_out = strangers_.left_out(now, at_once))
        context_.reporter.event("left-out", *std::move(left_out));
    const auto due = strangers_.tells_at();
    if (!due || is_event_due_ || context_.loop == nullptr) return;
    is_event_due_ = true;
    context_.loop->call_at(*due, [this] { is_event_due_ = false; });
}

void Arrivals::turned_away(const Endpoint& peer, std::string_view why) {
    context_.metrics.connections.add("refused");
    if (!strangers_.tells_of(peer, context_.host.now(), context_.now())) return;
    json::Json more = json::Json::object();
    more.set("reason", "limit").set("detail", why);
    context_.reporter.line(fmt::format("{}: refused: {}", to_string(peer), why), "refused", peer,
                           [&] { return more; });
    context_.reporter.event("refused", peer, std::move(more));
}

}  // namespace ptkt::ims_receiver
