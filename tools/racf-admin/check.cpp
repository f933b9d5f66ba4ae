#include <algorithm>

#include "common/cli/diagnostics.hpp"
#include "common/cli/directories.hpp"
#include "common/cli/record.hpp"
#include "common/store/audit_log.hpp"
#include "common/store/layout.hpp"
#include "common/store_check/inspect.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;
using store_check::Finding;

base::Json json_of(const Finding& finding) {
    base::Json json = base::Json::object();
    json.set("severity", store_check::to_string(finding.severity))
        .set("rc", static_cast<int>(finding.severity))
        .set("kind", finding.kind)
        .set("subject", finding.subject)
        .set("what", finding.what)
        .set("repair", finding.repair.empty() ? base::Json() : base::Json(finding.repair));
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
    base::Json record = base::Json::object();
    record.set("time", base::to_rfc3339(now))
        .set("event", "store")
        .set("action", "repair")
        .set("label", fmt::format("{}: {}", finding.subject, finding.repair));
    return audit.append(record);
}

class Checker {
  public:
    Checker(cli::Io& io, const CheckOptions& options, const std::string& directory)
        : io_(io),
          options_(options),
          audit_(store::Layout(directory).audit_log()),
          request_{directory, options.repair, io.now()} {}

    ExitStatus run() {
        const auto done =
            store_check::inspect(request_, [&](const Finding& finding) { return tell(finding); });
        if (!done) return cli::report(io_, done.error());
        if (trouble_ != ExitStatus::Done) return trouble_;
        if (found_ == 0 && options_.common.verbosity > 0)
            cli::note(io_, "found nothing in " + request_.root.string());
        return static_cast<ExitStatus>(worst_);
    }

  private:
    base::Status tell(const Finding& finding) {
        ++found_;
        if (finding.repair.empty()) {
            worst_ = std::max(worst_, static_cast<int>(finding.severity));
        } else if (auto logged = log(audit_, request_.now, finding); !logged) {
            return logged;
        }
        const auto printed = cli::print_record(io_, options_.common, line_of(finding),
                                               [&] { return json_of(finding); });
        if (printed != ExitStatus::Done) trouble_ = printed;
        return {};
    }

    cli::Io& io_;
    const CheckOptions& options_;
    store::AuditLog audit_;
    store_check::Request request_;
    std::size_t found_ = 0;
    int worst_ = 0;
    ExitStatus trouble_ = ExitStatus::Done;
};

}  // namespace

ExitStatus run_check(cli::Io& io) {
    CheckOptions options;
    const cli::OptionTable table = check_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    const auto directory = cli::store_directory(io, options.common.store);
    if (!directory) return cli::report(io, directory.error());
    return Checker(io, options, *directory).run();
}

}  // namespace ptkt::admin
