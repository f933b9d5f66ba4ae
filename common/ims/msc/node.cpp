#include "common/ims/msc/node.hpp"

#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/ims/config/mirror.hpp"

namespace ptkt::ims_msc {

using ims_sign_on::Identity;
using ims_sign_on::Refusal;
using ims_sign_on::refusal;
using ims_wire::Request;

namespace {

using namespace ims_wire::rsncod;

constexpr std::uint32_t kBadLink = 79;  // IMS Connect protocol error

Refusal bad_link(std::string detail) {
    return refusal(kBadLink, "link-mismatch", std::move(detail));
}

Refusal out_of_place(Verb verb) {
    return refusal(kProtocolError, "protocol-error",
                   fmt::format("an MSC {} without a link", to_string(verb)));
}

ims_config::LinkNames names_of(const LinkControl& control) {
    return {control.lclplkid, control.rmtplkid, control.lclims, control.rmtims};
}

}  // namespace

Node::Refused Node::on_request(Connection& connection, const Request& request,
                               const LinkControl& control) {
    switch (control.verb) {
        case Verb::Start:
            return on_start(connection, request, control);
        case Verb::Return:
            return on_return(connection, request, control);
        case Verb::Message:
            return on_message(connection, request, control);
        case Verb::Stop:
            return on_stop(connection);
        case Verb::Accepted:
            break;
    }
    return out_of_place(control.verb);
}

/// Who it is comes first: nobody learns which links there are before he has said who he is.
Node::Refused Node::on_start(Connection& connection, const Request& request,
                             const LinkControl& control) {
    if (carries_link(connection.id())) return out_of_place(control.verb);
    auto identity = gate_.admit(request, connection.peer(), now_());
    if (!identity) return std::move(identity).error();
    const auto session = session_for(request, control);
    if (!session) return session.error();
    (*session)->asked = control;
    (*session)->partner_answered = control.answers;
    return sign_on(connection, **session, request, std::move(*identity));
}

Node::Refused Node::on_return(Connection& connection, const Request& request,
                              const LinkControl& control) {
    if (carries_link(connection.id())) return out_of_place(control.verb);
    auto identity = gate_.admit(request, connection.peer(), now_());
    if (!identity) {
        // The other side learns it from our answer; our own user learns it from the link's end.
        if (LinkState* const waiting = find(token_of(request)))
            waiting->why = "the return connection was refused: " + identity.error().detail;
        return std::move(identity).error();
    }
    LinkState* const session = find(token_of(request));
    if (session == nullptr || session->link.role() != Role::Opener)
        return bad_link("a return connection for a link that was not started here");
    const auto led_to = ims_config::partners_of(config_, names_of(control));
    if (!led_to) return bad_link(led_to.error().what);
    if (std::ranges::find(*led_to, session->msc) == led_to->end())
        return bad_link(fmt::format("the return connection is for another link than MSC {}",
                                    session->msc->lclplkid));
    session->partner_answered = control.answers;
    return sign_on(connection, *session, request, std::move(*identity));
}

/// The statements that a link may lead to, without those that are closed.
base::Result<std::vector<const ims_config::Msc*>, Refusal> Node::open_partners(
    const LinkControl& control) const {
    auto partners = ims_config::partners_of(config_, names_of(control));
    if (!partners) return bad_link(partners.error().what);
    const std::string first = partners->front()->lclplkid;
    std::erase_if(*partners, [this](const ims_config::Msc* one) { return closed_.contains(one); });
    if (partners->empty())
        return refusal(kStoppedByCommand, "link-stopped",
                       fmt::format("MSC {} was stopped by the operator", first));
    return std::move(*partners);
}

/// The link that a start is about: one that is started again, or a new one.
base::Result<LinkState*, Refusal> Node::session_for(const Request& request,
                                                    const LinkControl& control) {
    const auto partners = open_partners(control);
    if (!partners) return partners.error();
    LinkState* session = find(token_of(request));
    if (session != nullptr && session->link.role() == Role::Opener)
        return bad_link("the link is one of ours");
    if (session != nullptr && session->link.state() != State::Stopped)
        drop(*session, "the other side has started it again");
    const ims_config::Msc* member = partners->front();
    const bool is_generic = member->genimsid == control.rmtims;
    if (is_generic) member = affinity_.choose(control.rmtims, *partners);
    if (session == nullptr) {
        forget_one();
        session = &sessions_.emplace_back(*member, token_of(request), Role::Answerer);
    }
    session->msc = member;
    session->in_generic_group = is_generic;
    return session;
}

Node::Refused Node::sign_on(Connection& connection, LinkState& session, const Request& request,
                            Identity identity) {
    const Action action = session.link.partner_signed_on();
    if (action == Action::Refuse) {
        drop(session, "the other side has opened a connection too many");
        return out_of_place(Verb::Return);
    }
    session.in = &connection;
    session.partner = std::move(identity);
    session.partner_client_id = request.irm.client_id;
    session.partner_code = request.code;
    sessions_by_connection_[connection.id()] = &session;
    connection.signed_on();
    owner_.on_verified(connection, session);
    perform(session, action);
    return std::nullopt;
}

Node::Refused Node::on_message(Connection& connection, const Request& request,
                               const LinkControl& control) {
    LinkState* const session = find(connection);
    if (session == nullptr || session->in != &connection || !session->link.may_receive())
        return out_of_place(control.verb);
    switch (session->inbox.judge(control.number)) {
        case Arrival::Gap:
            return refusal(kSequenceNumber, "sequence",
                           fmt::format("message {} where {} is due", control.number,
                                       session->inbox.last() + 1));
        case Arrival::Duplicate:
            session->inbox.arrive(control.number);
            answer_due(*session);
            return std::nullopt;
        case Arrival::New:
            break;
    }
    if (session->outbox.size() > kMostWaiting)
        return refusal(kProtocolError, "protocol-error", "the other side takes no replies");
    ++session->open;
    session->inbox.take();  // a refusal is an answer too: it does not come again
    auto refused = owner_.on_message(connection, *session, control, request);
    if (!refused) return std::nullopt;
    --session->open;
    session->inbox.done(control.number, refused->rsm);
    // An answer belongs to the first message that has none; only then may it end the connection.
    if (session->inbox.is_next(control.number)) return refused;
    return std::nullopt;
}

Node::Refused Node::on_stop(Connection& connection) {
    LinkState* const session = find(connection);
    if (session == nullptr || session->in != &connection) return out_of_place(Verb::Stop);
    perform(*session, session->link.partner_stops());
    pump(*session);
    return std::nullopt;
}

void Node::on_close(Connection& connection, ims_protocol::CloseReason reason) {
    ours_.erase(connection.id());
    LinkState* const session = find(connection);
    if (session == nullptr) return;
    sessions_by_connection_.erase(connection.id());
    const bool was_out = session->out == &connection;
    (was_out ? session->out : session->in) = nullptr;
    auto why = fmt::format("{} {}: {}", was_out ? "no connection to" : "lost the connection of",
                           to_string(connection.peer()), describe(connection, reason));
    if (session->why.empty()) session->why = why;
    perform(*session, session->link.lost(),
            refusal(kCommunication, "no-return-connection", std::move(why)));
}

LinkState& Node::open(const ims_config::Msc& msc, const Token& token) {
    return sessions_.emplace_back(msc, token, Role::Opener);
}

void Node::start(LinkState& session) {
    perform(session, session.link.start());
}

std::uint64_t Node::send(LinkState& session, Outgoing message) {
    const auto number = session.outbox.add(std::move(message));
    pump(session);
    return number;
}

void Node::finish(const Token& token, std::uint64_t number, std::optional<Outgoing> reply) {
    close_message(token, number, std::move(reply), std::nullopt);
}

void Node::fail(const Token& token, std::uint64_t number, const ims_wire::Rsm& why) {
    close_message(token, number, std::nullopt, why);
}

void Node::close_message(const Token& token, std::uint64_t number, std::optional<Outgoing> reply,
                         std::optional<ims_wire::Rsm> refusal) {
    LinkState* const session = find(token);
    if (session == nullptr) return;  // forgotten since then
    if (session->open > 0) --session->open;
    session->inbox.done(number, refusal);
    if (reply) {
        reply->answers = number;
        session->outbox.add(std::move(*reply));
    }
    answer_due(*session);
    pump(*session);
}

void Node::stop(LinkState& session) {
    perform(session, session.link.stop());
    pump(session);
}

void Node::drop(LinkState& session, std::string why) {
    if (session.why.empty()) session.why = std::move(why);
    if (session.link.state() != State::Stopped) static_cast<void>(session.link.stop_answered());
    end(session);
}

std::size_t Node::drop_if(const std::function<bool(const LinkState&)>& which,
                          const std::string& why) {
    std::size_t dropped = 0;
    for (LinkState& session : sessions_) {
        if (session.link.state() == State::Stopped || !which(session)) continue;
        drop(session, why);
        ++dropped;
    }
    return dropped;
}

bool Node::close_path(const ims_config::Msc& msc, const std::string& why) {
    if (!closed_.insert(&msc).second) return false;
    drop_if([&](const LinkState& session) { return session.msc == &msc; }, why);
    return true;
}

LinkState* Node::find(const Token& token) {
    const auto found =
        std::ranges::find_if(sessions_, [&](const LinkState& one) { return one.token == token; });
    return found == sessions_.end() ? nullptr : &*found;
}

LinkState* Node::find(const Connection& connection) {
    const auto found = sessions_by_connection_.find(connection.id());
    return found == sessions_by_connection_.end() ? nullptr : found->second;
}

/// Makes place for one more: the link that began first of those that have ended is forgotten.
void Node::forget_one() {
    if (sessions_.size() < kMostSessions) return;
    const auto ended = std::ranges::find_if(
        sessions_, [](const LinkState& one) { return one.link.state() == State::Stopped; });
    if (ended != sessions_.end()) sessions_.erase(ended);
}

}  // namespace ptkt::ims_msc
