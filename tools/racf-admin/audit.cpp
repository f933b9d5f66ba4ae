#include <algorithm>
#include <string_view>

#include "common/cli/diagnostics.hpp"
#include "common/cli/record.hpp"
#include "common/racf/report/audit_formats.hpp"
#include "common/racf/store/store.hpp"
#include "common/racf/store_check/audit_verify.hpp"
#include "common/wiring/open_store.hpp"
#include "tools/racf-admin/change.hpp"
#include "tools/racf-admin/fields.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;

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
    if (!matches("reason", options.reason) || !matches("event", options.event) ||
        !matches("decision", options.decision))
        return false;
    if (!options.since && !options.until) return true;
    const auto when = base::parse_time(text_of(record, "time"), base::Instant());
    return when && (!options.since || *when >= *options.since) &&
           (!options.until || *when <= *options.until);
}

/// As it is on record, with its length if it was cut.
std::string command_of(const json::Json& record) {
    const std::string command = text_of(record, "command");
    const std::string length = text_of(record, "command_length");
    return length.empty() ? command : fmt::format("{}... ({} bytes)", command, length);
}

/// How many refusals were not written one by one, and why they were refused.
std::string left_out_line(const json::Json& record) {
    std::string reasons;
    const json::Json* counts = record.find("reasons");
    if (counts != nullptr && counts->as_object() != nullptr)
        for (const auto& [reason, count] : *counts->as_object())
            reasons += fmt::format("{}{} {}", reasons.empty() ? "" : ", ", reason, count.bare());
    return fmt::format("{}  signon-left-out  {} since {}: {}", text_of(record, "time"),
                       text_of(record, "count"), text_of(record, "since"), reasons);
}

/// One line for people; the SMF event and qualifier stand beside our words.
std::string line_of(const json::Json& record) {
    const std::string event = text_of(record, "event");
    const std::string time = text_of(record, "time");
    if (event == "command")
        return fmt::format("{}  command  {}  rc {}  {}", time, text_of(record, "user"),
                           text_of(record, "rc"), command_of(record));
    if (event == "ticket-made")
        return fmt::format("{}  ticket   {}  {}  {} of profile {} for {}  (SMF {}/{})  by {}", time,
                           text_of(record, "user"), text_of(record, "appl"),
                           text_of(record, "type"), text_of(record, "profile"),
                           text_of(record, "generated_at"), text_of(record, "smf_event"),
                           text_of(record, "smf_qualifier"), text_of(record, "login"));
    if (event == "revocation")
        return fmt::format("{}  revocation  {}  {}: {}  from {}", time, text_of(record, "user"),
                           text_of(record, "reason"), text_of(record, "detail"),
                           text_of(record, "peer"));
    if (event == "explained")
        return fmt::format("{}  explained  {}  {}  {}: {}  from {}", time, text_of(record, "user"),
                           text_of(record, "appl"), text_of(record, "reason"),
                           text_of(record, "detail"), text_of(record, "peer"));
    if (event == "rotation")
        return fmt::format("{}  rotation {}  {}  {}", time, text_of(record, "profile"),
                           text_of(record, "action"), text_of(record, "detail"));
    if (event == "signon-left-out") return left_out_line(record);
    if (event == "ticket-refused")
        return fmt::format("{}  ticket refused  {}  {}  to {}: {}  (SMF {}/{})", time,
                           text_of(record, "user"), text_of(record, "appl"),
                           text_of(record, "caller"), text_of(record, "detail"),
                           text_of(record, "smf_event"), text_of(record, "smf_qualifier"));
    if (event == "ticket-evaluated")
        return fmt::format("{}  evaluated  {}  {}  {}: {}  (SMF {}/{})  for {}: {}", time,
                           text_of(record, "user"), text_of(record, "appl"),
                           text_of(record, "decision"), text_of(record, "reason"),
                           text_of(record, "smf_event"), text_of(record, "smf_qualifier"),
                           text_of(record, "caller"), text_of(record, "detail"));
    if (event != "signon")
        return fmt::format("{}  {}  {}  {}", time, event, text_of(record, "action"),
                           text_of(record, "label"));
    return fmt::format("{}  signon   {}  {}  {}: {}  (SMF {}/{})  from {}: {}", time,
                       text_of(record, "user"), text_of(record, "appl"),
                       text_of(record, "decision"), text_of(record, "reason"),
                       text_of(record, "smf_event"), text_of(record, "smf_qualifier"),
                       text_of(record, "peer"), text_of(record, "detail"));
}

/// A record in the form that other programs read; nothing for one that the form does not have.
std::optional<std::string> formatted(AuditFormat format, const json::Json& record) {
    if (format == AuditFormat::Irradu00) return report::irradu00_line(record);
    const std::string text = line_of(record);
    return format == AuditFormat::Syslog ? report::syslog_line(record, text)
                                         : report::journal_entry(record, text);
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
    if (options.format) {
        const auto text = formatted(*options.format, *record);
        if (!text) return ExitStatus::Done;
        return io.out.append(*text + '\n') ? ExitStatus::Done : ExitStatus::Io;
    }
    // Records of several kinds have different fields: one that is not there is an empty line.
    if (options.common.field && record->find(*options.common.field) == nullptr)
        return io.out.append("\n") ? ExitStatus::Done : ExitStatus::Io;
    return cli::print_record(io, options.common, line_of(*record), [&] { return *record; });
}

ExitStatus print_file(cli::Io& io, const AuditOptions& options, const files::Path& path) {
    // Far longer than any record that is written; earlier versions did not cut commands.
    constexpr std::size_t kLongestRecord = std::size_t{16} << 20U;
    auto input = cli::open_input(io, path.string());
    if (!input) return cli::report(io, input.error());
    input->set_max_line(kLongestRecord);
    for (;;) {
        const auto line = input->line();
        if (!line && line.error().kind == base::ErrorKind::Malformed) {
            cli::warn(io, line.error().what);
            continue;
        }
        if (!line) return cli::report(io, line.error());
        if (!*line) return ExitStatus::Done;
        if (const auto status = print(io, options, *input, **line); status != ExitStatus::Done)
            return status;
    }
}

/// Filters that no record passes together: an empty answer would look as if there were none.
std::string impossible_filter(const AuditOptions& options) {
    if (options.since && options.until && *options.since > *options.until)
        return "--since is later than --until";
    const std::string event = options.event.value_or("");
    const bool is_revocation = options.reason == "failures" || options.reason == "inactive";
    if (options.decision && is_revocation) return "a record with this --reason has no decision";
    if (options.decision && options.reason &&
        (*options.reason == "ok"      ? "accepted"
         : *options.reason == "error" ? "error"
                                      : "rejected") != *options.decision)
        return fmt::format("a sign-on with the reason {} is not {}", *options.reason,
                           *options.decision);
    if (!options.event) return "";
    const bool has_no_user = event == "signon-left-out";
    const bool is_command = event == "command" || event == "key" || event == "replay" ||
                            event == "rotation" || event == "rekey" || event == "store";
    if (options.decision && (is_command || has_no_user || event == "explained" ||
                             event == "revocation" || event == "ticket-made"))
        return fmt::format("a record of the event {} has no decision", event);
    if (options.reason && (is_command || has_no_user || event == "ticket-made"))
        return fmt::format("a record of the event {} has no reason", event);
    if (options.reason && event != "explained" && is_revocation != (event == "revocation"))
        return fmt::format("a record of the event {} has not the reason {}", event,
                           *options.reason);
    if (options.appl && (is_command || has_no_user))
        return fmt::format("a record of the event {} has no application", event);
    if (options.user && has_no_user)
        return fmt::format("a record of the event {} has no user", event);
    return "";
}

std::string_view contradiction(const AuditOptions& options) {
    const bool filters = options.user || options.appl || options.reason || options.event ||
                         options.decision || options.since || options.until;
    if (int{options.verify} + int{options.head} + int{options.tickets.has_value()} > 1)
        return "--verify, --head and --tickets do not go together";
    if (options.format && (options.common.json || options.common.field))
        return "--format goes with neither --json nor --field";
    if (options.format && (options.verify || options.head || options.tickets))
        return "--format is about the records themselves";
    if (!options.expected.empty() && !options.verify) return "--expect goes with --verify";
    if ((options.verify || options.head || options.tickets) && filters)
        return "--verify, --head and --tickets take no filter";
    return "";
}

/// Those of what is printed.
std::string_view fields_of(const AuditOptions& options) {
    if (options.tickets) return kActionFields;
    if (options.head) return kChainHeadFields;
    return options.verify ? kChainFindingFields : kRecordFields;
}

}  // namespace

ExitStatus run_audit(cli::Io& io) {
    AuditOptions options;
    const cli::OptionTable table = audit_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (const auto wrong = contradiction(options); !wrong.empty())
        return cli::report_usage(io, std::string(wrong));
    if (const auto wrong = impossible_filter(options); !wrong.empty())
        return cli::report_usage(io, wrong);
    if (const auto wrong = cli::refuse_unknown_field(io, options.common, fields_of(options)))
        return *wrong;
    const auto store = wiring::open_store(io, options.common);
    if (!store) return cli::report(io, store.error());
    if (options.verify) return verify_audit_log(io, options, **store);
    if (options.head) return show_audit_head(io, options, **store);
    if (options.tickets) return set_ticket_records(io, options, **store);
    const auto files = store_check::audit_files((*store)->layout());
    if (!files) return cli::report(io, files.error());
    tell_of_unread(io, *files);
    for (const files::Path& path : files->in_order)
        if (const auto status = print_file(io, options, path); status != ExitStatus::Done)
            return status;
    return ExitStatus::Done;
}

}  // namespace ptkt::admin
