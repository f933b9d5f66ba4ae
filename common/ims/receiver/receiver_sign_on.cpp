// The part of the receiver that admits connections and messages, and knows clients by their ids.
#include <algorithm>
#include <new>
#include <utility>

#include "common/base/text/ascii.hpp"
#include "common/ims/receiver/receiver.hpp"
#include "common/ims/wire/send_only.hpp"

namespace ptkt::ims_receiver {

using ims_protocol::Connection;
using ims_protocol::Intake;
using ims_wire::MessageKind;
using ims_wire::Request;

namespace {

/// Sign-ons that are recorded in one step: enough for the cost of the sync not to matter, few
/// enough for the first of them not to wait long.
constexpr std::int64_t kMostAtOnce = 256;

/// Until sign-ons that wait for another program are tried again.
constexpr std::chrono::milliseconds kBeforeNextTry(2);

}  // namespace

/// What there is no memory for ends the connection that it concerns, and no other.
template <typename Step>
void Receiver::within_memory(ims_protocol::ConnectionId id, const Step& step) {
    try {
        step();
    } catch (const std::bad_alloc&) {
        sessions_.at(id).connection.close_for_memory();
    }
}

/// An answer belongs to a message whose sender was admitted, or is refused as out of place.
bool Receiver::must_be_admitted(const Session& session, const ims_wire::Irm& irm) const {
    if (is_answer(irm.f4)) return false;
    return !session.identity || (gate_.checks() && !session.is_ims_connect);
}

/// What the peer sends behind it waits as well.
void Receiver::wait_for_admission(Session& session, Request request, bool is_front) {
    if (is_held_back(session)) return refuse(session, held_back());
    session.connection.set_intake(Intake::Held);
    waiting_.push_back({session.connection.id(), std::move(request), clock_->now(), is_front});
}

/// Who sends a long message stands in its IRM; the rest is read when he has signed on.
void Receiver::on_front(Connection& connection, base::ByteView front) {
    if (msc_ && msc_->node().is_ours(connection.id())) return;
    Session& session = sessions_.at(connection.id());
    auto request = ims_wire::decode_front(front);
    if (!request) return refuse(session, malformed(request.error()));
    session.dialect = request->dialect();
    if (enough()) return refuse(session, after_the_last());
    if (!must_be_admitted(session, request->irm)) return;
    wait_for_admission(session, *std::move(request), true);
}

void Receiver::admit_waiting() {
    if (waiting_.empty()) return;
    if (gate_.is_held_up()) return refuse_overdue();
    std::erase_if(waiting_, [this](Waiting& one) { return admit_to_link(one); });
    for (std::span<Waiting> left(waiting_); !left.empty();) {
        // With --max-messages no more tickets are used up than messages may still be taken.
        const auto room = settings_.max_messages ? *settings_.max_messages - taken_ : kMostAtOnce;
        const auto most = static_cast<std::size_t>(std::clamp<std::int64_t>(room, 1, kMostAtOnce));
        const auto group = left.first(std::min(left.size(), most));
        if (enough()) {
            for (const Waiting& one : group)
                within_memory(one.connection, [&] {
                    refuse(sessions_.at(one.connection), after_the_last());
                });
        } else {
            admit_group(group);
        }
        left = left.subspan(group.size());
    }
    waiting_.clear();
}

/// Another program has the replay cache: those who have waited long enough for it are refused.
void Receiver::refuse_overdue() {
    std::erase_if(waiting_, [this](const Waiting& one) {
        const bool is_overdue = clock_->now() - one.since >= kAdmissionLimit;
        if (is_overdue)
            within_memory(one.connection,
                          [&] { refuse(sessions_.at(one.connection), Gate::held_up()); });
        return is_overdue;
    });
    if (!waiting_.empty()) ask_again_soon();
}

/// False: it is not the sign-on of an MSC link.
bool Receiver::admit_to_link(Waiting& one) {
    Session& session = sessions_.at(one.connection);
    if (!msc_ || !msc_->is_sign_on(session.connection, one.request)) return false;
    session.connection.set_intake(Intake::Open);
    bool is_taken = true;
    within_memory(one.connection, [&] { is_taken = give_to_link(session, one.request); });
    return is_taken;
}

void Receiver::ask_again_soon() {
    if (loop_ == nullptr || is_asked_again_) return;
    is_asked_again_ = true;
    // The turn that it brings about has the admission at its end.
    loop_->call_at(clock_->now() + kBeforeNextTry, [this] { is_asked_again_ = false; });
}

void Receiver::admit_group(std::span<Waiting> group) {
    const auto began = std::chrono::steady_clock::now();
    auto verdicts = verdicts_on(group);
    const auto took = std::chrono::steady_clock::now() - began;
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        metrics_.verify.add(took);
        within_memory(group[i].connection, [&] { let_in(group[i], std::move(verdicts[i])); });
    }
}

/// Where there is no memory to decide, nobody of the group is let in: their tickets may be used.
std::vector<Gate::Verdict> Receiver::verdicts_on(std::span<const Waiting> group) {
    try {
        std::vector<Gate::Asked> asked;
        for (const Waiting& one : group)
            asked.push_back({one.request, sessions_.at(one.connection).connection.peer()});
        return gate_.admit_all(asked, host_.now());
    } catch (const std::bad_alloc&) {
        for (const Waiting& one : group)
            sessions_.at(one.connection).connection.close_for_memory();
        return {};
    }
}

void Receiver::let_in(Waiting& one, Gate::Verdict verdict) {
    Session& session = sessions_.at(one.connection);
    session.connection.set_intake(Intake::Open);
    auto refused = admitted(session, one.request.irm, std::move(verdict));
    if (!refused && one.is_front) {
        session.was_admitted_ahead = true;
    } else if (!refused) {
        refused = take(session, one.request);
    }
    if (refused) refuse(session, *refused);
}

void Receiver::tell_of_notes() {
    if (auto trouble = gate_.take_trouble())
        host_.warn("failures of sign-ons cannot be counted yet: " + trouble->what,
                  trouble->hint);
}

void Receiver::finish_notes() {
    if (const auto lost = gate_.finish(host_.now()); lost > 0)
        host_.warn(fmt::format("the failures of {} users could not be counted", lost),
                  "another program has the store's lock, or the store cannot be written");
}

/// The client id comes after the PassTicket: nobody may end another's connection, or learn that it
/// is there, before saying who he is.
std::optional<Refusal> Receiver::admitted(Session& session, const ims_wire::Irm& irm,
                                          Gate::Verdict verdict) {
    if (!verdict) return std::move(verdict).error();
    const bool is_first = !session.identity;
    if (is_first) session.is_ims_connect = signs_on_once(irm);
    if (irm.f4 != MessageKind::CancelTimer)
        if (auto refused = name_client(session, irm)) return refused;
    session.identity = std::move(*verdict);
    if (!is_first) return std::nullopt;
    session.connection.signed_on();
    session.trusted_since = clock_->now();
    if (session.identity->trusted) strangers_.signed_on(session.connection.peer(), clock_->now());
    if (!std::exchange(session.is_told_of, true)) tell_of_opening(session);
    tell_of(session, irm);
    return std::nullopt;
}

std::optional<Refusal> Receiver::name_client(Session& session, const ims_wire::Irm& irm) {
    const bool is_named = !session.client_id.empty();
    if (is_named && (irm.client_id.empty() || irm.client_id == session.asked_id ||
                     irm.client_id == session.client_id))
        return std::nullopt;
    Connection& connection = session.connection;
    Connection* const holder = client_ids_.holder(connection.local().port, irm.client_id);
    std::string id = irm.client_id;
    if (irm.client_id.empty() || (holder != nullptr && (irm.f2 & ims_wire::f2::kGenCid) != 0)) {
        id = unused_id(connection);
    } else if (holder != nullptr && (irm.f3 & ims_wire::f3::kCancId) != 0) {
        reporter_.line(fmt::format("{}: HWSS0743I ended, since client id {} is taken over by {}",
                                   to_string(holder->peer()), irm.client_id,
                                   to_string(connection.peer())));
        holder->finish();
    } else if (holder != nullptr) {
        return refusal(ims_wire::rsncod::kDuplicateClient, "duplicate-client-id",
                       fmt::format("HWSS0742W client id {} is in use by {}", irm.client_id,
                                   to_string(holder->peer())));
    }
    if (is_named) client_ids_.release(session.client_id, connection);
    session.asked_id = irm.client_id;
    session.client_id = std::move(id);
    client_ids_.give(session.client_id, connection);
    return std::nullopt;
}

/// An ACK or NAK has the client ID of what it answers, or none.
std::optional<Refusal> Receiver::find_stranger(const Session& session, const ims_wire::Irm& irm) {
    const std::string& id = irm.client_id;
    if (id.empty() || id == session.asked_id || id == session.client_id) return std::nullopt;
    return refusal(
        ims_wire::rsncod::kProtocol, "protocol-error",
        fmt::format("{} of client {} on the connection of {}", to_string(irm.f4),
                    base::printable(id), session.client_id.empty() ? "nobody" : session.client_id));
}

std::string Receiver::unused_id(const Connection& connection) const {
    auto number = static_cast<std::uint32_t>(connection.id());
    std::string id;
    do {
        id = ims_wire::generated_client_id("CLT", number++);
    } while (client_ids_.holder(connection.local().port, id) != nullptr);
    return id;
}

/// What is said to the one who cancels is documented; that the one who waits is told as if his
/// timer had expired is our choice.
Refusal Receiver::cancel_timer(const Session& session, const ims_wire::Irm& irm) {
    Connection* const holder = client_ids_.holder(session.connection.local().port, irm.client_id);
    if (holder == nullptr)
        return refusal(ims_wire::rsncod::kClientUnknown, "client-unknown",
                       fmt::format("cancel timer: nobody is client {}", irm.client_id));
    Session& other = sessions_.at(holder->id());
    apply(other, other.conversation.on_cancel());
    return refusal(ims_wire::rsncod::kCancelTimer, "timer-cancelled",
                   fmt::format("the timer of client {} is cancelled", irm.client_id));
}

void Receiver::tell_of(const Session& session, const ims_wire::Irm& irm) {
    const Identity& identity = *session.identity;
    const std::string peer = to_string(session.connection.peer());
    if (!identity.trusted) {
        reporter_.line(fmt::format("{}: not checked, since RACF=N{}", peer,
                                   irm.password.empty() ? "" : "; its PassTicket is ignored"));
        return;
    }
    if (settings_.tells_news)
        reporter_.news(fmt::format("{}: trusted as {} for {}", peer, identity.user, identity.appl));
    json::Json more = json::Json::object();
    more.set("client_id", session.client_id).set("user", identity.user).set("appl", identity.appl);
    if (const auto tls = session.connection.protection(); !tls.empty()) more.set("tls", tls);
    reporter_.event("verified", session.connection.peer(), std::move(more));
}

}  // namespace ptkt::ims_receiver
