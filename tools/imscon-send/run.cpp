#include "tools/imscon-send/run.hpp"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <map>

#include "common/base/text/ascii.hpp"
#include "common/base/text/near_miss.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/cli/next_second.hpp"
#include "common/cli/options/jobs.hpp"
#include "common/cli/record.hpp"
#include "common/cli/secret_source.hpp"
#include "common/cli/signals.hpp"
#include "common/formats/json/event.hpp"
#include "common/ims/sender/fetcher.hpp"
#include "common/ims/sender/msc/msc_sender.hpp"
#include "common/ims/sender/results/result_text.hpp"
#include "common/ims/sender/sender.hpp"
#include "common/ims/wire/timer.hpp"
#include "common/wiring/hang_up.hpp"
#include "common/wiring/load_member.hpp"
#include "common/wiring/open_store.hpp"
#include "common/wiring/tls_ends.hpp"
#include "tools/imscon-send/console.hpp"
#include "tools/imscon-send/options.hpp"
#include "tools/imscon-send/peers.hpp"

namespace ptkt::imscon_send {

namespace {

using cli::ExitStatus;
using ims_config::Config;
using ims_config::RmtImsCon;
using ims_sender::ClientSettings;
using ims_sender::Mode;
using ims_sender::Tickets;
using wiring::HangUp;

/// What is wrong with whom to connect to, or nothing.
std::string_view peer_contradiction(const Options& options) {
    if (!options.member && !options.to) return "give a member (-m), or --to HOST:PORT";
    if (options.user.empty() != options.appl.empty()) return "--user and --appl go together";
    return wiring::contradiction(options.tls, false);
}

/// What is wrong with the files of the messages, or nothing.
std::string_view file_contradiction(const Options& options) {
    std::error_code failed;
    if (options.sender.unsent && options.file &&
        std::filesystem::equivalent(*options.sender.unsent, *options.file, failed))
        return "--unsent names the file that is read";
    if (options.password_file == "-" && options.file.value_or("-") == "-")
        return "--password-file - and messages from standard input exclude each other";
    if (options.sender.unsent && options.sender.unsent == options.journal)
        return "--unsent and --journal name one file";
    return {};
}

std::string_view send_contradiction(const Options& options) {
    if (options.descriptor && !options.member)
        return "--descriptor goes with --member: which IMS Connect sends";
    const auto wrong = peer_contradiction(options);
    return wrong.empty() ? file_contradiction(options) : wrong;
}

/// Of what its --mode does not do.
std::string_view client_contradiction(const Options& options) {
    const ClientSettings& client = options.sender.client;
    const bool receives = options.sender.mode == Mode::SendReceive;
    if ((client.is_cm0 || client.confirms) && !receives)
        return "--commit-mode and --sync are for --mode send-receive";
    if (client.is_cm0 && client.confirms == false)
        return "commit mode 0 goes with sync level confirm only";
    if (client.nak && !receives) return "--nak is for --mode send-receive";
    if (!client.client_id.empty() && options.sender.sockets > 1)
        return "--client-id is for one socket: no two have the same";
    if (options.journal && options.sender.mode != Mode::SendOnlyAck)
        return "--journal is for messages that are sent with acknowledgment only";
    if (options.sender.ordered && receives)
        return "--ordered is not for --mode send-receive: replies are told as they come";
    return send_contradiction(options);
}

std::string_view fetch_contradiction(const Options& options) {
    if (options.sender.client.client_id.empty() && options.sender.client.tpipe.empty())
        return "give --client-id or --tpipe: whose output is fetched";
    if (options.callouts && options.sender.client.exit == ims_wire::Exit::Sampl0)
        return "--callout is for HWSSMPL1: the answers of HWSSMPL0 have no total length";
    return peer_contradiction(options);
}

std::string_view link_contradiction(const Options& options) {
    if (!options.member) return "give a member (-m)";
    if (options.lclplkid.empty()) return "LCLPLKID is missing";
    const auto wrong = file_contradiction(options);
    return wrong.empty() ? wiring::contradiction(options.tls, true) : wrong;
}

void advise(cli::Io& io, const Options& options, const RmtImsCon& connection) {
    if (!connection.uses_passticket() && options.common.verbosity > 0)
        cli::note(io, options.to ? "without --user and --appl no PassTicket is sent"
                                 : fmt::format("RMTIMSCON {} has no APPL and USERID: no PassTicket "
                                               "is sent",
                                               connection.id));
}

base::Result<Tickets> open_tickets(cli::Io& io, Console& console, const Options& options,
                                   const RmtImsCon& connection) {
    if (!connection.uses_passticket()) {
        if (!options.password_file) return Tickets(console, options.sender);
        return base::with_hint(base::fail(base::ErrorKind::Usage, "--password-file without a user"),
                               "give --user and --appl, or code them in the RMTIMSCON statement");
    }
    auto subject = ims_sign_on::subject_of(connection);
    if (!subject) return std::move(subject).error();
    if (options.password_file) {
        auto password = cli::read_secret_text(io, *options.password_file);
        if (!password) return std::move(password).error();
        return Tickets::with_password(console, options.sender, std::move(*subject),
                                      std::move(*password));
    }
    auto store = wiring::open_store(io, options.common);
    if (!store) return std::move(store).error();
    return Tickets::open(console, options.sender, std::move(*subject), std::move(*store));
}

/// What a signal does: SIGHUP renews what protects connections, SIGINT and SIGTERM have the run
/// end.
class Signals {
  public:
    /// From now on SIGHUP is collected.
    [[nodiscard]] static base::Result<Signals> open(cli::Io& io, wiring::TlsEnds& tls) {
        auto hang_up = HangUp::open(io, tls);
        if (!hang_up) return std::move(hang_up).error();
        return Signals(std::move(*hang_up));
    }
    /// From now on all of them come out of the loop. This must stay where it is meanwhile.
    [[nodiscard]] base::Status watch(net::Loop& loop, std::function<void()> stop) {
        auto ending = cli::Signals::collect({SIGINT, SIGTERM});
        if (!ending) return std::move(ending).error();
        ending_.emplace(std::move(*ending));
        loop_ = &loop;
        if (auto watched = hang_up_.watch(loop); !watched) return watched;
        return loop.watch(ending_->fd(), net::Ready::Input, [this, stop = std::move(stop)] {
            static_cast<void>(ending_->next());
            stop();
        });
    }
    /// SIGINT and SIGTERM that come after this end the program as they end any.
    void leave() {
        if (!ending_) return;
        loop_->unwatch(ending_->fd());
        ending_.reset();
    }
    /// They no longer end it at all: its way to its end is short.
    void keep_to_the_end() { ending_->keep_to_the_end(); }

  private:
    explicit Signals(HangUp hang_up) : hang_up_(std::move(hang_up)) {}

    HangUp hang_up_;
    std::optional<cli::Signals> ending_;
    net::Loop* loop_ = nullptr;
};

ExitStatus fetch(cli::Io& io, Options& options) {
    if (options.callouts) {
        options.callout.with_output = *options.callouts;
        options.sender.client.callouts = options.callout;
    }
    options.sender.client = with_timer(options.sender.client);
    const auto peer = find_peer(io, options);
    if (!peer) return peer.error();
    auto tls = wiring::TlsEnds::open(io, options.tls, {.connects = true});
    if (!tls) return cli::report(io, tls.error());
    auto signals = Signals::open(io, *tls);
    if (!signals) return cli::report(io, signals.error());
    Console console(io, options);
    auto tickets = open_tickets(io, console, options, peer->connection);
    if (!tickets) return cli::report(io, tickets.error());
    auto loop = net::Loop::create();
    if (!loop) return cli::report(io, loop.error());
    advise(io, options, peer->connection);
    ims_sender::Fetcher fetcher({console, options.sender, peer->connection, *tickets,
                                 ack_limit(options.sender, peer->config),
                                 tls->for_server(peer->connection.host()), *loop});
    if (auto watched = signals->watch(*loop, [&] { fetcher.stop(); }); !watched)
        return cli::report(io, watched.error());
    signals->keep_to_the_end();
    return console.end(fetcher.run());
}

/// The job that a word with a slip in it means.
std::optional<std::string> near_job(std::string_view word) {
    static const std::vector<std::string_view> kWords{"SEND", "CLIENT", "FETCH", "LINK"};
    const auto meant = base::near_miss(word, kWords);
    return meant ? std::optional(base::to_lower(kWords[*meant])) : std::nullopt;
}

/// A file that does not exist may be a job with a slip in it.
base::Error or_a_job(base::Error error, const std::optional<std::string>& file) {
    if (!file || error.kind != base::ErrorKind::NotFound) return error;
    if (const auto meant = near_job(*file))
        error.hint = fmt::format("did you mean 'imscon-send {}'?", *meant);
    return error;
}

/// The connections that messages go by, and what proves on them who sends. Those for one user and
/// application have their tickets from one place: each is made for a second of its own.
struct Ways {
    std::deque<Tickets> tickets;
    std::vector<ims_sender::Context> contexts;
};

base::Status open_ways(cli::Io& io, Console& console, const Options& options,
                       const std::vector<Peer>& peers, wiring::TlsEnds& tls, net::Loop& loop,
                       Ways& ways) {
    std::map<std::pair<std::string, std::string>, Tickets*> known;
    for (const Peer& peer : peers) {
        const RmtImsCon& connection = peer.connection;
        auto& tickets = known[{connection.userid.value_or(""), connection.appl.value_or("")}];
        if (tickets == nullptr) {
            if (options.password_file && !ways.tickets.empty())
                return base::fail(base::ErrorKind::Config,
                                  "--password-file is for one user, and the connections have "
                                  "several");
            auto opened = open_tickets(io, console, options, connection);
            if (!opened) return std::move(opened).error();
            tickets = &ways.tickets.emplace_back(std::move(*opened));
        }
        ways.contexts.push_back({console, options.sender, connection, *tickets,
                                 ack_limit(options.sender, peer.config),
                                 tls.for_server(connection.host()), loop});
        advise(io, options, connection);
    }
    return {};
}

/// As another IMS Connect, or as an ordinary client.
ExitStatus send(cli::Io& io, Options& options) {
    const auto peers = find_peers(io, options);
    if (!peers) return peers.error();
    auto tls = wiring::TlsEnds::open(io, options.tls, {.connects = true});
    if (!tls) return cli::report(io, tls.error());
    auto signals = Signals::open(io, *tls);
    if (!signals) return cli::report(io, signals.error());
    auto input = cli::open_input(io, options.file.value_or("-"));
    if (!input) return cli::report(io, or_a_job(input.error(), options.file));
    Console console(io, options);
    auto loop = net::Loop::create();
    if (!loop) return cli::report(io, loop.error());
    Ways ways;
    if (auto opened = open_ways(io, console, options, *peers, *tls, *loop, ways); !opened)
        return cli::report(io, opened.error());
    std::optional<ims_sender::SentJournal> journal;
    if (options.journal) {
        auto opened = ims_sender::SentJournal::open(*options.journal);
        if (!opened) return cli::report(io, opened.error());
        journal.emplace(std::move(*opened));
    }
    ims_sender::Reader reader({input->fd(), input->name()}, options.sender);
    ims_sender::Sender sender(std::move(ways.contexts), reader, std::move(journal));
    // A second signal finds nobody here, and ends the program.
    const auto stop = [&] {
        sender.stop();
        signals->leave();
    };
    if (auto watched = signals->watch(*loop, stop); !watched)
        return cli::report(io, watched.error());
    sender.run();
    signals->leave();  // what is left to do ends by itself, or by a signal at once
    return console.end(sender.finish());
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
    auto signals = Signals::open(io, *tls);
    if (!signals) return cli::report(io, signals.error());
    auto input = cli::open_input(io, options.file.value_or("-"));
    if (!input) return cli::report(io, input.error());
    if (options.sender.next) static_cast<void>(cli::wait_for_next_second(io));
    Console console(io, options);
    ims_sender::Reader reader({input->fd(), input->name()}, options.sender);
    ims_sender::MscSender sender({console, options.sender, config, *msc, tls->for_clients(),
                                  tls->for_server(connection.host())},
                                 *gate, store.get(), reader);
    if (auto begun = sender.begin(); !begun) return cli::report(io, begun.error());
    if (auto watched = signals->watch(sender.loop(), [&] { sender.stop(); }); !watched)
        return cli::report(io, watched.error());
    signals->keep_to_the_end();
    return console.end(sender.run());
}

constexpr std::string_view kIdFields = "v event what class name";

/// `--list`: names of the member, for scripts and completions.
ExitStatus list_ids(cli::Io& io, const Options& options) {
    if (const auto wrong = cli::refuse_unknown_field(io, options.common, kIdFields)) return *wrong;
    const auto print = [&](std::string_view what, const auto& statements, auto id) {
        for (const auto& one : statements) {
            const auto printed = cli::print_record(io, options.common, one.*id, [&] {
                return json::event("name")
                    .set("what", what)
                    .set("class", nullptr)
                    .set("name", one.*id);
            });
            if (printed != ExitStatus::Done) return printed;
        }
        return ExitStatus::Done;
    };
    if (*options.list == Listed::Descriptors) {
        if (!options.otma_member) return cli::report_usage(io, "give --otma-member");
        const auto otma = wiring::load_descriptors(io, *options.otma_member);
        if (!otma) return otma.error();
        return print("descriptor", otma->descriptors.destinations, &ims_config::Destination::name);
    }
    if (!options.member) return cli::report_usage(io, "give a member (-m)");
    const auto member = wiring::load(io, *options.member);
    if (!member) return member.error();
    const Config& config = member->config;
    switch (*options.list) {
        case Listed::Descriptors:
            break;
        case Listed::RmtImsCons:
            return print("rmtimscon", config.rmtimscons, &RmtImsCon::id);
        case Listed::DataStores:
            return print("datastore", config.datastores, &ims_config::DataStore::id);
        case Listed::Links:
            return print("link", config.mscs, &ims_config::Msc::lclplkid);
    }
    return ExitStatus::Bug;
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

/// The job of a word in any case, or nullptr.
const Job* job_of(std::string_view word) {
    const auto* const found = std::ranges::find(kJobs, base::to_lower(word), &Job::word);
    return found == std::end(kJobs) ? nullptr : found;
}

/// `help client` asks what `client --help` does. A word that is nearly a job's is told.
std::optional<ExitStatus> turn_help_around(cli::Io& io) {
    auto& args = io.args;
    if (args.size() != 2 || base::to_lower(args[0]) != "help") return std::nullopt;
    if (job_of(args[1]) != nullptr) {
        args = {args[1], "--help"};
        return std::nullopt;
    }
    const auto meant = near_job(args[1]);
    if (!meant) return std::nullopt;
    return cli::report_usage(io, fmt::format("unknown job '{}'", base::printable(args[1], 40)),
                             fmt::format("did you mean 'imscon-send help {}'?", *meant));
}

/// The job that is named, whose word leaves the arguments.
const Job& take_job(cli::Io& io, Options& options) {
    const auto is_word = [](std::string_view arg) { return job_of(arg) != nullptr; };
    if (std::ranges::none_of(io.args, is_word)) return kPlain;  // no tables are made for it
    const auto at = cli::find_job(job_tables(options), io.args);
    if (!at) return kPlain;
    const Job& job = *job_of(io.args[*at]);
    io.args.erase(io.args.begin() + static_cast<std::ptrdiff_t>(*at));
    return job;
}

}  // namespace

ExitStatus run(cli::Io& io) {
    if (const auto over = turn_help_around(io)) return *over;
    Options options;
    const Job& job = take_job(io, options);
    options.sender.mode = job.mode;
    const cli::OptionTable table = job.table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (options.list) return list_ids(io, options);
    options.sender.is_encrypted = options.tls.on;
    options.sender.tells_news = options.common.verbosity > 0;
    if (const auto wrong = job.contradiction(options); !wrong.empty())
        return cli::report_usage(io, wrong);
    if (const auto wrong = cli::refuse_unknown_field(io, options.common, ims_sender::kResultFields))
        return *wrong;
    return job.run(io, options);
}

}  // namespace ptkt::imscon_send
