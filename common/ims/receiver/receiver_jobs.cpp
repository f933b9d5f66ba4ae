// The part of the receiver that hands messages on, and what comes back of them.
#include "common/base/text/ascii.hpp"
#include "common/ims/receiver/answers.hpp"
#include "common/ims/receiver/receiver.hpp"

namespace ptkt::ims_receiver {

using ims_protocol::TransactionEnd;
using ims_wire::Request;

void Receiver::submit(Session& session, const Effects& effects, const Request& request,
                      const ims_config::DataStore* datastore) {
    const Taken taken{host_.now(),
                      session.connection.peer(),
                      session.client_id,
                      *session.identity,
                      datastore == nullptr ? request.irm.datastore : datastore->id,
                      request};
    // A message counts when somebody has it.
    const auto count = [&] {
        ++session.messages;
        ++taken_;
    };
    if (!application_) {
        keep(taken);
        count();
        return apply(session, effects.closes ? effects : session.conversation.on_outcome({}));
    }
    const auto job = jobs_.emplace(++last_job_, Job{session.connection.id(), effects.refuge}).first;
    try {
        application_->submit(last_job_, taken);
    } catch (...) {
        jobs_.erase(job);
        throw;
    }
    count();
    apply(session, effects);
    if (!effects.closes) session.job = last_job_;
}

/// Where messages go when no application takes them: safe before the answers of this turn leave.
void Receiver::keep(const Taken& taken) {
    if (keeper_) {
        keeper_->add(reporter_.text_of(taken));
    } else {
        reporter_.message(taken);
    }
}

void Receiver::on_done(JobNumber number, TransactionEnd outcome) {
    if (const auto link = link_jobs_.find(number); link != link_jobs_.end()) {
        const LinkJob job = std::move(link->second);
        link_jobs_.erase(link);
        return reply_done(job, std::move(outcome));
    }
    const auto found = jobs_.find(number);
    if (found == jobs_.end()) return;
    const Job job = std::move(found->second);
    jobs_.erase(found);
    if (outcome.failed) reporter_.line(fmt::format("a transaction has failed: {}", outcome.why));
    Session* const session = find(job.connection);
    if (session != nullptr && session->job == number) {
        session->job.reset();
        if (auto fits = check_output(*session, outcome.output, settings_.encoding); !fits) {
            outcome = {true, "its reply cannot be sent: " + fits.error().what, {}};
            reporter_.line(fmt::format("a transaction has failed: {}", outcome.why));
        }
        apply(*session, session->conversation.on_outcome(std::move(outcome)));
    } else if (job.refuge && !outcome.output.segments.empty()) {
        return on_async_output(*job.refuge, std::move(outcome.output));
    }
    if (job.refuge) wake(*job.refuge);
}

void Receiver::on_async_output(const std::string& tpipe, ims_protocol::Output output) {
    if (!tpipes_.put(tpipe, std::move(output)))
        reporter_.line(
            fmt::format("output for tpipe {} is lost: it is full", base::printable(tpipe)));
    wake(tpipe);
}

void Receiver::wake(const std::string& tpipe) {
    while (tpipes_.depth(tpipe) > 0) {
        const auto waiter = tpipes_.waiter(tpipe);
        Session* const session = waiter ? find(*waiter) : nullptr;
        if (session == nullptr) return;
        apply(*session, session->conversation.on_output());
    }
}

}  // namespace ptkt::ims_receiver
