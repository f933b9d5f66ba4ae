#ifndef PTKT_TOOLS_RACF_ADMIN_VERBS_HPP
#define PTKT_TOOLS_RACF_ADMIN_VERBS_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/base/time.hpp"
#include "common/cli/options.hpp"
#include "common/racf/names.hpp"
#include "common/store/store.hpp"

/// The words of our own that have options: `racf-admin key ...` and `racf-admin audit ...`. Options
/// may stand before and behind the word.
namespace ptkt::admin {

struct KeyOptions {
    std::string action;
    std::optional<std::string> label;
    std::optional<store::VaultKind> kind;
    std::int64_t size = 64;
    std::optional<std::string> from;
    std::optional<std::string> to;            ///< wrap: the receiver's certificate
    std::optional<std::string> sign;          ///< wrap: the sender's certificate
    std::optional<std::string> sign_key;      ///< wrap: where its private key is
    std::optional<std::string> key;           ///< unwrap: where the receiver's private key is
    std::optional<racf::ProfileName> expect;  ///< unwrap: the profile that the key is for
    base::Seconds expires = std::chrono::hours(24);
    cli::CommonOptions common;
};
[[nodiscard]] cli::OptionTable key_table(KeyOptions& options);
/// Makes, imports, lists and deletes keys of the key vault, and moves keys of profiles.
[[nodiscard]] cli::ExitStatus run_key(cli::Io& io);

/// `key wrap PROFILE`: the staged key, or else the one that makes tickets, for the other side.
[[nodiscard]] cli::ExitStatus wrap_key(cli::Io& io, const KeyOptions& options, store::Store& store);
/// `key unwrap --expect PROFILE`: stages the key of a package that the other side wrapped.
[[nodiscard]] cli::ExitStatus unwrap_key(cli::Io& io, const KeyOptions& options,
                                         store::Store& store);
/// `key check-value PROFILE`: by which two people compare keys.
[[nodiscard]] cli::ExitStatus show_check_values(cli::Io& io, const KeyOptions& options,
                                                const store::Store& store);

struct RekeyOptions {
    std::optional<std::string> new_master_key;
    bool finish = false;
    cli::CommonOptions common;
};
[[nodiscard]] cli::OptionTable rekey_table(RekeyOptions& options);
/// Exchanges the store's master key.
[[nodiscard]] cli::ExitStatus run_rekey(cli::Io& io);

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

}  // namespace ptkt::admin

#endif
