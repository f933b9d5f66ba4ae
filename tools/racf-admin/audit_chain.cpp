#include <algorithm>

#include "common/base/text/hex.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/cli/record.hpp"
#include "common/formats/json/event.hpp"
#include "common/racf/store/audit_action.hpp"
#include "common/racf/store/audit_settings.hpp"
#include "common/racf/store_check/audit_verify.hpp"
#include "tools/racf-admin/change.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;
using store_check::AuditFinding;

struct ChainLine {
    std::string severity;  ///< `ok` for what is said when nothing was found
    std::string file;
    std::size_t line;
    std::string what;
};

ExitStatus print_chain_line(cli::Io& io, const cli::CommonOptions& options, const ChainLine& one) {
    std::string text = one.severity + "\t";
    if (!one.file.empty()) text += one.file;
    if (one.line > 0) text += fmt::format(":{}", one.line);
    text += "\t" + one.what;
    return cli::print_record(io, options, text, [&] {
        json::Json json = json::event("audit-finding");
        json.set("severity", one.severity)
            .set("file", one.file.empty() ? json::Json() : json::Json(one.file))
            .set("line",
                 one.line == 0 ? json::Json() : json::Json(static_cast<std::int64_t>(one.line)))
            .set("detail", one.what);
        return json;
    });
}

/// Whether a rotation has removed them in their time, or somebody else: nobody here can know.
std::string what_is_not_here(const store_check::AuditVerified& done) {
    std::string text = done.first == 2 ? std::string("record 1")
                                       : fmt::format("the records 1 to {}", done.first - 1);
    text += done.first == 2 ? " is not here" : " are not here";
    if (done.first_file > 1)
        text += done.first_file == 2
                    ? ": 1 earlier file is missing"
                    : fmt::format(": {} earlier files are missing", done.first_file - 1);
    return text;
}

std::string what_holds(const store_check::AuditVerified& done) {
    if (done.first == 0) return "no record is there yet";
    std::string text = fmt::format(
        "the records {} to {} in {} {} are as they were written; head {}", done.first,
        done.last.seq, done.files, done.files == 1 ? "file" : "files", store::to_string(done.last));
    if (done.first > 1) text += "; " + what_is_not_here(done);
    if (done.before_chain > 0)
        text +=
            fmt::format("; {} records before them have no hashes of their own", done.before_chain);
    return text;
}

}  // namespace

void tell_of_unread(cli::Io& io, const store_check::AuditFiles& files) {
    for (const files::Path& path : files.others)
        cli::warn(io, fmt::format("{} is not a regular file, and is not read", path.string()),
                  "give it a name that does not begin with the log's");
    for (const files::Path& path : files.compressed)
        cli::warn(io, fmt::format("{} is compressed, and is not read", path.string()),
                  "uncompress it, and run this again");
}

ExitStatus verify_audit_log(cli::Io& io, const AuditOptions& options, const store::Store& store) {
    const auto files = store_check::audit_files(store.layout());
    if (!files) return cli::report(io, files.error());
    tell_of_unread(io, *files);
    auto worst = ExitStatus::Done;
    auto printed = ExitStatus::Done;
    const auto done = store_check::verify_audit(
        store.layout(), options.expected, [&](const AuditFinding& one) -> base::Status {
            worst = std::max(worst, static_cast<ExitStatus>(one.severity));
            if (printed == ExitStatus::Done)
                printed = print_chain_line(
                    io, options.common,
                    {std::string(to_string(one.severity)), one.file, one.line, one.what});
            return {};
        });
    if (printed != ExitStatus::Done) return printed;
    if (!done) return cli::report(io, done.error());
    if (worst == ExitStatus::Done)
        return print_chain_line(io, options.common, {"ok", {}, 0, what_holds(*done)});
    return worst;
}

ExitStatus set_ticket_records(cli::Io& io, const AuditOptions& options, const store::Store& store) {
    const auto lock = store.lock();
    if (!lock) return cli::report(io, lock.error());
    if (auto done = store::write_audit_settings(store.layout(), {*options.tickets}); !done)
        return cli::report(io, done.error());
    const json::Json record = store::action_record(io.now(), "store", "audit",
                                                   *options.tickets ? "tickets on" : "tickets off");
    if (auto audited = store.audit_log().append(record); !audited)
        return cli::report(io, audited.error());
    return print_change(io, options.common, record);
}

ExitStatus show_audit_head(cli::Io& io, const AuditOptions& options, const store::Store& store) {
    const auto head = store::read_audit_head(store.layout());
    if (!head) return cli::report(io, head.error());
    const store::ChainPoint last = *head ? (*head)->last : store::ChainPoint();
    return cli::print_record(io, options.common, store::to_string(last), [&] {
        json::Json json = json::event("audit-head");
        json.set("head", store::to_string(last))
            .set("seq", static_cast<std::int64_t>(last.seq))
            .set("hash", base::to_hex(last.hash));
        return json;
    });
}

}  // namespace ptkt::admin
