#include "common/ims/receiver/partner_addresses.hpp"

#include <algorithm>

#include "common/base/text/ascii.hpp"

namespace ptkt::ims_receiver {

namespace {

/// The address of a statement that needs no look-up.
std::optional<net::Endpoint> literal(const ims_config::RmtImsCon& connection) {
    const auto endpoint =
        net::parse_endpoint(to_string(net::Endpoint{connection.host(), connection.port}));
    return endpoint ? std::optional(*endpoint) : std::nullopt;
}

}  // namespace

PartnerAddresses::~PartnerAddresses() {
    for (const auto& [id, known] : all_)
        if (known.asked) loop_.unwatch(known.asked->fd());
}

void PartnerAddresses::look_up(const ims_config::RmtImsCon& connection) {
    if (literal(connection)) return;
    Known& known = all_[connection.id];
    if (known.asked) return;
    known.asked.emplace(connection.host(), connection.port);
    const auto watched = loop_.watch(known.asked->fd(), net::Ready::Input,
                                     [this, &connection] { answered(connection); });
    if (!watched) known.asked.reset();
}

void PartnerAddresses::answered(const ims_config::RmtImsCon& connection) {
    Known& known = all_.at(connection.id);
    auto answer = known.asked->take();
    loop_.unwatch(known.asked->fd());
    known.asked.reset();
    if (answer && answer->ok()) {
        known.addresses = std::move(**answer);
        return;
    }
    // What was found before may still hold.
    known.why = answer ? answer->error().what : "no answer";
    line_(fmt::format("RMTIMSCON {}: {}", connection.id, known.why));
}

base::Result<net::Endpoint> PartnerAddresses::next(const ims_config::RmtImsCon& connection) {
    if (const auto endpoint = literal(connection)) return *endpoint;
    look_up(connection);
    const Known& known = all_.at(connection.id);
    if (known.addresses.empty())
        return base::fail(base::ErrorKind::Unavailable, "RMTIMSCON {}: {}", connection.id,
                          known.why.empty()
                              ? base::printable(connection.host(), 60) + " is still being looked up"
                              : known.why);
    const auto found = std::ranges::find_if(known.addresses, [this](const Endpoint& one) {
        return !unreached_.contains(to_string(one));
    });
    if (found != known.addresses.end()) return *found;
    for (const Endpoint& one : known.addresses)
        unreached_.erase(to_string(one));
    return known.addresses.front();
}

}  // namespace ptkt::ims_receiver
