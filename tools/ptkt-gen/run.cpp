#include "tools/ptkt-gen/run.hpp"

#include "common/cli/diagnostics.hpp"
#include "common/cli/next_second.hpp"
#include "common/cli/record.hpp"
#include "common/racf/report/report.hpp"
#include "tools/ptkt-gen/batch.hpp"
#include "tools/ptkt-gen/maker.hpp"
#include "tools/ptkt-gen/options.hpp"

namespace ptkt::gen {

namespace {

using cli::ExitStatus;

/// What is wrong with the options together, or nothing.
std::string_view contradiction(const Options& options) {
    if (options.batch) return {};
    if (options.file) return "a FILE goes with --batch";
    if (!options.user || !options.appl) return "give a user ID (-u) and an application name (-a)";
    return {};
}

ExitStatus single(cli::Io& io, const Options& options) {
    auto maker = Maker::open(io, options);
    if (!maker) return cli::report(io, maker.error());
    const base::Instant when =
        options.next ? cli::wait_for_next_second(io) : options.at.value_or(io.now());
    const passticket::Subject subject{*options.user, *options.appl};
    const auto made = maker->make(subject, options.type.kind, when, io.now());
    if (!made) return cli::report(io, made.error());
    return cli::print_record(io, options.common, std::string(made->ticket.text()),
                             [&] { return report::ticket_json(subject, *made); });
}

}  // namespace

ExitStatus run(cli::Io& io) {
    Options options;
    const cli::OptionTable table = option_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (const auto wrong = contradiction(options); !wrong.empty())
        return cli::report_usage(io, wrong);
    const auto fields = std::string(report::kTicketFields) + (options.batch ? " error" : "");
    if (const auto wrong = cli::refuse_unknown_field(io, options.common, fields)) return *wrong;
    return options.batch ? batch(io, options) : single(io, options);
}

}  // namespace ptkt::gen
