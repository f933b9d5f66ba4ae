#include "tools/imscon-recv/spool_verb.hpp"

#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/base/text/counted.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/cli/options/nearest.hpp"
#include "common/cli/record.hpp"
#include "common/files/spool/rescue.hpp"
#include "common/formats/json/event.hpp"
#include "tools/imscon-recv/options.hpp"

namespace ptkt::imscon_recv {

namespace {

using cli::ExitStatus;
using ims_receiver::Form;
using spool::Findings;
using spool::Stretch;

std::string text_of(const std::vector<Stretch>& stretches) {
    std::string text;
    for (const Stretch& one : stretches)
        text += fmt::format("{}{} to {}", text.empty() ? "" : ", ", one.from, one.to);
    return text;
}

json::Json json_of(const std::vector<Stretch>& stretches) {
    json::Json all = json::Json::array();
    for (const Stretch& one : stretches) {
        json::Json stretch = json::Json::object();
        stretch.set("from", static_cast<std::int64_t>(one.from))
            .set("to", static_cast<std::int64_t>(one.to));
        all.push(std::move(stretch));
    }
    return all;
}

constexpr std::string_view kSpoolFields =
    "v event state messages damaged_bytes missing_numbers torn_bytes damaged_files new tmp saved "
    "kept";

json::Json json_of(const Findings& found) {
    json::Json files = json::Json::array();
    for (const files::Path& path : found.damaged_files)
        files.push(path.string());
    json::Json json = json::event("spool");
    json.set("state", found.is_damaged() ? "damaged" : "whole")
        .set("messages", static_cast<std::int64_t>(found.journal.records))
        .set("damaged_bytes", json_of(found.journal.damaged))
        .set("missing_numbers", json_of(found.missing))
        .set("torn_bytes", static_cast<std::int64_t>(found.journal.torn))
        .set("damaged_files", std::move(files))
        .set("new", static_cast<std::int64_t>(found.in_new))
        .set("tmp", static_cast<std::int64_t>(found.in_tmp))
        .set("saved", static_cast<std::int64_t>(found.saved))
        .set("kept", found.kept ? json::Json(found.kept->string()) : json::Json());
    return json;
}

std::string text_of(const Findings& found) {
    std::string text = fmt::format(
        "{}: {} in the journal, {} in new", found.is_damaged() ? "damaged" : "whole",
        base::counted(found.journal.records, "message"), base::counted(found.in_new, "file"));
    if (!found.journal.damaged.empty())
        text += "\nthe journal is damaged: bytes " + text_of(found.journal.damaged);
    if (!found.missing.empty()) text += "\nmissing: numbers " + text_of(found.missing);
    if (found.journal.torn > 0)
        text += fmt::format("\nat the end {} of messages that were never acknowledged",
                            base::counted(found.journal.torn, "byte"));
    for (const files::Path& path : found.damaged_files)
        text += "\ndamaged: " + path.string();
    if (found.kept)
        text += fmt::format("\nsaved: {} that were not in new; the journal is now {}",
                            base::counted(found.saved, "file"), found.kept->string());
    return text;
}

}  // namespace

cli::OptionTable spool_table(SpoolOptions& options) {
    cli::OptionTable table({
        .tool = "imscon-recv spool",
        .purpose = "Check a spool that no receiver uses, or recover what a damaged one still has.",
        .usage = {"check [OPTION]... DIR", "recover [--output FORM] [OPTION]... DIR"},
        .examples = {{"imscon-recv spool check /var/spool/imscon-recv", "whether it is damaged"},
                     {"imscon-recv spool recover /var/spool/imscon-recv",
                      "make files of the messages that are left"}},
        .exit_status = {{"0", "whole"},
                        {"1", "damaged; after recover: the receiver can use it again"},
                        {"64", "usage"},
                        {"66", "not a spool"},
                        {"74", "input/output error"},
                        {"75", "a receiver uses it"},
                        {"77", "not permitted"}},
    });
    table.operand(
        "ACTION", "check or recover", options.action,
        [](std::string_view word) -> base::Result<std::string> { return base::to_lower(word); });
    table.operand("DIR", "the spool", options.directory);
    table
        .choice({"output", 0, "FORM", "recover: the form of the receiver's messages; ndjson"},
                options.output,
                {{"ndjson", Form::Ndjson}, {"text", Form::Text}, {"raw", Form::Raw}})
        .for_actions({"recover"});
    table.job_of(kTool, all_tables());
    cli::add_common_options(table, options.common);
    table.fields(kSpoolFields);
    return table;
}

ExitStatus run_spool(cli::Io& io) {
    SpoolOptions options;
    const cli::OptionTable table = spool_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (std::ranges::find(kSpoolActions, options.action) == kSpoolActions.end())
        return cli::report_usage(io, "the action must be check or recover",
                                 cli::hint_at_word(options.action, kSpoolActions));
    if (const auto wrong = cli::refuse_unknown_field(io, options.common, kSpoolFields))
        return *wrong;
    const auto now =
        std::chrono::duration_cast<std::chrono::nanoseconds>(io.now().time_since_epoch());
    const auto found = options.action == kSpoolActions.front()
                           ? spool::check(options.directory)
                           : spool::recover(options.directory, suffix_of(options.output),
                                            static_cast<std::uint64_t>(now.count()));
    if (!found) return cli::report(io, found.error());
    const auto printed =
        cli::print_record(io, options.common, text_of(*found), [&] { return json_of(*found); });
    if (printed != ExitStatus::Done) return printed;
    return found->is_damaged() ? ExitStatus::No : ExitStatus::Done;
}

}  // namespace ptkt::imscon_recv
