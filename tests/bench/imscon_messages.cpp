// Messages on connections that are trusted: imscon-recv beside the least that a server can do with
// the same frames and the same client.
#include "tests/bench/imscon_floor.hpp"
#include "tests/bench/ratio.hpp"
#include "tests/support/imscon_installation.hpp"

namespace {

using namespace ptkt;
using tests::ImsconInstallation;

constexpr int kRounds = 7;
constexpr std::size_t kBytes = 200;  // of a message's data

enum class Output { Json, Raw, Spool };

struct Case {
    std::string_view what;
    Output output;
    std::size_t connections;
    std::size_t window;  // messages on their way on each
    std::size_t messages;
    double reach;
};

void measure(ImsconInstallation& at, const Case& one) {
    const bool spools = one.output == Output::Spool;
    const base::Bytes message = ImsconInstallation::message(kBytes);
    const base::Bytes acknowledgment = ImsconInstallation::acknowledgment();
    const std::string file = (at.directory().path() / "floor").string();
    const bench::Floor floor(acknowledgment,
                             spools ? std::function([&] { return bench::append_to(file); })
                                    : std::function<bench::Keep()>());
    bench::Load least(floor.port(), std::vector<base::Bytes>(one.connections, message), message,
                      acknowledgment, one.window);
    const tests::ListeningSocket socket;
    std::vector<std::string> options{"--output", one.output == Output::Json ? "ndjson" : "raw"};
    if (spools)
        options.insert(options.end(), {"--spool", (at.directory().path() / "spool").string()});
    const auto receiver = at.receiver(socket, options);
    std::vector<base::Bytes> first;
    for (std::uint32_t i = 0; i < one.connections; ++i)
        first.push_back(at.sign_on(i, kBytes));
    bench::Load ours(socket.port(), first, message, acknowledgment, one.window);
    bench::rate_line(
        one.what,
        bench::in_turn(
            kRounds, [&] { least.run(one.messages); }, [&] { ours.run(one.messages); }),
        static_cast<double>(one.messages), one.reach);
}

constexpr Case kCases[] = {
    {"messages, 1 connection", Output::Json, 1, 1, 20'000, 0.7},
    {"messages, 64 connections", Output::Json, 64, 1, 32'000, 0.6},
    {"1 connection, 16 on their way", Output::Json, 1, 16, 64'000, 0.6},
    {"1 connection, 16 on their way, raw", Output::Raw, 1, 16, 64'000, 0.6},
    {"64 connections, 16 each", Output::Json, 64, 16, 128'000, 0.6},
    {"64 connections, 16 each, raw", Output::Raw, 64, 16, 128'000, 0.6},
    {"--spool, 64 connections; floor fdatasync", Output::Spool, 64, 1, 16'000, 0.5},
};

}  // namespace

/// With an argument: only the measures whose name has it.
int main(int count, char** words) {
    const std::string_view wanted = count > 1 ? words[1] : "";
    ImsconInstallation at(PTKT_BENCH_TOOLS, 10);
    bench::heading("epoll alone", "imscon-recv");
    for (const Case& one : kCases)
        if (one.what.find(wanted) != std::string_view::npos) measure(at, one);
}
