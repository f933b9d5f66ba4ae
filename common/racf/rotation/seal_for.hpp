#ifndef PTKT_RACF_ROTATION_SEAL_FOR_HPP
#define PTKT_RACF_ROTATION_SEAL_FOR_HPP

#include <functional>

#include "common/base/secret.hpp"
#include "common/racf/store/store.hpp"

namespace ptkt::rotation {

/// Opens a directory that is laid out as a store's data as a store, for as long as `work` takes.
[[nodiscard]] base::Status with_store_in(const files::Path& directory, base::Instant now,
                                         const std::function<base::Status(store::Store&)>& work);

/// Seals the keys of a directory that is laid out as a store's data under another key.
[[nodiscard]] base::Status seal_for(const files::Path& directory, base::Secret from,
                                    const base::Secret& to, base::Instant now);

/// SHA-512 as hexadecimal digits: of an archive, of what a receiver reports.
[[nodiscard]] std::string digest_text(std::string_view content);
/// What an archive is sealed for: its generation.
[[nodiscard]] std::string archive_context(std::int64_t number);

}  // namespace ptkt::rotation

#endif
