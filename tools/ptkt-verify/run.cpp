#include "tools/ptkt-verify/run.hpp"

#include "common/base/text/ascii.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/cli/record.hpp"
#include "common/racf/report/explanation.hpp"
#include "common/racf/report/report.hpp"
#include "tools/ptkt-verify/batch.hpp"
#include "tools/ptkt-verify/explain.hpp"
#include "tools/ptkt-verify/options.hpp"
#include "tools/ptkt-verify/verifier.hpp"

namespace ptkt::verify {

namespace {

using cli::ExitStatus;

/// What is wrong with the options together, or nothing.
std::string_view contradiction(const Options& options) {
    if (!options.batch && (!options.user || !options.appl))
        return "give a user ID (-u) and an application name (-a)";
    if (!options.explain && options.key_file && options.group)
        return "--key-file looks at no group: leave --group out";
    if (!options.explain && options.key_file && options.caller)
        return "--key-file looks at no profile: leave --as out";
    return {};
}

/// The ticket: the operand, or the first line of standard input, without the blanks and line ends
/// around it that come along when it is copied.
base::Result<base::Secret> read_ticket(cli::Io& io, const Options& options) {
    if (options.operand && *options.operand != "-")
        return base::Secret(base::as_bytes(base::trim(*options.operand)));
    auto input = cli::take_stdin(io);
    if (!input) return std::move(input).error();
    if (auto begun = input->begin_text(); !begun) return std::move(begun).error();
    const auto line = input->line();
    if (!line) return line.error();
    if (!*line)
        return base::fail(base::ErrorKind::Malformed, "{} is empty: no ticket to evaluate",
                          input->name());
    return base::Secret(base::as_bytes(base::trim(**line)));
}

ExitStatus single(cli::Io& io, const Options& options) {
    const auto ticket = read_ticket(io, options);
    if (!ticket) return cli::report(io, ticket.error());
    if (options.explain) return explain(io, options, base::as_text(ticket->view()));
    auto verifier = Verifier::open(io, options);
    if (!verifier) return cli::report(io, verifier.error());
    const auto decision =
        verifier->evaluate(*options.user, *options.appl, base::as_text(ticket->view()),
                           options.at.value_or(io.now()), io.now());
    if (!decision) return cli::report(io, decision.error());
    const ExitStatus answer = decision->accepted() ? ExitStatus::Done : ExitStatus::No;
    // -q leaves the exit status as the whole answer.
    if (io.quiet && !options.common.json && !options.common.field) return answer;
    const auto printed = cli::print_record(io, options.common, report::decision_text(*decision),
                                           [&] { return report::decision_json(*decision); });
    return printed == ExitStatus::Done ? answer : printed;
}

}  // namespace

ExitStatus run(cli::Io& io) {
    Options options;
    const cli::OptionTable table = option_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (const auto wrong = contradiction(options); !wrong.empty())
        return cli::report_usage(io, wrong);
    const auto fields = std::string(report::kDecisionFields) +
                        std::string(options.explain ? report::kExplanationFields : "") +
                        (options.batch ? " error" : "");
    if (const auto wrong = cli::refuse_unknown_field(io, options.common, fields)) return *wrong;
    return options.batch ? batch(io, options) : single(io, options);
}

}  // namespace ptkt::verify
