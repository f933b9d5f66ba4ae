#include "common/store/replay_cache.hpp"

#include <algorithm>
#include <limits>

#include "common/base/bytes.hpp"
#include "common/crypto/hash.hpp"
#include "common/store/lmdb.hpp"
#include "common/store/replay_mark.hpp"

namespace ptkt::store {

namespace {

constexpr std::size_t kMapSize = std::size_t{4} << 30U;  // address space, not memory or disk
constexpr std::chrono::milliseconds kPatience(10'000);
constexpr int kMostLeaving = 256;  // entries that one step may clear away, to bound its time
constexpr std::size_t kDigestSize = 32;

/// What a use is known by: a digest, so that a copy of the file holds no ticket that could still be
/// used at another system.
base::Bytes digest_of(const TicketUse& use) {
    base::ByteWriter whole;
    whole.text16(use.user).text16(use.appl).text16(use.ticket);
    const crypto::Sha512Digest digest = crypto::sha512(whole.bytes());
    return {digest.begin(), digest.begin() + kDigestSize};
}

/// Seconds as a key that sorts like the time.
std::uint64_t sortable(base::Instant when) {
    return static_cast<std::uint64_t>(base::to_seconds(when)) ^ (std::uint64_t{1} << 63U);
}

base::Instant from_sortable(std::uint64_t value) {
    return base::instant(static_cast<std::int64_t>(value ^ (std::uint64_t{1} << 63U)));
}

base::Bytes expiry_key(base::Instant made, const base::Bytes& digest) {
    return base::ByteWriter().u64(sortable(made)).raw(digest).bytes();
}

/// The floor as it is kept. None is the beginning of time: nothing was lost yet.
std::optional<base::Instant> decode_floor(base::ByteView bytes) {
    base::ByteReader in(bytes);
    const auto floor = in.u64();
    if (!floor || !in.at_end()) return std::nullopt;
    return from_sortable(*floor);
}

std::optional<EarlierUse> decode_use(base::ByteView bytes) {
    base::ByteReader in(bytes);
    const auto when = in.u64();
    auto source = in.text16();
    if (!when || !source || !in.at_end()) return std::nullopt;
    return EarlierUse{from_sortable(*when), std::move(*source)};
}

}  // namespace

struct ReplayCache::State {
    files::Path path;
    files::Path lock_path;
    lmdb::Env env;
    files::Stamp identity;  ///< of the file that env has open
    std::string boot = boot_id();
    bool broken = false;

    class Held;

    base::Status reopen();
    base::Result<std::vector<UseAnswer>> record(std::span<const TicketUse> uses, base::Instant now,
                                                base::Instant clock);
};

namespace {

/// One transaction over the three tables. Every step answers LMDB's code as an Error.
class Step {
  public:
    static base::Result<Step> begin(const lmdb::Env& env, const files::Path& path) {
        auto txn = lmdb::begin(env, false, path);
        if (!txn) return std::move(txn).error();
        Step step(std::move(*txn), path);
        for (auto [name, dbi] : {std::pair{"meta", &step.meta_}, std::pair{"uses", &step.uses_},
                                 std::pair{"leaving", &step.leaving_}}) {
            const int code = mdb_dbi_open(step.txn_.get(), name, MDB_CREATE, dbi);
            if (code != 0) return lmdb::failed("open", path, code);
        }
        return step;
    }

    base::Status commit() { return lmdb::commit(std::move(txn_), path_); }

    base::Result<std::optional<base::Bytes>> get(MDB_dbi dbi, base::ByteView key) {
        MDB_val k = lmdb::value_of(key);
        MDB_val v{};
        const int code = mdb_get(txn_.get(), dbi, &k, &v);
        if (code == MDB_NOTFOUND) return std::optional<base::Bytes>();
        if (code != 0) return lmdb::failed("read", path_, code);
        const base::ByteView bytes = lmdb::bytes_of(v);
        return std::optional(base::Bytes(bytes.begin(), bytes.end()));
    }
    base::Status put(MDB_dbi dbi, base::ByteView key, base::ByteView value) {
        MDB_val k = lmdb::value_of(key);
        MDB_val v = lmdb::value_of(value);
        const int code = mdb_put(txn_.get(), dbi, &k, &v, 0);
        return code == 0 ? base::Status() : lmdb::failed("write", path_, code);
    }

    base::Result<base::Instant> floor();
    base::Status put_floor(base::Instant floor) {
        return put(meta_, base::as_bytes("floor"), base::ByteWriter().u64(sortable(floor)).bytes());
    }
    base::Result<std::optional<EarlierUse>> earlier(const base::Bytes& digest);
    base::Status record(const TicketUse& use, const base::Bytes& digest, base::Instant now);
    base::Status clear_away(base::Instant now, base::Instant& floor);

  private:
    Step(lmdb::Txn txn, files::Path path) : txn_(std::move(txn)), path_(std::move(path)) {}

    lmdb::Txn txn_;
    files::Path path_;
    MDB_dbi meta_ = 0;
    MDB_dbi uses_ = 0;
    MDB_dbi leaving_ = 0;
};

base::Result<base::Instant> Step::floor() {
    const auto bytes = get(meta_, base::as_bytes("floor"));
    if (!bytes) return bytes.error();
    if (!*bytes) return base::instant(std::numeric_limits<std::int64_t>::min());
    const auto decoded = decode_floor(**bytes);
    if (!decoded) return lmdb::failed("read", path_, MDB_CORRUPTED);
    return *decoded;
}

base::Result<std::optional<EarlierUse>> Step::earlier(const base::Bytes& digest) {
    const auto bytes = get(uses_, digest);
    if (!bytes) return bytes.error();
    if (!*bytes) return std::optional<EarlierUse>();
    auto use = decode_use(**bytes);
    if (!use) return lmdb::failed("read", path_, MDB_CORRUPTED);
    return std::optional(std::move(*use));
}

base::Status Step::record(const TicketUse& use, const base::Bytes& digest, base::Instant now) {
    constexpr std::size_t kLongestSource = 200;
    const base::Bytes value =
        base::ByteWriter().u64(sortable(now)).text16(use.source.substr(0, kLongestSource)).bytes();
    if (auto status = put(uses_, digest, value); !status) return status;
    return put(leaving_, expiry_key(use.made, digest), {});
}

/// Removes the entries whose widest window has passed, oldest first, and raises the floor to what
/// they knew.
base::Status Step::clear_away(base::Instant now, base::Instant& floor) {
    MDB_cursor* raw = nullptr;
    if (const int code = mdb_cursor_open(txn_.get(), leaving_, &raw); code != 0)
        return lmdb::failed("read", path_, code);
    const lmdb::Cursor cursor(raw);
    for (int i = 0; i < kMostLeaving; ++i) {
        MDB_val key{};
        MDB_val data{};
        int code = mdb_cursor_get(raw, &key, &data, MDB_FIRST);
        if (code == MDB_NOTFOUND) return {};
        if (code != 0) return lmdb::failed("read", path_, code);
        base::ByteReader in(lmdb::bytes_of(key));
        const auto sorted = in.u64();
        const auto digest = in.take(kDigestSize);
        if (!sorted || !digest) return lmdb::failed("read", path_, MDB_CORRUPTED);
        const base::Instant made = from_sortable(*sorted);
        if (made + ReplayCache::kWidest >= now) return {};
        floor = std::max(floor, made);
        const base::Bytes owned(digest->begin(), digest->end());
        MDB_val use_key = lmdb::value_of(owned);
        code = mdb_cursor_del(raw, 0);
        if (code == 0) code = mdb_del(txn_.get(), uses_, &use_key, nullptr);
        if (code != 0 && code != MDB_NOTFOUND) return lmdb::failed("write", path_, code);
    }
    return {};
}

base::Result<UseAnswer> answer_of(Step& step, base::Instant floor, const TicketUse& use,
                                  const base::Bytes& digest) {
    auto earlier = step.earlier(digest);
    if (!earlier) return std::move(earlier).error();
    if (*earlier) return UseAnswer{UseOutcome::Replayed, std::move(*earlier)};
    if (use.made <= floor) return UseAnswer{UseOutcome::BeforeFloor, {}};
    return UseAnswer{UseOutcome::Fresh, {}};
}

/// Everything one durable step does, within its transaction. `lost_up_to` is what may be gone.
base::Result<std::vector<UseAnswer>> carry_out(Step& step, std::optional<base::Instant> lost_up_to,
                                               std::span<const TicketUse> uses, base::Instant now,
                                               base::Instant clock) {
    auto floor = step.floor();
    if (!floor) return std::move(floor).error();
    const base::Instant recorded = *floor;
    if (lost_up_to) *floor = std::max(*floor, *lost_up_to);
    std::vector<UseAnswer> answers;
    for (const TicketUse& use : uses) {
        const base::Bytes digest = digest_of(use);
        auto answer = answer_of(step, *floor, use, digest);
        if (!answer) return std::move(answer).error();
        if (answer->outcome == UseOutcome::Fresh)
            if (auto status = step.record(use, digest, now); !status)
                return std::move(status).error();
        answers.push_back(std::move(*answer));
    }
    if (auto status = step.clear_away(std::min(now, clock), *floor); !status)
        return std::move(status).error();
    if (*floor != recorded)
        if (auto status = step.put_floor(*floor); !status) return std::move(status).error();
    if (auto status = step.commit(); !status) return std::move(status).error();
    return answers;
}

base::Result<files::Stamp> stamp_of(const files::Path& path) {
    const auto stamp = files::stamp(path);
    if (!stamp) return base::fail(base::ErrorKind::Io, "cannot look at {}", path.string());
    return *stamp;
}

}  // namespace

base::Status ReplayCache::State::reopen() {
    env.reset();
    auto opened = lmdb::open(path, {.map_size = kMapSize});
    if (!opened) return std::move(opened).error();
    env = std::move(*opened);
    const auto stamp = stamp_of(path);
    if (!stamp) return stamp.error();
    identity = *stamp;
    return {};
}

/// The cache while its lock is held: as its last user left it, or not.
class ReplayCache::State::Held {
  public:
    static base::Result<Held> take(State& state) {
        auto lock = files::FileLock::acquire(state.lock_path, kPatience);
        if (!lock) return std::move(lock).error();
        const auto note = lock->note();
        if (!note) return note.error();
        return Held(state, std::move(*lock), ReplayMark::parse(*note));
    }

    /// Opens the file anew where it is not the one that is open, and answers up to which moment of
    /// generation tickets may have been used without a record being left of it.
    base::Result<std::optional<base::Instant>> lost_up_to(base::Instant now) {
        const auto stamp = files::stamp(state_.path);
        const bool known = stamp && mark_ && mark_->knows(*stamp, state_.boot);
        const bool same_file = stamp && stamp->device == state_.identity.device &&
                               stamp->inode == state_.identity.inode;
        if (!state_.env || !known || !same_file)
            if (auto status = state_.reopen(); !status) return std::move(status).error();
        if (known) return std::optional<base::Instant>();
        // A clock that was set back since must not make the lost uses look younger than they are.
        return std::optional(std::max(now, latest(now)) + ReplayCache::kWidest);
    }

    /// To be called before the first change: who is killed from here on leaves word of it.
    base::Status begin(base::Instant now) { return leave(true, now); }
    base::Status end(base::Instant now) { return leave(false, now); }

  private:
    Held(State& state, files::FileLock lock, std::optional<ReplayMark> mark)
        : state_(state), lock_(std::move(lock)), mark_(std::move(mark)) {}

    [[nodiscard]] base::Instant latest(base::Instant now) const {
        return mark_ ? std::max(mark_->latest, now) : now;
    }

    base::Status leave(bool busy, base::Instant now) {
        const auto stamp = stamp_of(state_.path);
        if (!stamp) return stamp.error();
        return lock_.leave(ReplayMark{*stamp, state_.boot, busy, latest(now)}.text());
    }

    State& state_;
    files::FileLock lock_;
    std::optional<ReplayMark> mark_;
};

base::Result<std::vector<UseAnswer>> ReplayCache::State::record(std::span<const TicketUse> uses,
                                                                base::Instant now,
                                                                base::Instant clock) {
    auto held = Held::take(*this);
    if (!held) return std::move(held).error();
    const auto lost = held->lost_up_to(clock);
    if (!lost) return lost.error();
    auto step = Step::begin(env, path);
    if (!step) return std::move(step).error();
    // A file that is not the one that was left is not called so before the floor is on the disk.
    if (!*lost)
        if (auto status = held->begin(clock); !status) return std::move(status).error();
    auto answers = carry_out(*step, *lost, uses, now, clock);
    if (!answers) return answers;
    if (auto status = held->end(clock); !status) return std::move(status).error();
    return answers;
}

ReplayCache::ReplayCache(std::unique_ptr<State> state) : state_(std::move(state)) {}
ReplayCache::ReplayCache(ReplayCache&&) noexcept = default;
ReplayCache& ReplayCache::operator=(ReplayCache&&) noexcept = default;
ReplayCache::~ReplayCache() = default;

base::Result<ReplayCache> ReplayCache::open(const files::Path& path, const files::Path& lock) {
    auto state = std::make_unique<State>();
    state->path = path;
    state->lock_path = lock;
    const auto held = files::FileLock::acquire(lock, kPatience);
    if (!held) return held.error();
    if (auto status = state->reopen(); !status) return std::move(status).error();
    return ReplayCache(std::move(state));
}

base::Status ReplayCache::create(const files::Path& path, const files::Path& lock) {
    auto cache = open(path, lock);
    if (!cache) return std::move(cache).error();
    auto held = State::Held::take(*cache->state_);
    if (!held) return std::move(held).error();
    auto step = Step::begin(cache->state_->env, path);
    if (!step) return std::move(step).error();
    if (auto status = step->commit(); !status) return status;
    return held->end(base::instant(0));
}

base::Result<std::vector<UseAnswer>> ReplayCache::check_and_record(
    std::span<const TicketUse> uses, base::Instant now, std::optional<base::Instant> clock) {
    if (state_->broken)
        return base::fail(base::ErrorKind::Io,
                          "{} failed before: nothing is accepted until it is opened anew",
                          state_->path.string());
    auto answers = state_->record(uses, now, clock.value_or(now));
    // After a failed sync the kernel may call pages clean that never reached the disk, so nothing
    // that this environment still says can be trusted.
    if (!answers && answers.error().kind != base::ErrorKind::TryAgain) state_->broken = true;
    return answers;
}

base::Result<UseAnswer> ReplayCache::look_up(const TicketUse& use) {
    auto held = State::Held::take(*state_);
    if (!held) return std::move(held).error();
    const auto lost = held->lost_up_to(use.made);
    if (!lost) return lost.error();
    auto step = Step::begin(state_->env, state_->path);
    if (!step) return std::move(step).error();
    // The floor that a lost file would get is not written here: looking changes nothing.
    auto floor = step->floor();
    if (!floor) return std::move(floor).error();
    if (*lost) *floor = std::max(*floor, **lost);
    return answer_of(*step, *floor, use, digest_of(use));
}

}  // namespace ptkt::store
