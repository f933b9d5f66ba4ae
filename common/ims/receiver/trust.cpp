#include "common/ims/receiver/trust.hpp"

#include "common/ims/receiver/dialogue.hpp"

namespace ptkt::ims_receiver {

namespace {

constexpr std::chrono::seconds kRound(1);

}  // namespace

void Trust::watch() {
    if (!context_.settings.trust_limit && !context_.settings.recheck_users) return;
    context_.loop->call_at(context_.loop->now() + kRound, [this] {
        look();
        watch();
    });
}

void Trust::look() {
    const auto& every = context_.settings.recheck_users;
    const bool rechecks = every && context_.now() >= recheck_at_;
    if (rechecks) recheck_at_ = context_.now() + *every;
    Standing read;
    Standing* const standing = rechecks ? &read : nullptr;
    for (auto& [id, session] : clients_.all()) {
        const bool is_trusted =
            session.identity && session.identity->trusted && session.is_ims_connect;
        if (!is_trusted || session.has_lost_trust) continue;
        const auto why = lost_by(session.identity->user, session.trusted_since, standing);
        if (!why.empty()) end(session, why);
    }
    if (partners_.links() != nullptr) look_at_links(*partners_.links(), standing);
}

/// Why trust that began then has ended, or nothing. Without `standing` users are not looked up.
std::string Trust::lost_by(const std::string& user, net::TimePoint since, Standing* standing) {
    const auto& limit = context_.settings.trust_limit;
    if (limit && context_.now() - since >= *limit) return "the time of --trust-limit is over";
    if (standing == nullptr) return {};
    auto [found, is_new] = standing->try_emplace(user);
    if (is_new) found->second = gate_.lost_standing(user, context_.host.now());
    if (found->second.empty()) return {};
    return fmt::format("user {} is {}", user, found->second);
}

void Trust::look_at_links(MscLinks& links, Standing* standing) {
    std::vector<std::pair<const ims_msc::LinkState*, std::string>> ending;
    for (const ims_msc::LinkState& link : links.node().sessions()) {
        const auto since = links.trusted_since(link);
        if (!since) continue;
        if (auto words = lost_by(link.partner.user, *since, standing); !words.empty())
            ending.emplace_back(&link, std::move(words));
    }
    for (const auto& [link, words] : ending)
        end(links, *link, words);
}

void Trust::end(MscLinks& links, const ims_msc::LinkState& link, const std::string& why) {
    json::Json more = json::Json::object();
    more.set("client_id", link.partner_client_id)
        .set("user", link.partner.user)
        .set("link", link.msc->lclplkid)
        .set("detail", why);
    if (link.in != nullptr)
        context_.reporter.event("trust-ended", link.in->peer(), std::move(more));
    // It ends with a line of its own.
    links.node().drop_if([&](const ims_msc::LinkState& one) { return &one == &link; },
                         "trust has ended: " + why);
}

void Trust::end_unchecked() {
    for (auto& [id, session] : clients_.all())
        if (session.identity && !session.identity->trusted) end_unchecked(session);
    if (partners_.links() == nullptr) return;
    partners_.links()->node().drop_if(
        [](const ims_msc::LinkState& link) { return link.in != nullptr && !link.partner.trusted; },
        "nobody has checked the partner (SETRACF ON)");
}

/// An output that is not acknowledged goes back to where it came from.
void Trust::end_unchecked(ClientState& session) {
    using State = ims_protocol::Conversation::State;
    const auto state = session.conversation.state();
    if (state == State::Idle) return;
    session.has_lost_trust = true;
    if (state == State::Running) return;
    session.conversation.on_close();
    session.connection.finish();
    context_.reporter.line(
        fmt::format("{}: gets no more output: nobody has checked it (SETRACF ON)",
                    to_string(session.connection.peer())));
}

/// What is under way comes to its end first.
void Trust::end(ClientState& session, std::string_view why) {
    session.has_lost_trust = true;
    json::Json more = json::Json::object();
    more.set("client_id", session.client_id).set("user", session.identity->user).set("detail", why);
    context_.reporter.line(
        fmt::format("{}: trust has ended: {}", to_string(session.connection.peer()), why),
        "trust-ended", session.connection.peer(), [&] { return more; });
    context_.reporter.event("trust-ended", session.connection.peer(), std::move(more));
    Dialogue::end_without_trust(session);
}

}  // namespace ptkt::ims_receiver
