#include "tools/imscon-send/run.hpp"

#include <filesystem>

#include "common/base/ascii.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/ims_member/load.hpp"
#include "tools/imscon-send/sender.hpp"

namespace ptkt::imscon_send {

namespace {

using cli::ExitStatus;
using ims_config::Config;
using ims_config::RmtImsCon;
using ims_member::Member;

/// What is wrong with the options together, or nothing.
std::string_view contradiction(const Options& options) {
    if (!options.member) return "give a member (-m)";
    if (options.clock && options.next) return "--clock and --next exclude each other";
    std::error_code failed;
    if (options.unsent && options.file &&
        std::filesystem::equivalent(*options.unsent, *options.file, failed))
        return "--unsent names the file that is read";
    return {};
}

std::string known_ids(const Config& config) {
    std::string ids;
    for (const RmtImsCon& one : config.rmtimscons)
        ids += (ids.empty() ? "" : ", ") + one.id;
    return ids.empty() ? "the member has no RMTIMSCON statement" : "the member has " + ids;
}

/// The statement to send by: the one that is named, or the only one.
base::Result<const RmtImsCon*, ExitStatus> choose(cli::Io& io, const Options& options,
                                                  const Member& member) {
    const Config& config = member.config;
    if (!options.rmtimscon && config.rmtimscons.size() != 1)
        return cli::report_usage(io, "give a RMTIMSCON (-r)", known_ids(config));
    const RmtImsCon* const found = options.rmtimscon
                                       ? ims_config::find_rmtimscon(config, *options.rmtimscon)
                                       : &config.rmtimscons.front();
    if (found == nullptr)
        return cli::report(io, {base::ErrorKind::Config,
                                fmt::format("{} has no RMTIMSCON with ID={}", member.text.name(),
                                            base::printable(*options.rmtimscon, 20)),
                                known_ids(config)});
    if (ims_config::serves_msc(config, *found))
        return ims_member::unusable(io, member.text, found->places.statement,
                                    fmt::format("RMTIMSCON {} serves an MSC link", found->id),
                                    "messages are sent over connections that serve OTMA");
    return found;
}

void advise(cli::Io& io, const Options& options, const RmtImsCon& connection) {
    if (!connection.uses_passticket()) {
        if (options.common.verbosity > 0)
            cli::note(io, fmt::format("RMTIMSCON {} has no APPL and USERID: no PassTicket is sent",
                                      connection.id));
        return;
    }
    if (!connection.persistent)
        cli::warn(io,
                  fmt::format("RMTIMSCON {} is not persistent: a connection and a PassTicket for "
                              "each message, at most one a second",
                              connection.id),
                  "PassTickets are for persistent connections: code PERSISTENT=Y");
}

}  // namespace

ExitStatus run(cli::Io& io) {
    Options options;
    const cli::OptionTable table = option_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (const auto wrong = contradiction(options); !wrong.empty())
        return cli::report_usage(io, wrong);
    const auto member = ims_member::load(io, *options.member);
    if (!member) return member.error();
    const auto connection = choose(io, options, *member);
    if (!connection) return connection.error();
    auto input = cli::open_input(io, options.file.value_or("-"));
    if (!input) return cli::report(io, input.error());
    auto tickets = Tickets::open(io, options, **connection);
    if (!tickets) return cli::report(io, tickets.error());
    advise(io, options, **connection);
    Reader reader(std::move(*input), options);
    return Sender(io, options, **connection, *tickets).run(reader);
}

}  // namespace ptkt::imscon_send
