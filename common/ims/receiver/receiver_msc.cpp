// What a receiver does for its MSC links.
#include "common/ims/receiver/receiver.hpp"

namespace ptkt::ims_receiver {

using ims_protocol::Connection;
using net::Endpoint;

void Receiver::serve_msc(const store::Store* store, ims_msc::Node::Dial dial, Unreached unreached) {
    unreached_ = std::move(unreached);
    auto dial_unless_stopped =
        [this, dial = std::move(dial)](
            const ims_config::RmtImsCon& connection) -> base::Result<Connection*> {
        if (stopped_.contains(connection.id))
            return base::fail(base::ErrorKind::Unavailable,
                              "RMTIMSCON {} was stopped by the operator", connection.id);
        return dial(connection);
    };
    msc_.emplace(
        config_, gate_, store, [this] { return host_.now(); }, std::move(dial_unless_stopped),
        msc_program());
}

/// A partner that signs on while another program has the replay cache waits as others do.
bool Receiver::takes_for_link(Session& session, ims_wire::Request& request) {
    const bool is_checked = gate_.checks() && msc_->is_sign_on(session.connection, request);
    if (is_checked && is_held_back(session)) {
        refuse(session, held_back());
        return true;
    }
    if (is_checked && gate_.is_held_up()) {
        wait_for_admission(session, std::move(request));
        return true;
    }
    return give_to_link(session, request);
}

/// Who has a link has signed on, and is told of from then on.
bool Receiver::give_to_link(Session& session, const ims_wire::Request& request) {
    const bool is_taken = msc_->take(session.connection, request);
    if (msc_->node().carries_link(session.connection.id())) session.is_told_of = true;
    return is_taken;
}

void Receiver::link_closed(Connection& connection, ims_protocol::CloseReason reason) {
    using ims_protocol::CloseReason;
    const bool is_lost = reason == CloseReason::PeerLost || reason == CloseReason::SignOnTimeout;
    if (is_lost && msc_->node().is_ours(connection.id())) unreached_(connection.peer());
    msc_->node().on_close(connection, reason);
}

MscLinks::Program Receiver::msc_program() {
    MscLinks::Program program;
    program.take = [this](const Taken& taken) -> std::optional<Refusal> {
        if (enough()) return after_the_last();
        if (!application_) keep(taken);
        ++taken_;
        return std::nullopt;
    };
    program.reply = [this](const Taken& taken, std::uint64_t number, MscLinks::Done done) {
        reply_to_link(taken, number, std::move(done));
    };
    program.refuse = [this](Connection& connection, const Refusal& refusal) {
        refuse(sessions_.at(connection.id()), refusal);
    };
    program.event = [this](std::string_view what, const Endpoint& peer, json::Json more) {
        if (what == "verified") strangers_.signed_on(peer, clock_->now());
        reporter_.event(what, peer, std::move(more));
    };
    program.line = [this](std::string_view text) { reporter_.line(text); };
    program.news = [this](std::string_view text) { reporter_.news(text); };
    program.count_link = [this](const std::string& path) { metrics_.links.add(path); };
    program.count_message = [this](const Connection& connection, const std::string& path) {
        ++sessions_.at(connection.id()).messages;
        metrics_.link_messages.add(path);
    };
    return program;
}

void Receiver::reply_to_link(const Taken& taken, std::uint64_t number, MscLinks::Done done) {
    if (!application_)
        return done(std::optional(acknowledging_reply(config_.hws.id, taken, number)));
    link_jobs_.emplace(++last_job_, LinkJob{taken.request.code, std::move(done)});
    application_->submit(last_job_, taken);
}

/// An abend is told as it is to a client whose message is send-only.
void Receiver::reply_done(const LinkJob& job, TransactionEnd outcome) {
    if (!outcome.failed) {
        auto reply = reply_of(outcome.output, job.code, settings_.encoding);
        if (reply) return job.done(*std::move(reply));
        outcome.why = "its reply cannot be sent: " + reply.error().what;
    }
    reporter_.line("a transaction has failed: " + outcome.why);
    job.done(ims_wire::Rsm{0, 0, ims_wire::retcod::kOtma, ims_wire::rsncod::kDeallocateAbnormal});
}

}  // namespace ptkt::ims_receiver
