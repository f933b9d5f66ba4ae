#include "tools/imscon-send/run.hpp"

#include <algorithm>
#include <filesystem>

#include "common/base/text/ascii.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/cli/next_second.hpp"
#include "common/cli/options/jobs.hpp"
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

/// What is wrong with whom to connect to, or nothing.
std::string_view peer_contradiction(const Options& options) {
    if (!options.member && !options.to) return "give a member (-m), or --to HOST:PORT";
    if (options.to && (options.member || options.rmtimscon))
        return "--to excludes --member and --rmtimscon";
    if (options.user.empty() != options.appl.empty()) return "--user and --appl go together";
    if (options.clock && options.next) return "--clock and --next exclude each other";
    return wiring::contradiction(options.tls, false);
}

/// What is wrong with the files of the messages, or nothing.
std::string_view file_contradiction(const Options& options) {
    std::error_code failed;
    if (options.unsent && options.file &&
        std::filesystem::equivalent(*options.unsent, *options.file, failed))
        return "--unsent names the file that is read";
    if (options.unsent && options.unsent == options.journal)
        return "--unsent and --journal name one file";
    return {};
}

std::string_view send_contradiction(const Options& options) {
    const auto wrong = peer_contradiction(options);
    return wrong.empty() ? file_contradiction(options) : wrong;
}

/// Of what its --mode does not do.
std::string_view client_contradiction(const Options& options) {
    const ClientOptions& client = options.client;
    const bool receives = options.mode == Mode::SendReceive;
    if ((client.is_cm0 || client.confirms) && !receives)
        return "--commit-mode and --sync are for --mode send-receive";
    if (client.is_cm0 && client.confirms == false)
        return "commit mode 0 goes with sync level confirm only";
    if (client.nak && !receives) return "--nak is for --mode send-receive";
    if (!client.client_id.empty() && options.sockets > 1)
        return "--client-id is for one socket: no two have the same";
    if (options.journal && options.mode != Mode::SendOnlyAck)
        return "--journal is for messages that are sent with acknowledgment only";
    if (options.ordered && receives)
        return "--ordered is not for --mode send-receive: replies are told as they come";
    return send_contradiction(options);
}

std::string_view fetch_contradiction(const Options& options) {
    if (options.client.client_id.empty() && options.client.tpipe.empty())
        return "give --client-id or --tpipe: whose output is fetched";
    return peer_contradiction(options);
}

std::string_view link_contradiction(const Options& options) {
    if (!options.member) return "give a member (-m)";
    const auto wrong = file_contradiction(options);
    return wrong.empty() ? wiring::contradiction(options.tls, true) : wrong;
}

/// IRM_TIMER of those who wait for output is no limit, where nothing else is said.
void complete(Options& options) {
    using ims_protocol::Retrieval;
    ClientOptions& client = options.client;
    const bool waits =
        client.retrieval == Retrieval::Auto || client.retrieval == Retrieval::SingleWait;
    if (waits && !client.timer) client.timer = ims_wire::kTimerForever;
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
                                "send over the link: imscon-send link LCLPLKID");
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
    base::Seconds limit = time_limit(options);
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

/// The other side of send, client and fetch.
struct Peer {
    Config config;  ///< empty with --to
    RmtImsCon connection;
};

base::Result<Peer, ExitStatus> find_peer(cli::Io& io, const Options& options) {
    if (options.to) return Peer{{}, effective(options, nullptr)};
    auto member = wiring::load(io, *options.member);
    if (!member) return member.error();
    const auto statement = choose(io, options, *member);
    if (!statement) return statement.error();
    RmtImsCon connection = effective(options, *statement);
    return Peer{std::move(member->config), std::move(connection)};
}

ExitStatus fetch(cli::Io& io, Options& options) {
    complete(options);
    const auto peer = find_peer(io, options);
    if (!peer) return peer.error();
    auto tls = wiring::TlsEnds::open(io, options.tls, {.connects = true});
    if (!tls) return cli::report(io, tls.error());
    auto hang_up = HangUp::open(io, *tls);
    if (!hang_up) return cli::report(io, hang_up.error());
    auto tickets = Tickets::open(io, options, peer->connection);
    if (!tickets) return cli::report(io, tickets.error());
    advise(io, options, peer->connection);
    const auto wrap = tls->for_server(peer->connection.host());
    const base::Seconds limit = ack_limit(options, peer->config);
    return Fetcher(io, options, peer->connection, *tickets, limit, wrap, *hang_up).run();
}

/// As another IMS Connect, or as an ordinary client.
ExitStatus send(cli::Io& io, Options& options) {
    const auto peer = find_peer(io, options);
    if (!peer) return peer.error();
    auto tls = wiring::TlsEnds::open(io, options.tls, {.connects = true});
    if (!tls) return cli::report(io, tls.error());
    auto hang_up = HangUp::open(io, *tls);
    if (!hang_up) return cli::report(io, hang_up.error());
    auto input = cli::open_input(io, options.file.value_or("-"));
    if (!input) return cli::report(io, input.error());
    auto tickets = Tickets::open(io, options, peer->connection);
    if (!tickets) return cli::report(io, tickets.error());
    std::optional<SentJournal> journal;
    if (options.journal) {
        auto opened = SentJournal::open(*options.journal);
        if (!opened) return cli::report(io, opened.error());
        journal.emplace(std::move(*opened));
    }
    advise(io, options, peer->connection);
    Reader reader(std::move(*input), options);
    const auto wrap = tls->for_server(peer->connection.host());
    const base::Seconds limit = ack_limit(options, peer->config);
    Sender sender(io, options, peer->connection, *tickets, limit, wrap, *hang_up);
    return sender.run(reader, std::move(journal));
}

std::string known_links(const Config& config) {
    std::string ids;
    for (const ims_config::Msc& one : config.mscs)
        ids += (ids.empty() ? "" : ", ") + one.lclplkid;
    return ids.empty() ? "the member has no MSC statement" : "the member has " + ids;
}

ExitStatus link(cli::Io& io, Options& options) {
    const auto member = wiring::load(io, *options.member);
    if (!member) return member.error();
    const Config& config = member->config;
    const auto* const msc = ims_config::find_msc(config, options.lclplkid);
    if (msc == nullptr)
        return cli::report(io, {base::ErrorKind::Config,
                                fmt::format("{} has no MSC with LCLPLKID={}", member->text.name(),
                                            base::printable(options.lclplkid, 20)),
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

/// One of the four jobs: what is said on the command line, and what is done about it.
struct Job {
    std::string_view word;
    cli::OptionTable (*table)(Options&);
    Mode mode;  ///< where no --mode says it
    std::string_view (*contradiction)(const Options&);
    ExitStatus (*run)(cli::Io&, Options&);
};

constexpr Job kJobs[] = {
    {"send", &send_table, Mode::Trusted, &send_contradiction, &send},
    {"client", &client_table, Mode::SendReceive, &client_contradiction, &send},
    {"fetch", &fetch_table, Mode::Resume, &fetch_contradiction, &fetch},
    {"link", &link_table, Mode::Trusted, &link_contradiction, &link},
};

/// Without the word of a job.
constexpr Job kPlain = {"", &option_table, Mode::Trusted, &send_contradiction, &send};

/// The job that is named, whose word leaves the arguments.
const Job& take_job(cli::Io& io, Options& options) {
    const auto is_word = [](std::string_view arg) {
        return std::ranges::find(kJobs, arg, &Job::word) != std::end(kJobs);
    };
    if (std::ranges::none_of(io.args, is_word)) return kPlain;  // no tables are made for it
    const auto at = cli::find_job(job_tables(options), io.args);
    if (!at) return kPlain;
    const Job& job = *std::ranges::find(kJobs, io.args[*at], &Job::word);
    io.args.erase(io.args.begin() + static_cast<std::ptrdiff_t>(*at));
    return job;
}

}  // namespace

ExitStatus run(cli::Io& io) {
    Options options;
    const Job& job = take_job(io, options);
    options.mode = job.mode;
    const cli::OptionTable table = job.table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (const auto wrong = job.contradiction(options); !wrong.empty())
        return cli::report_usage(io, wrong);
    if (const auto wrong = cli::refuse_unknown_field(io, options.common, kResultFields))
        return *wrong;
    return job.run(io, options);
}

}  // namespace ptkt::imscon_send
