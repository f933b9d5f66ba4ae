#ifndef PTKT_RACF_STORE_CHECK_AUDIT_VERIFY_HPP
#define PTKT_RACF_STORE_CHECK_AUDIT_VERIFY_HPP

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "common/base/result.hpp"
#include "common/racf/store/audit_log.hpp"
#include "common/racf/store_check/finding.hpp"

namespace ptkt::store_check {

/// The files of a store's audit log: the one that is written and those that were rotated away and
/// still stand beside it, in the order of their records.
struct AuditFiles {
    std::vector<files::Path> in_order;
    std::vector<files::Path> compressed;  ///< which cannot be read here
    std::vector<files::Path> others;      ///< not regular files, which are not read
};
[[nodiscard]] base::Result<AuditFiles> audit_files(const store::Layout& layout);

/// Something that is not as it was written.
struct AuditFinding {
    Severity severity = Severity::Error;  ///< Warning: it may come from a crash
    std::string file;                     ///< its name; empty when it is about the head
    std::size_t line = 0;
    std::string what;
};
using TellAudit = std::function<base::Status(const AuditFinding&)>;

struct AuditVerified {
    std::uint64_t first = 0;       ///< the number of the first record that is there; 0: none
    std::uint64_t first_file = 0;  ///< and of its file
    store::ChainPoint last;
    std::size_t files = 0;
    std::size_t before_chain = 0;  ///< lines of an earlier version, which the first record covers
};

/// Reads the whole chain and reports each break. `kept` are heads that were kept elsewhere: the
/// chain must lead through each of them.
[[nodiscard]] base::Result<AuditVerified> verify_audit(const store::Layout& layout,
                                                       std::span<const store::ChainPoint> kept,
                                                       const TellAudit& tell);

}  // namespace ptkt::store_check

#endif
