#include "common/ims/sender/msc/msc_route.hpp"

#include <utility>

#include "common/ims/msc/node.hpp"

namespace ptkt::ims_sender {

MscRoute::MscRoute(const MscContext& context, ims_protocol::Server& server, Found found)
    : context_(context),
      server_(server),
      found_(std::move(found)),
      watch_(server.loop(), [this] { on_answer(); }),
      limit_(server.loop(), [this] { on_answer(); }) {}

void MscRoute::look_up() {
    const auto& connection = context_.connection();
    look_up_.emplace(connection.host(), connection.port);
    limit_.set(server_.loop().now() + time_limit(context_.settings));
    // Where it cannot be watched, its time limit ends it.
    static_cast<void>(watch_.set(look_up_->fd(), {true, false}));
}

/// They are there, or have not come in time.
void MscRoute::on_answer() {
    auto answer = look_up_->take();
    watch_.clear();
    limit_.clear();
    look_up_.reset();
    if (!answer)
        return found_(base::fail(base::ErrorKind::Unavailable,
                                 "no address of RMTIMSCON {} within {} s", context_.msc.rmtimscon,
                                 time_limit(context_.settings).count()));
    if (!*answer) return found_(answer->error());
    addresses_ = std::move(**answer);
    next_ = 0;
    found_({});
}

base::Result<MscRoute::Connection*> MscRoute::dial() {
    const auto& connection = context_.connection();
    base::Result<Connection*> made =
        base::fail(base::ErrorKind::Unavailable, "{}: no address", connection.host());
    while (!made && next_ < addresses_.size()) {
        const auto& endpoint = addresses_[next_++];
        made = server_.connect(endpoint, ims_msc::kAnswerLimits, context_.for_server);
        is_unreached_ = made.ok();
        if (made && connection.uses_passticket() &&
            is_exposed(endpoint, context_.settings.is_encrypted))
            context_.host.warn_of_clear_socket(
                fmt::format("a PassTicket goes to {} over a clear socket", to_string(endpoint)));
    }
    return made;
}

}  // namespace ptkt::ims_sender
