#ifndef PTKT_TOOLS_RACF_ADMIN_VERBS_HPP
#define PTKT_TOOLS_RACF_ADMIN_VERBS_HPP

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/time.hpp"
#include "common/cli/options.hpp"
#include "common/racf/names.hpp"
#include "common/store/keys.hpp"

/// The words of our own that have options, such as `racf-admin key ...`. Options may stand before
/// and behind the word.
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

struct CheckOptions {
    bool repair = false;
    cli::CommonOptions common;
};
[[nodiscard]] cli::OptionTable check_table(CheckOptions& options);
/// Looks a store over, and repairs what is safe to repair.
[[nodiscard]] cli::ExitStatus run_check(cli::Io& io);

struct UnloadOptions {
    cli::CommonOptions common;
};
[[nodiscard]] cli::OptionTable unload_table(UnloadOptions& options);
/// Writes all profiles as the records of RACF's database unload.
[[nodiscard]] cli::ExitStatus run_unload(cli::Io& io);

struct LoadOptions {
    std::string file;
    cli::CommonOptions common;
};
[[nodiscard]] cli::OptionTable load_table(LoadOptions& options);
/// Fills an empty store from an unload.
[[nodiscard]] cli::ExitStatus run_load(cli::Io& io);

/// One of these words, and what it does.
struct Verb {
    std::string_view word;
    cli::ExitStatus (*run)(cli::Io& io);
    std::span<const std::string_view>
        actions;  ///< the words that may stand behind it, if it has some
};
/// All of them.
[[nodiscard]] std::span<const Verb> verbs();
/// The verb of a word, or nullptr.
[[nodiscard]] const Verb* find_verb(std::string_view word);

}  // namespace ptkt::admin

#endif
