#include "common/ims/sign_on/explainer.hpp"

#include <sys/resource.h>

#include <csignal>
#include <system_error>

#include "common/racf/diagnosis/explain.hpp"

namespace ptkt::ims_sign_on {

namespace {

constexpr std::size_t kMostQuestions = 64;

/// On Linux a process number of 0 is the calling thread's.
void be_of_lowest_priority() {
    constexpr int kLowest = 19;
    // Where it is not possible, the rate alone keeps it cheap.
    static_cast<void>(::setpriority(PRIO_PROCESS, 0, kLowest));
}

}  // namespace

json::Json explained_fields(const Explained& one) {
    json::Json fields = json::Json::object();
    fields.set("peer", one.source)
        .set("user", one.user)
        .set("appl", one.appl)
        .set("reason", one.reason)
        .set("cause", one.cause.empty() ? json::Json() : json::Json(one.cause))
        .set("detail", one.finding)
        .set("do", one.todo.empty() ? json::Json() : json::Json(one.todo))
        .set("chance", one.chance ? json::Json(*one.chance) : json::Json());
    return fields;
}

Explainer::Explainer(std::unique_ptr<store::Store> store, std::vector<racf::ApplName> more_appls)
    : store_(std::move(store)) {
    scope_.more_appls = std::move(more_appls);
    scope_.most_profiles = kMostProfiles;
}

Explainer::~Explainer() {
    finish();
}

void Explainer::ask(const authorization::SignOn& sign_on, const authorization::Decision& decision) {
    if (!limit_.take(sign_on.source, std::chrono::steady_clock::now())) return leave_out();
    Question question{sign_on, base::Secret(base::as_bytes(sign_on.ticket)), decision};
    question.sign_on.ticket = {};
    {
        const std::lock_guard lock(mutex_);
        if (ends_ || questions_.size() >= kMostQuestions) {
            ++left_out_;
            return;
        }
        questions_.push_back(std::move(question));
    }
    changed_.notify_all();
    if (thread_.joinable()) return;
    begin();
}

void Explainer::leave_out() {
    const std::lock_guard lock(mutex_);
    ++left_out_;
}

std::size_t Explainer::take_left_out() {
    const std::lock_guard lock(mutex_);
    return std::exchange(left_out_, 0);
}

/// Signals are for the thread that began the program.
void Explainer::begin() {
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, &before);
    try {
        thread_ = std::thread([this] { run(); });
    } catch (const std::system_error&) {
        // There is no thread to be had now. The next refusal tries again.
        const std::lock_guard lock(mutex_);
        left_out_ += questions_.size();
        questions_.clear();
    }
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

std::list<Explained> Explainer::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(explained_, {});
}

bool Explainer::has_answers() const {
    const std::lock_guard lock(mutex_);
    return !explained_.empty();
}

bool Explainer::is_at_work() const {
    const std::lock_guard lock(mutex_);
    return is_busy_ || !questions_.empty() || !explained_.empty();
}

void Explainer::finish() {
    if (!thread_.joinable()) return;
    {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, kLastTimeLimit, [this] { return questions_.empty() && !is_busy_; });
        left_out_ += questions_.size();
        questions_.clear();
        ends_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void Explainer::run() {
    be_of_lowest_priority();
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return ends_ || !questions_.empty(); });
        if (ends_) return;
        const Question question = std::move(questions_.front());
        questions_.pop_front();
        is_busy_ = true;
        lock.unlock();
        auto answer = explain(question);
        lock.lock();
        is_busy_ = false;
        if (answer.empty()) ++left_out_;
        explained_.splice(explained_.end(), answer);
        changed_.notify_all();
    }
}

/// Nothing where it cannot be explained, since the store cannot be read or there is no memory: the
/// refusal itself has been reported.
std::list<Explained> Explainer::explain(const Question& question) try {
    const authorization::Decision& decision = question.decision;
    std::list<Explained> one(1);
    Explained& answer = one.front();
    answer = Explained{question.sign_on.source, decision.user.str(), decision.appl.str(),
                       std::string(authorization::to_string(decision.reason)), decision.now};
    authorization::SignOn sign_on = question.sign_on;
    sign_on.ticket = base::as_text(question.ticket.view());
    const auto evidence = diagnosis::collect(*store_, sign_on, decision, scope_);
    if (!evidence) return {};
    const auto explanation = diagnosis::explain(*evidence, {}, 1);
    if (explanation.findings.empty()) {
        answer.finding = fmt::format("none of {} hypotheses explains the ticket",
                                     explanation.searched.hypotheses);
    } else {
        const diagnosis::Finding& first = explanation.findings.front();
        answer.cause = diagnosis::to_string(first.cause);
        answer.finding = first.what;
        answer.todo = first.todo;
        answer.chance = first.chance;
    }
    return one;
} catch (const std::exception&) {
    return {};
}

}  // namespace ptkt::ims_sign_on
