// The part of a sender over MSC that begins the link: for the first time, by another address,
// again, or anew.
#include <algorithm>

#include "common/crypto/random.hpp"
#include "common/ims/sender/msc_sender.hpp"

namespace ptkt::ims_sender {

namespace {

base::Result<ims_msc::Token> new_token() {
    ims_msc::Token token{};
    const auto bytes = crypto::random_bytes(token.size());
    if (!bytes) return bytes.error();
    std::ranges::copy(bytes->view(), token.begin());
    return token;
}

}  // namespace

/// A link that the other side does not know yet.
base::Status MscSender::open_session() {
    const auto token = new_token();
    if (!token) return token.error();
    session_ = &node_.open(msc_, *token);
    return {};
}

/// Starts the link once the addresses of the other side are known. They are looked up for each
/// start, since a partner that was lost may come back elsewhere.
void MscSender::start() {
    const auto& connection = *ims_config::find_rmtimscon(config_, msc_.rmtimscon);
    look_up_.emplace(connection.host(), connection.port);
    keep(server_->loop().watch(look_up_->fd(), net::Ready::Input, [this] { on_addresses(); }));
    set_timer(time_limit(settings_));
}

/// They are there, or have not come in time.
void MscSender::on_addresses() {
    auto answer = look_up_->take();
    server_->loop().unwatch(look_up_->fd());
    look_up_.reset();
    set_timer(std::chrono::milliseconds(0));
    if (gave_up_) return;
    if (!answer) {
        session_->why = fmt::format("no address of RMTIMSCON {} within {} s", msc_.rmtimscon,
                                    time_limit(settings_).count());
    } else if (!*answer) {
        session_->why = answer->error().what;
    } else {
        addresses_ = std::move(**answer);
        next_address_ = 0;
        return node_.start(*session_);
    }
    lost(*session_);
}

/// The first of the addresses that are left which can be begun with.
base::Result<MscSender::Connection*> MscSender::dial(const ims_config::RmtImsCon& connection) {
    base::Result<Connection*> made =
        base::fail(base::ErrorKind::Unavailable, "{}: no address", connection.host());
    while (!made && next_address_ < addresses_.size()) {
        const auto& endpoint = addresses_[next_address_++];
        made = server_->connect(endpoint, ims_msc::kAnswerLimits, protection_.for_server);
        is_unreached_ = made.ok();
        if (made && connection.uses_passticket() && is_exposed(endpoint, settings_.is_encrypted))
            host_.warn_of_clear_socket(
                fmt::format("a PassTicket goes to {} over a clear socket", to_string(endpoint)));
    }
    return made;
}

/// Nobody was there; perhaps at another address of the same name.
bool MscSender::tries_next_address() {
    if (!is_unreached_ || next_address_ >= addresses_.size()) return false;
    host_.warn(fmt::format("MSC {}: {}; trying the next address of RMTIMSCON {}", msc_.lclplkid,
                           session_->why, msc_.rmtimscon));
    node_.start(*session_);
    return true;
}

/// The link has ended, or did not begin.
void MscSender::lost(const ims_msc::Session& session) {
    host_.report(
        {base::ErrorKind::Unavailable, fmt::format("MSC {}: {}", msc_.lclplkid, session.why), {}});
    if (session.forgotten) return start_anew();
    if (!gave_up_ && try_again()) return;
    const bool is_refused = session.refused_with.has_value();
    if (is_refused) {
        results_.met(Verdict::Worst::Refused);
    } else {
        results_.met(base::ErrorKind::Unavailable);
    }
    give_up();
}

bool MscSender::try_again() {
    if (!tries_.take()) return false;
    const auto pause = backoff_.next(random_number());
    host_.warn("starting the link again in " + to_text(pause));
    waits_to_retry_ = true;
    set_timer(pause);
    return true;
}

/// The other side has lost its memory of the link: another one takes what was not sent yet.
void MscSender::start_anew() {
    ims_msc::Session& old = *session_;
    tell_doubt(old.in_doubt);
    const auto& rest = old.outbox.entries();
    keep(open_session());
    numbers_.clear();
    for (std::size_t i = old.in_doubt; i < rest.size(); ++i)
        numbers_.emplace_back(session_->outbox.add(rest[i].message),
                              waiting_[i - old.in_doubt].number);
    start();
}

}  // namespace ptkt::ims_sender
