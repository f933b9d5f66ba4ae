#ifndef PTKT_TOOLS_RACF_ADMIN_VERBS_HPP
#define PTKT_TOOLS_RACF_ADMIN_VERBS_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/base/time.hpp"
#include "common/cli/options.hpp"
#include "common/racf/names.hpp"
#include "common/store/keys.hpp"

/// The words of our own that have options: `racf-admin key ...` and `racf-admin audit ...`. Options
/// may stand before and behind the word.
namespace ptkt::admin {

struct KeyOptions {
    std::string action;
    std::optional<std::string> label;
    std::optional<store::VaultKind> kind;
    std::int64_t size = 64;
    std::optional<std::string> from;
    cli::CommonOptions common;
};
[[nodiscard]] cli::OptionTable key_table(KeyOptions& options);
/// Makes, imports, lists and deletes keys of the key vault.
[[nodiscard]] cli::ExitStatus run_key(cli::Io& io);

struct AuditOptions {
    std::optional<racf::UserId> user;
    std::optional<racf::ApplName> appl;
    std::optional<std::string> reason;
    std::optional<std::string> event;
    std::optional<base::Instant> since;
    std::optional<base::Instant> until;
    cli::CommonOptions common;
};
[[nodiscard]] cli::OptionTable audit_table(AuditOptions& options);
/// Reads the audit log.
[[nodiscard]] cli::ExitStatus run_audit(cli::Io& io);

struct AccessOptions {
    std::optional<racf::UserId> user;
    std::string cls;
    std::string resource;
    std::string access = "READ";
    std::optional<racf::GroupId> group;
    cli::CommonOptions common;
};
[[nodiscard]] cli::OptionTable access_table(AccessOptions& options);
/// Asks whether a user has access to a resource, as a resource manager asks RACF. The status is
/// RACF's return code: 0 granted, 4 not protected, 8 denied.
[[nodiscard]] cli::ExitStatus run_access(cli::Io& io);

}  // namespace ptkt::admin

#endif
