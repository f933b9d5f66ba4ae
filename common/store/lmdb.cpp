#include "common/store/lmdb.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

namespace ptkt::store::lmdb {

namespace {

constexpr unsigned kDatabases = 4;

bool is_truncated(MDB_env* env, const files::Path& path) {
    MDB_envinfo info{};
    MDB_stat stat{};
    struct stat about {};
    if (mdb_env_info(env, &info) != 0 || mdb_env_stat(env, &stat) != 0) return true;
    if (::stat(path.c_str(), &about) != 0) return true;
    // A new, empty database has pages in memory only.
    if (about.st_size == 0) return false;
    return static_cast<std::size_t>(about.st_size) < (info.me_last_pgno + 1) * stat.ms_psize;
}

/// LMDB opens the file so that a program that is started from this one would have it too.
void keep_from_children(MDB_env* env) {
    int fd = -1;
    if (mdb_env_get_fd(env, &fd) == 0) static_cast<void>(::fcntl(fd, F_SETFD, FD_CLOEXEC));
}

}  // namespace

base::Error failed(std::string_view doing, const files::Path& path, int code) {
    switch (code) {
        case MDB_INVALID:
        case MDB_CORRUPTED:
        case MDB_PAGE_NOTFOUND:
        case MDB_VERSION_MISMATCH:
            return base::with_hint(
                base::fail(base::ErrorKind::Config, "{} is damaged or no database of ours: {}",
                           path.string(), mdb_strerror(code)),
                "run racf-admin check");
        case EACCES:
        case EROFS:
        case EPERM:
            return base::fail(base::ErrorKind::NotPermitted, "cannot {} {}: {}", doing,
                              path.string(), mdb_strerror(code));
        case ENOENT:
            return base::fail(base::ErrorKind::NotFound, "cannot {} {}: {}", doing, path.string(),
                              mdb_strerror(code));
        default:
            return base::fail(base::ErrorKind::Io, "cannot {} {}: {}", doing, path.string(),
                              mdb_strerror(code));
    }
}

base::Result<Env> open(const files::Path& path, const OpenFlags& flags) {
    MDB_env* raw = nullptr;
    if (const int code = mdb_env_create(&raw); code != 0) return failed("open", path, code);
    Env env(raw);
    mdb_env_set_maxdbs(raw, kDatabases);
    if (flags.map_size > 0) mdb_env_set_mapsize(raw, flags.map_size);
    unsigned bits = MDB_NOSUBDIR | MDB_NOLOCK;
    if (flags.read_only) bits |= MDB_RDONLY;
    if (!flags.sync) bits |= MDB_NOSYNC;
    if (const int code = mdb_env_open(raw, path.c_str(), bits, files::kPrivateFile); code != 0)
        return failed("open", path, code);
    keep_from_children(raw);
    if (is_truncated(raw, path)) return failed("open", path, MDB_CORRUPTED);
    return env;
}

base::Result<Txn> begin(const Env& env, bool read_only, const files::Path& path) {
    MDB_txn* txn = nullptr;
    const int code = mdb_txn_begin(env.get(), nullptr, read_only ? MDB_RDONLY : 0, &txn);
    if (code != 0) return failed("begin a transaction in", path, code);
    return Txn(txn);
}

base::Status commit(Txn txn, const files::Path& path) {
    if (const int code = mdb_txn_commit(txn.release()); code != 0)
        return failed("commit to", path, code);
    return {};
}

MDB_val value_of(base::ByteView bytes) {
    return {bytes.size(), const_cast<base::Byte*>(bytes.data())};
}

base::ByteView bytes_of(const MDB_val& value) {
    return {static_cast<const base::Byte*>(value.mv_data), value.mv_size};
}

}  // namespace ptkt::store::lmdb
