#ifndef PTKT_TOOLS_RACF_ADMIN_VERBS_HPP
#define PTKT_TOOLS_RACF_ADMIN_VERBS_HPP

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/time.hpp"
#include "common/cli/options/options.hpp"
#include "common/files/account.hpp"
#include "common/racf/model/names.hpp"
#include "common/racf/store/store.hpp"
#include "common/racf/store_check/audit_verify.hpp"
#include "common/wiring/key_source.hpp"

/// The words of our own that have options, such as `racf-admin key ...`. Options may stand before
/// and after the word.
namespace ptkt::admin {

struct InitOptions {
    std::optional<files::Account> owner;  ///< whose store it is to be; absent: this process's user
    cli::CommonOptions common;
};
[[nodiscard]] cli::OptionTable init_table(InitOptions& options);
/// Makes a store.
[[nodiscard]] cli::ExitStatus run_init(cli::Io& io);

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
    std::optional<racf::UserId> issuer;       ///< who is on record for it
    bool is_unsigned = false;                 ///< unwrap: nobody is to have signed it
    std::optional<racf::ProfileName> expect;  ///< unwrap: the profile that the key is for
    base::Seconds expires = std::chrono::hours(24);
    bool strict_keys = false;  ///< weak keys are refused
    cli::CommonOptions common;
};
[[nodiscard]] cli::OptionTable key_table(KeyOptions& options);
/// Makes, imports, lists and deletes keys of the key vault, and moves keys of profiles.
[[nodiscard]] cli::ExitStatus run_key(cli::Io& io);

/// What is to become of a weak key: what the options say, and the store.
[[nodiscard]] base::Result<wiring::WeakKeys> weak_keys(const KeyOptions& options,
                                                       const store::Store& store);
/// `key wrap PROFILE`: the staged key, or else the one that makes tickets, for the other side.
[[nodiscard]] cli::ExitStatus wrap_key(cli::Io& io, const KeyOptions& options, store::Store& store);
/// `key unwrap --expect PROFILE`: stages the key of a package that the other side wrapped.
[[nodiscard]] cli::ExitStatus unwrap_key(cli::Io& io, const KeyOptions& options,
                                         store::Store& store);
/// `key check-value PROFILE`: by which two people compare keys.
[[nodiscard]] cli::ExitStatus show_check_values(cli::Io& io, const KeyOptions& options,
                                                const store::Store& store);

/// What `racf-admin list` lists.
inline constexpr std::string_view kListActions[] = {"users", "groups", "profiles", "keys"};
struct ListOptions {
    std::string what;
    std::optional<std::string> cls;
    cli::CommonOptions common;
};
[[nodiscard]] cli::OptionTable list_table(ListOptions& options);
/// Prints the names of users, groups, profiles or keys: for scripts and completions. It neither
/// locks the store nor writes to its audit log.
[[nodiscard]] cli::ExitStatus run_list(cli::Io& io);

struct RekeyOptions {
    std::optional<std::string> new_master_key;
    bool finish = false;
    cli::CommonOptions common;
};
[[nodiscard]] cli::OptionTable rekey_table(RekeyOptions& options);
/// Exchanges the store's master key.
[[nodiscard]] cli::ExitStatus run_rekey(cli::Io& io);

struct ReplayOptions {
    std::string action;
    std::optional<std::string> operand;  ///< future: a DURATION; init, status, check: a URL
    std::optional<std::int64_t> ok_rc;
    cli::CommonOptions common;
};
[[nodiscard]] cli::OptionTable replay_table(ReplayOptions& options);
/// Shows what the replay cache knows, ends the refusals after a loss, and sets how far in the
/// future a ticket may have been made.
[[nodiscard]] cli::ExitStatus run_replay(cli::Io& io);
/// Its part about the table of used tickets that several receivers share: makes it, shows where it
/// stands, and judges its server.
[[nodiscard]] cli::ExitStatus run_shared_replay(cli::Io& io, const ReplayOptions& options);

struct PublishOptions {
    std::string directory;
    std::vector<std::string> to;          ///< the receivers' certificates
    std::optional<std::string> sign;      ///< the publisher's certificate
    std::optional<std::string> sign_key;  ///< where its private key is
    bool status = false;
    cli::CommonOptions common;
};
[[nodiscard]] cli::OptionTable publish_table(PublishOptions& options);
/// Writes the next generation of the store for other receivers, or shows which of them have it.
[[nodiscard]] cli::ExitStatus run_publish(cli::Io& io);

struct AdoptOptions {
    std::optional<std::string> directory;
    std::optional<std::string> key;   ///< where this receiver's private key is
    std::optional<std::string> from;  ///< the publisher's certificate
    std::int64_t not_older_than = 0;  ///< the least number of a generation that is taken
    bool status = false;
    cli::CommonOptions common;
};
[[nodiscard]] cli::OptionTable adopt_table(AdoptOptions& options);
/// Puts the newest generation in the place of the store.
[[nodiscard]] cli::ExitStatus run_adopt(cli::Io& io);

/// How the audit log is written for other programs.
enum class AuditFormat { Irradu00, Syslog, Journal };

struct AuditOptions {
    std::optional<racf::UserId> user;
    std::optional<racf::ApplName> appl;
    std::optional<std::string> reason;
    std::optional<std::string> event;
    std::optional<std::string> decision;
    std::optional<base::Instant> since;
    std::optional<base::Instant> until;
    bool verify = false;
    bool head = false;
    std::optional<bool> tickets;  ///< whether each ticket that is made is put on record
    std::optional<AuditFormat> format;
    std::vector<store::ChainPoint> expected;  ///< heads that were kept elsewhere
    cli::CommonOptions common;
};
[[nodiscard]] cli::OptionTable audit_table(AuditOptions& options);
/// Warns of files that bear the log's name and are not read.
void tell_of_unread(cli::Io& io, const store_check::AuditFiles& files);
/// Reads the audit log.
[[nodiscard]] cli::ExitStatus run_audit(cli::Io& io);
/// `audit --verify`: whether every record is as it was written. The status is the severity of the
/// worst break.
[[nodiscard]] cli::ExitStatus verify_audit_log(cli::Io& io, const AuditOptions& options,
                                               const store::Store& store);
/// `audit --tickets on|off`.
[[nodiscard]] cli::ExitStatus set_ticket_records(cli::Io& io, const AuditOptions& options,
                                                 const store::Store& store);
/// `audit --head`: the last record's number and hash.
[[nodiscard]] cli::ExitStatus show_audit_head(cli::Io& io, const AuditOptions& options,
                                              const store::Store& store);

struct AccessOptions {
    std::optional<racf::UserId> user;
    std::string cls;
    std::string resource;
    std::string access = "READ";
    std::optional<racf::GroupId> group;
    std::optional<std::int64_t> ok_rc;
    cli::CommonOptions common;
};
[[nodiscard]] cli::OptionTable access_table(AccessOptions& options);
/// Asks whether a user has access to a resource, as a resource manager asks RACF. The status is
/// RACF's return code: 0 granted, 4 not protected, 8 denied.
[[nodiscard]] cli::ExitStatus run_access(cli::Io& io);

struct DoctorOptions {
    std::optional<racf::ApplName> appl;
    std::optional<racf::UserId> user;
    std::optional<racf::GroupId> group;
    bool zos = false;
    std::optional<std::int64_t> ok_rc;
    cli::CommonOptions common;
};
[[nodiscard]] cli::OptionTable doctor_table(DoctorOptions& options);
/// Looks at every precondition of a sign-on by PassTicket, and names the command that mends each.
[[nodiscard]] cli::ExitStatus run_doctor(cli::Io& io);

struct CheckOptions {
    bool repair = false;
    std::vector<std::string> accept;
    std::optional<std::int64_t> ok_rc;
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
    bool skip_bad = false;
    cli::CommonOptions common;
};
[[nodiscard]] cli::OptionTable load_table(LoadOptions& options);
/// Fills an empty store from an unload.
[[nodiscard]] cli::ExitStatus run_load(cli::Io& io);

/// One of these words, and what it does.
struct Verb {
    std::string_view word;
    cli::ExitStatus (*run)(cli::Io& io);
    std::span<const std::string_view> actions;  ///< the words that may follow it, if it has some
};
/// All of them.
[[nodiscard]] std::span<const Verb> verbs();
/// The verb of a word in any case, or nullptr.
[[nodiscard]] const Verb* find_verb(std::string_view word);

}  // namespace ptkt::admin

#endif
