// What ptkt-gen and ptkt-verify cost as programs: a batch beside the library, and a single run
// beside oathtool, which does the same kind of thing in the same shell loops.
#include <lmdb.h>

#include <cstring>
#include <fstream>
#include <thread>

#include "common/racf/passticket/enhanced.hpp"
#include "common/racf/passticket/legacy.hpp"
#include "tests/bench/process.hpp"
#include "tests/support/temporary_directory.hpp"

namespace {

using namespace ptkt;
using bench::must;
using bench::write_file;

constexpr int kLines = 1'000'000;
constexpr int kUsers = 1000;
constexpr int kAppls = 97;
constexpr int kRuns = 200;  // of a single program
constexpr std::int64_t kFirstSecond = 1'800'000'000;

const std::string kTools = PTKT_BENCH_TOOLS "/";

struct Installation {
    std::string directory;
    std::string store;

    [[nodiscard]] std::string file(std::string_view name) const {
        return fmt::format("{}/{}", directory, name);
    }
};

std::string legacy_appl(int i) {
    return fmt::format("LEG{:02}", i);
}
std::string enhanced_appl(int i) {
    return fmt::format("ENH{:02}", i);
}
std::string user(int i) {
    return fmt::format("USER{:04}", i);
}

/// A store with the applications of both kinds and one user who may sign on.
Installation install(const std::string& directory) {
    Installation at{directory, directory + "/store"};
    const std::string admin = kTools + "racf-admin";
    must({admin, "--store", at.store, "init"});
    write_file(at.file("key"), std::string(128, 'A') + "\n");
    must({"chmod", "600", at.file("key")});
    must({admin, "--store", at.store, "key", "import", "BENCH.HMAC", "--from", at.file("key")});
    std::string commands =
        "SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)\nADDUSER USER0000 PASSWORD(TEST)\n";
    for (int i = 0; i < kAppls; ++i) {
        commands += fmt::format("RDEFINE PTKTDATA {} SSIGNON(KEYMASKED(5A5A5A5A5A5A5A5A))\n",
                                legacy_appl(i));
        commands +=
            fmt::format("RDEFINE PTKTDATA {} SSIGNON(EPTKEYLABEL(BENCH.HMAC) TIMEOUT(600))\n",
                        enhanced_appl(i));
    }
    commands += "SETROPTS RACLIST(PTKTDATA) REFRESH\n";
    write_file(at.file("commands"), commands);
    const auto ended = bench::run({admin, "-q", "--store", at.store, "-f", at.file("commands")});
    if (ended.status > 4) std::exit(ended.status);
    return at;
}

/// Written piece by piece: a child's peak of memory begins with that of the process that started
/// it.
void write_lines(const std::string& path, std::string (*appl)(int)) {
    std::ofstream out(path);
    for (int i = 0; i < kLines; ++i)
        out << fmt::format("{} {} @{}\n", user(i % kUsers), appl(i % kAppls), kFirstSecond + i);
}

template <typename Coder, typename Key>
void library(const std::shared_ptr<const Key>& key, const auto& make) {
    for (int i = 0; i < kLines; ++i) {
        const passticket::Subject subject{racf::UserId::parse(user(i % kUsers)).value(),
                                          racf::ApplName::parse(legacy_appl(i % kAppls)).value()};
        const Coder coder = make(key, passticket::encode_names(subject));
        if (!coder.generate(base::instant(kFirstSecond + i))) std::exit(1);
    }
}

void batches(const Installation& at) {
    const auto des = std::make_shared<const crypto::DesKey>(
        crypto::DesKey::make(base::Secret(base::Bytes(8, 0x5A))).value());
    const auto hmac =
        std::make_shared<const crypto::HmacSha512>(base::Secret(base::Bytes(64, 0xAA)));
    const auto legacy = [&] {
        library<passticket::LegacyCoder>(des, [](const auto& key, const auto& names) {
            return passticket::LegacyCoder(key, names);
        });
    };
    const auto mixed = [&] {
        library<passticket::EnhancedCoder>(hmac, [](const auto& key, const auto& names) {
            return passticket::EnhancedCoder(key, names, passticket::Kind::Mixed);
        });
    };
    const auto batch = [&](const std::string& input, std::string_view jobs) {
        return must({kTools + "ptkt-gen", "--store", at.store, "--batch", "--jobs",
                     std::string(jobs), input},
                    {.out = at.file("tickets")});
    };
    const auto measure = [&](std::string_view kind, std::string (*appl)(int), const auto& floor) {
        const std::string input = at.file(kind);
        write_lines(input, appl);
        long peak = 0;
        const auto one = bench::in_turn(3, floor, [&] { peak = batch(input, "1").peak_kib; });
        bench::rate_line(fmt::format("batch of 1,000,000 lines, {}", kind), one, kLines, 0.5);
        const auto all = bench::in_turn(
            3, [&] { batch(input, "1"); }, [&] { batch(input, "0"); });
        const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
        bench::line(fmt::format("  the same with --jobs 0, {} cores", cores),
                    fmt::format("{:.0f}/s", kLines / all.floor),
                    fmt::format("{:.0f}/s", kLines / all.ours), 1 / all.ours_by_floor,
                    fmt::format(">= {:.2f}", 0.7 * cores), 1 / all.ours_by_floor >= 0.7 * cores);
        bench::line("  its memory at most", "16384 KiB", fmt::format("{} KiB", peak),
                    static_cast<double>(peak) / 16'384, "<= 1.00", peak <= 16'384);
    };
    measure("legacy", legacy_appl, legacy);
    measure("mixed", enhanced_appl, mixed);
}

void one_oathtool() {
    must({"oathtool", "--totp", "00112233445566778899aabbccddeeff00112233"});
}

void single_runs(const Installation& at) {
    for (const auto& [kind, appl] :
         {std::pair("legacy", legacy_appl(0)), std::pair("mixed", enhanced_appl(0))})
        bench::time_line(
            fmt::format("one ptkt-gen, {}; floor oathtool --totp", kind),
            bench::in_turn(
                kRuns, one_oathtool,
                [&, &name = appl] {
                    must({kTools + "ptkt-gen", "--store", at.store, "-u", "USER0000", "-a", name});
                }),
            1.0);
}

/// Opening an LMDB environment and one durable transaction, as a program does that starts, records
/// one use and ends.
class LmdbFloor {
  public:
    explicit LmdbFloor(std::string path) : path_(std::move(path)) {}

    void operator()() {
        MDB_env* env = nullptr;
        MDB_txn* txn = nullptr;
        MDB_dbi dbi = 0;
        check(mdb_env_create(&env));
        check(mdb_env_set_mapsize(env, std::size_t{1} << 30U));
        check(mdb_env_open(env, path_.c_str(), MDB_NOSUBDIR | MDB_NOLOCK, 0600));
        check(mdb_txn_begin(env, nullptr, 0, &txn));
        check(mdb_dbi_open(txn, nullptr, 0, &dbi));
        std::uint64_t number = ++count_;
        MDB_val key{sizeof number, &number};
        char text[40] = "when and by whom";
        MDB_val value{sizeof text, text};
        check(mdb_put(txn, dbi, &key, &value, 0));
        check(mdb_txn_commit(txn));
        mdb_env_close(env);
    }

  private:
    static void check(int code) {
        if (code == 0) return;
        fmt::print(stderr, "lmdb: {}\n", mdb_strerror(code));
        std::exit(1);
    }
    std::string path_;
    std::uint64_t count_ = 0;
};

std::vector<std::string> fresh_tickets(const Installation& at, const std::string& appl) {
    std::string requests;
    for (int i = 0; i <= kRuns; ++i)
        requests += fmt::format("USER0000 {} {}s\n", appl, i - kRuns - 1);
    write_file(at.file("requests"), requests);
    must({kTools + "ptkt-gen", "--store", at.store, "--batch", at.file("requests")},
         {.out = at.file("tickets")});
    std::vector<std::string> tickets;
    std::ifstream in(at.file("tickets"));
    for (std::string line; std::getline(in, line);)
        tickets.push_back(line.substr(line.rfind('\t') + 1));
    return tickets;
}

void verifications(const Installation& at) {
    LmdbFloor lmdb(at.file("floor.mdb"));
    for (const auto& [kind, appl] :
         {std::pair("legacy", legacy_appl(1)), std::pair("mixed", enhanced_appl(1))}) {
        const auto tickets = fresh_tickets(at, appl);
        std::size_t next = 0;
        bench::time_line(fmt::format("one ptkt-verify, {}; floor oathtool + LMDB", kind),
                         bench::in_turn(
                             kRuns,
                             [&] {
                                 one_oathtool();
                                 lmdb();
                             },
                             [&, &name = appl] {
                                 must({kTools + "ptkt-verify", "--store", at.store, "-u",
                                       "USER0000", "-a", name, "--", tickets.at(next++)});
                             }),
                         1.2);
    }
}

}  // namespace

int main() {
    const tests::TemporaryDirectory directory;
    const Installation at = install(directory.path().string());
    bench::heading("floor", "ours");
    batches(at);
    single_runs(at);
    verifications(at);
}
