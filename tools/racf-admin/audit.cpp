#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "common/base/text/ascii.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/cli/record.hpp"
#include "common/racf/store/store.hpp"
#include "common/wiring/open_store.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;

/// What a record can be of.
constexpr std::array<std::string_view, 8> kEvents{"signon", "signon-left-out", "command", "key",
                                                  "replay", "rotation",        "rekey",   "store"};

std::string text_of(const json::Json& record, std::string_view name) {
    const json::Json* value = record.find(name);
    return value == nullptr ? std::string() : value->bare();
}

bool is_wanted(const AuditOptions& options, const json::Json& record) {
    const auto matches = [&](std::string_view name, const std::optional<std::string>& wanted) {
        return !wanted || text_of(record, name) == *wanted;
    };
    if (options.user && text_of(record, "user") != options.user->str()) return false;
    if (options.appl && text_of(record, "appl") != options.appl->str()) return false;
    if (!matches("reason", options.reason) || !matches("event", options.event)) return false;
    if (!options.since && !options.until) return true;
    const auto when = base::parse_time(text_of(record, "time"), base::Instant());
    return when && (!options.since || *when >= *options.since) &&
           (!options.until || *when <= *options.until);
}

/// One line for people; the SMF event and qualifier stand beside our words.
std::string line_of(const json::Json& record) {
    const std::string event = text_of(record, "event");
    const std::string time = text_of(record, "time");
    if (event == "command")
        return fmt::format("{}  command  {}  rc {}  {}", time, text_of(record, "user"),
                           text_of(record, "rc"), text_of(record, "command"));
    if (event == "rotation")
        return fmt::format("{}  rotation {}  {}  {}", time, text_of(record, "profile"),
                           text_of(record, "action"), text_of(record, "detail"));
    if (event != "signon")
        return fmt::format("{}  {}  {}  {}", time, event, text_of(record, "action"),
                           text_of(record, "label"));
    return fmt::format("{}  signon   {}  {}  {}: {}  (SMF {}/{})  from {}: {}", time,
                       text_of(record, "user"), text_of(record, "appl"),
                       text_of(record, "decision"), text_of(record, "reason"),
                       text_of(record, "smf_event"), text_of(record, "smf_qualifier"),
                       text_of(record, "source"), text_of(record, "detail"));
}

/// A line that was cut off by a power cut is told and passed over.
ExitStatus print(cli::Io& io, const AuditOptions& options, const cli::Input& input,
                 std::string_view line) {
    const auto record = json::parse_json(line);
    if (!record || record->as_object() == nullptr) {
        cli::warn(io, fmt::format("{}:{}: not a record", input.name(), input.line_number()));
        return ExitStatus::Done;
    }
    if (!is_wanted(options, *record)) return ExitStatus::Done;
    // Records of several kinds have different fields: one that is not there is an empty line.
    if (options.common.field && record->find(*options.common.field) == nullptr)
        return io.out.append("\n") ? ExitStatus::Done : ExitStatus::Io;
    return cli::print_record(io, options.common, line_of(*record), [&] { return *record; });
}

}  // namespace

ExitStatus run_audit(cli::Io& io) {
    AuditOptions options;
    const cli::OptionTable table = audit_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (options.event && std::ranges::find(kEvents, *options.event) == kEvents.end())
        return cli::report_usage(
            io, fmt::format("option '--event': '{}' is not one of {}",
                            base::printable(*options.event, 40), fmt::join(kEvents, ", ")));
    const auto store = wiring::open_store(io, options.common);
    if (!store) return cli::report(io, store.error());
    const auto path = (*store)->layout().audit_log();
    if (!files::stamp(path)) return ExitStatus::Done;  // nothing has happened yet
    auto input = cli::open_input(io, path.string());
    if (!input) return cli::report(io, input.error());
    for (;;) {
        const auto line = input->line();
        if (!line) return cli::report(io, line.error());
        if (!*line) return ExitStatus::Done;
        if (const auto status = print(io, options, *input, **line); status != ExitStatus::Done)
            return status;
    }
}

}  // namespace ptkt::admin
