#include <algorithm>

#include "common/cli/diagnostics.hpp"
#include "common/cli/record.hpp"
#include "common/formats/json/event.hpp"
#include "common/racf/diagnosis/preconditions.hpp"
#include "common/wiring/open_store.hpp"
#include "tools/racf-admin/ok_rc.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;
using diagnosis::HostCommand;
using diagnosis::Precondition;
using diagnosis::Standing;

constexpr std::string_view kPreconditionFields = "v event step standing detail do";
constexpr std::string_view kHostFields = "v event product command about";

ExitStatus print(cli::Io& io, const DoctorOptions& options, const Precondition& one) {
    std::string line =
        fmt::format("{}\t{}\t{}", diagnosis::to_string(one.standing), one.step, one.text);
    if (!one.mend.empty()) line += "\t" + one.mend;
    return cli::print_record(io, options.common, line, [&] {
        json::Json json = json::event("precondition");
        json.set("step", one.step)
            .set("standing", diagnosis::to_string(one.standing))
            .set("detail", one.text)
            .set("do", one.mend.empty() ? json::Json() : json::Json(one.mend));
        return json;
    });
}

ExitStatus print_for_host(cli::Io& io, const DoctorOptions& options,
                          const diagnosis::Intended& intended) {
    for (const HostCommand& one : diagnosis::host_commands(intended)) {
        const auto printed =
            cli::print_record(io, options.common,
                              fmt::format("{}\t{}\t{}", one.product, one.command, one.about), [&] {
                                  json::Json json = json::event("host-command");
                                  json.set("product", one.product)
                                      .set("command", one.command)
                                      .set("about", one.about);
                                  return json;
                              });
        if (printed != ExitStatus::Done) return printed;
    }
    return ExitStatus::Done;
}

ExitStatus status_of(const std::vector<Precondition>& all) {
    const auto is = [](Standing standing) {
        return [standing](const Precondition& one) { return one.standing == standing; };
    };
    if (std::ranges::any_of(all, is(Standing::Failed))) return ExitStatus::RacfError;
    return std::ranges::any_of(all, is(Standing::Note)) ? ExitStatus::RacfWarning
                                                        : ExitStatus::Done;
}

}  // namespace

ExitStatus run_doctor(cli::Io& io) {
    DoctorOptions options;
    const cli::OptionTable table = doctor_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (const auto wrong = cli::refuse_unknown_field(
            io, options.common, options.zos ? kHostFields : kPreconditionFields))
        return *wrong;
    const diagnosis::Intended intended{*options.appl, options.user, options.group};
    if (options.zos) return print_for_host(io, options, intended);
    const auto store = wiring::open_store(io, options.common);
    if (!store) return cli::report(io, store.error());
    const auto found = diagnosis::preconditions(**store, intended, io.now());
    if (!found) return cli::report(io, found.error());
    for (const Precondition& one : *found)
        if (const auto printed = print(io, options, one); printed != ExitStatus::Done)
            return printed;
    return taken_as_done(status_of(*found), options.ok_rc);
}

}  // namespace ptkt::admin
