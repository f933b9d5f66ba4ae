#include "common/ims/receiver/exec_application.hpp"

#include "common/base/text/ascii.hpp"
#include "common/ims/receiver/reply.hpp"
#include "common/ims/wire/data_code.hpp"

namespace ptkt::ims_receiver {

namespace {

using net::Ready;

net::Variables variables_of(const Taken& taken) {
    const ims_wire::Irm& irm = taken.request.irm;
    return {{"IMS_TRAN", transaction_of(taken).code},
            {"IMS_CLIENT_ID", taken.client_id},
            {"IMS_USER", taken.identity.user},
            {"IMS_APPL", taken.identity.appl},
            {"IMS_TRUSTED", taken.identity.trusted ? "Y" : "N"},
            {"IMS_MESSAGE_USER", irm.userid},
            {"IMS_GROUP", irm.group},
            {"IMS_DATASTORE", taken.datastore},
            {"IMS_LTERM", irm.lterm},
            {"IMS_PEER", to_string(taken.peer)},
            {"IMS_KIND", std::string(to_string(irm.f4))},
            {"IMS_COMMIT_MODE", (irm.f2 & ims_wire::f2::kCm0) != 0 ? "0" : "1"}};
}

/// A variable ends at its first zero byte, so a name with one is shown.
net::Variables without_zeros(net::Variables variables) {
    for (auto& [name, value] : variables)
        if (value.find('\0') != std::string::npos) value = base::printable(value);
    return variables;
}

}  // namespace

ExecApplication::~ExecApplication() {
    for (auto& [job, run] : running_) {
        stop_feeding(run);
        stop_reading(run);
        loop_.unwatch(run.child.ended_fd());
    }
}

void ExecApplication::submit(JobNumber job, const Taken& taken) {
    std::string text;
    append_message_text(text, taken, settings_.page);
    waiting_.push_back({job, std::move(text), without_zeros(variables_of(taken))});
    // From the loop, so that no job ends within this call.
    loop_.call_at(loop_.now(), [this, alive = std::weak_ptr(alive_)] {
        if (!alive.expired()) start_some();
    });
}

void ExecApplication::start_some() {
    while (!waiting_.empty() && running_.size() < settings_.at_once) {
        Waiting next = std::move(waiting_.front());
        waiting_.pop_front();
        start(std::move(next));
    }
}

void ExecApplication::start(Waiting next) {
    const JobNumber job = next.job;
    auto child = net::Child::start(settings_.command, next.variables);
    if (!child) return done_(job, {true, child.error().what, {}});
    Running& run =
        running_.emplace(job, Running{std::move(*child), std::move(next.input), {}}).first->second;
    auto watched = loop_.watch(run.child.input_fd(), Ready::Output, [this, job] { feed(job); });
    if (watched)
        watched = loop_.watch(run.child.output_fd(), Ready::Input, [this, job] { collect(job); });
    if (watched)
        watched = loop_.watch(run.child.ended_fd(), Ready::Input, [this, job] { end(job, {}); });
    if (!watched) return end(job, watched.error().what);
    loop_.call_at(loop_.now() + settings_.limit, [this, job, alive = std::weak_ptr(alive_)] {
        if (alive.expired() || !running_.contains(job)) return;
        end(job, fmt::format("not done after {} s", settings_.limit.count()));
    });
}

void ExecApplication::feed(JobNumber job) {
    Running& run = running_.at(job);
    const auto taken = run.child.write(run.input);
    if (taken) run.input.erase(0, *taken);
    // A program need not read what it is told.
    if (!taken || run.input.empty()) stop_feeding(run);
}

void ExecApplication::stop_feeding(Running& run) {
    if (run.child.input_fd() < 0) return;
    loop_.unwatch(run.child.input_fd());
    run.child.close_input();
}

void ExecApplication::stop_reading(Running& run) {
    if (std::exchange(run.reads, false)) loop_.unwatch(run.child.output_fd());
}

void ExecApplication::collect(JobNumber job) {
    Running& run = running_.at(job);
    if (!run.child.read(run.reply)) stop_reading(run);
    if (run.reply.size() > kLargestReply)
        end(job, fmt::format("replied more than {} bytes", kLargestReply));
}

/// Without a failure of ours: the program has ended by itself.
void ExecApplication::end(JobNumber job, std::string failure) {
    Running& run = running_.at(job);
    stop_feeding(run);
    stop_reading(run);
    loop_.unwatch(run.child.ended_fd());
    ims_protocol::TransactionEnd outcome;
    if (failure.empty()) {
        // What it wrote before its end is there now; another one may still hold the pipe.
        for (std::size_t before = run.reply.size() + 1;
             run.reply.size() <= kLargestReply && before != run.reply.size();) {
            before = run.reply.size();
            if (!run.child.read(run.reply)) break;
        }
        failure = run.child.reap();
    }
    if (failure.empty()) {
        auto reply = reply_of_text(run.reply);
        if (reply) outcome.output = std::move(*reply);
        if (!reply) failure = "its reply has " + reply.error().what;
    }
    outcome.failed = !failure.empty();
    outcome.why = std::move(failure);
    running_.erase(job);
    done_(job, std::move(outcome));
    start_some();
}

}  // namespace ptkt::ims_receiver
