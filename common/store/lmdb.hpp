#ifndef PTKT_STORE_LMDB_HPP
#define PTKT_STORE_LMDB_HPP

#include <lmdb.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "common/base/bytes.hpp"
#include "common/base/result.hpp"
#include "common/files/files.hpp"

/// LMDB's handles as types that close themselves. LMDB's own locking is switched off everywhere
/// (MDB_NOLOCK): a snapshot is never changed once it has its name, and the replay cache is used
/// under a lock file of ours. That leaves no reader table for killed processes to fill and no
/// shared mutex to be found destroyed.
namespace ptkt::store::lmdb {

struct EnvClose {
    void operator()(MDB_env* env) const { mdb_env_close(env); }
};
using Env = std::unique_ptr<MDB_env, EnvClose>;

struct TxnAbort {
    void operator()(MDB_txn* txn) const { mdb_txn_abort(txn); }
};
/// A transaction; aborted unless `commit` was called.
using Txn = std::unique_ptr<MDB_txn, TxnAbort>;

struct CursorClose {
    void operator()(MDB_cursor* cursor) const { mdb_cursor_close(cursor); }
};
using Cursor = std::unique_ptr<MDB_cursor, CursorClose>;

/// An error that names the file and LMDB's reason.
[[nodiscard]] base::Error failed(std::string_view doing, const files::Path& path, int code);

struct OpenFlags {
    bool read_only = false;
    bool sync = true;  ///< false: the caller syncs the file itself
    std::size_t map_size = 0;
};

/// Opens or makes a database in one file. A file that is shorter than its own pages say is refused:
/// reading behind its end would kill the process.
[[nodiscard]] base::Result<Env> open(const files::Path& path, const OpenFlags& flags);

[[nodiscard]] base::Result<Txn> begin(const Env& env, bool read_only, const files::Path& path);
/// Ends a transaction for good; durable when this answers success (unless opened without sync).
[[nodiscard]] base::Status commit(Txn txn, const files::Path& path);

[[nodiscard]] MDB_val value_of(base::ByteView bytes);
[[nodiscard]] base::ByteView bytes_of(const MDB_val& value);

}  // namespace ptkt::store::lmdb

#endif
