// The part of the receiver that takes trust back: by the operator, by time, and from users who have
// lost their standing.
#include "common/ims/receiver/receiver.hpp"

namespace ptkt::ims_receiver {

using ims_protocol::Conversation;

namespace {

constexpr std::chrono::seconds kRound(1);

}  // namespace

/// Nothing is looked at unless one of the options asks for it.
void Receiver::watch_trust() {
    if (!settings_.trust_limit && !settings_.recheck_users) return;
    loop_->call_at(loop_->now() + kRound, [this] {
        look_at_trust();
        watch_trust();
    });
}

void Receiver::look_at_trust() {
    const auto now = clock_->now();
    const bool rechecks = settings_.recheck_users && now >= recheck_at_;
    if (rechecks) recheck_at_ = now + *settings_.recheck_users;
    std::map<std::string, std::string_view> standing;  // each user is read once in a round
    const auto why = [&](const std::string& user, net::TimePoint since) -> std::string {
        if (settings_.trust_limit && now - since >= *settings_.trust_limit)
            return "the time of --trust-limit is over";
        if (!rechecks) return {};
        auto [found, is_new] = standing.try_emplace(user);
        if (is_new) found->second = gate_.lost_standing(user, host_.now());
        if (found->second.empty()) return {};
        return fmt::format("user {} is {}", user, found->second);
    };
    for (auto& [id, session] : sessions_) {
        const bool is_trusted =
            session.identity && session.identity->trusted && session.is_ims_connect;
        if (!is_trusted || session.has_lost_trust) continue;
        if (const auto words = why(session.identity->user, session.trusted_since); !words.empty())
            end_trust(session, words);
    }
    if (!msc_) return;
    std::vector<std::pair<const ims_msc::Session*, std::string>> ending;
    for (const ims_msc::Session& link : msc_->node().sessions()) {
        const auto since = msc_->trusted_since(link);
        if (!since) continue;
        if (auto words = why(link.partner.user, *since); !words.empty())
            ending.emplace_back(&link, std::move(words));
    }
    for (const auto& [link, words] : ending)
        end_trust(*link, words);
}

void Receiver::end_trust(const ims_msc::Session& link, const std::string& why) {
    json::Json more = json::Json::object();
    more.set("client_id", link.partner_client_id)
        .set("user", link.partner.user)
        .set("link", link.msc->lclplkid)
        .set("detail", why);
    if (link.in != nullptr) reporter_.event("trust-ended", link.in->peer(), std::move(more));
    // It ends with a line of its own.
    msc_->node().drop_if([&](const ims_msc::Session& one) { return &one == &link; },
                         "trust has ended: " + why);
}

/// What is under way comes to its end first.
void Receiver::end_trust(Session& session, std::string_view why) {
    session.has_lost_trust = true;
    reporter_.line(
        fmt::format("{}: trust has ended: {}", to_string(session.connection.peer()), why));
    json::Json more = json::Json::object();
    more.set("client_id", session.client_id).set("user", session.identity->user).set("detail", why);
    reporter_.event("trust-ended", session.connection.peer(), std::move(more));
    end_without_trust(session);
}

void Receiver::end_without_trust(Session& session) {
    const auto state = session.conversation.state();
    const bool is_busy =
        state == Conversation::State::Running || state == Conversation::State::AwaitsAck;
    if (session.has_lost_trust && !is_busy) session.connection.finish();
}

base::Result<Acted> Receiver::stop_client(const std::string& port, const std::string& client_id) {
    for (auto& [id, session] : sessions_) {
        const auto& connection = session.connection;
        if (session.client_id != client_id || connection.is_ending() ||
            std::to_string(connection.local().port) != port)
            continue;
        reporter_.line(fmt::format("{}: client {} was stopped by the operator",
                                   to_string(connection.peer()), client_id));
        session.connection.finish();
        return Acted{"HWSC0001I", "CLIENT " + client_id + " OF PORT " + port + " STOPPED"};
    }
    return base::fail(base::ErrorKind::NotFound, "there is no client {} on port {}", client_id,
                      port);
}

}  // namespace ptkt::ims_receiver
