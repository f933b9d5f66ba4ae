// Keys that are rotated and a receiver that is told to read again, again and again, while messages
// flow and clients sign on: no ticket of a live key is refused, no connection is dropped. And the
// same for as long as one likes, for what grows in a program that runs for days.
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <thread>

#include "common/racf/authorization/ticket_generator.hpp"
#include "tests/support/imscon_installation.hpp"
#include "tests/support/rounds.hpp"
#include "tests/support/waits.hpp"
#include "tests/support/worker.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using base::Bytes;
using tests::ImsconInstallation;

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kUsers = 60;  // each has one ticket a second

base::Instant this_second() {
    return std::chrono::floor<base::Seconds>(std::chrono::system_clock::now());
}

/// A receiver, two profiles whose keys are rotated, and those who sign on by them.
class Scene {
  public:
    Scene() {
        at_.store().commands(
            fmt::format("RDEFINE APPL APPLENH UACC(READ)\n"
                        "RDEFINE PTKTDATA APPLENH SSIGNON(KEYMASKED({}))\n",
                        ImsconInstallation::kKey));
        rotate("APPLENH", {"--upgrade", "enhanced"});
        second_ = this_second();
    }

    /// A new key takes over at once; the one before is good for a while.
    void rotate(const std::string& profile, const std::vector<std::string>& more = {}) {
        std::vector<std::string> words{"rotate", profile, "--grace", "6s", "--quiet"};
        words.insert(words.end(), more.begin(), more.end());
        const auto ended = at_.store().admin(words);
        // Where the machine is slow, as many earlier keys as there may be are still accepted.
        constexpr int kTryAgain = 75;
        if (ended.status == kTryAgain) return;
        if (ended.status != 0) throw std::runtime_error("racf-admin rotate " + profile);
        ++rotations_;
    }
    [[nodiscard]] int rotations() const { return rotations_; }

    /// Another client, which signs on by a ticket of the key that is active now. None: all tickets
    /// of this second are used.
    [[nodiscard]] std::optional<tests::Worker> sign_on() {
        if (const auto now = this_second(); now != second_) {
            second_ = now;
            user_ = 0;
        }
        if (user_ == kUsers) return std::nullopt;
        const std::string appl = user_ % 2 == 0 ? "APPLI2I" : "APPLENH";
        const std::string user = fmt::format("USER{:04}", user_++);
        auto store = store::Store::open(at_.store().path()).value();
        authorization::TicketGenerator generator(*store);
        const auto made = generator.generate(
            {racf::UserId::parse(user).value(), racf::ApplName::parse(appl).value()}, std::nullopt,
            second_);
        ++sign_ons_;
        return std::optional<tests::Worker>(std::in_place, socket_.port(),
                                            frame(user, appl, made.value().ticket.text()));
    }
    [[nodiscard]] int sign_ons() const { return sign_ons_; }

    /// A client whose ticket is none.
    [[nodiscard]] bool stranger_is_refused() {
        const Bytes wrong = frame("USER0000", "APPLI2I", "AAAAAAAA");
        const auto fd = tests::connect_to(socket_.port());
        static_cast<void>(::send(fd.get(), wrong.data(), wrong.size(), MSG_NOSIGNAL));
        Bytes answer(256);
        const ssize_t got = ::recv(fd.get(), answer.data(), answer.size(), 0);
        answer.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        const auto response = ims_wire::decode_response(answer, ims_wire::Exit::Sampl1);
        return response && std::holds_alternative<ims_wire::Rsm>(response->status);
    }
    [[nodiscard]] tests::ReceiverProcess& receiver() { return receiver_; }

  private:
    Bytes frame(const std::string& user, const std::string& appl, std::string_view ticket) {
        return ImsconInstallation::frame(
            {.client_id = ims_wire::generated_client_id("OTM", ++clients_),
             .trancode = "PART",
             .datastore = "IMSB",
             .userid = user,
             .ticket = base::Secret(base::as_bytes(ticket)),
             .appl_name = appl},
            200);
    }

    ImsconInstallation at_{PTKT_TOOLS_DIR, kUsers};
    tests::ListeningSocket socket_;
    tests::ReceiverProcess receiver_ = at_.receiver(socket_);
    std::atomic<int> rotations_ = 0;
    base::Instant second_;
    int user_ = 0;
    int sign_ons_ = 0;
    std::uint32_t clients_ = 0;
};

/// Both profiles get a new key once a second, and the receiver is told to read again, until this
/// ends.
class Rotator {
  public:
    explicit Rotator(Scene& scene)
        : done_(std::async(std::launch::async, [this, &scene] {
              auto next = Clock::now();
              while (!is_over_) {
                  for (const char* profile : {"APPLI2I", "APPLENH"}) {
                      scene.rotate(profile);
                      scene.receiver().signal(SIGHUP);
                      next += std::chrono::milliseconds(500);
                      std::this_thread::sleep_until(next);
                  }
              }
          })) {}
    Rotator(const Rotator&) = delete;
    Rotator& operator=(const Rotator&) = delete;
    ~Rotator() { is_over_ = true; }
    /// Ends it, and throws what was in its way.
    void finish() {
        is_over_ = true;
        done_.get();
    }
    [[nodiscard]] bool has_ended() const {
        return done_.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    }

  private:
    std::atomic<bool> is_over_ = false;
    std::future<void> done_;  // the last: it uses the others
};

long descriptors_of(pid_t pid) {
    const std::filesystem::directory_iterator all(fmt::format("/proc/{}/fd", pid));
    return std::distance(begin(all), end(all));
}

}  // namespace

TEST_CASE("no rotation and no SIGHUP has a live key's ticket refused or a connection dropped") {
    constexpr int kMessagesPerSignOn = 20;
    const int rotations = 2 * tests::rounds(4);
    Scene scene;
    const int before = scene.rotations();
    auto first = scene.sign_on();
    auto worker = std::move(first).value();
    tests::Waits waits;
    {
        Rotator rotator(scene);
        while (scene.rotations() - before < rotations && !rotator.has_ended()) {
            for (int i = 0; i < kMessagesPerSignOn; ++i)
                waits.exchange(worker, ImsconInstallation::message());
            if (auto another = scene.sign_on()) another->exchange(ImsconInstallation::message());
        }
        rotator.finish();
    }
    INFO(scene.rotations() - before << " rotations, " << scene.sign_ons() << " sign-ons, "
                                    << waits.text());
    CHECK(scene.sign_ons() > rotations);
    CHECK(scene.receiver().end(SIGTERM) == 0);
}

// What grows shows itself in hours: PTKT_SOAK says how many seconds it lasts, and without it
// nothing runs.
TEST_CASE("a receiver that runs for long with rotations and bad tickets does not grow") {
    const char* const value = std::getenv("PTKT_SOAK");
    if (value == nullptr) return;
    const auto lasts = std::chrono::seconds(std::stoi(value));
    constexpr auto kPace = std::chrono::milliseconds(2);  // 500 messages a second
    constexpr int kBad = 50;                              // one of so many is a bad sign-on
    constexpr int kGood = 100;                            // one of so many is a good one
    Scene scene;
    auto first = scene.sign_on();
    auto worker = std::move(first).value();
    tests::Waits waits;
    long memory_then = 0;
    long descriptors_then = 0;
    std::size_t waits_then = 0;
    const auto began = Clock::now();
    // The first quarter fills what is filled once.
    const auto settled = began + lasts / 4;
    Rotator rotator(scene);
    auto next = began;
    for (int i = 1; Clock::now() - began < lasts && !rotator.has_ended(); ++i) {
        waits.exchange(worker, ImsconInstallation::message());
        if (i % kBad == 0) CHECK(scene.stranger_is_refused());
        if (i % kGood == 0)
            if (auto another = scene.sign_on()) another->exchange(ImsconInstallation::message());
        if (memory_then == 0 && Clock::now() >= settled) {
            memory_then = scene.receiver().memory("VmRSS:");
            descriptors_then = descriptors_of(scene.receiver().pid());
            waits_then = waits.count();
        }
        next += kPace;
        std::this_thread::sleep_until(next);
    }
    rotator.finish();
    const long memory = scene.receiver().memory("VmRSS:") - memory_then;
    const double hours = std::chrono::duration<double, std::ratio<3600>>(lasts * 3 / 4).count();
    WARN(scene.rotations() << " rotations, " << scene.sign_ons() << " sign-ons, " << waits.text()
                           << "; of the last three quarters p99 " << waits.p99(waits_then)
                           << " ms, RSS + " << memory << " KiB, which is "
                           << static_cast<double>(memory) / hours << " KiB an hour");
    // What comes once is no slope: the replay cache, for one, is made larger out of one buffer.
    constexpr long kOnce = 512;
    CHECK(static_cast<double>(memory) < kOnce + 1024 * hours);
    CHECK(descriptors_of(scene.receiver().pid()) <= descriptors_then);
    CHECK(scene.receiver().end(SIGTERM) == 0);
}
