// How long a client waits for an acknowledgment beside 1,000 peers that send a byte now and then,
// and never a whole message.
#include <sched.h>

#include "tests/bench/imscon_load.hpp"
#include "tests/bench/ratio.hpp"
#include "tests/support/imscon_installation.hpp"
#include "tests/support/slow_peers.hpp"

using namespace ptkt;
using tests::ImsconInstallation;

namespace {

/// Where a receiver happens to run makes more of a difference than what is measured: here or on
/// another processor, which has to be woken. The receivers inherit this.
void stay_on_this_processor() {
    cpu_set_t only;
    CPU_ZERO(&only);
    CPU_SET(static_cast<unsigned>(::sched_getcpu()), &only);
    if (::sched_setaffinity(0, sizeof only, &only) != 0)
        throw std::runtime_error("sched_setaffinity");
}

}  // namespace

int main() {
    stay_on_this_processor();
    constexpr int kPeers = 1'000;
    constexpr int kMessages = 10'000;
    constexpr int kBytePer = 4;  // messages: some thousand bytes a second, a few from each peer
    ImsconInstallation at(PTKT_BENCH_TOOLS);
    // Two receivers, used in turn: what else the machine does meets both.
    const tests::ListeningSocket quiet_socket;
    const tests::ListeningSocket slow_socket;
    const auto quiet = at.receiver(quiet_socket);
    const auto slow = at.receiver(slow_socket);
    const auto client = [&](const tests::ListeningSocket& socket, std::uint32_t number) {
        return bench::Load(socket.port(), {at.sign_on(number)}, ImsconInstallation::message(),
                           ImsconInstallation::acknowledgment(), 1);
    };
    bench::Load alone = client(quiet_socket, 1);
    bench::Load beside = client(slow_socket, 2);
    tests::SlowPeers peers(slow_socket.port(), kPeers, at.sign_on(3));
    std::vector<double> floor;
    std::vector<double> ours;
    for (int i = 0; i < kMessages; ++i) {
        if (i % kBytePer == 0) peers.drip();
        floor.push_back(bench::time_of([&] { alone.one(0); }).count());
        ours.push_back(bench::time_of([&] { beside.one(0); }).count());
    }
    const bench::Pair pair{bench::median(floor), bench::median(ours),
                           bench::median(ours) / bench::median(floor)};
    bench::heading("floor", "ours");
    bench::time_line("a message beside 1,000 slow peers; floor none", pair, 2);
}
