#include "common/racf/replay/hold.hpp"

#include <algorithm>

#include "common/base/mixed_sum.hpp"
#include "common/crypto/hash.hpp"
#include "common/crypto/random.hpp"

namespace ptkt::replay {

namespace {

base::Result<ReplayId> new_id() {
    const auto random = crypto::random_bytes(std::tuple_size_v<ReplayId>);
    if (!random) return random.error();
    ReplayId id;
    std::ranges::copy(random->view(), id.begin());
    return id;
}

/// The database of earlier versions, which lay beside the file. What it knew is lost knowledge
/// once it is gone: the missing file that comes after it has a floor.
files::Path former(const files::Path& path) {
    return files::Path(path).replace_extension(".mdb");
}

}  // namespace

ReplayDigest digest_of(const TicketUse& use) {
    base::ByteWriter whole;
    whole.text16(use.user).text16(use.appl).text16(use.ticket);
    const crypto::Sha512Digest digest = crypto::sha512(whole.bytes());
    ReplayDigest kept;
    std::copy_n(digest.begin(), kept.size(), kept.begin());
    return kept;
}

base::Status ReplayCache::State::reopen() {
    file.reset();
    auto opened = ReplayFile::open(path);
    if (!opened) return std::move(opened).error();
    const auto found = opened->file().stamp();
    if (!found) return found.error();
    const auto owner = opened->file().owner();
    if (!owner) return owner.error();
    stamp = *found;
    witness = files::Witness::of(*owner, witness_path);
    file = std::move(*opened);
    return {};
}

std::uint64_t ReplayCache::State::witness_name(const ReplayHeader& header) const {
    return base::mixed(base::mixed(base::mixed_sum(1, header.id), stamp.device), stamp.inode);
}

base::Result<ReplayCache::State::Held> ReplayCache::State::Held::take(State& state) {
    auto lock = files::FileLock::acquire(state.lock_path, state.time_limit);
    if (!lock) return std::move(lock).error();
    const auto note = lock->note();
    if (!note) return note.error();
    return Held(state, std::move(*lock), ReplayMark::parse(*note));
}

base::Result<ReplayCache::State::Held::Found> ReplayCache::State::Held::look() {
    const auto there = files::stamp(state_.path);
    if (!there) return Found{{}, true};
    if (!state_.file || there->device != state_.stamp.device || there->inode != state_.stamp.inode)
        if (auto status = state_.reopen(); !status) return std::move(status).error();
    auto header = state_.file->header();
    if (!header) return std::move(header).error();
    const bool lost = !is_as_it_was_left(*header, *there);
    return Found{std::move(*header), lost};
}

base::Result<base::Instant> ReplayCache::State::Held::floor_after_loss(const ReplayHeader& header,
                                                                       base::Instant clock) const {
    const auto future = read_replay_future(files::Path(state_.path).replace_extension(".toml"));
    if (!future) return future.error();
    // A clock that was set back since must not make the lost uses look younger than they are,
    // nor a future that was made shorter.
    const base::Instant by_clock = std::max(clock, latest(header)) + *future;
    return std::max(
        {by_clock, header.floor, header.latest_made, mark_ ? mark_->latest_made : kNever});
}

base::Instant ReplayCache::State::Held::latest(const ReplayHeader& header) const {
    base::Instant latest = std::max(header.latest, mark_ ? mark_->latest : kNever);
    // Of a store that was put back as a whole, only the running system knows its later clocks.
    if (header.tables != 0)
        if (const auto seconds = state_.witness->last(~state_.witness_name(header)))
            latest = std::max(latest, base::instant(static_cast<std::int64_t>(*seconds)));
    return latest;
}

base::Status ReplayCache::State::Held::make_file(base::Instant latest, base::Instant floor,
                                                 const std::vector<ReplayRecord>& records) {
    const auto id = new_id();
    if (!id) return id.error();
    ReplayHeader header{*id, 1};
    header.latest = latest;
    header.floor = floor;
    for (const ReplayRecord& record : records)
        header.latest_made = std::max(header.latest_made, record.made);
    if (auto made = ReplayFile::make(state_.path, header, records); !made) return made;
    if (auto gone = files::remove_durably(former(state_.path)); !gone) return gone;
    return state_.reopen();
}

base::Status ReplayCache::State::Held::leave(const ReplayHeader& header) {
    const auto stamp = state_.file->file().stamp();
    if (!stamp) return stamp.error();
    const ReplayMark mark{header.id,     header.number,     stamp->inode, stamp->status_changed_ns,
                          header.latest, header.latest_made};
    if (auto left = lock_->leave(mark.text()); !left) return left;
    state_.witness->note(state_.witness_name(header), header.number);
    state_.witness->note(~state_.witness_name(header),
                         static_cast<std::uint64_t>(base::to_seconds(header.latest)));
    state_.seen = header;
    return {};
}

bool ReplayCache::State::Held::is_as_it_was_left(const ReplayHeader& header,
                                                 const files::Stamp& file) const {
    if (!mark_ || !mark_->fits(header)) return false;
    if (header.id == state_.seen.id && header.number < state_.seen.number) return false;
    if (const auto witnessed = state_.witness->last(state_.witness_name(header)))
        return header.number >= *witnessed;
    return mark_->untouched(file);
}

}  // namespace ptkt::replay
