#include "common/ims/receiver/transactions.hpp"

#include "common/base/text/ascii.hpp"
#include "common/ims/receiver/answers.hpp"
#include "common/ims/receiver/ports.hpp"
#include "common/ims/wire/reasons.hpp"

namespace ptkt::ims_receiver {

using ims_protocol::Effects;
using ims_protocol::TransactionEnd;
using ims_wire::MessageKind;
using ims_wire::Request;

std::optional<Refusal> Transactions::take(ClientState& session, const Request& request) {
    const ims_wire::Irm& irm = request.irm;
    if (irm.f4 == MessageKind::CancelTimer) return cancel_timer(session, irm);
    const auto datastore = ims_sign_on::datastore_of(context_.config, irm.datastore);
    if (!datastore) return datastore.error();
    if (*datastore != nullptr && is_stopped((*datastore)->id) && carries_data(irm.f4))
        return refusal(ims_wire::rsncod::kStoppedByCommand, "datastore-stopped",
                       fmt::format("data store {} was stopped by the operator", (*datastore)->id));
    if (!is_answer(irm.f4)) {
        // In a conversation the data begin with no code.
        session.trancode = session.ims_conversation ? session.ims_conversation->tran
                                                    : ims_wire::transaction_of(request).code;
        session.data_code = ims_wire::data_code(request);
        session.modname = irm.modname;
        if (auto refused = find_lack_of_access(session, request)) return refused;
    }
    const Effects effects = session.conversation.on_request(irm, session.client_id,
                                                            rules_of(*datastore), session.trancode);
    if (effects.submit) {
        submit(session, effects, request, *datastore);
    } else {
        settle(session, effects);
    }
    return std::nullopt;
}

void Transactions::settle(ClientState& session, const Effects& effects) {
    dialogue_.apply(session, effects);
    if (!session.ims_conversation || session.conversation.is_conversational()) return;
    jobs_.end_conversation(*session.ims_conversation,
                           effects.ended.empty() ? "refused" : effects.ended);
    session.ims_conversation.reset();
}

void Transactions::on_timer(ClientState& session) {
    settle(session, session.conversation.on_timer());
}

void Transactions::on_close(ClientState& session) {
    session.conversation.on_close();
    if (session.ims_conversation) jobs_.end_conversation(*session.ims_conversation, "closed");
    session.ims_conversation.reset();
}

std::optional<Refusal> Transactions::find_lack_of_access(const ClientState& session,
                                                         const Request& request) {
    auto* const authority = gate_.authority();
    if (authority == nullptr) return std::nullopt;
    return authority->refusal_of(request, session.trancode,
                                 {session.identity->user, session.client_id}, context_.host.now());
}

/// What is said to the one who cancels is documented; that the one who waits is told as if his
/// timer had expired is our choice.
Refusal Transactions::cancel_timer(const ClientState& session, const ims_wire::Irm& irm) {
    ClientState* const other = clients_.holder(session, irm.client_id);
    if (other == nullptr)
        return refusal(ims_wire::rsncod::kClientUnknown, "client-unknown",
                       fmt::format("cancel timer: nobody is client {}", irm.client_id));
    settle(*other, other->conversation.on_cancel());
    return refusal(ims_wire::rsncod::kCancelTimer, "timer-cancelled",
                   fmt::format("the timer of client {} is cancelled", irm.client_id));
}

ims_protocol::Rules Transactions::rules_of(const ims_config::DataStore* datastore) const {
    ims_protocol::Rules rules;
    rules.timeout = timeout_of(context_.config.tcpip, context_.settings);
    rules.timeout_queue = context_.config.hws.cm0atoq;
    rules.has_transactions = context_.settings.has_program();
    if (datastore == nullptr) return rules;
    rules.ackto = std::chrono::seconds(datastore->ackto);
    if (datastore->cm0atoq) rules.timeout_queue = *datastore->cm0atoq;
    rules.reroute_default = datastore->rrname;
    return rules;
}

void Transactions::submit(ClientState& session, const Effects& effects, const Request& request,
                          const ims_config::DataStore* datastore) {
    const Taken taken{context_.host.moment(),
                      session.connection.peer(),
                      session.client_id,
                      *session.identity,
                      datastore == nullptr ? request.irm.datastore : datastore->id,
                      request,
                      session.ims_conversation ? &*session.ims_conversation : nullptr};
    // A message counts when somebody has it.
    const auto count = [&] {
        ++session.messages;
        ++context_.taken;
    };
    if (!jobs_.has_application()) {
        ledger_.keep(taken);
        count();
        return dialogue_.apply(session,
                               effects.closes ? effects : session.conversation.on_outcome({}));
    }
    Origin origin{session.connection.id(), effects.refuge, taken.conversation == nullptr};
    const JobNumber job = jobs_.submit(
        taken, [this, origin = std::move(origin)](JobNumber number, TransactionEnd outcome) {
            on_outcome(number, origin, std::move(outcome));
        });
    count();
    dialogue_.apply(session, effects);
    if (!effects.closes) session.job = job;
}

void Transactions::on_outcome(JobNumber job, const Origin& origin, TransactionEnd outcome) {
    if (outcome.failed)
        context_.reporter.line(fmt::format("a transaction has failed: {}", outcome.why));
    ClientState* const session = clients_.find(origin.connection);
    if (session != nullptr && session->job == job) {
        session->job.reset();
        if (auto fits = check_output(*session, outcome.output, context_.settings.encoding); !fits) {
            outcome.failed = true;
            outcome.why = "its reply cannot be sent: " + fits.error().what;
            outcome.output = {};
            context_.reporter.line(fmt::format("a transaction has failed: {}", outcome.why));
        }
        if (outcome.scratch_pad && origin.is_first)
            session->ims_conversation = {job, session->trancode, {}};
        if (outcome.scratch_pad)
            session->ims_conversation->scratch_pad = *outcome.scratch_pad;
        else
            session->ims_conversation.reset();
        settle(*session, session->conversation.on_outcome(std::move(outcome)));
    } else if (outcome.scratch_pad && origin.is_first) {
        jobs_.end_conversation({job, {}, *std::move(outcome.scratch_pad)}, "closed");
    } else if (origin.refuge && !outcome.output.segments.empty()) {
        return on_async_output(*origin.refuge, std::move(outcome.output));
    }
    if (origin.refuge) wake(*origin.refuge);
}

void Transactions::on_async_output(const std::string& tpipe, ims_protocol::Output output) {
    if (!clients_.tpipes().put(tpipe, std::move(output)))
        context_.reporter.line(
            fmt::format("output for tpipe {} is lost: it is full", base::printable(tpipe)));
    wake(tpipe);
}

void Transactions::wake(const std::string& tpipe) {
    const auto& tpipes = clients_.tpipes();
    while (tpipes.depth(tpipe) > 0) {
        const auto waiter = tpipes.waiter(tpipe);
        ClientState* const session = waiter ? clients_.find(*waiter) : nullptr;
        if (session == nullptr) return;
        dialogue_.apply(*session, session->conversation.on_output());
    }
}

}  // namespace ptkt::ims_receiver
