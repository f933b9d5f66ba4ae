#include "tools/replay-postgresql/engine.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <thread>
#include <utility>

#include "tools/replay-postgresql/schema.hpp"

namespace ptkt::replay_postgresql {

namespace {

/// How often partitions are looked after; a slot is ten minutes long, and six are made ahead.
constexpr std::chrono::seconds kBetweenKeeps{60};
constexpr std::chrono::seconds kBetweenKeepsForSlot{1};

/// Between two looks at a standby that is not there yet: a fraction of what a commit takes.
constexpr std::chrono::microseconds kBetweenStandbyLooks{200};

template <typename Number>
Number number_of(const std::string& text) {
    Number number{};
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// What may be tried again at once: nothing was committed.
bool is_rolled_back(const std::string& code) {
    constexpr std::array<std::string_view, 3> kCodes{"40P01", "40001", "55P03"};
    return std::ranges::find(kCodes, code) != kCodes.end();
}

base::Error refused(std::string why) {
    return base::fail(base::ErrorKind::Config, "{}", std::move(why));
}

/// Two arrays as PostgreSQL writes them, of the slots and of the digests.
Query insert_of(std::span<const Question> questions) {
    std::string slots = "{";
    std::string digests = "{";
    for (const Question& one : questions) {
        if (slots.size() > 1) slots += ',', digests += ',';
        slots += std::to_string(one.slot);
        digests += "\"\\\\x" + one.digest + '"';
    }
    return {"used", {slots + '}', digests + '}'}, true};
}

using Key = std::string;
Key key_of(const Question& one) {
    return fmt::format("{} {}", one.slot, one.digest);
}

}  // namespace

State State::of(const Answer& answer) {
    State state;
    state.epoch = answer.text(0, 0);
    state.in_recovery = answer.text(0, 1) == "t";
    state.standby_names = answer.text(0, 2);
    state.commits = answer.text(0, 3);
    state.log_end = number_of<std::int64_t>(answer.text(0, 4));
    state.standby_is_known = !answer.is_null(0, 5);
    state.flushed = number_of<std::int64_t>(answer.text(0, 5));
    return state;
}

std::string State::fault() const {
    if (in_recovery) return "the server is a standby";
    if (standby_names.empty())
        return "synchronous_standby_names is empty: a commit is on one disk, and lost at a "
               "failover";
    if (commits != "on" && commits != "remote_apply")
        return fmt::format(
            "synchronous_commit is {}: a commit does not wait for the standby's disk", commits);
    return "";
}

base::Status Engine::check_group(const std::string& key_check, TimePoint deadline) {
    auto group = connection_.ask({kGroup, {}}, deadline);
    if (!group) return std::move(group).error();
    if (group->count() != 1 || group->text(0, 0) != "1")
        return refused("the table of used tickets is of another version");
    if (group->text(0, 1) != key_check)
        return refused("the table of used tickets belongs to receivers with another group key");
    return {};
}

base::Result<Engine> Engine::open(const std::string& url, const std::string& key_check) {
    return open_first<Engine>(url, Clock::now() + kTimeLimit,
                              [&key_check](const Target& target, TimePoint deadline) {
                                  return open_at(target, key_check, deadline);
                              });
}

base::Result<Engine> Engine::open_at(const Target& target, const std::string& key_check,
                                     TimePoint deadline) {
    auto connection = Connection::open(target, deadline);
    if (!connection) return std::move(connection).error();
    Engine engine(std::move(*connection));
    if (auto its = engine.check_group(key_check, deadline); !its) return std::move(its).error();
    for (const auto& [name, text] :
         {std::pair("used", kInsert), std::pair("state", kState), std::pair("keep", kKeep)})
        if (auto done = engine.connection_.prepare(name, text, deadline); !done)
            return std::move(done).error();
    auto first = engine.connection_.ask({"state", {}, true}, deadline);
    if (!first) return std::move(first).error();
    engine.state_ = State::of(*first);
    if (const auto fault = engine.state_.fault(); !fault.empty()) return refused(fault);
    if (auto kept = engine.keep(deadline); !kept) return std::move(kept).error();
    if (auto looked = engine.look(deadline); !looked) return std::move(looked).error();
    return engine;
}

base::Status Engine::keep(TimePoint deadline) {
    auto kept = connection_.ask({"keep", {}, true}, deadline);
    if (!kept) return std::move(kept).error();
    first_ = number_of<std::int32_t>(kept->text(0, 0));
    past_ = number_of<std::int32_t>(kept->text(0, 1));
    kept_ = Clock::now();
    return {};
}

/// A server that protects no more, or is another than before, is left.
base::Status Engine::take(const State& state) {
    if (const auto fault = state.fault(); !fault.empty()) return refused(fault);
    if (state.epoch != state_.epoch) return refused("the server has become another");
    if (auto warning = connection_.take_warning()) return refused(*std::move(warning));
    state_ = state;
    return {};
}

/// The proof of a commit is a synchronous standby that has the log up to its end on its disk. That
/// a statement succeeded proves nothing: a cancelled wait looks the same but for a warning, one
/// that ended since the names were emptied looks the same entirely, and a server that has just
/// started, or has just been told of its standbys, may not wait at all.
base::Status Engine::await_standby(std::int64_t end, TimePoint deadline) {
    while (!state_.standby_is_known || state_.flushed < end) {
        if (Clock::now() >= deadline)
            return refused("no synchronous standby has confirmed what was committed");
        std::this_thread::sleep_for(kBetweenStandbyLooks);
        auto again = connection_.ask({"state", {}, true}, deadline);
        if (!again) return std::move(again).error();
        if (auto taken = take(State::of(*again)); !taken) return taken;
    }
    return {};
}

base::Status Engine::look(TimePoint deadline) {
    auto now = connection_.ask({"state", {}, true}, deadline);
    if (!now) return std::move(now).error();
    if (auto taken = take(State::of(*now)); !taken) return taken;
    if (auto there = await_standby(state_.log_end, deadline); !there) return there;
    return Clock::now() - kept_ >= kBetweenKeeps ? keep(deadline) : base::Status();
}

base::Result<std::vector<Outcome>> Engine::record(std::span<const Question> questions,
                                                  TimePoint deadline) {
    const std::array<Query, 2> both{insert_of(questions), Query{"state", {}, true}};
    for (;;) {
        auto answers = connection_.exchange(both, deadline);
        if (!answers) return std::move(answers).error();
        const Answer& rows = answers->at(0);
        const Answer& state = answers->at(1);
        if (!state.ok()) return refused(state.error);
        if (!rows.code.empty() && is_rolled_back(rows.code) && Clock::now() < deadline) continue;
        if (!rows.ok()) return refused(rows.error);
        if (auto taken = take(State::of(state)); !taken) return std::move(taken).error();
        if (auto there = await_standby(state_.log_end, deadline); !there)
            return std::move(there).error();
        std::map<Key, std::size_t> fresh;
        for (int i = 0; i < rows.count(); ++i)
            fresh.emplace(rows.text(i, 0), 1);
        std::vector<Outcome> outcomes;
        for (const Question& one : questions) {
            // Of two equal ones in a group the first is fresh.
            const bool is_fresh = fresh.erase(key_of(one)) == 1;
            outcomes.push_back(is_fresh ? Outcome::Fresh : Outcome::Used);
        }
        return outcomes;
    }
}

/// A slot without a partition would make the statement fail for all.
base::Result<std::vector<Outcome>> Engine::use(std::span<const Question> questions) {
    const TimePoint deadline = Clock::now() + kTimeLimit;
    const auto has_place = [this](const Question& one) {
        return one.slot >= first_ && one.slot < past_;
    };
    if (!std::ranges::all_of(questions, has_place) && Clock::now() - kept_ >= kBetweenKeepsForSlot)
        if (auto kept = keep(deadline); !kept) return std::move(kept).error();
    std::vector<Question> asked;
    std::ranges::copy_if(questions, std::back_inserter(asked), has_place);
    std::vector<Outcome> answered;
    if (!asked.empty()) {
        auto recorded = record(asked, deadline);
        if (!recorded) return std::move(recorded).error();
        answered = std::move(*recorded);
    }
    std::vector<Outcome> outcomes;
    auto next = answered.begin();
    for (const Question& one : questions)
        outcomes.push_back(has_place(one) ? *next++ : Outcome::Unknown);
    return outcomes;
}

}  // namespace ptkt::replay_postgresql
