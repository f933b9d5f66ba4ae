// What imscon-recv and imscon-send hold in memory: for 10,000 connections that are idle, for large
// messages, and for many.
#include <fstream>

#include "tests/bench/imscon_load.hpp"
#include "tests/bench/process.hpp"
#include "tests/support/imscon_installation.hpp"

namespace {

using namespace ptkt;
using tests::ImsconInstallation;

constexpr std::size_t kIdle = 10'000;
constexpr int kProbes = 2'000;
constexpr double kAtMost = 8;  // KiB for an idle connection

std::string kib(double value) {
    return fmt::format("{:.1f} KiB", value);
}

/// How long messages take that are sent on connections far apart, one after the other.
double median_time(bench::Load& load) {
    std::vector<double> times;
    for (std::size_t i = 0; i < kProbes; ++i)
        times.push_back(bench::time_of([&] { load.one(i * 7'919 % load.size()); }).count());
    return bench::median(std::move(times));
}

std::vector<base::Bytes> sign_ons(ImsconInstallation& at, std::uint32_t count,
                                  std::uint32_t number = 0) {
    std::vector<base::Bytes> frames;
    for (std::uint32_t i = 0; i < count; ++i)
        frames.push_back(at.sign_on(number + i));
    return frames;
}

void idle_connections(ImsconInstallation& at) {
    const tests::ListeningSocket socket;
    const auto receiver = at.receiver(socket);
    // Nobody's connection is in the caches when a message comes after a while: neither is it here.
    constexpr std::uint32_t kFew = 64;
    const auto load = [&](std::uint32_t count, std::uint32_t number) {
        return bench::Load(socket.port(), sign_ons(at, count, number),
                           ImsconInstallation::message(), ImsconInstallation::acknowledgment(), 1);
    };
    bench::Load few = load(kFew, 0);
    const double unloaded = median_time(few);
    const long before = receiver.memory("VmRSS:");
    bench::Load many = load(kIdle, kFew);
    const double each =
        static_cast<double>(receiver.memory("VmRSS:") - before) / static_cast<double>(kIdle);
    bench::line("10,000 idle connections, memory of each", kib(kAtMost), kib(each), each / kAtMost,
                "<= 1.00", each <= kAtMost);
    const double loaded = median_time(many);
    bench::line("a message on one of them; floor one of 64",
                fmt::format("{:.1f} us", unloaded * 1e6), fmt::format("{:.1f} us", loaded * 1e6),
                loaded / unloaded, "<= 2.00", loaded <= 2 * unloaded);
}

void large_messages(ImsconInstallation& at) {
    constexpr std::size_t kSize = 9'990'000;
    const tests::ListeningSocket socket;
    const auto receiver = at.receiver(socket);
    bench::Load load(socket.port(), sign_ons(at, 1), ImsconInstallation::message(kSize),
                     ImsconInstallation::acknowledgment(), 1);
    load.run(2);
    const auto first = static_cast<double>(receiver.memory("VmHWM:"));
    load.run(40);
    const auto last = static_cast<double>(receiver.memory("VmHWM:"));
    bench::line("messages of 10 MB: memory, floor after 2", kib(first), kib(last), last / first,
                "<= 1.05", last <= 1.05 * first);
}

/// imscon-send and imscon-recv with so many messages: the most that each had in memory.
/// As one of the users: the tickets of a second are used once.
std::pair<double, double> peaks(ImsconInstallation& at, int messages, int user) {
    const std::string lines = (at.directory().path() / "lines").string();
    std::ofstream out(lines);
    for (int i = 0; i < messages; ++i)
        out << "message " << i << std::string(180, 'x') << '\n';
    out.close();
    const tests::ListeningSocket socket;
    const auto receiver = at.receiver(socket);
    const std::string member = at.sender_member(socket.port(), user);
    const auto ended = bench::must(at.store().words(
        "imscon-send", {"-m", member, "-t", "PART", "-d", "IMSB", "--sockets", "4", lines}));
    return {static_cast<double>(ended.peak_kib), static_cast<double>(receiver.memory("VmHWM:"))};
}

void many_messages(ImsconInstallation& at) {
    const auto few = peaks(at, 10'000, 1);
    const auto many = peaks(at, 1'000'000, 2);
    const auto tell = [](std::string_view what, double floor, double ours) {
        bench::line(what, kib(floor), kib(ours), ours / floor, "<= 1.05", ours <= 1.05 * floor);
    };
    tell("imscon-send, 1,000,000; floor 10,000", few.first, many.first);
    tell("imscon-recv, 1,000,000; floor 10,000", few.second, many.second);
}

}  // namespace

int main() {
    ImsconInstallation at(PTKT_BENCH_TOOLS, 50);
    bench::heading("floor", "ours");
    // A child's peak of memory begins with that of the process that started it: small ones first.
    many_messages(at);
    large_messages(at);
    idle_connections(at);
}
