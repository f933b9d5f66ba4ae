#ifndef PTKT_RACF_STORE_AUDIT_SETTINGS_HPP
#define PTKT_RACF_STORE_AUDIT_SETTINGS_HPP

#include "common/base/result.hpp"
#include "common/racf/store/layout.hpp"

namespace ptkt::store {

/// What is on record beyond what always is.
struct AuditSettings {
    bool tickets = false;  ///< each ticket that is made
};

/// Config: the settings are damaged, or were changed by hand.
[[nodiscard]] base::Result<AuditSettings> read_audit_settings(const Layout& layout);
[[nodiscard]] base::Status write_audit_settings(const Layout& layout,
                                                const AuditSettings& settings);

}  // namespace ptkt::store

#endif
