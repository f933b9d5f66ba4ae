#include "common/racf/replay/cache.hpp"

#include <algorithm>

#include "common/racf/replay/hold.hpp"

namespace ptkt::replay {

/// One change of the file: the header with its number is written before the first record of it, and
/// not at all when there is nothing to record.
class ReplayChange {
  public:
    /// `begun`: the header was written already.
    ReplayChange(const ReplayFile& file, ReplayHeader& header, bool begun)
        : file_(file), header_(header), begun_(begun) {}

    [[nodiscard]] bool begun() const { return begun_; }
    [[nodiscard]] const ReplayHeader& header() const { return header_; }

    /// `place` is where it goes; without room there, more is made first.
    base::Status record(ReplayRecord record, const ReplayFile::Place& place, base::Instant over) {
        if (auto status = begin(); !status) return status;
        record.number = header_.number;
        auto free = place.free;
        record.floor = place.free_floor;
        while (!free) {
            if (auto grown = file_.grow(header_); !grown) return grown;
            if (auto written = file_.write(header_); !written) return written;
            const auto again = file_.look(header_, record.digest, over);
            if (!again) return again.error();
            free = again->free;
            record.floor = again->free_floor;
        }
        return file_.write(record, header_, *free);
    }

  private:
    base::Status begin() {
        if (std::exchange(begun_, true)) return {};
        ++header_.number;
        return file_.write(header_);
    }

    const ReplayFile& file_;
    ReplayHeader& header_;
    bool begun_;
};

namespace {

UseAnswer answer_of(const ReplayFile::Place& place, base::Instant floor, const TicketUse& use) {
    if (place.earlier)
        return {UseOutcome::Replayed, EarlierUse{place.earlier->when, place.earlier->source}, {}};
    floor = std::max(floor, place.floor);
    if (use.made <= floor) return {UseOutcome::BeforeFloor, {}, floor};
    return {UseOutcome::Fresh, {}, {}};
}

}  // namespace

/// Gives a file that is not as it was left the floor that the loss asks for.
base::Status ReplayCache::State::begin_after_loss(Held& held, ReplayHeader& header,
                                                  base::Instant clock) {
    const auto floor = held.floor_after_loss(header, clock);
    if (!floor) return floor.error();
    const base::Instant latest = held.latest(header);
    if (header.tables == 0) {
        if (auto made = held.make_file(latest, *floor); !made) return made;
        auto anew = file->header();
        if (!anew) return std::move(anew).error();
        header = std::move(*anew);
    }
    header.latest = std::max(latest, clock);
    header.floor = *floor;
    header.number = std::max({header.number, held.marked(), seen.number}) + kReplayLeap;
    return file->write(header);
}

/// What is known of the uses, and the records of those that are fresh; nothing when the file turns
/// out not to be as it was left.
base::Result<std::optional<std::vector<UseAnswer>>> ReplayCache::State::carry_out(
    ReplayChange& change, std::span<const TicketUse> uses, base::Instant now, base::Instant over) {
    std::vector<UseAnswer> answers;
    for (const TicketUse& use : uses) {
        const ReplayDigest digest = digest_of(use);
        const auto place = file->look(change.header(), digest, over);
        if (!place) return place.error();
        if (place->is_newer) return std::optional<std::vector<UseAnswer>>();
        answers.push_back(answer_of(*place, change.header().floor, use));
        if (answers.back().outcome != UseOutcome::Fresh) continue;
        ReplayRecord record{0, digest, now, use.made, kNever, std::string(use.source)};
        if (auto status = change.record(std::move(record), *place, over); !status)
            return std::move(status).error();
    }
    return std::optional(std::move(answers));
}

base::Result<std::vector<UseAnswer>> ReplayCache::State::record(std::span<const TicketUse> uses,
                                                                base::Instant now,
                                                                base::Instant clock) {
    auto held = Held::take(*this);
    if (!held) return std::move(held).error();
    auto found = held->look();
    if (!found) return std::move(found).error();
    const base::Instant over = std::min(now, clock) - kWidest;
    ReplayHeader& header = found->header;
    for (bool lost = found->lost;; lost = true) {
        if (lost)
            if (auto begun = begin_after_loss(*held, header, clock); !begun)
                return std::move(begun).error();
        header.latest = std::max(header.latest, clock);
        for (const TicketUse& use : uses)
            header.latest_made = std::max(header.latest_made, use.made);
        ReplayChange change(*file, header, lost);
        auto answers = carry_out(change, uses, now, over);
        if (!answers) return std::move(answers).error();
        if (!*answers) continue;  // with a number so far ahead that no record is newer
        if (!change.begun()) return std::move(**answers);
        if (auto left = held->leave(header); !left) return std::move(left).error();
        // Others may see the records from here on, and refuse what is in them; accepted is what
        // they stand for only when they are on the disk.
        held->let_go();
        if (auto synced = file->sync(); !synced) return std::move(synced).error();
        return std::move(**answers);
    }
}

ReplayCache::ReplayCache(std::unique_ptr<State> state) : state_(std::move(state)) {}
ReplayCache::ReplayCache(ReplayCache&&) noexcept = default;
ReplayCache& ReplayCache::operator=(ReplayCache&&) noexcept = default;
ReplayCache::~ReplayCache() = default;

base::Result<ReplayCache> ReplayCache::open(const files::Path& path, const files::Path& lock,
                                            const files::Path& witness,
                                            std::chrono::milliseconds time_limit) {
    auto state = std::make_unique<State>(path, lock, witness);
    state->time_limit = time_limit;
    auto held = State::Held::take(*state);
    if (!held) return std::move(held).error();
    if (auto found = held->look(); !found) return std::move(found).error();
    held->let_go();
    return ReplayCache(std::move(state));
}

void ReplayCache::set_time_limit(std::chrono::milliseconds time_limit) {
    state_->time_limit = time_limit;
}

base::Result<std::vector<UseAnswer>> ReplayCache::check_and_record(
    std::span<const TicketUse> uses, base::Instant now, std::optional<base::Instant> clock) {
    if (state_->broken)
        return base::fail(base::ErrorKind::Io,
                          "{} failed before: nothing is accepted until it is opened again",
                          state_->path.string());
    auto answers = state_->record(uses, now, clock.value_or(now));
    // After a failed sync the kernel may call pages clean that never reached the disk, so nothing
    // that this descriptor still says can be trusted.
    if (!answers && answers.error().kind != base::ErrorKind::TryAgain) state_->broken = true;
    return answers;
}

base::Result<UseAnswer> ReplayCache::look_up(const TicketUse& use) {
    auto held = State::Held::take(*state_);
    if (!held) return std::move(held).error();
    const auto found = held->look();
    if (!found) return found.error();
    ReplayFile::Place place;
    const bool is_file = found->header.tables != 0;
    if (is_file) {
        auto looked = state_->file->look(found->header, digest_of(use), kNever);
        if (!looked) return std::move(looked).error();
        place = std::move(*looked);
    }
    // The floor that a lost file will get is not written here: looking changes nothing. A record
    // that is newer than the header is a loss for the step that records, so it is one here.
    base::Instant floor = found->header.floor;
    if (found->lost || place.is_newer) {
        const auto after = held->floor_after_loss(found->header, use.made);
        if (!after) return after.error();
        floor = *after;
    }
    if (!is_file) return UseAnswer{UseOutcome::BeforeFloor, {}, floor};
    return answer_of(place, floor, use);
}

}  // namespace ptkt::replay
