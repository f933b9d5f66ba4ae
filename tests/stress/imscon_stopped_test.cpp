// Programs that are stopped while they hold a lock of the store: whoever has signed on is answered
// as before, strangers are refused, the operator is answered, and SIGTERM ends the receiver.
#include <sys/file.h>
#include <sys/socket.h>

#include <future>
#include <thread>

#include "tests/support/imscon_installation.hpp"
#include "tests/support/rounds.hpp"
#include "tests/support/waits.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using base::Bytes;
using tests::Child;
using tests::ImsconInstallation;

namespace {

using Clock = std::chrono::steady_clock;

bool can_trace() {
    return tests::run_program({"strace", "-o", "/dev/null", "true"}).status == 0;
}

/// One of the programs, stopped as soon as it has a lock.
class Stopped {
  public:
    Stopped(const std::filesystem::path& lock, std::vector<std::string> words)
        : program_(traced(lock, std::move(words))) {
        const base::UniqueFd fd(::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
        const auto until = Clock::now() + std::chrono::seconds(30);
        while (::flock(fd.get(), LOCK_EX | LOCK_NB) == 0) {
            if (Clock::now() > until) throw std::runtime_error("the lock was never taken");
            ::flock(fd.get(), LOCK_UN);
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
    /// Lets it go on to its end.
    Child::Ended go_on() {
        program_.kill(SIGCONT);
        return program_.wait();
    }

  private:
    /// strace steps aside, so the child is the program itself. A leak check at its end would trace
    /// it as well, which only one may do.
    static std::vector<std::string> traced(const std::filesystem::path& lock,
                                           std::vector<std::string> words) {
        std::vector<std::string> all{"strace", "-D",
                                     "-f",     "-qq",
                                     "-o",     "/dev/null",
                                     "-P",     lock.string(),
                                     "-e",     "trace=flock",
                                     "-e",     "inject=flock:signal=SIGSTOP:when=1",
                                     "-E",     "ASAN_OPTIONS=detect_leaks=0"};
        all.insert(all.end(), words.begin(), words.end());
        return all;
    }
    Child program_;
};

/// A receiver under REVOKE(n), and one who has signed on.
class Scene {
  public:
    Scene() {
        at.store().commands("SETROPTS PASSWORD(REVOKE(3))\n");
        worker.emplace(socket.port(), at.sign_on(1));
    }

    Bytes wrong() {
        return ImsconInstallation::frame(
            {.client_id = ims_wire::generated_client_id("OTM", ++clients_),
             .trancode = "PART",
             .datastore = "IMSB",
             .userid = "USER0001",
             .ticket = base::Secret(base::as_bytes("AAAAAAAA")),
             .appl_name = "APPLI2I"},
            200);
    }
    /// What comes back to a first message.
    [[nodiscard]] Bytes answer_to(const Bytes& frame) const {
        const auto fd = tests::connect_to(socket.port());
        static_cast<void>(::send(fd.get(), frame.data(), frame.size(), MSG_NOSIGNAL));
        Bytes answer(256);
        answer.resize(static_cast<std::size_t>(
            std::max<ssize_t>(::recv(fd.get(), answer.data(), answer.size(), 0), 0)));
        return answer;
    }
    [[nodiscard]] Child::Ended operator_asks() const {
        return tests::run_program({std::string(PTKT_TOOLS_DIR) + "/imscon-recv", "ctl", "--control",
                                   control_, "VIEWHWS"});
    }
    /// Messages of the one who has signed on for as long as something goes on beside it.
    template <typename Other>
    void exchange_beside(Other other) {
        const Bytes message = ImsconInstallation::message();
        auto beside = std::async(std::launch::async, other);
        while (beside.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
            waits.exchange(*worker, message);
        beside.get();
    }

    ImsconInstallation at{PTKT_TOOLS_DIR, 2};
    tests::ListeningSocket socket;

  private:
    std::string control_ = (at.directory().path() / "ctl").string();

  public:
    tests::ReceiverProcess receiver = at.receiver(socket, {"--control", control_});
    std::optional<tests::Worker> worker;
    tests::Waits waits;

  private:
    std::uint32_t clients_ = 100;
};

bool is_refusal(const Bytes& answer) {
    const auto response = ims_wire::decode_response(answer, ims_wire::Exit::Sampl1);
    return response && std::holds_alternative<ims_wire::Rsm>(response->status);
}

}  // namespace

// PTKT_ROUNDS seconds of either; without it two.
TEST_CASE("a stopped racf-admin that holds the store keeps nobody waiting") {
    if (!can_trace()) return;
    Scene scene;
    const auto lasts = std::chrono::seconds(tests::rounds(2));
    Stopped admin(scene.at.store().path() + "/lock",
                  scene.at.store().words("racf-admin", {"ADDUSER", "MORE", "NOPASSWORD"}));
    int strangers = 0;
    scene.exchange_beside([&] {
        for (const auto end = Clock::now() + lasts; Clock::now() < end; ++strangers) {
            CHECK(is_refusal(scene.answer_to(scene.wrong())));
            if (strangers % 100 == 0) CHECK(scene.operator_asks().status == 0);
        }
    });
    INFO(strangers << " wrong tickets; beside them " << scene.waits.text());
    CHECK(strangers > 1);
    const auto began = Clock::now();
    CHECK(scene.receiver.end(SIGTERM) == 0);
    INFO("ended after " << std::chrono::duration<double>(Clock::now() - began).count() << " s");
    CHECK(admin.go_on().status == 0);
    CHECK(scene.at.store().admin({"LISTUSER", "MORE"}).status == 0);
}

TEST_CASE("a stopped ptkt-verify that holds the replay cache keeps nobody waiting but sign-ons") {
    if (!can_trace()) return;
    Scene scene;
    const auto lasts = std::chrono::seconds(tests::rounds(2));
    // When it opens the cache it has the lock for the first time.
    Stopped verifier(
        scene.at.store().path() + "/replay.lock",
        scene.at.store().words("ptkt-verify", {"-u", "USER0001", "-a", "APPLI2I", "AAAAAAAA"}));
    int refused = 0;
    scene.exchange_beside([&] {
        const auto end = Clock::now() + lasts;
        do {
            CHECK(is_refusal(
                scene.answer_to(scene.at.sign_on(static_cast<std::uint32_t>(++refused)))));
            CHECK(scene.operator_asks().status == 0);
        } while (Clock::now() < end);
    });
    INFO(refused << " sign-ons were refused; beside them " << scene.waits.text());
    CHECK(scene.waits.count() > 0);
    static_cast<void>(verifier.go_on());
    // All is as before.
    CHECK(scene.answer_to(scene.at.sign_on(99)) == ImsconInstallation::acknowledgment());
    CHECK(scene.receiver.end(SIGTERM) == 0);
}
