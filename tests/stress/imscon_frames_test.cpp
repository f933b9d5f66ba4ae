// Frames that no program of IMS Connect sends, one a connection, by the thousand: the receiver
// answers them or closes, takes none of them, keeps nothing of them, and all others are served.
#include <sys/socket.h>
#include <sys/time.h>

#include <future>
#include <random>

#include "tests/support/imscon_installation.hpp"
#include "tests/support/rounds.hpp"
#include "tests/support/waits.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using base::Byte;
using base::Bytes;
using tests::ImsconInstallation;

namespace {

// A sanitizer holds back what is freed, up to 256 MiB: the size of the process says nothing then.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSizeTells = false;
#else
constexpr bool kSizeTells = true;
#endif

void put32(Bytes& frame, std::size_t at, std::uint32_t value) {
    for (std::size_t i = 0; i < 4; ++i)
        frame[at + i] = static_cast<Byte>(value >> (24 - 8 * i));
}

/// Makes one malformed frame after the other out of a good one.
class Malformer {
  public:
    explicit Malformer(Bytes good) : good_(std::move(good)) {}

    Bytes next() {
        switch (number_++ % 6) {
            case 0:
                return of_length();
            case 1:
                return cut();
            case 2:
                return of_segment_length();
            case 3:
                return of_irm();
            case 4:
                return scattered();
            default:
                return noise();
        }
    }

  private:
    /// Too short for a message, negative, far more than there is, or just wrong.
    Bytes of_length() {
        constexpr std::uint32_t kLengths[] = {0,           1,           3,           4,          11,
                                              0x7FFF'FFFF, 0x8000'0000, 0xFFFF'FFFF, 100U << 20U};
        Bytes frame = good_;
        put32(frame, 0, kLengths[below(std::size(kLengths))]);
        return frame;
    }
    /// At each byte in turn.
    Bytes cut() {
        cut_ = (cut_ + 1) % good_.size();
        return {good_.begin(), good_.begin() + static_cast<std::ptrdiff_t>(cut_)};
    }
    /// LL of the first segment, which comes behind the IRM.
    Bytes of_segment_length() {
        Bytes frame = good_;
        const std::size_t at = 4U + (static_cast<std::size_t>(frame[4]) << 8U) + frame[5];
        frame[at] = below(4) == 0 ? Byte{0x7F} : Byte{0};
        frame[at + 1] = static_cast<Byte>(below(4));
        return frame;
    }
    /// Its length, its identification, or one of its fields.
    Bytes of_irm() {
        Bytes frame = good_;
        const std::size_t at = 4 + below(32);
        frame[at] = static_cast<Byte>(frame[at] ^ static_cast<Byte>(1 + below(255)));
        return frame;
    }
    Bytes scattered() {
        Bytes frame = good_;
        for (std::size_t i = 0; i < 8; ++i)
            frame[4 + below(frame.size() - 4)] = static_cast<Byte>(below(256));
        return frame;
    }
    Bytes noise() {
        Bytes frame(below(300));
        for (Byte& byte : frame)
            byte = static_cast<Byte>(below(256));
        return frame;
    }
    std::size_t below(std::size_t limit) {
        return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
    }

    Bytes good_;
    std::mt19937 random_{20261130};
    std::size_t number_ = 0;
    std::size_t cut_ = 0;
};

/// What comes back until the receiver closes. Nothing: it has not closed within a minute.
std::optional<Bytes> answer_to(std::uint16_t port, const Bytes& frame) {
    const auto fd = tests::connect_to(port);
    const timeval time_limit{60, 0};
    if (::setsockopt(fd.get(), SOL_SOCKET, SO_RCVTIMEO, &time_limit, sizeof time_limit) != 0)
        throw std::runtime_error("SO_RCVTIMEO");
    static_cast<void>(::send(fd.get(), frame.data(), frame.size(), MSG_NOSIGNAL));
    ::shutdown(fd.get(), SHUT_WR);
    Bytes all;
    std::array<Byte, 256> some;
    for (;;) {
        const ssize_t got = ::recv(fd.get(), some.data(), some.size(), 0);
        if (got < 0 && errno == EAGAIN) return std::nullopt;
        if (got <= 0) return all;
        all.insert(all.end(), some.begin(), some.begin() + got);
    }
}

}  // namespace

TEST_CASE(
    "thousands of malformed frames are taken by nobody, cost nothing, and keep nobody waiting") {
    constexpr int kOfRound = 100;
    constexpr int kBefore = 1'000;  // what is had once and kept is had by then
    const int frames = tests::rounds(200) * kOfRound;
    ImsconInstallation at(PTKT_TOOLS_DIR);
    const tests::ListeningSocket socket;
    const std::string output = (at.directory().path() / "output").string();
    auto receiver = at.receiver(socket, {}, output);
    tests::Worker worker(socket.port(), at.sign_on(1));
    // Its ticket is wrong: whatever is left of it admits nobody.
    Malformer malformer(
        ImsconInstallation::frame({.client_id = "OTM00002",
                                   .trancode = "PART",
                                   .datastore = "IMSB",
                                   .userid = "USER0000",
                                   .ticket = base::Secret(base::as_bytes("AAAAAAAA")),
                                   .appl_name = "APPLI2I"},
                                  200));
    const Bytes acknowledgment = ImsconInstallation::acknowledgment();
    int wrong = 0;
    const auto send_some = [&](int count) {
        for (int i = 0; i < count; ++i) {
            const Bytes frame = malformer.next();
            const auto answer = answer_to(socket.port(), frame);
            if (answer && *answer != acknowledgment) continue;
            INFO("frame " << base::to_hex(frame));
            if (++wrong < 10) FAIL_CHECK((answer ? "was acknowledged" : "was not answered"));
        }
    };
    send_some(kBefore);
    const long before = receiver.memory("VmRSS:");
    tests::Waits waits;
    auto strangers = std::async(std::launch::async, [&] { send_some(frames); });
    const Bytes message = ImsconInstallation::message();
    while (strangers.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        waits.exchange(worker, message);
    strangers.get();
    waits.exchange(worker, message);
    const long more = receiver.memory("VmRSS:") - before;
    INFO(frames << " frames; RSS + " << more << " KiB; beside them " << waits.text());
    CHECK(wrong == 0);
    CHECK((!kSizeTells || more < 1024));
    CHECK(receiver.end(SIGTERM) == 0);
}
