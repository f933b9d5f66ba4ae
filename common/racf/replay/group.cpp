#include "common/racf/replay/group.hpp"

#include <charconv>
#include <stdexcept>

#include "common/base/text/ascii.hpp"
#include "common/base/text/hex.hpp"
#include "common/crypto/hash.hpp"

namespace ptkt::replay {

namespace {

constexpr std::int64_t kSlotSeconds = 600;
constexpr std::size_t kGroupDigestSize = 32;
constexpr std::size_t kLongestGroupLine = 1'000;

std::string_view first_word(std::string_view& line) {
    const auto end = line.find(' ');
    const auto word = line.substr(0, end);
    line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
    return word;
}

template <typename Value>
std::optional<Value> group_number_of(std::string_view text) {
    Value value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

}  // namespace

std::string_view to_string(GroupOutcome outcome) {
    switch (outcome) {
        case GroupOutcome::Fresh:
            return "fresh";
        case GroupOutcome::Used:
            return "used";
        case GroupOutcome::BeforeFloor:
            return "before-floor";
        case GroupOutcome::Unknown:
            return "unknown";
    }
    throw std::logic_error("unknown outcome of a group");
}

std::string GroupKey::digest_of(std::string_view text) const {
    const auto digest = crypto::HmacSha512(key_).digest(base::as_bytes(text));
    std::string digits = base::to_hex(base::ByteView(digest).first(kGroupDigestSize));
    for (char& digit : digits)
        if (digit >= 'A') digit = static_cast<char>(digit - 'A' + 'a');
    return digits;
}

/// No name has a line break in it, so the parts cannot be confused.
std::string GroupKey::digest_of(const GroupUse& use) const {
    return digest_of(
        fmt::format("{}\n{}\n{}\n{}", use.user, use.appl, use.kind, base::to_seconds(use.made)));
}

std::int64_t GroupKey::slot_of(const GroupUse& use) {
    return base::to_seconds(use.made) / kSlotSeconds;
}

GroupDialogue::Number GroupDialogue::ask(const GroupUse& use, std::string& line) {
    const Number number = ++last_;
    line = fmt::format("{} {} {}\n", number, GroupKey::slot_of(use), key_.digest_of(use));
    asked_.emplace(number, use.made);
    return number;
}

void GroupDialogue::take(std::string_view bytes, base::Instant now) {
    input_ += bytes;
    std::size_t begin = 0;
    for (std::size_t end = input_.find('\n'); end != std::string::npos;
         end = input_.find('\n', begin)) {
        const std::string line = input_.substr(begin, end - begin);
        begin = end + 1;
        take_line(line, now);
    }
    input_.erase(0, begin);
    if (input_.size() <= kLongestGroupLine) return;
    input_.clear();
    be_away("the program that asks the engine wrote an endless line");
}

void GroupDialogue::take_line(std::string_view line, base::Instant now) {
    const std::string whole(line);
    const auto word = first_word(line);
    if (word == "ready") return take_ready(line, now);
    // With several hosts it has a reason for each.
    constexpr std::size_t kMostOfAReason = 600;
    if (word == "away") return be_away(base::printable(line, kMostOfAReason));
    if (group_number_of<Number>(word)) return take_answer(word, line);
    be_away("the program that asks the engine wrote: " + base::printable(whole));
}

void GroupDialogue::take_ready(std::string_view words, base::Instant now) {
    const auto identity = first_word(words);
    const auto position = group_number_of<std::int64_t>(words);
    if (!position) return be_away("the program that asks the engine does not say its position");
    if (auto kept = epoch_.take(identity, *position, now); !kept)
        return be_away(std::move(kept).error().what);
    standing_ = Standing::Ready;
    why_.clear();
}

void GroupDialogue::take_answer(std::string_view number, std::string_view word) {
    const auto asked = asked_.find(*group_number_of<Number>(number));
    if (asked == asked_.end()) return;  // it was given up
    answers_.push_back({asked->first, answer_of(word, asked->second)});
    asked_.erase(asked);
}

/// Only an engine that is known to be the same as before is believed.
GroupAnswer GroupDialogue::answer_of(std::string_view word, base::Instant made) const {
    if (word == "used") return {GroupOutcome::Used, {}, {}};
    if (word != "fresh")
        return {GroupOutcome::Unknown, why_.empty() ? "the engine did not say" : why_, {}};
    if (standing_ != Standing::Ready) return {GroupOutcome::Unknown, why_, {}};
    const auto floor = epoch_.floor();
    if (floor && made <= *floor) return {GroupOutcome::BeforeFloor, {}, floor};
    return {GroupOutcome::Fresh, {}, {}};
}

void GroupDialogue::be_away(std::string why) {
    standing_ = Standing::Away;
    why_ = std::move(why);
}

void GroupDialogue::lose(std::string why) {
    be_away(std::move(why));
    input_.clear();
    for (const auto& [number, made] : std::exchange(asked_, {}))
        answers_.push_back({number, {GroupOutcome::Unknown, why_, {}}});
}

}  // namespace ptkt::replay
