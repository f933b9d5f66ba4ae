#include "tools/racf-admin/change.hpp"

#include "common/cli/record.hpp"

namespace ptkt::admin {

cli::ExitStatus print_change(cli::Io& io, const cli::CommonOptions& options,
                             const json::Json& record) {
    if (!options.json && !options.field) return cli::ExitStatus::Done;
    // Not every record has each field.
    json::Json all = record;
    if (options.field && record.find(*options.field) == nullptr) all.set(*options.field, nullptr);
    return cli::print_record(io, options, {}, [&] { return std::move(all); });
}

}  // namespace ptkt::admin
