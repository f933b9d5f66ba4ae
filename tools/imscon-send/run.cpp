#include "tools/imscon-send/run.hpp"

#include <algorithm>
#include <filesystem>

#include "common/base/text/ascii.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/cli/next_second.hpp"
#include "common/cli/record.hpp"
#include "common/ims/wire/timer.hpp"
#include "common/wiring/load_member.hpp"
#include "common/wiring/open_store.hpp"
#include "common/wiring/tls_ends.hpp"
#include "tools/imscon-send/fetcher.hpp"
#include "tools/imscon-send/msc_sender.hpp"
#include "tools/imscon-send/results.hpp"
#include "tools/imscon-send/sender.hpp"

namespace ptkt::imscon_send {

namespace {

using cli::ExitStatus;
using ims_config::Config;
using ims_config::RmtImsCon;
using wiring::Member;

/// What is wrong with the options of an ordinary client, or nothing.
std::string_view client_contradiction(const Options& options) {
    const ClientOptions& client = options.client;
    const bool resumes = options.mode == Mode::Resume;
    if (options.link && is_client(options)) return "--link and --mode exclude each other";
    if (!is_client(options) &&
        (!client.client_id.empty() || client.exit != ims_wire::Exit::Sampl1 || client.timer ||
         client.duplicate != Duplicate::Refuse || client.wants_mod || !client.group.empty()))
        return "--client-id, --duplicate, --exit, --group, --timer and --want-mod need --mode";
    if ((client.is_cm0 || client.confirms) && options.mode != Mode::SendReceive)
        return "--commit-mode and --sync are for --mode send-receive";
    if (client.is_cm0 && client.confirms == false)
        return "commit mode 0 goes with sync level confirm only";
    if (client.nak && !resumes && options.mode != Mode::SendReceive)
        return "--nak is for --mode send-receive and resume";
    if (!resumes && (!client.tpipe.empty() || client.max_messages))
        return "--tpipe and --max-messages are for --mode resume";
    if (resumes && (options.file || options.unsent || options.sockets > 1))
        return "--mode resume sends no messages: FILE, --unsent and --sockets are not for it";
    if (resumes && client.client_id.empty() && client.tpipe.empty())
        return "--mode resume needs --client-id or --tpipe: whose output it fetches";
    if (!client.client_id.empty() && options.sockets > 1)
        return "--client-id is for one socket: no two have the same";
    return {};
}

/// What is wrong with whom to connect to, or nothing.
std::string_view peer_contradiction(const Options& options) {
    if (!options.member && !options.to) return "give a member (-m), or --to HOST:PORT";
    if (options.to && (options.member || options.rmtimscon || options.link))
        return "--to excludes --member, --rmtimscon and --link";
    if (options.user.empty() != options.appl.empty()) return "--user and --appl go together";
    if (options.link && !options.user.empty()) return "--link and --user exclude each other";
    if (options.link && options.rmtimscon) return "--link and --rmtimscon exclude each other";
    if (!options.listen.empty() && !options.link) return "--listen is for --link";
    return {};
}

/// What is wrong with the options together, or nothing.
std::string_view contradiction(const Options& options) {
    if (const auto wrong = peer_contradiction(options); !wrong.empty()) return wrong;
    if (const auto wrong = client_contradiction(options); !wrong.empty()) return wrong;
    if (options.clock && options.link) return "--clock and --link exclude each other";
    if (options.clock && options.next) return "--clock and --next exclude each other";
    if (options.link && (options.journal || options.ordered))
        return "--journal and --ordered are not for --link, which keeps the order itself";
    const bool is_acknowledged = options.mode == Mode::Trusted || options.mode == Mode::SendOnlyAck;
    if (options.journal && !is_acknowledged)
        return "--journal is for messages that are sent with acknowledgment only";
    if (options.ordered && options.mode == Mode::SendReceive)
        return "--ordered is not for --mode send-receive: replies are told as they come";
    std::error_code failed;
    if (options.unsent && options.file &&
        std::filesystem::equivalent(*options.unsent, *options.file, failed))
        return "--unsent names the file that is read";
    if (options.unsent && options.unsent == options.journal)
        return "--unsent and --journal name one file";
    return wiring::contradiction(options.tls, options.link.has_value());
}

/// IRM_TIMER of those who wait for output is no limit, where nothing else is said.
void complete(Options& options) {
    using ims_protocol::Retrieval;
    ClientOptions& client = options.client;
    const bool waits =
        client.retrieval == Retrieval::Auto || client.retrieval == Retrieval::SingleWait;
    if (options.mode == Mode::Resume && waits && !client.timer)
        client.timer = ims_wire::kTimerForever;
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
        return wiring::unusable(io, member.text, found->places.statement,
                                fmt::format("RMTIMSCON {} serves an MSC link", found->id),
                                "send over the link: --link LCLPLKID");
    return found;
}

void advise(cli::Io& io, const Options& options, const RmtImsCon& connection) {
    if (!connection.uses_passticket() && options.common.verbosity > 0)
        cli::note(io, options.to ? "without --user and --appl no PassTicket is sent"
                                 : fmt::format("RMTIMSCON {} has no APPL and USERID: no PassTicket "
                                               "is sent",
                                               connection.id));
}

/// The statement with what the options say instead of it; one of their own for --to.
RmtImsCon effective(const Options& options, const RmtImsCon* statement) {
    RmtImsCon connection;
    connection.persistent = true;
    if (statement != nullptr) connection = *statement;
    if (options.to) {
        connection.hostname = options.to->host;
        connection.port = options.to->port;
    }
    if (!options.user.empty()) {
        connection.userid = options.user;
        connection.appl = options.appl;
    }
    connection.persistent = options.persistent.value_or(connection.persistent);
    return connection;
}

/// How long an answer may take: ACKTO of the member's data store where --timeout does not say it.
/// Of several, nobody says which one a message comes from: then the longest. IRM_TIMER of a
/// message is time that its sender gives to IMS Connect on top.
base::Seconds ack_limit(const Options& options, const Config& config) {
    constexpr base::Seconds kNoLimit(1'000'000);  // what the system's clocks can still count in ms
    if (options.timeout) return *options.timeout;
    base::Seconds limit = patience(options);
    if (!config.datastores.empty()) {
        const auto longest =
            std::ranges::max_element(config.datastores, {}, &ims_config::DataStore::ackto);
        limit = base::Seconds(longest->ackto);
    }
    const auto timer = ims_wire::decode_timer(options.client.timer.value_or(0));
    if (options.mode == Mode::Resume) return limit;
    if (timer.kind == ims_wire::TimerKind::Forever) return kNoLimit;
    return limit + std::chrono::ceil<base::Seconds>(timer.wait);
}

ExitStatus run_sender(cli::Io& io, const Options& options, const Config& config,
                      const RmtImsCon& connection) {
    const base::Seconds limit = ack_limit(options, config);
    auto tls = wiring::TlsEnds::open(io, options.tls, {.connects = true});
    if (!tls) return cli::report(io, tls.error());
    auto hang_up = HangUp::open(io, *tls);
    if (!hang_up) return cli::report(io, hang_up.error());
    const auto wrap = tls->for_server(connection.host());
    if (options.mode == Mode::Resume) {
        auto tickets = Tickets::open(io, options, connection);
        if (!tickets) return cli::report(io, tickets.error());
        advise(io, options, connection);
        return Fetcher(io, options, connection, *tickets, limit, wrap, *hang_up).run();
    }
    auto input = cli::open_input(io, options.file.value_or("-"));
    if (!input) return cli::report(io, input.error());
    auto tickets = Tickets::open(io, options, connection);
    if (!tickets) return cli::report(io, tickets.error());
    std::optional<Journal> journal;
    if (options.journal) {
        auto opened = Journal::open(*options.journal);
        if (!opened) return cli::report(io, opened.error());
        journal.emplace(std::move(*opened));
    }
    advise(io, options, connection);
    Reader reader(std::move(*input), options);
    Sender sender(io, options, connection, *tickets, limit, wrap, *hang_up);
    return sender.run(reader, std::move(journal));
}

std::string known_links(const Config& config) {
    std::string ids;
    for (const ims_config::Msc& one : config.mscs)
        ids += (ids.empty() ? "" : ", ") + one.lclplkid;
    return ids.empty() ? "the member has no MSC statement" : "the member has " + ids;
}

ExitStatus run_link(cli::Io& io, const Options& options, const Member& member) {
    const Config& config = member.config;
    const auto* const msc = ims_config::find_msc(config, *options.link);
    if (msc == nullptr)
        return cli::report(io, {base::ErrorKind::Config,
                                fmt::format("{} has no MSC with LCLPLKID={}", member.text.name(),
                                            base::printable(*options.link, 20)),
                                known_links(config)});
    const RmtImsCon& connection = *ims_config::find_rmtimscon(config, msc->rmtimscon);
    std::unique_ptr<store::Store> store;
    if (config.hws.racf || connection.uses_passticket()) {
        auto opened = wiring::open_store(io, options.common);
        if (!opened) return cli::report(io, opened.error());
        store = std::move(*opened);
    }
    auto gate = ims_sign_on::Gate::open(store.get(), config);
    if (!gate) return cli::report(io, gate.error());
    auto tls = wiring::TlsEnds::open(io, options.tls, {.accepts = true, .connects = true});
    if (!tls) return cli::report(io, tls.error());
    auto hang_up = HangUp::open(io, *tls);
    if (!hang_up) return cli::report(io, hang_up.error());
    auto input = cli::open_input(io, options.file.value_or("-"));
    if (!input) return cli::report(io, input.error());
    if (options.next) static_cast<void>(cli::wait_for_next_second(io));
    Reader reader(std::move(*input), options);
    return MscSender(io, options, config, *msc, *gate, store.get(), *tls, *hang_up).run(reader);
}

}  // namespace

ExitStatus run(cli::Io& io) {
    Options options;
    const cli::OptionTable table = option_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (const auto wrong = contradiction(options); !wrong.empty())
        return cli::report_usage(io, wrong);
    if (const auto wrong = cli::refuse_unknown_field(io, options.common, kResultFields))
        return *wrong;
    complete(options);
    if (options.to) return run_sender(io, options, {}, effective(options, nullptr));
    const auto member = wiring::load(io, *options.member);
    if (!member) return member.error();
    if (options.link) return run_link(io, options, *member);
    const auto connection = choose(io, options, *member);
    if (!connection) return connection.error();
    return run_sender(io, options, member->config, effective(options, *connection));
}

}  // namespace ptkt::imscon_send
