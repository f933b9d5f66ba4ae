#include "common/base/text/utf8.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/cli/directories.hpp"
#include "common/cli/progress.hpp"
#include "common/cli/record.hpp"
#include "common/formats/json/event.hpp"
#include "common/racf/irrdbu00/loader.hpp"
#include "common/racf/store/audit_action.hpp"
#include "common/racf/store/bulk_load.hpp"
#include "common/wiring/account.hpp"
#include "tools/racf-admin/fields.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;
using irrdbu00::LoadReport;

base::Error located(const cli::Input& input, const irrdbu00::BadLine& wrong) {
    return base::with_hint(
        base::fail(base::ErrorKind::Malformed, "{}:{}:{}: {}", input.name(), wrong.number,
                   wrong.what.where.offset + 1, wrong.what.message),
        wrong.what.hint.empty() ? "--skip-bad loads the other records and names those that it skips"
                                : wrong.what.hint);
}

base::Status load_lines(cli::Io& io, cli::Input& input, irrdbu00::Loader& loader,
                        cli::Progress& progress) {
    input.set_text();
    for (bool more = true; more;) {
        auto line = input.line();
        if (!line) return line.error();
        more = line->has_value();
        if (more && input.line_number() == 1 && (*line)->starts_with(base::kByteOrderMark)) {
            (*line)->remove_prefix(base::kByteOrderMark.size());
            cli::note(io,
                      fmt::format("{}:1: a byte order mark of UTF-8 is passed over", input.name()));
        }
        auto wrong = more ? loader.line(**line) : loader.finish();
        if (!wrong && !more && wrong.error().kind == base::ErrorKind::Malformed)
            return std::move(wrong).error().within(std::string(input.name()));
        if (!wrong) return std::move(wrong).error();
        if (*wrong) return located(input, **wrong);
        progress.add(more ? 1 : 0);
    }
    return {};
}

/// What a line of the answer says: how something fared, what it is, its name, how many, and why.
struct Line {
    std::string_view outcome;
    std::string what;
    std::string name;
    std::optional<std::size_t> count;
    std::string why;
};

class Answer {
  public:
    Answer(cli::Io& io, const cli::CommonOptions& options) : io_(io), options_(options) {}

    ExitStatus print(const LoadReport& report) {
        count("groups", report.groups);
        count("users", report.users);
        count("connections", report.connections);
        count("profiles", report.resources);
        count("access-list entries", report.access_entries);
        for (const auto& [type, lines] : report.other_records)
            print({"skipped", "records", type, lines, "have no place in a store"});
        for (const auto& [cls, profiles] : report.unknown_classes)
            print({"skipped", "class", cls, profiles, "is not a class known here"});
        for (const auto& one : report.skipped)
            print({"skipped", "record", one.type, one.lines,
                   fmt::format("line {}: {}", one.first_line, one.why)});
        for (const auto& one : report.left_out)
            print({one.what == "case" ? "changed" : "not carried", one.what, one.name, std::nullopt,
                   one.why});
        return status_;
    }

  private:
    void count(const char* what, std::size_t number) { print({"loaded", what, {}, number, {}}); }

    void print(const Line& line) {
        if (status_ != ExitStatus::Done) return;
        std::string text = fmt::format("{}\t{}\t{}\t{}", line.outcome, line.what, line.name,
                                       line.count ? std::to_string(*line.count) : std::string());
        if (!line.why.empty()) text += "\t" + line.why;
        status_ = cli::print_record(io_, options_, text, [&] {
            json::Json json = json::event("loaded");
            json.set("outcome", line.outcome).set("what", line.what).set("name", line.name);
            json.set("count", line.count ? json::Json(static_cast<std::int64_t>(*line.count))
                                         : json::Json());
            json.set("detail", line.why);
            return json;
        });
    }

    cli::Io& io_;
    const cli::CommonOptions& options_;
    ExitStatus status_ = ExitStatus::Done;
};

/// What an administrator has to do before the store serves.
void advise(cli::Io& io, const store::Store& store) {
    cli::note(io,
              "SETROPTS options, keys and the values of passwords are not in an unload: a user who "
              "has a password keeps having one, which nobody can type until ALTUSER sets another");
    const auto issuer = store.user(racf::UserId::parse("IBMUSER").value());
    if (issuer && *issuer && !(*issuer)->special)
        cli::warn(io, "IBMUSER is not SPECIAL in this unload",
                  "issue commands as a user who is, with --as");
    const auto options = store.options();
    if (!options) return;
    for (const std::string& cls : options->raclist)
        cli::warn(io, fmt::format("checks of class {} do not see the new profiles yet", cls),
                  fmt::format("SETROPTS RACLIST({}) REFRESH", cls));
}

}  // namespace

ExitStatus run_load(cli::Io& io) {
    LoadOptions options;
    const cli::OptionTable table = load_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (const auto wrong = cli::refuse_unknown_field(io, options.common, kLoadFields))
        return *wrong;
    const auto directory = cli::store_directory(io, options.common.store);
    if (!directory) return cli::report(io, directory.error());
    auto input = cli::open_input(io, options.file);
    if (!input) return cli::report(io, input.error());
    cli::Progress progress(io, "record");  // also while the store is made ready and ended
    auto load = store::BulkLoad::begin(*directory);
    if (!load) return cli::report(io, load.error());
    irrdbu00::Loader loader(load->store(),
                            [&](const racf::Change& change) { return load->put(change); },
                            {options.skip_bad, load->store().layout().root()});
    auto done = load_lines(io, *input, loader, progress);
    if (done) done = load->commit();
    if (!done) {
        if (auto undone = load->roll_back(); !undone) cli::say_error(io, undone.error());
        return cli::report(io, done.error());
    }
    store::AuditLog log = load->store().audit_log();
    wiring::attribute(log, io);
    const auto logged = store::audit_action(log, io.now(), "store", "load", input->name());
    if (!logged) return cli::report(io, logged.error());
    const ExitStatus printed = Answer(io, options.common).print(loader.report());
    if (io.out.flush() && printed == ExitStatus::Done) advise(io, load->store());
    return printed;
}

}  // namespace ptkt::admin
