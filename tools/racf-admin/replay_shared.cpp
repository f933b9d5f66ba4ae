#include <algorithm>

#include "common/cli/diagnostics.hpp"
#include "common/cli/record.hpp"
#include "common/formats/json/event.hpp"
#include "common/ims/sign_on/group_replay.hpp"
#include "common/racf/rotation/key_maker.hpp"
#include "common/racf/rotation/vault.hpp"
#include "common/racf/store/audit_action.hpp"
#include "common/wiring/open_store.hpp"
#include "common/wiring/replay_helper.hpp"
#include "tools/racf-admin/change.hpp"
#include "tools/racf-admin/fields.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;
using wiring::ReplayLine;

constexpr std::string_view kFinding = "finding";

/// `standby lag` is the member `standby_lag`.
std::string member_name(std::string name) {
    std::ranges::replace(name, ' ', '_');
    return name;
}

ExitStatus show_values(cli::Io& io, const ReplayOptions& options,
                       const std::vector<ReplayLine>& lines) {
    std::string text;
    json::Json json = json::event("shared-replay-status");
    bool protects = true;
    for (const ReplayLine& line : lines) {
        if (line.size() < 2) continue;
        text += fmt::format("{}{}\t{}", text.empty() ? "" : "\n", line[0], line[1]);
        json.set(member_name(line[0]), line[1]);
        if (line[0] == "protects") protects = line[1] == "yes";
    }
    const auto printed = cli::print_record(io, options.common, text, [&] { return json; });
    if (printed != ExitStatus::Done) return printed;
    return protects ? ExitStatus::Done : ExitStatus::RacfWarning;
}

/// The exit status is the worst finding, as of `racf-admin check`.
ExitStatus show_findings(cli::Io& io, const ReplayOptions& options,
                         const std::vector<ReplayLine>& lines) {
    ExitStatus worst = ExitStatus::Done;
    for (const ReplayLine& line : lines) {
        if (line.size() != 4 || line[0] != kFinding) continue;
        const auto printed = cli::print_record(
            io, options.common, fmt::format("{}\t{}\n  {}", line[1], line[2], line[3]), [&] {
                json::Json json = json::event("shared-replay-finding");
                json.set("severity", line[1]).set("what", line[2]).set("hint", line[3]);
                return json;
            });
        if (printed != ExitStatus::Done) return printed;
        if (line[1] == "error") worst = ExitStatus::RacfError;
        if (line[1] == "warning" && worst == ExitStatus::Done) worst = ExitStatus::RacfWarning;
    }
    return worst;
}

/// The first receiver of a group makes its key; the others have the same store.
base::Status make_group_key(const cli::Io& io, const store::Store& store) {
    const std::string label(store::kGroupKeyLabel);
    const auto there = store.keys().entry(label);
    if (!there) return there.error();
    if (*there) return {};
    const auto key = rotation::random_hmac_key();
    if (!key) return key.error();
    return rotation::add_to_vault(store, io.now(), "generate", label, *key);
}

}  // namespace

ExitStatus run_shared_replay(cli::Io& io, const ReplayOptions& options) {
    const bool is_init = options.action == "init";
    const bool is_check = options.action == "check";
    // What the status has depends on the server's helper.
    if (is_init || is_check)
        if (const auto wrong = cli::refuse_unknown_field(
                io, options.common, is_init ? kActionFields : kSharedFindingFields))
            return *wrong;
    const auto helper = wiring::replay_helper(io, *options.operand);
    if (!helper) return cli::report(io, helper.error());
    const auto store = wiring::open_store(io, options.common);
    if (!store) return cli::report(io, store.error());
    if (is_init)
        if (auto made = make_group_key(io, **store); !made) return cli::report(io, made.error());
    const auto key = ims_sign_on::group_key_of(**store);
    if (!key) return cli::report(io, key.error());
    const auto lines =
        wiring::run_replay_verb(*helper, options.action, "group " + key->check() + "\n");
    if (!lines) return cli::report(io, lines.error());
    if (is_check) return show_findings(io, options, *lines);
    if (!is_init) return show_values(io, options, *lines);
    const json::Json record = store::action_record(io.now(), "replay", "init",
                                                   "the shared table of used tickets is ready");
    if (auto audited = (*store)->audit_log().append(record); !audited)
        return cli::report(io, audited.error());
    cli::note(io, "the shared table of used tickets is ready");
    return print_change(io, options.common, record);
}

}  // namespace ptkt::admin
