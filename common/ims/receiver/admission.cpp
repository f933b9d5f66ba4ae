#include "common/ims/receiver/admission.hpp"

#include <algorithm>
#include <new>
#include <utility>

#include "common/base/text/counted.hpp"
#include "common/ims/wire/message_user.hpp"
#include "common/ims/wire/password_change.hpp"
#include "common/net/address_range.hpp"

namespace ptkt::ims_receiver {

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

/// A step that runs out of memory ends its own connection, and no other.
template <typename Step>
void Admission::within_memory(ims_protocol::ConnectionId id, const Step& step) {
    try {
        step();
    } catch (const std::bad_alloc&) {
        clients_.at(id).connection.close_for_memory();
    }
}

/// An answer belongs to a message whose sender was admitted, or is refused as out of place.
bool Admission::is_needed(const ClientState& session, const ims_wire::Irm& irm) const {
    if (is_answer(irm.f4)) return false;
    if (!session.identity) return true;
    return is_unchecked(session) || (gate_.checks() && !session.is_ims_connect);
}

/// What the peer sends after it waits as well.
void Admission::wait(ClientState& session, Request request, bool is_front) {
    if (is_held_back(session)) return dialogue_.refuse(session, held_back());
    session.connection.set_intake(Intake::Held);
    waiting_.push_back({session.connection.id(), std::move(request), context_.now(), is_front});
}

/// A partner that signs on while another program has the replay cache waits as others do.
bool Admission::takes_for_link(ClientState& session, Request& request) {
    const bool is_checked = gate_.checks() && partners_.is_sign_on(session, request);
    if (is_checked && is_held_back(session)) {
        dialogue_.refuse(session, held_back());
        return true;
    }
    if (is_checked && (gate_.group() != nullptr || gate_.is_held_up())) {
        wait(session, std::move(request));
        return true;
    }
    return partners_.take(session, request);
}

void Admission::admit_waiting() {
    admit_groups();
    tell_of_notes();
}

void Admission::admit_groups() {
    if (!gate_.end_answered(kLimit)) ask_again_soon();
    if (waiting_.empty()) return;
    if (gate_.is_held_up()) return refuse_overdue();
    if (gate_.group() == nullptr)
        std::erase_if(waiting_, [this](Waiting& one) { return admit_to_link(one); });
    for (std::span<Waiting> left(waiting_); !left.empty();) {
        // With --max-messages no more tickets are used up than messages may still be taken.
        const auto room = context_.settings.max_messages
                              ? *context_.settings.max_messages - context_.taken - asked_
                              : kMostAtOnce;
        if (room <= 0 && asked_ > 0) {
            waiting_.erase(waiting_.begin(), waiting_.end() - std::ssize(left));
            return;
        }
        const auto most = static_cast<std::size_t>(std::clamp<std::int64_t>(room, 1, kMostAtOnce));
        const auto group = left.first(std::min(left.size(), most));
        if (context_.has_enough()) {
            for (const Waiting& one : group)
                within_memory(one.connection, [&] {
                    dialogue_.refuse(clients_.at(one.connection), after_the_last());
                });
        } else {
            admit_group(group);
        }
        left = left.subspan(group.size());
    }
    waiting_.clear();
}

/// Another program has the replay cache: those who have waited long enough for it are refused.
void Admission::refuse_overdue() {
    std::erase_if(waiting_, [this](const Waiting& one) {
        const bool is_overdue = context_.now() - one.since >= kLimit;
        if (is_overdue)
            within_memory(one.connection,
                          [&] { dialogue_.refuse(clients_.at(one.connection), Gate::held_up()); });
        return is_overdue;
    });
    if (!waiting_.empty()) ask_again_soon();
}

/// False: it is not the sign-on of an MSC link.
bool Admission::admit_to_link(Waiting& one) {
    ClientState& session = clients_.at(one.connection);
    if (!partners_.is_sign_on(session, one.request)) return false;
    session.connection.set_intake(Intake::Open);
    bool is_taken = true;
    within_memory(one.connection, [&] { is_taken = partners_.take(session, one.request); });
    return is_taken;
}

void Admission::ask_again_soon() {
    if (context_.loop == nullptr || is_asked_again_) return;
    is_asked_again_ = true;
    // The turn that it brings about has the admission at its end.
    context_.loop->call_at(context_.now() + kBeforeNextTry, [this] { is_asked_again_ = false; });
}

/// They wait outside of `waiting_`, at a place of their own, until the others have answered.
void Admission::admit_by_group(std::span<Waiting> group) {
    const auto mine = std::make_shared<std::vector<Waiting>>(std::make_move_iterator(group.begin()),
                                                             std::make_move_iterator(group.end()));
    const auto began = std::chrono::steady_clock::now();
    asked_ += std::ssize(*mine);
    try {
        std::vector<Gate::Asked> asked;
        for (const Waiting& one : *mine) {
            const ClientState& session = clients_.at(one.connection);
            asked.push_back({one.request, session.connection.peer(), one.check,
                             partners_.is_sign_on(session, one.request)});
        }
        gate_.admit_by_group(asked, context_.host.now(),
                             [this, mine, began](std::vector<Gate::Verdict> verdicts) {
                                 asked_ -= std::ssize(*mine);
                                 let_in_all(*mine, std::move(verdicts), began);
                             });
    } catch (const std::bad_alloc&) {
        asked_ -= std::ssize(*mine);
        for (const Waiting& one : *mine)
            clients_.at(one.connection).connection.close_for_memory();
    }
}

/// A client that has gone meanwhile is not let in; its ticket is used up.
void Admission::let_in_all(std::vector<Waiting>& group, std::vector<Gate::Verdict> verdicts,
                           std::chrono::steady_clock::time_point began) {
    if (is_over_) return;
    const auto took = std::chrono::steady_clock::now() - began;
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        if (clients_.find(group[i].connection) == nullptr) continue;
        context_.metrics.verify.add(took);
        within_memory(group[i].connection, [&] { let_in(group[i], std::move(verdicts[i])); });
    }
}

void Admission::admit_group(std::span<Waiting> group) {
    if (gate_.group() != nullptr) return admit_by_group(group);
    const auto began = std::chrono::steady_clock::now();
    auto verdicts = verdicts_on(group);
    const auto took = std::chrono::steady_clock::now() - began;
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        context_.metrics.verify.add(took);
        within_memory(group[i].connection, [&] { let_in(group[i], std::move(verdicts[i])); });
    }
}

/// Without the memory to decide, nobody of the group is let in: their tickets may be used up.
std::vector<Gate::Verdict> Admission::verdicts_on(std::span<const Waiting> group) {
    try {
        std::vector<Gate::Asked> asked;
        for (const Waiting& one : group)
            asked.push_back(
                {one.request, clients_.at(one.connection).connection.peer(), one.check});
        return gate_.admit_all(asked, context_.host.now());
    } catch (const std::bad_alloc&) {
        for (const Waiting& one : group)
            clients_.at(one.connection).connection.close_for_memory();
        return {};
    }
}

void Admission::let_in(Waiting& one, Gate::Verdict verdict) {
    if (!verdict && !verdict.error().compare_with.empty()) return compare(one, verdict.error());
    ClientState& session = clients_.at(one.connection);
    session.connection.set_intake(Intake::Open);
    if (gate_.group() != nullptr && partners_.is_sign_on(session, one.request)) {
        gate_.expect(std::move(verdict));
        const bool is_taken = partners_.take(session, one.request);
        gate_.expect(std::nullopt);
        if (is_taken) return;
        return dialogue_.refuse(session, Gate::held_up());
    }
    auto refused = admitted(session, one.request.irm, std::move(verdict));
    // Who signed on is known; from here on the message is that of its own user.
    if (session.is_ims_connect)
        if (auto user = ims_wire::message_user(one.request.irm, one.request.code))
            one.request.irm.userid = *std::move(user);
    if (!refused && ims_wire::is_password_change(one.request)) return change(one);
    if (!refused && one.is_front) {
        session.was_admitted_ahead = true;
    } else if (!refused) {
        refused = transactions_.take(session, one.request);
    }
    if (!refused) return;
    refused->whose = gate_.whose(one.request.irm);
    dialogue_.refuse(session, *refused);
}

/// The client id comes after the PassTicket: nobody may end another's connection, or learn that it
/// is there, before saying who he is.
std::optional<Refusal> Admission::admitted(ClientState& session, const ims_wire::Irm& irm,
                                           Gate::Verdict verdict) {
    if (!verdict) return std::move(verdict).error();
    const bool is_first = !session.identity;
    const bool is_news = is_first || (verdict->trusted && !session.identity->trusted);
    if (is_first) session.is_ims_connect = signs_on_once(irm);
    if (irm.f4 != MessageKind::CancelTimer)
        if (auto refused = clients_.name(session, irm)) return refused;
    session.identity = std::move(*verdict);
    if (!is_news) return std::nullopt;
    session.connection.signed_on();
    session.trusted_since = context_.now();
    arrivals_.signed_on(session);
    tell_of(session, irm);
    return std::nullopt;
}

void Admission::tell_of(const ClientState& session, const ims_wire::Irm& irm) {
    const Identity& identity = *session.identity;
    const std::string peer = to_string(session.connection.peer());
    if (!identity.trusted) {
        context_.reporter.line(
            fmt::format("{}: not checked, since RACF=N{}", peer,
                        irm.password.empty() ? "" : "; its PassTicket is ignored"));
        return;
    }
    json::Json more = json::Json::object();
    more.set("client_id", session.client_id).set("user", identity.user).set("appl", identity.appl);
    if (const auto tls = session.connection.protection(); !tls.empty()) more.set("tls", tls);
    if (context_.settings.tells_news)
        context_.reporter.news(
            fmt::format("{}: trusted as {} for {}", peer, identity.user, identity.appl), "verified",
            session.connection.peer(), [&] { return more; });
    context_.reporter.event("verified", session.connection.peer(), std::move(more));
}

void Admission::forget(ims_protocol::ConnectionId id) {
    std::erase_if(waiting_, [id](const Waiting& one) { return one.connection == id; });
    for (auto one = at_desk_.begin(); one != at_desk_.end();) {
        if (one->second.connection != id) {
            ++one;
            continue;
        }
        if (is_comparison(one->second)) {
            gate_.desk().drop(one->first);
            arrivals_.failed(clients_.at(id).connection.peer());
        }
        one = at_desk_.erase(one);
    }
}

bool Admission::is_crowded(const std::string& source) const {
    const auto waiting = std::ranges::count_if(at_desk_, [&](const auto& one) {
        return is_comparison(one.second) && one.second.source == source;
    });
    return waiting >= kMostOfOneSource;
}

base::Status Admission::watch() {
    if (!gate_.takes_passwords()) return {};
    desk_watch_.emplace(*context_.loop, [this] { take_answers(); });
    return desk_watch_->set(gate_.desk().fd(), {.input = true});
}

/// What the client sends after it waits as well.
void Admission::compare(Waiting& one, const Refusal& refused) {
    ClientState& session = clients_.at(one.connection);
    one.source = net::source_of(session.connection.peer().address);
    if (is_crowded(one.source) ||
        !gate_.compare(next_at_desk_, one.request, refused.compare_with)) {
        session.connection.set_intake(Intake::Open);
        return dialogue_.refuse(session, Gate::too_many_passwords());
    }
    one.hash = refused.compare_with;
    at_desk_.emplace(next_at_desk_++, std::move(one));
}

void Admission::change(Waiting& one) {
    ClientState& session = clients_.at(one.connection);
    const Gate::Asked asked{one.request, session.connection.peer(), one.check};
    if (const auto refused = gate_.change(next_at_desk_, asked, context_.host.now()))
        return dialogue_.refuse(session, *refused);
    session.connection.set_intake(Intake::Held);
    one.hash.clear();
    at_desk_.emplace(next_at_desk_++, std::move(one));
}

/// The turn that it brings about has the admission at its end.
void Admission::take_answers() {
    for (auto& answer : gate_.desk().take()) {
        if (answer.unrecorded)
            context_.host.warn("a change of password (HWSPWCH) is not in the audit log: " +
                                   answer.unrecorded->what,
                               answer.unrecorded->hint);
        auto found = at_desk_.extract(answer.number);
        if (found.empty()) continue;  // its connection is gone
        Waiting& one = found.mapped();
        within_memory(one.connection, [&] { on_answer(one, answer); });
    }
}

void Admission::on_answer(Waiting& one, ims_sign_on::PasswordDesk::Answer& answer) {
    ClientState& session = clients_.at(one.connection);
    if (!is_comparison(one)) {
        session.connection.set_intake(Intake::Open);
        if (const auto refused = Gate::refusal_of(answer.changed))
            return dialogue_.refuse(session, *refused);
        // What is answered is made by us, so it can be encoded.
        return dialogue_.send(
            session,
            ims_wire::encode_response(ims_wire::password_changed(one.request.code),
                                      session.dialect.exit)
                .value(),
            "password-changed");
    }
    if (!answer.matches) {
        session.connection.set_intake(Intake::Open);
        return dialogue_.refuse(session, Gate::not_compared(answer.matches.error()));
    }
    one.check = {std::move(one.hash), *answer.matches};
    gate_.remember(one.request, *one.check);
    one.since = context_.now();
    waiting_.push_back(std::move(one));
}

void Admission::tell_of_notes() {
    if (auto trouble = gate_.take_trouble())
        context_.host.warn("failures of sign-ons cannot be counted yet: " + trouble->what,
                           trouble->hint);
}

void Admission::finish() {
    is_over_ = true;
    desk_watch_.reset();  // the loop ends before this does
    if (const auto lost = gate_.finish(context_.host.now()); lost > 0)
        context_.host.warn(
            fmt::format("the failures of {} could not be counted", base::counted(lost, "user")),
            "another program has the store's lock, or the store cannot be written");
}

}  // namespace ptkt::ims_receiver
