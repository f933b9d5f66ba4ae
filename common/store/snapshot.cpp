#include "common/store/snapshot.hpp"

#include <unistd.h>

#include "common/store/lmdb.hpp"

namespace ptkt::store {

namespace {

// A key is one of these and the profile's name, so that generic profiles can be walked alone.
constexpr char kDiscrete = 'D';
constexpr char kGeneric = 'G';
constexpr std::size_t kFirstMap = std::size_t{1} << 20U;

std::string key_of(bool generic, std::string_view name) {
    return std::string(1, generic ? kGeneric : kDiscrete).append(name);
}

base::Error damaged(const files::Path& path) {
    return base::with_hint(
        base::fail(base::ErrorKind::Config, "{} is damaged: a record in it is not one of ours",
                   path.string()),
        "SETROPTS RACLIST(class) REFRESH makes it anew");
}

}  // namespace

struct Snapshot::State {
    files::Path path;
    racf::ClassName cls;
    lmdb::Env env;
    lmdb::Txn txn;  // after env, so that it ends first
    MDB_dbi dbi = 0;
};

Snapshot::Snapshot(std::unique_ptr<State> state) : state_(std::move(state)) {}
Snapshot::Snapshot(Snapshot&&) noexcept = default;
Snapshot& Snapshot::operator=(Snapshot&&) noexcept = default;
Snapshot::~Snapshot() = default;

base::Result<std::optional<Snapshot>> Snapshot::open(const files::Path& path,
                                                     const racf::ClassName& cls) {
    auto env = lmdb::open(path, {.read_only = true});
    if (!env) {
        if (env.error().kind == base::ErrorKind::NotFound) return std::optional<Snapshot>();
        return std::move(env).error();
    }
    auto state = std::make_unique<State>(State{path, cls, std::move(*env), nullptr});
    auto txn = lmdb::begin(state->env, true, path);
    if (!txn) return std::move(txn).error();
    state->txn = std::move(*txn);
    if (const int code = mdb_dbi_open(state->txn.get(), nullptr, 0, &state->dbi); code != 0)
        return lmdb::failed("open", path, code);
    return std::optional(Snapshot(std::move(state)));
}

base::Result<std::optional<racf::Resource>> Snapshot::find(const racf::ProfileName& name) const {
    for (const bool generic : {false, true}) {
        const std::string text = key_of(generic, name.str());
        MDB_val key = lmdb::value_of(base::as_bytes(text));
        MDB_val data{};
        const int code = mdb_get(state_->txn.get(), state_->dbi, &key, &data);
        if (code == MDB_NOTFOUND) continue;
        if (code != 0) return lmdb::failed("read", state_->path, code);
        auto resource = decode_record(state_->cls, lmdb::bytes_of(data));
        if (!resource) return damaged(state_->path);
        return std::optional(std::move(*resource));
    }
    return std::optional<racf::Resource>();
}

base::Status Snapshot::each_name(bool generic, std::vector<std::string>& out) const {
    MDB_cursor* raw = nullptr;
    if (const int code = mdb_cursor_open(state_->txn.get(), state_->dbi, &raw); code != 0)
        return lmdb::failed("read", state_->path, code);
    const lmdb::Cursor cursor(raw);
    const std::string first = key_of(generic, "");
    MDB_val key = lmdb::value_of(base::as_bytes(first));
    MDB_val data{};
    int code = mdb_cursor_get(raw, &key, &data, MDB_SET_RANGE);
    for (; code == 0; code = mdb_cursor_get(raw, &key, &data, MDB_NEXT)) {
        const std::string_view text = base::as_text(lmdb::bytes_of(key));
        if (!text.starts_with(first)) return {};
        out.emplace_back(text.substr(1));
    }
    if (code != MDB_NOTFOUND) return lmdb::failed("read", state_->path, code);
    return {};
}

base::Result<std::vector<std::string>> Snapshot::generic_names() const {
    std::vector<std::string> out;
    if (auto status = each_name(true, out); !status) return std::move(status).error();
    return out;
}

base::Result<std::vector<std::string>> Snapshot::names() const {
    std::vector<std::string> out;
    for (const bool generic : {false, true})
        if (auto status = each_name(generic, out); !status) return std::move(status).error();
    return out;
}

namespace {

/// Puts one record; makes the map larger and asks to begin again when it is full.
base::Result<bool> fill(lmdb::Env& env, const files::Path& path,
                        const std::vector<std::pair<std::string, base::Bytes>>& records) {
    auto txn = lmdb::begin(env, false, path);
    if (!txn) return std::move(txn).error();
    MDB_dbi dbi = 0;
    if (const int code = mdb_dbi_open(txn->get(), nullptr, MDB_CREATE, &dbi); code != 0)
        return lmdb::failed("open", path, code);
    for (const auto& [name, record] : records) {
        MDB_val key = lmdb::value_of(base::as_bytes(name));
        MDB_val data = lmdb::value_of(record);
        const int code = mdb_put(txn->get(), dbi, &key, &data, 0);
        if (code == MDB_MAP_FULL) return false;
        if (code != 0) return lmdb::failed("write", path, code);
    }
    if (auto done = lmdb::commit(std::move(*txn), path); !done) return std::move(done).error();
    return true;
}

base::Status write_snapshot(const files::Path& path,
                            const std::vector<std::pair<std::string, base::Bytes>>& records) {
    std::size_t bytes = 0;
    for (const auto& [name, record] : records)
        bytes += name.size() + record.size() + 64;
    for (std::size_t map = kFirstMap + 4 * bytes;; map *= 2) {
        auto env = lmdb::open(path, {.sync = false, .map_size = map});
        if (!env) return std::move(env).error();
        auto filled = fill(*env, path, records);
        if (!filled) return std::move(filled).error();
        if (*filled) return {};
    }
}

}  // namespace

base::Status take_snapshot(const files::Path& path, const NextResource& next) {
    std::vector<std::pair<std::string, base::Bytes>> records;
    for (;;) {
        auto resource = next();
        if (!resource) return std::move(resource).error();
        if (!*resource) break;
        records.emplace_back(key_of((*resource)->generic, (*resource)->name.str()),
                             encode_record(**resource));
    }
    const files::Path fresh = path.string() + ".new";
    ::unlink(fresh.c_str());  // a process that was killed here may have left one
    auto written = write_snapshot(fresh, records);
    if (written) written = files::replace_durably(fresh, path);
    if (!written) ::unlink(fresh.c_str());
    return written;
}

}  // namespace ptkt::store
