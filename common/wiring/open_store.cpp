#include "common/wiring/open_store.hpp"

#include <unistd.h>

#include "common/cli/directories.hpp"
#include "common/cli/secret_source.hpp"
#include "common/files/account.hpp"
#include "common/racf/store/sealing.hpp"
#include "common/wiring/account.hpp"

namespace ptkt::wiring {

base::Result<base::Secret> read_master_key(cli::Io& io, const std::string& source) {
    const auto text = cli::read_secret_text(io, source);
    if (!text) return text.error();
    return store::master_key_of(base::as_text(text->view()), source);
}

namespace {

/// A store that root made for a service is a usual reason for not getting in: what mends that.
base::Error with_owner(base::Error error, const std::string& directory) {
    const std::string owner = files::other_owner(directory);
    if (owner.empty()) return error;
    return base::with_hint(
        std::move(error),
        fmt::format("{0} belongs to {1}: work as {1}, or give it away as root: chown -R {2}: {0}",
                    directory, owner, files::user_name(::geteuid())));
}

}  // namespace

base::Result<std::unique_ptr<store::Store>> open_store(cli::Io& io,
                                                       const cli::CommonOptions& options) {
    const auto directory = cli::store_directory(io, options.store);
    if (!directory) return directory.error();
    auto store = store::Store::open(*directory);
    if (!store && store.error().kind == base::ErrorKind::NotPermitted)
        return with_owner(std::move(store).error(), *directory);
    if (!store) return store;
    attribute((*store)->audit_log(), io);
    if (!options.master_key) return store;
    auto key = read_master_key(io, *options.master_key);
    if (!key) return std::move(key).error();
    (*store)->keys().use_master_key(std::move(*key));
    return store;
}

}  // namespace ptkt::wiring
