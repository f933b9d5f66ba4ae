// Sign-ons whose tickets are shared with other receivers by PostgreSQL, beside pgbench with the
// statement that the helper sends; and messages on trusted connections while sign-ons wait for the
// database. imscon_replay.sh starts the servers.
#include <signal.h>

#include <fstream>
#include <sstream>

#include "tests/bench/callers.hpp"
#include "tests/bench/imscon_floor.hpp"
#include "tests/bench/process.hpp"
#include "tests/support/imscon_installation.hpp"

namespace {

using namespace ptkt;
using tests::ImsconInstallation;

constexpr int kRounds = 5;
constexpr int kGroup = 64;
constexpr std::size_t kTogether = 64;
constexpr std::size_t kSignOns = 3'200;
constexpr std::size_t kOneByOne = 200;
constexpr std::size_t kMessages = 40'000;

struct Servers {
    std::string url;
    std::string socket;  // the directory of the primary's
    std::string pgbench;
    pid_t wal_receiver;  // of the standby
};

/// pgbench with the helper's statement; what the digests are makes no difference.
class Floor {
  public:
    Floor(const Servers& servers, std::string directory)
        : servers_(servers), directory_(std::move(directory)) {}

    /// Rows a second, in groups, on so many connections.
    [[nodiscard]] double rows(int connections, int group, int transactions) const {
        const std::string script = directory_ + "/group.sql";
        bench::write_file(script, statement(group));
        const std::string report = directory_ + "/report";
        bench::must({servers_.pgbench, "-h", servers_.socket, "-U", "postgres", "-n", "-M",
                     "prepared", "-f", script, "-c", std::to_string(connections), "-j",
                     std::to_string(connections), "-t", std::to_string(transactions), "postgres"},
                    {"/dev/null", report});
        return group * tps_of(report);
    }

  private:
    static std::string statement(int group) {
        return fmt::format(
            "\\set r random(1, 1000000000000)\n"
            "insert into ptkt.used (slot, digest) select a.slot, a.digest from unnest("
            "array(select (extract(epoch from now()) / 600)::integer from generate_series(1, "
            "{0})), "
            "array(select sha256((:r::text || ' ' || i)::bytea) from generate_series(1, {0}) as "
            "i)) "
            "as a (slot, digest) order by a.slot, a.digest on conflict do nothing "
            "returning slot::text || ' ' || encode(digest, 'hex');\n",
            group);
    }

    static double tps_of(const std::string& report) {
        std::ifstream file(report);
        std::stringstream text;
        text << file.rdbuf();
        const auto at = text.str().find("tps = ");
        if (at == std::string::npos) bench::give_up("pgbench");
        return std::stod(text.str().substr(at + 6));
    }

    const Servers& servers_;
    std::string directory_;
};

std::string member_of(const ImsconInstallation& at) {
    return at.directory().write("HWSCFGSR",
                                "HWS=(ID=HWSB,XIBAREA=20,RACF=Y)\n"
                                "TCPIP=(HOSTNAME=TCPIP,PORTID=(8888),MAXSOC=2000,TCPIPQ=4096,\n"
                                " TIMEOUT=6000,EXIT=(HWSSMPL0,HWSSMPL1))\n"
                                "DATASTORE=(ID=IMSB,GROUP=G,MEMBER=M,TMEMBER=T)\n");
}

/// The store of a second receiver, which has the keys of the first one.
std::string second_store(const ImsconInstallation& at) {
    const std::string admin = std::string(PTKT_BENCH_TOOLS) + "/racf-admin";
    const std::string directory = at.directory().path().string();
    const std::string key = directory + "/own.key";
    const std::string certificate = directory + "/own.pem";
    const std::string second = directory + "/second";
    bench::must({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                 "-nodes", "-days", "2", "-subj", "/CN=own", "-keyout", key, "-out", certificate});
    bench::must({admin, "--store", at.store().path(), "publish", "--to", certificate, "--sign",
                 certificate, "--sign-key", key, directory + "/shelf"});
    bench::must({admin, "--store", second, "init"});
    bench::must({admin, "--store", second, "adopt", "--key", key, "--from", certificate,
                 directory + "/shelf"});
    return second;
}

std::deque<base::Bytes> frames_of(ImsconInstallation& at, std::size_t count) {
    std::deque<base::Bytes> frames;
    for (std::uint32_t i = 0; i < count; ++i)
        frames.push_back(at.sign_on(i));
    return frames;
}

/// Rates that were measured in turn, as the times for one.
template <typename FloorRate, typename Ours>
bench::Pair in_turn(FloorRate&& floor, Ours&& ours, double count) {
    std::vector<double> floors;
    std::vector<double> times;
    std::vector<double> ratios;
    ours();
    for (int i = 0; i < kRounds; ++i) {
        floors.push_back(1 / floor());
        times.push_back(bench::time_of(ours).count() / count);
        ratios.push_back(times.back() / floors.back());
    }
    return {bench::median(floors), bench::median(times), bench::median(ratios)};
}

/// Sign-ons that wait while the standby stands still.
class Waiting {
  public:
    Waiting(const Servers& servers, std::uint16_t port, std::deque<base::Bytes>& frames)
        : standby_(servers.wal_receiver) {
        ::kill(standby_, SIGSTOP);
        for (std::size_t i = 0; i < kTogether; ++i) {
            all_.push_back(tests::connect_to(port));
            bench::send_all(all_.back().get(), frames.front());
            frames.pop_front();
        }
    }
    Waiting(const Waiting&) = delete;
    Waiting& operator=(const Waiting&) = delete;
    ~Waiting() {
        for (const base::UniqueFd& one : all_) {
            base::Byte answer;
            if (::recv(one.get(), &answer, 1, MSG_DONTWAIT | MSG_PEEK) >= 0) {
                fmt::print(stderr, "a sign-on did not wait\n");
                std::exit(1);
            }
        }
        ::kill(standby_, SIGCONT);
        for (const base::UniqueFd& one : all_) {
            base::Byte answer;
            static_cast<void>(::recv(one.get(), &answer, 1, 0));
        }
    }

  private:
    pid_t standby_;
    std::vector<base::UniqueFd> all_;
};

void measure_messages(const Servers& servers, ImsconInstallation& at,
                      const tests::ListeningSocket& shared, std::deque<base::Bytes>& frames) {
    const tests::ListeningSocket socket;
    const auto alone = at.receiver(socket);
    const auto load = [&](std::uint16_t port) {
        std::vector<base::Bytes> first;
        for (int i = 0; i < 16; ++i) {
            first.push_back(frames.front());
            frames.pop_front();
        }
        return bench::Load(port, first, ImsconInstallation::message(),
                           ImsconInstallation::acknowledgment(), 1);
    };
    bench::Load without = load(socket.port());
    bench::Load beside = load(shared.port());
    std::vector<double> floors;
    std::vector<double> times;
    std::vector<double> ratios;
    for (int i = 0; i < kRounds; ++i) {
        floors.push_back(bench::time_of([&] { without.run(kMessages); }).count());
        const Waiting waiting(servers, shared.port(), frames);
        times.push_back(bench::time_of([&] { beside.run(kMessages); }).count());
        ratios.push_back(times.back() / floors.back());
    }
    bench::rate_line("messages while sign-ons wait; floor alone",
                     {bench::median(floors), bench::median(times), bench::median(ratios)},
                     kMessages, 0.95);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 5) return 64;
    const Servers servers{argv[1], argv[2], argv[3], static_cast<pid_t>(std::stol(argv[4]))};
    ImsconInstallation at(PTKT_BENCH_TOOLS, 50);
    const std::string admin = std::string(PTKT_BENCH_TOOLS) + "/racf-admin";
    bench::must({admin, "--store", at.store().path(), "replay", "init", servers.url});
    const std::string member = member_of(at);
    const std::string second = second_store(at);
    const auto receiver = [&](const std::string& store, const tests::ListeningSocket& socket) {
        return tests::ReceiverProcess({std::string(PTKT_BENCH_TOOLS) + "/imscon-recv", "--store",
                                       store, "-m", member, "--replay", servers.url},
                                      socket);
    };
    const tests::ListeningSocket one_socket;
    const tests::ListeningSocket other_socket;
    const auto one = receiver(at.store().path(), one_socket);
    const auto other = receiver(second, other_socket);
    const Floor floor(servers, at.directory().path().string());
    const base::Bytes acknowledgment = ImsconInstallation::acknowledgment();
    bench::Callers first({one_socket.port()}, acknowledgment);
    bench::Callers both({one_socket.port(), other_socket.port()}, acknowledgment);
    auto frames =
        frames_of(at, (kRounds + 1) * (2 * kSignOns + kOneByOne) + (kRounds + 1) * kTogether);
    bench::heading("pgbench", "imscon-recv");
    bench::rate_line("shared sign-ons, 64 clients, 1 receiver",
                     in_turn([&] { return floor.rows(1, kGroup, 100); },
                             [&] { first.run(frames, kSignOns, kTogether); }, kSignOns),
                     1, 0.8);
    bench::rate_line("the same, 2 receivers together",
                     in_turn([&] { return floor.rows(2, kGroup, 100); },
                             [&] { both.run(frames, kSignOns, kTogether); }, kSignOns),
                     1, 0.7);
    // A ticket comes with a connection of its own, which pgbench does not pay for.
    const bench::Floor connections(acknowledgment);
    bench::Callers least({connections.port()}, acknowledgment);
    const std::deque<base::Bytes> same(kSignOns, frames.front());
    bench::bound_line("connect, ack, close without verifying",
                      in_turn([&] { return floor.rows(1, kGroup, 100); },
                              [&] {
                                  auto some = same;
                                  least.run(some, kSignOns, kTogether);
                              },
                              kSignOns),
                      1);
    bench::time_line("one shared sign-on; floor a commit",
                     in_turn([&] { return floor.rows(1, 1, kOneByOne); },
                             [&] { first.run(frames, kOneByOne, 1); }, kOneByOne),
                     1.5);
    measure_messages(servers, at, one_socket, frames);
}
