// What is done to the cache beside its steps: it is made, examined, and made again.
#include "common/racf/replay/hold.hpp"

namespace ptkt::replay {

namespace {

std::optional<base::Instant> unless_never(base::Instant when) {
    return when == kNever ? std::nullopt : std::optional(when);
}

}  // namespace

base::Status ReplayCache::create(const files::Path& path, const files::Path& lock,
                                 const files::Path& witness) {
    State state(path, lock, witness);
    auto held = State::Held::take(state);
    if (!held) return std::move(held).error();
    if (auto made = held->make_file(kNever, kNever); !made) return made;
    const auto header = state.file->header();
    if (!header) return header.error();
    return held->leave(*header);
}

base::Result<ReplayState> ReplayCache::inspect(base::Instant clock) {
    auto held = State::Held::take(*state_);
    if (!held) return std::move(held).error();
    const auto found = held->look();
    if (!found) return found.error();
    ReplayState state;
    state.known = !found->lost;
    state.floor = unless_never(found->header.floor);
    state.latest = unless_never(held->latest(found->header));
    if (found->header.tables != 0) {
        const std::uint64_t name = state_->witness_name(found->header);
        for (const std::uint64_t one : {name, ~name})
            if (auto damage = state_->witness->damage(one))
                state.witness_damaged.push_back(*std::move(damage));
    }
    if (found->lost) {
        const auto floor = held->floor_after_loss(found->header, clock);
        if (!floor) return floor.error();
        state.floor = *floor;
    }
    if (found->header.tables == 0) return state;
    if (auto read = state_->file->read_all(
            found->header, [&](const ReplayRecord&) { ++state.records; },
            [&](std::uint64_t offset) { state.damaged.push_back(offset); });
        !read)
        return std::move(read).error();
    return state;
}

base::Result<AcceptedLoss> ReplayCache::accept_loss(const files::Path& path,
                                                    const files::Path& lock, base::Instant clock,
                                                    const files::Path& witness) {
    State state(path, lock, witness);
    auto held = State::Held::take(state);
    if (!held) return std::move(held).error();
    AcceptedLoss accepted;
    std::vector<ReplayRecord> kept;
    if (const auto found = held->look(); found && found->header.tables != 0) {
        const ReplayHeader& header = found->header;
        accepted.floor = unless_never(header.floor);
        if (found->lost)
            if (const auto floor = held->floor_after_loss(header, clock)) accepted.floor = *floor;
        // A record that was made under a clock far ahead stays: its ticket holds when that comes.
        const auto keep = [&](ReplayRecord record) {
            record.floor = kNever;
            if (record.made >= clock - kWidest) kept.push_back(std::move(record));
        };
        if (auto read =
                state.file->read_all(header, keep, [&](std::uint64_t) { ++accepted.damaged; });
            !read)
            return std::move(read).error();
    }
    accepted.kept = kept.size();
    if (auto made = held->make_file(clock, kNever, kept); !made) return std::move(made).error();
    const auto header = state.file->header();
    if (!header) return header.error();
    if (auto left = held->leave(*header); !left) return std::move(left).error();
    return accepted;
}

}  // namespace ptkt::replay
