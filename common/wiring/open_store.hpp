#ifndef PTKT_WIRING_OPEN_STORE_HPP
#define PTKT_WIRING_OPEN_STORE_HPP

#include <memory>

#include "common/cli/io.hpp"
#include "common/cli/options/options.hpp"
#include "common/racf/store/store.hpp"

/// From the options that all programs have to an open store.
namespace ptkt::wiring {

/// Opens the store of `--store`, with the master key of `--master-key` when that is given. Every
/// error of finding, opening and reading.
[[nodiscard]] base::Result<std::unique_ptr<store::Store>> open_store(
    cli::Io& io, const cli::CommonOptions& options);

/// The master key that an option names the source of: 64 hexadecimal digits.
[[nodiscard]] base::Result<base::Secret> read_master_key(cli::Io& io, const std::string& source);

}  // namespace ptkt::wiring

#endif
