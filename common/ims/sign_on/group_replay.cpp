#include "common/ims/sign_on/group_replay.hpp"

#include <poll.h>

#include <algorithm>

namespace ptkt::ims_sign_on {

namespace {

using replay::GroupAnswer;
using replay::GroupDialogue;
using replay::GroupOutcome;

/// How often a helper that has ended is started again, and a silent one noticed.
constexpr std::chrono::seconds kBetweenGroupLooks{1};

/// A helper that does not read has that much to read already: it is not asked more.
constexpr std::size_t kLongestGroupInput = std::size_t{4} << 20;

}  // namespace

base::Result<replay::GroupKey> group_key_of(const store::Store& store) {
    auto key = store.keys().get(std::string(store::kGroupKeyLabel), store::VaultKind::Hmac);
    if (key) return replay::GroupKey(std::move(*key));
    if (key.error().kind != base::ErrorKind::NotFound) return std::move(key).error();
    return base::with_hint(
        base::fail(base::ErrorKind::Config, "the store has no group key (key {})",
                   store::kGroupKeyLabel),
        "run 'racf-admin replay init URL' at the first receiver; the others need the same store");
}

base::Result<std::unique_ptr<GroupReplay>> GroupReplay::open(GroupHelper helper,
                                                             const store::Store& store, Now now) {
    auto key = group_key_of(store);
    if (!key) return std::move(key).error();
    const store::Layout& layout = store.layout();
    auto epoch = replay::EpochKeeper::open(layout.replay_epoch(), layout.replay_settings());
    if (!epoch) return std::move(epoch).error();
    std::unique_ptr<GroupReplay> group(new GroupReplay(
        std::move(helper), GroupDialogue(std::move(*key), std::move(*epoch)), std::move(now)));
    if (auto started = group->start(); !started) return std::move(started).error();
    const auto deadline = net::system_clock().now() + kTimeLimit;
    while (group->dialogue_.standing() == GroupDialogue::Standing::Unheard)
        if (!group->wait(deadline)) break;
    if (group->is_ready()) return group;
    const std::string& why = group->dialogue_.why();
    return base::with_hint(base::fail(base::ErrorKind::Unavailable,
                                      "the shared table of used tickets cannot be used: {}",
                                      why.empty() ? "no answer in time" : why),
                           "'racf-admin replay check URL' judges the server");
}

base::Status GroupReplay::start() {
    auto child = net::Child::run(helper_.program, {helper_.program, helper_.url}, {});
    if (!child) return std::move(child).error();
    child_.emplace(std::move(*child));
    input_ = dialogue_.greeting();
    if (loop_ != nullptr) watch();
    return {};
}

void GroupReplay::stop() {
    input_watch_.reset();
    output_watch_.reset();
    child_.reset();
    input_.clear();
    static_cast<void>(dialogue_.settle());
}

void GroupReplay::use(net::Loop& loop) {
    loop_ = &loop;
    timer_.emplace(loop, [this] { look_after(); });
    timer_->set(loop.now() + kBetweenGroupLooks);
    if (child_) watch();
}

void GroupReplay::watch() {
    output_watch_.emplace(*loop_, [this] { read(); });
    input_watch_.emplace(*loop_, [this] { write(); });
    if (!output_watch_->set(child_->output_fd(), {true, false})) return lose("cannot be watched");
    if (!input_.empty()) write();
}

void GroupReplay::write() {
    if (!child_) return;
    const auto taken = child_->write(input_);
    if (!taken) return lose("the program that asks the engine has closed its input");
    input_.erase(0, *taken);
    if (loop_ == nullptr) return;
    if (input_.empty()) return input_watch_->clear();
    if (!input_watch_->set(child_->input_fd(), {false, true})) lose("cannot be watched");
}

void GroupReplay::read() {
    if (!child_) return;
    std::string text;
    const bool goes_on = child_->read(text);
    dialogue_.take(text, now_());
    if (!goes_on) return lose("the program that asks the engine has ended");
    hand_out();
}

void GroupReplay::lose(const std::string& why) {
    stop();
    // What it said of its engine before it ended says more.
    const bool is_known = dialogue_.standing() == GroupDialogue::Standing::Away;
    dialogue_.lose(is_known ? dialogue_.why() : why);
    hand_out();
}

/// Answers in the order in which they came; a whole group at once.
void GroupReplay::hand_out() {
    for (auto& [number, answer] : dialogue_.take_answers()) {
        const auto found = places_.find(number);
        if (found == places_.end()) continue;
        const Place place = std::move(found->second);
        places_.erase(found);
        ++counts_[std::string(to_string(answer.outcome))];
        place.asked->answers[place.index] = std::move(answer);
        if (--place.asked->missing == 0) place.asked->done(std::move(place.asked->answers));
    }
    if (dialogue_.standing() == GroupDialogue::Standing::Unheard) return;
    if (std::exchange(is_told_, true) && said_ == dialogue_.why()) return;
    said_ = dialogue_.why();
    if (on_change) on_change(said_);
}

void GroupReplay::look_after() {
    timer_->set(loop_->now() + kBetweenGroupLooks);
    const bool is_silent =
        !places_.empty() && loop_->now() - places_.begin()->second.asked->since >= kTimeLimit;
    if (is_silent) return lose("the program that asks the engine does not answer");
    if (!child_)
        if (auto started = start(); !started) return lose(started.error().what);
    if (auto settled = dialogue_.settle(); !settled) lose(settled.error().what);
}

void GroupReplay::ask(const std::vector<replay::GroupUse>& uses, Done done) {
    if (uses.empty()) return done({});
    const auto now = loop_ != nullptr ? loop_->now() : net::system_clock().now();
    const auto asked =
        std::make_shared<Asked>(Asked{Answers(uses.size()), uses.size(), std::move(done), now});
    std::string line;
    for (std::size_t i = 0; i < uses.size(); ++i) {
        places_.emplace(dialogue_.ask(uses[i], line), Place{asked, i});
        input_ += line;
    }
    if (!child_) return lose(dialogue_.why());
    if (input_.size() > kLongestGroupInput)
        return lose("the program that asks the engine does not read");
    write();
}

/// False: the deadline has come, or the helper has gone.
bool GroupReplay::wait(net::TimePoint deadline) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - net::system_clock().now());
    if (left.count() <= 0 || !child_) return false;
    std::array<pollfd, 2> both{pollfd{child_->output_fd(), POLLIN, 0},
                               pollfd{input_.empty() ? -1 : child_->input_fd(), POLLOUT, 0}};
    if (::poll(both.data(), both.size(), static_cast<int>(left.count())) <= 0) return true;
    if (both[1].revents != 0) write();
    if (both[0].revents != 0) read();
    return true;
}

GroupReplay::Answers GroupReplay::ask_and_wait(const std::vector<replay::GroupUse>& uses) {
    if (uses.empty()) return {};
    std::optional<Answers> answers;
    if (!child_)
        if (auto started = start(); !started) lose(started.error().what);
    ask(uses, [&](Answers all) { answers = std::move(all); });
    const auto deadline = net::system_clock().now() + kTimeLimit;
    while (!answers && wait(deadline)) {
    }
    if (!answers) lose("the program that asks the engine does not answer");
    return std::move(answers).value_or(Answers(uses.size()));
}

void GroupReplay::abandon() {
    timer_.reset();
    on_change = nullptr;
    lose("the receiver ends");
}

}  // namespace ptkt::ims_sign_on
