#ifndef PTKT_TOOLS_RACF_ADMIN_ROTATE_HPP
#define PTKT_TOOLS_RACF_ADMIN_ROTATE_HPP

#include <optional>
#include <string>

#include "common/cli/options/options.hpp"
#include "common/racf/model/names.hpp"
#include "common/racf/store/store.hpp"

/// `racf-admin rotate PROFILE`: the next key of a PTKTDATA profile, and what becomes of the one
/// before.
namespace ptkt::admin {

/// For whom the present key is written out.
enum class Emit { Racf, Icsf };

struct RotateOptions {
    std::optional<racf::ProfileName> profile;
    std::optional<racf::UserId> issuer;  ///< who is on record for it
    std::optional<base::Seconds> every;
    std::optional<base::Instant> at;
    std::optional<base::Seconds> grace;
    std::optional<bool> enhanced;  ///< the kind of key, where the profile has both
    bool upgrade = false;
    bool settle = false;  ///< no new key: only what has become due
    bool revoke_previous = false;
    bool status = false;
    std::optional<std::string> compare;  ///< a file with the other side's status as JSON
    bool abort = false;
    bool rollback = false;
    std::optional<Emit> emit;
    std::optional<std::string> output;
    bool show_secret = false;
    base::Seconds jitter{};
    std::optional<std::string> wait_for;  ///< the directory where receivers report
    base::Seconds within{};               ///< how long it waits for them
    cli::CommonOptions common;
};
[[nodiscard]] cli::OptionTable rotate_table(RotateOptions& options);
[[nodiscard]] cli::ExitStatus run_rotate(cli::Io& io);

/// `--status` and `--compare`: where the rotation stands, as a text or an object. No when the other
/// side differs, when a rotation is due by `--every`, and when what it says is not what tickets go
/// by: a run was cut off, or a REFRESH is missing.
[[nodiscard]] cli::ExitStatus rotation_status(cli::Io& io, const RotateOptions& options,
                                              const store::Store& store);

/// `--wait-for`: whether every receiver has the keys as they are now. No, with those that do not have
/// them, when the time is over.
[[nodiscard]] cli::ExitStatus wait_for_receivers(cli::Io& io, const RotateOptions& options,
                                                 const store::Store& store);

/// `--emit`: what the other side's administrator runs to get the staged key, or else the active
/// one.
[[nodiscard]] cli::ExitStatus emit_key(cli::Io& io, const RotateOptions& options,
                                       const store::Store& store);

}  // namespace ptkt::admin

#endif
