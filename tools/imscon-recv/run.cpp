#include "tools/imscon-recv/run.hpp"

#include <unistd.h>

#include <algorithm>
#include <csignal>

#include "common/base/text/ascii.hpp"
#include "common/cli/options/nearest.hpp"
#include "common/cli/signals.hpp"
#include "common/files/files.hpp"
#include "common/ims/protocol/server.hpp"
#include "common/ims/receiver/control.hpp"
#include "common/ims/receiver/metrics_file.hpp"
#include "common/ims/receiver/partner_addresses.hpp"
#include "common/ims/receiver/ports.hpp"
#include "common/ims/receiver/receiver.hpp"
#include "common/net/local_socket.hpp"
#include "common/wiring/hang_up.hpp"
#include "common/wiring/load_member.hpp"
#include "common/wiring/open_store.hpp"
#include "common/wiring/replay_helper.hpp"
#include "common/wiring/tls_ends.hpp"
#include "tools/imscon-recv/console.hpp"
#include "tools/imscon-recv/control_words.hpp"
#include "tools/imscon-recv/ctl.hpp"
#include "tools/imscon-recv/decode_verb.hpp"
#include "tools/imscon-recv/demo_verb.hpp"
#include "tools/imscon-recv/inherited_sockets.hpp"
#include "tools/imscon-recv/options.hpp"
#include "tools/imscon-recv/spool_verb.hpp"
#include "tools/imscon-recv/top_verb.hpp"

namespace ptkt::imscon_recv {

namespace {

using cli::ExitStatus;
using ims_receiver::Control;
using ims_receiver::MetricsFile;
using ims_receiver::PartnerAddresses;
using ims_receiver::Receiver;
using ims_sign_on::Gate;

std::string wrong_field(const Options& options) {
    const auto& known = ims_receiver::message_fields();
    const auto& wanted = options.common.field;
    if (!wanted || std::ranges::find(known, *wanted) != known.end()) return {};
    std::string hint = "the fields are:";
    for (const std::string& field : known)
        hint += " " + field;
    return hint;
}

using Endpoints = std::vector<net::Endpoint>;
using wiring::kClearHint;

/// Where systemd's journal takes entries.
constexpr const char* kJournal = "/run/systemd/journal/socket";
using wiring::TlsEnds;

/// Listens on all ports, and tells where.
base::Result<Endpoints> listen(ims_protocol::Server& server,
                               const std::vector<ims_receiver::Port>& ports, const TlsEnds& tls) {
    Endpoints all;
    for (ims_receiver::Port port : ports) {
        port.options.wrap = tls.for_clients();
        const auto where = server.listen(port.endpoint, port.options);
        if (!where) return where.error();
        all.push_back(*where);
    }
    return all;
}

/// The same with the sockets that were opened for us.
base::Result<Endpoints> adopt(ims_protocol::Server& server, std::size_t count,
                              net::PortOptions port, const TlsEnds& tls) {
    port.wrap = tls.for_clients();
    Endpoints all;
    for (std::size_t i = 0; i < count; ++i) {
        const auto where =
            server.adopt(base::UniqueFd(kFirstInherited + static_cast<int>(i)), port);
        if (!where) return where.error();
        all.push_back(*where);
    }
    return all;
}

/// From here on this is a service, whose messages carry the time.
void tell_where(cli::Io& io, const Options& options, const Endpoints& all, bool takes_tickets) {
    cli::stamp_lines(io);
    for (const auto& where : all) {
        if (takes_tickets && is_exposed(where, options.tls.on))
            cli::warn(io,
                      fmt::format("PassTickets come to {} over clear sockets", to_string(where)),
                      kClearHint);
        cli::note(io, "listening on " + to_string(where));
    }
}

/// What the ready file holds.
std::string lines_of(const Endpoints& endpoints) {
    std::string lines;
    for (const auto& one : endpoints)
        lines += to_string(one) + "\n";
    return lines;
}

/// Says that it is ready for as long as it is: a file of an earlier run would point nowhere.
class ReadyFile {
  public:
    explicit ReadyFile(const std::optional<std::string>& path) : path_(path) {}
    ReadyFile(const ReadyFile&) = delete;
    ReadyFile& operator=(const ReadyFile&) = delete;
    ~ReadyFile() {
        if (written_) static_cast<void>(files::remove_durably(*path_));
    }

    [[nodiscard]] base::Status write(const std::string& lines) {
        if (!path_) return {};
        auto done = files::write_atomically(*path_, lines);
        written_ = done.ok();
        return done;
    }

  private:
    const std::optional<std::string>& path_;
    bool written_ = false;
};

bool needs_store(const ims_config::Config& config) {
    const auto makes_tickets = [&](const ims_config::RmtImsCon& one) {
        return one.uses_passticket() && serves_msc(config, one);
    };
    return config.hws.racf || std::ranges::any_of(config.rmtimscons, makes_tickets);
}

ims_sign_on::GateSettings gate_settings(const Options& options) {
    ims_sign_on::GateSettings settings{options.applications, std::nullopt};
    settings.passwords = !options.no_passwords;
    if (options.counts_nothing || !options.counted.empty()) settings.counted = options.counted;
    settings.explains = true;
    return settings;
}

/// With --replay a ticket is good once in a group of receivers.
base::Status join_group(cli::Io& io, const Options& options, const store::Store* store,
                        Gate& gate) {
    if (!options.replay) return {};
    if (!gate.checks())
        return base::fail(base::ErrorKind::Usage, "--replay is for a member with RACF=Y");
    auto helper = wiring::replay_helper(io, *options.replay);
    if (!helper) return std::move(helper).error();
    auto group = ims_sign_on::GroupReplay::open({helper->program, helper->url}, *store, io.now);
    if (!group) return std::move(group).error();
    gate.join(std::move(*group));
    return {};
}

/// Opens the connection back to the partner of an MSC link.
ims_msc::Node::Dial dial_by(cli::Io& io, ims_protocol::Server& server, const TlsEnds& tls,
                            PartnerAddresses& partners) {
    return [&io, &server, &tls, &partners,
            warned = false](const ims_config::RmtImsCon& connection) mutable
           -> base::Result<ims_protocol::Connection*> {
        const auto endpoint = partners.next(connection);
        if (!endpoint) return endpoint.error();
        if (connection.uses_passticket() && is_exposed(*endpoint, tls.is_on()) &&
            !std::exchange(warned, true))
            cli::warn(
                io,
                fmt::format("a PassTicket goes to {} over a clear socket", to_string(*endpoint)),
                kClearHint);
        return server.connect(*endpoint, ims_msc::kAnswerLimits, tls.for_server(connection.host()));
    };
}

/// Listens, says that it is ready, and serves until it is told to stop.
ExitStatus serve_on(cli::Io& io, const Options& options, const ims_config::Config& config,
                    ims_protocol::Server& server, const TlsEnds& tls, Receiver& receiver,
                    const cli::Signals& signals) {
    const std::size_t inherited = inherited_sockets(io, ::getpid());
    const auto where =
        inherited > 0
            ? adopt(server, inherited, ims_receiver::options_of(config.tcpip), tls)
            : listen(server, ims_receiver::ports_to_listen_on(config.tcpip, options.listen), tls);
    if (!where) return cli::report(io, where.error());
    tell_where(io, options, *where, config.hws.racf);
    receiver.desk().listens_on(*where);
    receiver.desk().switches().use([&server](std::uint16_t port, bool on) {
        return on ? server.listen_again(port) : server.stop_listening(port);
    });
    std::unique_ptr<Control> control;
    if (options.control) {
        auto opened = Control::open(*options.control, server.loop(), [&](std::string_view request) {
            return answer_operator(receiver.desk(), request);
        });
        if (!opened) return cli::report(io, opened.error());
        control = std::move(*opened);
    }
    Console console(io);
    std::optional<MetricsFile> metrics;
    if (options.metrics)
        metrics.emplace(console, *options.metrics, server.loop(),
                        [&] { return receiver.desk().metrics_page(); });
    ReadyFile ready(options.ready_file);
    if (auto written = ready.write(lines_of(*where)); !written)
        return cli::report(io, written.error());
    if (options.common.verbosity > 0)
        console.note(fmt::format("HWSC0010I {} is up and running", config.hws.id));
    if (const auto served = server.run(signals.fd()); !served)
        return cli::report(io, served.error());
    return ExitStatus::Done;
}

/// SIGHUP and SIGUSR1.
base::Status watch_signals(cli::Io& io, ims_protocol::Server& server, Receiver& receiver,
                           wiring::HangUp& hang_up, cli::Signals& asked) {
    if (auto watched = hang_up.watch(server.loop()); !watched) return watched;
    return server.loop().watch(asked.fd(), net::Ready::Input, [&io, &receiver, &asked] {
        if (!asked.next()) return;
        if (io.json)
            cli::tell(io, receiver.desk().counters_json());
        else
            cli::say_counters(io, receiver.desk().counters_line());
    });
}

ExitStatus serve(cli::Io& io, const Options& options, const ims_config::Config& config,
                 const store::Store* store, TlsEnds& tls, Receiver& receiver,
                 const cli::Signals& signals) {
    auto hang_up = wiring::HangUp::open(io, tls);
    if (!hang_up) return cli::report(io, hang_up.error());
    auto asked = cli::Signals::collect({SIGUSR1});
    if (!asked) return cli::report(io, asked.error());
    asked->keep_to_the_end();
    const auto ports = ims_receiver::ports_to_listen_on(config.tcpip, options.listen);
    auto server = ims_protocol::Server::create(
        ims_receiver::limits_of(config.tcpip, options.receiver, ports.size()), receiver);
    if (!server) return cli::report(io, server.error());
    PartnerAddresses partners(server->loop(), [&](std::string_view text) { cli::warn(io, text); });
    for (const ims_config::RmtImsCon& one : config.rmtimscons)
        if (serves_msc(config, one)) partners.look_up(one);
    receiver.serve_msc(store, dial_by(io, *server, tls, partners),
                       [&](const auto& endpoint) { partners.unreached(endpoint); });
    const auto run = [&] {
        if (auto used = receiver.use(server->loop()); !used) return cli::report(io, used.error());
        if (auto watched = watch_signals(io, *server, receiver, *hang_up, *asked); !watched)
            return cli::report(io, watched.error());
        return serve_on(io, options, config, *server, tls, receiver, signals);
    };
    const auto status = run();
    // Also after a failed start: what waits on the loop ends before it does.
    receiver.finish(signals.fd());
    return status == ExitStatus::Done && receiver.has_failed() ? ExitStatus::Io : status;
}

ExitStatus run_with(cli::Io& io, const Options& options, const wiring::Member& member) {
    const ims_config::Config& config = member.config;
    if (options.listen.empty() && config.tcpip.ports.empty() &&
        inherited_sockets(io, ::getpid()) == 0)
        return wiring::unusable(io, member.text, config.tcpip.places.statement,
                                "no PORTID or PORT to listen on",
                                "code PORTID=(9999), or give --listen ADDR:PORT");
    std::unique_ptr<store::Store> store;
    if (needs_store(config)) {
        auto opened = wiring::open_store(io, options.common);
        if (!opened) return cli::report(io, opened.error());
        store = std::move(*opened);
    }
    auto gate = Gate::open(store.get(), config, gate_settings(options));
    if (!gate) return cli::report(io, gate.error());
    if (auto joined = join_group(io, options, store.get(), *gate); !joined)
        return cli::report(io, joined.error());
    const bool connects = std::ranges::any_of(
        config.rmtimscons, [&](const auto& one) { return serves_msc(config, one); });
    auto tls = TlsEnds::open(io, options.tls, {.accepts = true, .connects = connects});
    if (!tls) return cli::report(io, tls.error());
    // Signals are collected before anybody can be told that we are ready.
    auto signals = cli::Signals::collect({SIGINT, SIGTERM});
    if (!signals) return cli::report(io, signals.error());
    signals->keep_to_the_end();
    Console console(io);
    Receiver receiver(console, {io.out.fd(), io.out.name()}, options.receiver, config,
                      std::move(*gate));
    return serve(io, options, config, store.get(), *tls, receiver, *signals);
}

}  // namespace

ExitStatus run(cli::Io& io) {
    Options options;
    const cli::OptionTable table = option_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (!options.words.empty()) {
        std::string word = base::to_lower(options.words.front());
        io.args.erase(io.args.end() - static_cast<std::ptrdiff_t>(options.words.size()));
        if (word == "help") {
            word = options.words.size() == 2 ? base::to_lower(options.words.back()) : "";
            io.args = {"--help"};
            if (word.empty()) return run(io);
        }
        if (word == kDecode) return run_decode(io);
        if (word == kCtl) return run_ctl(io);
        if (word == kSpool) return run_spool(io);
        if (word == kDemo) return run_demo(io);
        if (word == kTop) return run_top(io);
        constexpr std::string_view kWords[] = {kCtl, kTop, kSpool, kDecode, kDemo};
        return cli::report_usage(io, "the first word may only be ctl, top, spool, decode or demo",
                                 cli::hint_at_word(word, kWords));
    }
    if (!options.member) return cli::report_usage(io, "give a member (-m)");
    if (const auto hint = wrong_field(options); !hint.empty())
        return cli::report_usage(io, "no field '" + *options.common.field + "'", hint);
    ims_receiver::Settings& receiver = options.receiver;
    if (const auto wrong = wiring::contradiction(options.tls, true); !wrong.empty())
        return cli::report_usage(io, wrong);
    // The profiles are read as they are at each sign-on, so only certificates are ever to be read
    // again; before they have been, there is nothing to do.
    std::signal(SIGHUP, SIG_IGN);
    io.log_form = options.log_form;
    io.to_journal = [](const std::string& entry) { return net::send_local(kJournal, entry); };
    receiver.field = options.common.field;
    receiver.tells_news = options.common.verbosity > 0;
    const auto member = wiring::load(io, *options.member);
    if (!member) return member.error();
    return run_with(io, options, *member);
}

}  // namespace ptkt::imscon_recv
