// Connections that sign on, send their first message, are acknowledged and close: imscon-recv,
// which verifies a PassTicket and records its use durably, beside the least server with an LMDB
// commit.
#include "tests/bench/callers.hpp"
#include "tests/bench/imscon_floor.hpp"
#include "tests/bench/ratio.hpp"
#include "tests/support/imscon_installation.hpp"

namespace {

using namespace ptkt;
using tests::ImsconInstallation;

constexpr int kRounds = 7;
constexpr std::size_t kOneByOne = 300;  // connections in a round
constexpr std::size_t kTogether = 64;
constexpr std::size_t kManyAtOnce = 3'200;

/// Frames with a ticket each, made before the clock runs.
std::deque<base::Bytes> frames_of(ImsconInstallation& at, std::size_t count) {
    std::deque<base::Bytes> frames;
    for (std::uint32_t i = 0; i < count; ++i)
        frames.push_back(at.sign_on(i));
    return frames;
}

}  // namespace

int main() {
    ImsconInstallation at(PTKT_BENCH_TOOLS, 50);
    const base::Bytes acknowledgment = ImsconInstallation::acknowledgment();
    const std::string file = (at.directory().path() / "floor.mdb").string();
    const bench::Floor floor(acknowledgment, [&] { return bench::commit_to(file); });
    const tests::ListeningSocket socket;
    const auto receiver = at.receiver(socket);
    bench::Callers least({floor.port()}, acknowledgment);
    bench::Callers ours({socket.port()}, acknowledgment);
    bench::heading("epoll and LMDB", "imscon-recv");
    // In each of the two measures a round more, which warms up.
    auto frames = frames_of(at, (2 * kRounds + 1) * kOneByOne + kRounds * kManyAtOnce);
    const base::Bytes any = frames.front();
    const auto one_by_one = [&] { ours.run(frames, kOneByOne, 1); };
    bench::rate_line("connect, verify, ack, close; 1 client",
                     bench::in_turn(
                         kRounds,
                         [&] {
                             std::deque<base::Bytes> same(kOneByOne, any);
                             least.run(same, kOneByOne, 1);
                         },
                         one_by_one),
                     kOneByOne, 0.6);
    const auto many =
        bench::in_turn(kRounds - 1, one_by_one, [&] { ours.run(frames, kManyAtOnce, kTogether); });
    const double gain = kManyAtOnce / many.ours_by_floor / kOneByOne;
    bench::line("64 clients at once; floor 1 client of ours",
                fmt::format("{:.0f}/s", kOneByOne / many.floor),
                fmt::format("{:.0f}/s", kManyAtOnce / many.ours), gain, ">= 5.00", gain >= 5);
}
