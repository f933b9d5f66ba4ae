#ifndef PTKT_RACF_STORE_CHECK_INTEGRITY_HPP
#define PTKT_RACF_STORE_CHECK_INTEGRITY_HPP

#include <set>
#include <string>

#include "common/racf/store_check/inspect.hpp"

/// Whether the files of a store are as programs of ours wrote them. It comes before the look at
/// what is in them, so that a repair here lets that see sound files.
namespace ptkt::store_check {

/// Tells every text whose checksum does not match (`altered`; `unreadable` when it is not even
/// well-formed) and every one of which only the copy is left (`missing`). What `inspection.accept`
/// names gets a new checksum; with `inspection.repair` the rest is restored from its copy, and
/// sound texts without a copy get one. Call it under the store's lock.
///
/// The answer is the subjects that are not mended. Those without which the store does not open are
/// among them, but are not reported: opening it reports them.
[[nodiscard]] base::Result<std::set<std::string>> inspect_texts(const Inspection& inspection,
                                                                const Tell& tell);

/// Tells lines of the audit log that are not records: cut off by a full disk or a power cut.
[[nodiscard]] base::Status inspect_audit_log(const Inspection& inspection, const Tell& tell);

}  // namespace ptkt::store_check

#endif
