#ifndef PTKT_RACF_STORE_CHECK_INSPECT_HPP
#define PTKT_RACF_STORE_CHECK_INSPECT_HPP

#include <optional>
#include <string>
#include <vector>

#include "common/base/result.hpp"
#include "common/base/secret.hpp"
#include "common/base/time.hpp"
#include "common/files/files.hpp"
#include "common/racf/store_check/finding.hpp"

namespace ptkt::store_check {

/// What is to be looked over, and how.
struct Inspection {
    files::Path root;
    bool repair = false;
    base::Instant now{};
    std::optional<base::Secret> master_key{};  ///< one that is kept outside of the store
    /// Altered texts that are to be taken as they are, by subject (`user KIM`) or file; `all`.
    std::vector<std::string> accept{};
};

/// Examines a whole store and reports each finding as it comes: texts that were damaged or changed
/// by hand (inspect_texts), modes and left-over files (inspect_files), the audit log, users, groups
/// and resources that cannot be read, what they say of one another, keys, their labels and weak
/// ones, and RACLISTed profiles that differ from what checks see. With `repair` sets right what is
/// safe, and says so in the finding. An Error means that there is no store, that it is locked, or
/// that `tell` failed; a store that cannot be opened is a finding.
///
/// Nobody can change the store meanwhile.
[[nodiscard]] base::Status inspect(const Inspection& inspection, const Tell& tell);

/// `mode`: what others may use or its owner may not; `link`; `left-over`: what a killed program
/// left. All three but links can be repaired.
[[nodiscard]] base::Status inspect_files(const Inspection& inspection, const Tell& tell);

}  // namespace ptkt::store_check

#endif
