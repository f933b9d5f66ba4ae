// How long a client waits for an acknowledgment while strangers present 1,000 wrong tickets a
// second, each of which is answered and, at a rate, explained.
#include <arpa/inet.h>
#include <netinet/in.h>

#include <atomic>
#include <deque>
#include <thread>

#include "tests/bench/imscon_load.hpp"
#include "tests/bench/ratio.hpp"
#include "tests/support/imscon_installation.hpp"

using namespace ptkt;
using tests::ImsconInstallation;

namespace {

/// One stranger: an address of its own, so that it is not held back, and a wrong ticket.
base::UniqueFd present(std::uint16_t port, unsigned number, base::ByteView message) {
    base::UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(0x7F000009U | (number % 60'000U + 256U) << 8U);
    if (::bind(fd.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        bench::give_up("bind");
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    if (::connect(fd.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        bench::give_up("connect");
    bench::send_all(fd.get(), message);
    return fd;
}

void flood(std::uint16_t port, const base::Bytes& message, const std::atomic<bool>& ends) {
    constexpr std::chrono::microseconds kBetween(1'000);
    constexpr std::size_t kOpen = 200;
    std::deque<base::UniqueFd> open;
    auto due = std::chrono::steady_clock::now();
    for (unsigned number = 0; !ends; ++number) {
        open.push_back(present(port, number, message));
        if (open.size() > kOpen) open.pop_front();
        due += kBetween;
        std::this_thread::sleep_until(due);
    }
}

}  // namespace

int main() {
    constexpr int kMessages = 10'000;
    ImsconInstallation at(PTKT_BENCH_TOOLS);
    const tests::ListeningSocket quiet_socket;
    const tests::ListeningSocket flooded_socket;
    const auto quiet = at.receiver(quiet_socket);
    const auto flooded = at.receiver(flooded_socket);
    const auto client = [&](const tests::ListeningSocket& socket, std::uint32_t number) {
        return bench::Load(socket.port(), {at.sign_on(number)}, ImsconInstallation::message(),
                           ImsconInstallation::acknowledgment(), 1);
    };
    bench::Load alone = client(quiet_socket, 1);
    bench::Load beside = client(flooded_socket, 2);
    const base::Bytes wrong =
        ImsconInstallation::frame({.client_id = ims_wire::generated_client_id("OTM", 3),
                                   .trancode = "PART",
                                   .datastore = "IMSB",
                                   .userid = "USER0000",
                                   .ticket = base::Secret(base::as_bytes("AAAAAAAA")),
                                   .appl_name = "APPLI2I"},
                                  200);
    std::atomic<bool> ends = false;
    std::thread strangers([&] { flood(flooded_socket.port(), wrong, ends); });
    std::vector<double> floor;
    std::vector<double> ours;
    for (int i = 0; i < kMessages; ++i) {
        floor.push_back(bench::time_of([&] { alone.one(0); }).count());
        ours.push_back(bench::time_of([&] { beside.one(0); }).count());
    }
    ends = true;
    strangers.join();
    const bench::Pair pair{bench::median(floor), bench::median(ours),
                           bench::median(ours) / bench::median(floor)};
    bench::heading("floor", "ours");
    bench::time_line("a message beside 1,000 refusals a second", pair, 2);
}
