#include "common/ims/receiver/partners.hpp"

#include "common/ims/wire/reasons.hpp"

namespace ptkt::ims_receiver {

using ims_protocol::CloseReason;
using ims_protocol::Connection;
using ims_protocol::TransactionEnd;
using net::Endpoint;

void Partners::serve(Gate& gate, const store::Store* store, ims_msc::Node::Dial dial,
                     Unreached unreached) {
    unreached_ = std::move(unreached);
    auto dial_unless_stopped =
        [this, dial = std::move(dial)](
            const ims_config::RmtImsCon& connection) -> base::Result<Connection*> {
        if (is_stopped(connection.id))
            return base::fail(base::ErrorKind::Unavailable,
                              "RMTIMSCON {} was stopped by the operator", connection.id);
        return dial(connection);
    };
    links_.emplace(
        context_.config, gate, store, [this] { return context_.host.now(); },
        std::move(dial_unless_stopped), program());
}

/// Who has a link has signed on, and is told of from then on.
bool Partners::take(ClientState& session, const ims_wire::Request& request) {
    if (!links_) return false;
    const bool is_taken = links_->take(session.connection, request);
    if (links_->node().carries_link(session.connection.id())) session.is_told_of = true;
    return is_taken;
}

void Partners::closed(Connection& connection, CloseReason reason) {
    if (!links_) return;
    const bool is_lost = reason == CloseReason::PeerLost || reason == CloseReason::SignOnTimeout;
    if (is_lost && is_ours(connection.id())) unreached_(connection.peer());
    links_->node().on_close(connection, reason);
}

MscLinks::Program Partners::program() {
    MscLinks::Program its;
    its.moment = [this] { return context_.host.moment(); };
    its.take = [this](const Taken& taken) -> std::optional<Refusal> {
        if (context_.has_enough()) return after_the_last();
        if (!jobs_.has_application()) ledger_.keep(taken);
        ++context_.taken;
        return std::nullopt;
    };
    its.reply = [this](const Taken& taken, std::uint64_t number, MscLinks::Done done) {
        reply(taken, number, std::move(done));
    };
    its.refuse = [this](Connection& connection, const Refusal& refusal) {
        dialogue_.refuse(clients_.at(connection.id()), refusal);
    };
    its.event = [this](std::string_view what, const Endpoint& peer, json::Json more) {
        if (what == "verified") arrivals_.signed_on(peer);
        context_.reporter.event(what, peer, std::move(more));
    };
    its.line = [this](std::string_view text) { context_.reporter.line(text); };
    its.news = [this](std::string_view text) { context_.reporter.news(text); };
    its.count_link = [this](const std::string& path) { context_.metrics.links.add(path); };
    its.count_message = [this](const Connection& connection, const std::string& path) {
        ++clients_.at(connection.id()).messages;
        context_.metrics.link_messages.add(path);
    };
    return its;
}

void Partners::reply(const Taken& taken, std::uint64_t number, MscLinks::Done done) {
    if (!jobs_.has_application())
        return done(std::optional(acknowledging_reply(context_.config.hws.id, taken, number)));
    const auto code = taken.request.code;
    jobs_.submit(taken, [this, code, done = std::move(done)](JobNumber, TransactionEnd outcome) {
        reply_done(code, done, std::move(outcome));
    });
}

/// An abend is told as it is to a client whose message is send-only.
void Partners::reply_done(ims_wire::Code code, const MscLinks::Done& done, TransactionEnd outcome) {
    if (!outcome.failed) {
        auto made = reply_of(outcome.output, code, context_.settings.encoding);
        if (made) return done(*std::move(made));
        outcome.why = "its reply cannot be sent: " + made.error().what;
    }
    context_.reporter.line("a transaction has failed: " + outcome.why);
    done(ims_wire::Rsm{0, 0, ims_wire::retcod::kOtma, ims_wire::rsncod::kDeallocateAbnormal});
}

}  // namespace ptkt::ims_receiver
