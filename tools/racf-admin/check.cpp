#include <algorithm>

#include "common/cli/diagnostics.hpp"
#include "common/cli/directories.hpp"
#include "common/cli/mistaken_key.hpp"
#include "common/cli/record.hpp"
#include "common/formats/json/event.hpp"
#include "common/racf/store/audit_action.hpp"
#include "common/racf/store/layout.hpp"
#include "common/racf/store_check/inspect.hpp"
#include "common/wiring/account.hpp"
#include "common/wiring/open_store.hpp"
#include "tools/racf-admin/fields.hpp"
#include "tools/racf-admin/ok_rc.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;
using store_check::Finding;

json::Json json_of(const Finding& finding) {
    json::Json json = json::event("finding");
    json.set("severity", store_check::to_string(finding.severity))
        .set("rc", static_cast<int>(finding.severity))
        .set("kind", finding.kind)
        .set("subject", finding.subject)
        .set("detail", finding.what)
        .set("repair", finding.repair.empty() ? json::Json() : json::Json(finding.repair));
    return json;
}

std::string line_of(const Finding& finding) {
    std::string line = fmt::format("{}\t{}\t{}\t{}", store_check::to_string(finding.severity),
                                   finding.kind, finding.subject, finding.what);
    if (!finding.repair.empty()) line += "\trepaired: " + finding.repair;
    return line;
}

/// What was changed stands in the audit log, as every change does.
base::Status log(const store::AuditLog& audit, base::Instant now, const Finding& finding) {
    const bool accepted = finding.repair == store_check::kAccepted;
    return store::audit_action(audit, now, "store", accepted ? "accept" : "repair",
                               fmt::format("{}: {}", finding.subject, finding.repair));
}

class Checker {
  public:
    Checker(cli::Io& io, const CheckOptions& options, store_check::Inspection inspection)
        : io_(io),
          options_(options),
          audit_(store::Layout(inspection.root)),
          inspection_(std::move(inspection)) {
        wiring::attribute(audit_, io);
    }

    ExitStatus run() {
        const auto done = store_check::inspect(
            inspection_, [&](const Finding& finding) { return note(finding); });
        // Printed now that the store is not locked any more: who reads may be slow.
        if (const auto printed = print(); printed != ExitStatus::Done) return printed;
        if (!done) return cli::report(io_, done.error());
        if (found_.empty() && options_.common.verbosity > 0)
            cli::note(io_, "found nothing in " + inspection_.root.string());
        return static_cast<ExitStatus>(worst_);
    }

  private:
    base::Status note(const Finding& finding) {
        found_.push_back(finding);
        // A name that was given, and not one of the store: it may be a key that was given by
        // mistake.
        if (finding.kind == "not-accepted")
            found_.back().subject = cli::without_keys(finding.subject);
        if (!finding.repair.empty()) return log(audit_, inspection_.now, finding);
        worst_ = std::max(worst_, static_cast<int>(finding.severity));
        return {};
    }

    ExitStatus print() {
        for (const Finding& finding : found_) {
            const auto printed = cli::print_record(io_, options_.common, line_of(finding),
                                                   [&] { return json_of(finding); });
            if (printed != ExitStatus::Done) return printed;
        }
        return ExitStatus::Done;
    }

    cli::Io& io_;
    const CheckOptions& options_;
    store::AuditLog audit_;
    store_check::Inspection inspection_;
    std::vector<Finding> found_;
    int worst_ = 0;
};

}  // namespace

ExitStatus run_check(cli::Io& io) {
    CheckOptions options;
    const cli::OptionTable table = check_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (const auto wrong = cli::refuse_unknown_field(io, options.common, kFindingFields))
        return *wrong;
    const auto directory = cli::store_directory(io, options.common.store);
    if (!directory) return cli::report(io, directory.error());
    store_check::Inspection inspection{*directory, options.repair, io.now(), {}, options.accept};
    if (options.common.master_key) {
        auto key = wiring::read_master_key(io, *options.common.master_key);
        if (!key) return cli::report(io, key.error());
        inspection.master_key = std::move(*key);
    }
    return taken_as_done(Checker(io, options, std::move(inspection)).run(), options.ok_rc);
}

}  // namespace ptkt::admin
