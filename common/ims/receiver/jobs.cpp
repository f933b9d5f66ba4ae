#include "common/ims/receiver/jobs.hpp"

#include "common/ims/receiver/coprocess.hpp"
#include "common/ims/receiver/exec_application.hpp"

namespace ptkt::ims_receiver {

using ims_protocol::TransactionEnd;

void Jobs::start(Application::Async async) {
    const Settings& settings = context_.settings;
    net::Loop& loop = *context_.loop;
    const auto done = [this](JobNumber job, TransactionEnd outcome) {
        finished(job, std::move(outcome));
    };
    if (settings.exec) {
        application_ = std::make_unique<ExecApplication>(
            ExecApplication::Settings{*settings.exec, static_cast<std::size_t>(settings.parallel),
                                      settings.time_limit, settings.encoding},
            loop, done);
    } else if (settings.coprocess) {
        application_ = std::make_unique<Coprocess>(
            *settings.coprocess, settings.encoding, loop, done, std::move(async),
            [this](std::string_view text) { context_.reporter.line(text); });
    }
}

JobNumber Jobs::submit(const Taken& taken, Done done) {
    const auto job = jobs_.emplace(++last_, std::move(done)).first;
    try {
        application_->submit(last_, taken);
    } catch (...) {
        jobs_.erase(job);
        throw;
    }
    return last_;
}

void Jobs::finished(JobNumber number, TransactionEnd outcome) {
    const auto found = jobs_.find(number);
    if (found == jobs_.end()) return;
    const Done done = std::move(found->second);
    jobs_.erase(found);
    done(number, std::move(outcome));
}

}  // namespace ptkt::ims_receiver
