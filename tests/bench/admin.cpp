// racf-admin on a store of 100,000 users and 100,000 profiles, which is made by a load: what
// commands on one profile cost beside a store of 100, a stream of changes beside the disk, REFRESH
// beside reading the profiles, and what listings take. PTKT_BENCH_PROFILES sets another size.
#include <fcntl.h>
#include <unistd.h>

#include <fstream>

#include "common/files/files.hpp"
#include "common/racf/irrdbu00/record.hpp"
#include "common/racf/store/store.hpp"
#include "common/racf/store/text/profile_text.hpp"
#include "tests/bench/process.hpp"
#include "tests/support/temporary_directory.hpp"

namespace {

using namespace ptkt;
using bench::must;
using irrdbu00::RecordWriter;

constexpr int kSmall = 100;
constexpr int kRuns = 60;       // of one command
constexpr int kStream = 2'500;  // PERMITs at a time; four times that in all
constexpr double kListSeconds = 3.0;
constexpr long kMostKib = 200L * 1024;

const std::string kAdmin = PTKT_BENCH_TOOLS "/racf-admin";
const base::Instant kDay = base::instant(1'700'000'000);

std::string user(int i) {
    return fmt::format("U{:06}", i);
}
std::string group(int i) {
    return fmt::format("G{:06}", i);
}
std::string profile(int i) {
    return fmt::format("APP{:06}.SERVICE.READ", i);
}

struct Installation {
    std::string directory;
    int size;

    [[nodiscard]] std::string store() const { return directory + "/store"; }
    bench::Ended admin(const std::vector<std::string>& words,
                       const bench::Streams& streams = {}) const {
        std::vector<std::string> all{kAdmin, "-q", "--store", store()};
        all.insert(all.end(), words.begin(), words.end());
        return must(all, streams);
    }
};

/// An unload: groups of a hundred users, who are in SYS1 as well, and profiles with two
/// permissions.
void write_unload(const std::string& path, int size) {
    std::ofstream out(path);
    const int groups = std::max(1, size / 100);
    for (int i = 0; i < groups; ++i)
        out << RecordWriter("0100")
                   .text("GPBD_NAME", group(i))
                   .text("GPBD_SUPGRP_ID", "SYS1")
                   .date("GPBD_CREATE_DATE", kDay)
                   .text("GPBD_OWNER_ID", "SYS1")
                   .line();
    for (int i = 0; i < size; ++i) {
        out << RecordWriter("0200")
                   .text("USBD_NAME", user(i))
                   .date("USBD_CREATE_DATE", kDay)
                   .text("USBD_OWNER_ID", "IBMUSER")
                   .text("USBD_PROGRAMMER", fmt::format("USER NUMBER {}", i))
                   .text("USBD_DEFGRP_ID", group(i % groups))
                   .line();
        for (const std::string& in : {group(i % groups), std::string("SYS1")})
            out << RecordWriter("0205")
                       .text("USCON_NAME", user(i))
                       .text("USCON_GRP_ID", in)
                       .date("USCON_CONNECT_DATE", kDay)
                       .text("USCON_OWNER_ID", "IBMUSER")
                       .line();
    }
    for (int i = 0; i < size; ++i) {
        out << RecordWriter("0500")
                   .text("GRBD_NAME", profile(i))
                   .text("GRBD_CLASS_NAME", "FACILITY")
                   .date("GRBD_CREATE_DATE", kDay)
                   .text("GRBD_OWNER_ID", "IBMUSER")
                   .text("GRBD_AUDIT_LEVEL", "FAIL")
                   .text("GRBD_APPL_DATA", fmt::format("APPLICATION DATA OF {}", i))
                   .line();
        for (const int who : {i, (i + 7) % size})
            out << RecordWriter("0505")
                       .text("GRACC_NAME", profile(i))
                       .text("GRACC_CLASS_NAME", "FACILITY")
                       .text("GRACC_AUTH_ID", user(who))
                       .text("GRACC_ACCESS", "READ")
                       .line();
    }
}

Installation install(const std::string& directory, int size) {
    const Installation at{directory, size};
    std::filesystem::create_directory(directory);
    write_unload(directory + "/unload", size);
    at.admin({"init"});
    const auto took = bench::time_of([&] { at.admin({"load", directory + "/unload"}); });
    fmt::print("{} users and {} profiles loaded in {:.1f} s\n", size, size, took.count());
    return at;
}

/// Commands on one profile: beside a store of a hundred, the process included.
void single_commands(const Installation& small, const Installation& large) {
    int number = 0;
    const auto measure = [&](std::string_view what, const auto& command) {
        const auto on = [&](const Installation& at) {
            ++number;
            at.admin({command(number, number % at.size)});
        };
        bench::time_line(fmt::format("{}; floor {} profiles", what, kSmall),
                         bench::in_turn(
                             kRuns, [&] { on(small); }, [&] { on(large); }),
                         1.5);
    };
    measure("RDEFINE", [](int n, int) { return fmt::format("RDEFINE FACILITY NEW.N{}", n); });
    measure("PERMIT", [](int, int i) {
        return fmt::format("PERMIT {} CLASS(FACILITY) ID({}) ACCESS(UPDATE)", profile(i), user(i));
    });
    measure("ALTUSER",
            [](int n, int i) { return fmt::format("ALTUSER {} NAME('NEW NAME {}')", user(i), n); });
    measure("RLIST of one profile",
            [](int, int i) { return fmt::format("RLIST FACILITY {} AUTHUSER", profile(i)); });
}

/// What the disk can do for one changed profile: a file written and synced, renamed over the old
/// one, and its directory synced.
class DiskFloor {
  public:
    explicit DiskFloor(std::string directory) : directory_(std::move(directory)) {
        std::filesystem::create_directory(directory_);
    }

    void operator()() const {
        static constexpr std::size_t kProfileSize = 400;
        const std::string text(kProfileSize, 'x');
        for (int i = 0; i < kStream; ++i) {
            const std::string path = fmt::format("{}/{}", directory_, i);
            const std::string fresh = path + ".new";
            const base::UniqueFd file(
                ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
            check(::write(file.get(), text.data(), text.size()) ==
                  static_cast<ssize_t>(text.size()));
            check(::fsync(file.get()) == 0);
            check(::rename(fresh.c_str(), path.c_str()) == 0);
            const base::UniqueFd folder(
                ::open(directory_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
            check(::fsync(folder.get()) == 0);
        }
    }

  private:
    static void check(bool good) {
        if (good) return;
        std::perror("disk");
        std::exit(1);
    }
    std::string directory_;
};

void stream(const Installation& at) {
    std::string commands;
    const int step = std::max(1, at.size / kStream);
    for (int i = 0; i < kStream; ++i)
        commands += fmt::format("PERMIT {} CLASS(FACILITY) ID({}) ACCESS(UPDATE)\n",
                                profile(i * step % at.size), user(i * 31 % at.size));
    bench::write_file(at.directory + "/permits", commands);
    const DiskFloor disk(at.directory + "/disk");
    bench::rate_line("stream of 10,000 PERMITs; floor the disk",
                     bench::in_turn(3, disk,
                                    [&] {
                                        at.admin({"-f", at.directory + "/permits"});
                                    }),
                     kStream, 0.5);
}

void refresh(const Installation& at) {
    const auto cls = racf::ClassName::parse("FACILITY").value();
    const auto store = store::Store::open(at.store());
    const auto read_all = [&] {
        const auto names = (*store)->resource_names(cls);
        for (const std::string& name : *names) {
            const auto path =
                (*store)->layout().resource(cls, racf::ProfileName::parse(name).value());
            const auto text = files::read_file(path, 1U << 20U);
            if (!text || !store::parse_resource(*text)) std::exit(1);
        }
    };
    at.admin({"SETROPTS CLASSACT(FACILITY) RACLIST(FACILITY)"});
    bench::time_line(
        "RACLIST REFRESH; floor read and parse",
        bench::in_turn(3, read_all, [&] { at.admin({"SETROPTS RACLIST(FACILITY) REFRESH"}); }),
        2.0);
}

void listings(const Installation& at) {
    long peak = 0;
    const auto measure = [&](const std::string& command, bool is_limited) {
        std::vector<double> times;
        for (int i = 0; i < 3; ++i)
            times.push_back(bench::time_of([&] {
                                peak = std::max(peak, at.admin({command}).peak_kib);
                            }).count());
        const double took = bench::median(times);
        if (is_limited)
            bench::line(command, fmt::format("{:.0f} s", kListSeconds),
                        fmt::format("{:.2f} s", took), took / kListSeconds, "<= 1.00",
                        took <= kListSeconds);
    };
    measure("SEARCH CLASS(FACILITY)", true);
    measure("SEARCH CLASS(FACILITY) FILTER(APP00001%.**)", true);
    measure("SEARCH CLASS(USER)", true);
    measure("LISTGRP SYS1", true);
    measure("LISTGRP G000000", true);
    measure("SETROPTS RACLIST(FACILITY) REFRESH", false);
    bench::line("memory of these at most", fmt::format("{} KiB", kMostKib),
                fmt::format("{} KiB", peak), static_cast<double>(peak) / kMostKib, "<= 1.00",
                peak <= kMostKib);
}

}  // namespace

int main() {
    const char* given = std::getenv("PTKT_BENCH_PROFILES");
    const int size = std::max(kSmall, given == nullptr ? 100'000 : std::atoi(given));
    const tests::TemporaryDirectory directory;
    const Installation small = install(directory.path().string() + "/small", kSmall);
    const Installation large = install(directory.path().string() + "/large", size);
    bench::heading("floor", "ours");
    single_commands(small, large);
    stream(large);
    refresh(large);
    listings(large);
}
