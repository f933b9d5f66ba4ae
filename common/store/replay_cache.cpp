#include "common/store/replay_cache.hpp"

#include <algorithm>
#include <limits>

#include "common/base/bytes.hpp"
#include "common/crypto/hash.hpp"
#include "common/store/lmdb.hpp"

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

/// What is known of the cache as a whole.
struct Meta {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    base::Instant floor = base::instant(std::numeric_limits<std::int64_t>::min());
};

base::Bytes encode(const Meta& meta) {
    return base::ByteWriter().u64(meta.device).u64(meta.inode).u64(sortable(meta.floor)).bytes();
}

std::optional<Meta> decode_meta(base::ByteView bytes) {
    base::ByteReader in(bytes);
    const auto device = in.u64();
    const auto inode = in.u64();
    const auto floor = in.u64();
    if (!floor || !in.at_end()) return std::nullopt;
    return Meta{*device, *inode, from_sortable(*floor)};
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
    bool broken = false;

    base::Status reopen();
    base::Status open_if_replaced();
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

    base::Result<Meta> meta(const files::Stamp& identity, base::Instant now);
    base::Status put_meta(const Meta& meta) {
        return put(meta_, base::as_bytes("meta"), encode(meta));
    }
    base::Result<std::optional<EarlierUse>> earlier(const base::Bytes& digest);
    base::Status record(const TicketUse& use, const base::Bytes& digest, base::Instant now);
    base::Status clear_away(base::Instant now, Meta& meta);

  private:
    Step(lmdb::Txn txn, files::Path path) : txn_(std::move(txn)), path_(std::move(path)) {}

    lmdb::Txn txn_;
    files::Path path_;
    MDB_dbi meta_ = 0;
    MDB_dbi uses_ = 0;
    MDB_dbi leaving_ = 0;
};

/// The cache's facts. A file that is not the one they were written for (a copy that was put back,
/// or a new one in place of one that was lost) has forgotten an unknown number of uses.
base::Result<Meta> Step::meta(const files::Stamp& identity, base::Instant now) {
    const auto bytes = get(meta_, base::as_bytes("meta"));
    if (!bytes) return bytes.error();
    Meta meta;
    if (*bytes) {
        const auto decoded = decode_meta(**bytes);
        if (!decoded) return lmdb::failed("read", path_, MDB_CORRUPTED);
        meta = *decoded;
    }
    if (meta.device != identity.device || meta.inode != identity.inode) {
        meta.device = identity.device;
        meta.inode = identity.inode;
        meta.floor = std::max(meta.floor, now + ReplayCache::kWidest);
    }
    return meta;
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
base::Status Step::clear_away(base::Instant now, Meta& meta) {
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
        meta.floor = std::max(meta.floor, made);
        const base::Bytes owned(digest->begin(), digest->end());
        MDB_val use_key = lmdb::value_of(owned);
        code = mdb_cursor_del(raw, 0);
        if (code == 0) code = mdb_del(txn_.get(), uses_, &use_key, nullptr);
        if (code != 0 && code != MDB_NOTFOUND) return lmdb::failed("write", path_, code);
    }
    return {};
}

base::Result<UseAnswer> answer_of(Step& step, const Meta& meta, const TicketUse& use,
                                  const base::Bytes& digest) {
    auto earlier = step.earlier(digest);
    if (!earlier) return std::move(earlier).error();
    if (*earlier) return UseAnswer{UseOutcome::Replayed, std::move(*earlier)};
    if (use.made <= meta.floor) return UseAnswer{UseOutcome::BeforeFloor, {}};
    return UseAnswer{UseOutcome::Fresh, {}};
}

/// Everything one durable step does, within its transaction.
base::Result<std::vector<UseAnswer>> carry_out(Step& step, const files::Stamp& identity,
                                               std::span<const TicketUse> uses, base::Instant now) {
    auto meta = step.meta(identity, now);
    if (!meta) return std::move(meta).error();
    std::vector<UseAnswer> answers;
    for (const TicketUse& use : uses) {
        const base::Bytes digest = digest_of(use);
        auto answer = answer_of(step, *meta, use, digest);
        if (!answer) return std::move(answer).error();
        if (answer->outcome == UseOutcome::Fresh)
            if (auto status = step.record(use, digest, now); !status)
                return std::move(status).error();
        answers.push_back(std::move(*answer));
    }
    if (auto status = step.clear_away(now, *meta); !status) return std::move(status).error();
    if (auto status = step.put_meta(*meta); !status) return std::move(status).error();
    if (auto status = step.commit(); !status) return std::move(status).error();
    return answers;
}

}  // namespace

base::Status ReplayCache::State::reopen() {
    env.reset();
    auto opened = lmdb::open(path, {.map_size = kMapSize});
    if (!opened) return std::move(opened).error();
    env = std::move(*opened);
    const auto stamp = files::stamp(path);
    if (!stamp) return base::fail(base::ErrorKind::Io, "cannot look at {}", path.string());
    identity = *stamp;
    return {};
}

/// The file may have been removed or put back from a copy while a long-running program had it open.
base::Status ReplayCache::State::open_if_replaced() {
    const auto stamp = files::stamp(path);
    if (env && stamp && stamp->device == identity.device && stamp->inode == identity.inode)
        return {};
    return reopen();
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
    const auto held = files::FileLock::acquire(lock, kPatience);
    if (!held) return held.error();
    auto step = Step::begin(cache->state_->env, path);
    if (!step) return std::move(step).error();
    Meta meta;
    meta.device = cache->state_->identity.device;
    meta.inode = cache->state_->identity.inode;
    if (auto status = step->put_meta(meta); !status) return status;
    return step->commit();
}

base::Result<std::vector<UseAnswer>> ReplayCache::check_and_record(std::span<const TicketUse> uses,
                                                                   base::Instant now) {
    if (state_->broken)
        return base::fail(base::ErrorKind::Io,
                          "{} failed before: nothing is accepted until it is opened anew",
                          state_->path.string());
    const auto held = files::FileLock::acquire(state_->lock_path, kPatience);
    if (!held) return held.error();
    if (auto status = state_->open_if_replaced(); !status) return std::move(status).error();
    auto step = Step::begin(state_->env, state_->path);
    auto answers = step ? carry_out(*step, state_->identity, uses, now)
                        : base::Result<std::vector<UseAnswer>>(std::move(step).error());
    // After a failed sync the kernel may call pages clean that never reached the disk, so nothing
    // that this environment still says can be trusted.
    if (!answers) state_->broken = true;
    return answers;
}

base::Result<UseAnswer> ReplayCache::look_up(const TicketUse& use) {
    const auto held = files::FileLock::acquire(state_->lock_path, kPatience);
    if (!held) return held.error();
    if (auto status = state_->open_if_replaced(); !status) return std::move(status).error();
    auto step = Step::begin(state_->env, state_->path);
    if (!step) return std::move(step).error();
    // The floor that a lost file would get is not written here: looking changes nothing.
    const auto meta = step->meta(state_->identity, use.made);
    if (!meta) return meta.error();
    return answer_of(*step, *meta, use, digest_of(use));
}

}  // namespace ptkt::store
