// How long a client waits for an acknowledgment beside 1,000 peers that send a byte now and then,
// and never a whole message.
#include "tests/bench/imscon_load.hpp"
#include "tests/bench/ratio.hpp"
#include "tests/support/imscon_installation.hpp"
#include "tests/support/slow_peers.hpp"

using namespace ptkt;
using tests::ImsconInstallation;

int main() {
    constexpr int kPeers = 1'000;
    constexpr int kMessages = 10'000;
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
        peers.drip();
        floor.push_back(bench::time_of([&] { alone.one(0); }).count());
        ours.push_back(bench::time_of([&] { beside.one(0); }).count());
    }
    const bench::Pair pair{bench::median(floor), bench::median(ours),
                           bench::median(ours) / bench::median(floor)};
    bench::heading("floor", "ours");
    bench::time_line("a message beside 1,000 slow peers; floor none", pair, 2);
}
