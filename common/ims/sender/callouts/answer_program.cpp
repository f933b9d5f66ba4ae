#include "common/ims/sender/callouts/answer_program.hpp"

#include <utility>

#include "common/ims/wire/numbers.hpp"

namespace ptkt::ims_sender {

using net::Ready;

/// What cannot be run ends at the next look at the time, so that nobody is called back from here.
void AnswerProgram::start(const std::string& command, const net::Variables& variables,
                          std::string input, net::TimePoint until) {
    outcome_ = {};
    input_ = std::move(input);
    until_ = until;
    auto child = net::Child::start(command, variables);
    base::Status watched = child ? base::Status() : child.error();
    if (child) child_.emplace(*std::move(child));
    if (watched) watched = loop_.watch(child_->input_fd(), Ready::Output, [this] { feed(); });
    if (watched) {
        watched = loop_.watch(child_->output_fd(), Ready::Input, [this] { collect(); });
        reads_ = watched.ok();
    }
    if (watched) watched = loop_.watch(child_->ended_fd(), Ready::Input, [this] { end({}); });
    if (watched) return;
    clear();
    outcome_ = {kFailed, watched.error().what, {}};
    has_failed_to_start_ = true;
    until_ = {};
}

void AnswerProgram::look_at_time(net::TimePoint now) {
    if (now < deadline()) return;
    if (std::exchange(has_failed_to_start_, false)) return ended_();
    end("not done in time");
}

/// A program need not read what it is told.
void AnswerProgram::feed() {
    const auto taken = child_->write(input_);
    if (taken) input_.erase(0, *taken);
    if (!taken || input_.empty()) stop_feeding();
}

void AnswerProgram::collect() {
    if (!child_->read(outcome_.reply)) stop_reading();
    if (outcome_.reply.size() > ims_wire::kLargestTmraTotal) end("its answer is too long");
}

void AnswerProgram::stop_feeding() {
    if (child_->input_fd() < 0) return;
    loop_.unwatch(child_->input_fd());
    child_->close_input();
}

void AnswerProgram::stop_reading() {
    if (std::exchange(reads_, false)) loop_.unwatch(child_->output_fd());
}

/// Without a failure of ours: the program has ended by itself. What it wrote before its end is
/// there now; another one may still hold the pipe.
void AnswerProgram::end(const std::string& failure) {
    stop_feeding();
    stop_reading();
    loop_.unwatch(child_->ended_fd());
    outcome_.why = failure;
    if (failure.empty()) {
        for (std::size_t before = outcome_.reply.size() + 1; before != outcome_.reply.size();) {
            before = outcome_.reply.size();
            if (!child_->read(outcome_.reply)) break;
        }
        outcome_.why = child_->reap();
    }
    if (!outcome_.why.empty()) {
        const int status = failure.empty() ? child_->exit_status() : 0;
        outcome_.reason = status > 0 ? static_cast<std::uint16_t>(status) : kFailed;
    }
    child_.reset();
    ended_();
}

void AnswerProgram::clear() {
    if (!child_) return;
    stop_feeding();
    stop_reading();
    loop_.unwatch(child_->ended_fd());
    child_.reset();
}

}  // namespace ptkt::ims_sender
