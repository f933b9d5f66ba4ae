#include "common/wiring/open_store.hpp"

#include "common/cli/directories.hpp"
#include "common/cli/secret_source.hpp"
#include "common/racf/store/sealing.hpp"
#include "common/wiring/account.hpp"

namespace ptkt::wiring {

base::Result<base::Secret> read_master_key(cli::Io& io, const std::string& source) {
    const auto text = cli::read_secret_text(io, source);
    if (!text) return text.error();
    return store::master_key_of(base::as_text(text->view()), source);
}

base::Result<std::unique_ptr<store::Store>> open_store(cli::Io& io,
                                                       const cli::CommonOptions& options) {
    const auto directory = cli::store_directory(io, options.store);
    if (!directory) return directory.error();
    auto store = store::Store::open(*directory);
    if (!store) return store;
    (*store)->audit_log().use_account(account_of(io));
    if (!options.master_key) return store;
    auto key = read_master_key(io, *options.master_key);
    if (!key) return std::move(key).error();
    (*store)->keys().use_master_key(std::move(*key));
    return store;
}

}  // namespace ptkt::wiring
