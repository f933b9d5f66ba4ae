// The live view, as somebody meets it who sits at a terminal.
#include <poll.h>
#include <termios.h>

#include <atomic>
#include <thread>

#include "common/cli/run.hpp"
#include "common/net/local_socket.hpp"
#include "tests/support/pseudo_terminal.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/test.hpp"
#include "tools/imscon-recv/run.hpp"

using namespace ptkt;
using Catch::Matchers::Contains;

namespace {

constexpr const char* kHeading = "HWSB  imscon-recv 1";
constexpr const char* kEnter = "\x1b[?1049h";
constexpr const char* kLeave = "\x1b[?1049l";

/// Answers as a receiver whose messages grow by 100 each time.
class Receiver {
  public:
    explicit Receiver(const std::string& path)
        : listener_(std::move(net::LocalListener::open(path).value())),
          thread_([this] { serve(); }) {}
    Receiver(const Receiver&) = delete;
    Receiver& operator=(const Receiver&) = delete;
    ~Receiver() {
        is_over_ = true;
        thread_.join();
    }

  private:
    void serve() {
        while (!is_over_) {
            pollfd entry{listener_.fd(), POLLIN, 0};
            if (::poll(&entry, 1, 20) <= 0) continue;
            const auto fd = listener_.accept();
            if (!fd) continue;
            pollfd asked{fd->get(), POLLIN, 0};
            ::poll(&asked, 1, 5'000);
            char request[100];
            static_cast<void>(!::read(fd->get(), request, sizeof request));
            const std::string answer = fmt::format(
                "0\n{{\"v\":1,\"event\":\"status\",\"time\":\"2026-11-22T10:00:00.000000Z\","
                "\"hws\":\"HWSB\",\"version\":\"1\",\"since\":\"2026-11-22T09:00:00Z\","
                "\"messages\":{}}}\n",
                messages_ += 100);
            static_cast<void>(!::write(fd->get(), answer.data(), answer.size()));
        }
    }

    net::LocalListener listener_;
    std::atomic<bool> is_over_ = false;
    int messages_ = 0;
    std::thread thread_;
};

/// The program, and after its end whether the terminal is again as it was.
int top(const std::string& control) {
    termios before{}, after{};
    ::tcgetattr(0, &before);
    const char* argv[] = {"imscon-recv", "top", "--control", control.c_str(), "--interval", "1s"};
    const int status = cli::run("imscon-recv", 6, argv, imscon_recv::run);
    ::tcgetattr(0, &after);
    const bool is_same = before.c_lflag == after.c_lflag && before.c_cc[VSUSP] == after.c_cc[VSUSP];
    static_cast<void>(!::write(1, is_same ? "AS IT WAS" : "CHANGED", is_same ? 9 : 7));
    return status;
}

struct Seat {
    /// The child is there before the thread that answers it, and waits for its socket.
    [[nodiscard]] std::unique_ptr<tests::PseudoTerminal> sit_down(
        std::map<std::string, std::string> variables = {{"TERM", "xterm"}}) const {
        const std::string control = path();
        return std::make_unique<tests::PseudoTerminal>(variables, [control] {
            while (::access(control.c_str(), F_OK) != 0)
                ::usleep(1'000);
            return top(control);
        });
    }
    [[nodiscard]] std::string path() const { return (directory.path() / "ctl").string(); }

    tests::TemporaryDirectory directory;
};

bool has_terminals() {
    if (tests::has_pseudo_terminals()) return true;
    WARN("there is no pseudo terminal here: not tested");
    return false;
}

}  // namespace

TEST_CASE("top draws again in its place, with rates from the second look, and q leaves") {
    if (!has_terminals()) return;
    const Seat seat;
    const auto terminal = seat.sit_down();
    const Receiver receiver(seat.path());
    const auto first = terminal->await("q leaves");
    CHECK_THAT(first, Contains(kEnter));
    CHECK_THAT(first, Contains(std::string("\x1b[1;36m") + kHeading));
    CHECK_THAT(first, Contains("messages                   -           100"));
    const auto second = terminal->await("q leaves");
    CHECK_THAT(second, Contains("\x1b[H"));
    CHECK_THAT(second, Contains("           200"));
    CHECK(second.find("messages                   - ") == std::string::npos);
    terminal->type("xq");
    const auto rest = terminal->await("AS IT WAS");
    CHECK_THAT(rest, Contains(kLeave));
    CHECK_THAT(rest, Contains("AS IT WAS"));
    CHECK(terminal->await_end() == 0);
}

TEST_CASE("Ctrl-C leaves as well, and Ctrl-Z stops nobody in the midst of a picture") {
    if (!has_terminals()) return;
    const Seat seat;
    const auto terminal = seat.sit_down({{"TERM", "xterm"}, {"NO_COLOR", "1"}});
    const Receiver receiver(seat.path());
    CHECK(terminal->await("q leaves").find("\x1b[1;36m") == std::string::npos);
    terminal->type("\x1a\x03");
    CHECK_THAT(terminal->await("AS IT WAS"), Contains(kLeave) && Contains("AS IT WAS"));
    CHECK(terminal->await_end() == 0);
}

TEST_CASE("a terminal that gets another size is drawn again, and nothing is wider than it") {
    if (!has_terminals()) return;
    const Seat seat;
    const auto terminal = seat.sit_down();
    const Receiver receiver(seat.path());
    terminal->await("q leaves");
    terminal->resize(12, 3);
    // Three lines of twelve characters, the last of them not ended.
    const auto drawn = terminal->await("connections ");
    CHECK_THAT(drawn, Contains("HWSB  imscon\x1b[0m"));
    terminal->resize(80, 24);
    CHECK_THAT(terminal->await("q leaves"), Contains(kHeading));
    terminal->type("q");
    CHECK(terminal->await_end() == 0);
}

TEST_CASE("a receiver that ends is told of on the user's own screen") {
    if (!has_terminals()) return;
    const Seat seat;
    const auto terminal = seat.sit_down();
    {
        const Receiver receiver(seat.path());
        terminal->await("q leaves");
    }
    const auto rest = terminal->await("AS IT WAS");
    const auto left = rest.find(kLeave);
    REQUIRE(left != std::string::npos);
    CHECK(rest.find("error:", left) != std::string::npos);
    CHECK_THAT(rest, Contains("AS IT WAS"));
    CHECK(terminal->await_end() == 66);
}

TEST_CASE("a dumb terminal gets lines") {
    if (!has_terminals()) return;
    const Seat seat;
    const auto terminal = seat.sit_down({{"TERM", "dumb"}});
    const Receiver receiver(seat.path());
    CHECK(terminal->await("messages 200 (").find('\x1b') == std::string::npos);
    terminal->type("\x03");
    terminal->await("AS IT WAS");
    CHECK(terminal->await_end() == 0);
}
