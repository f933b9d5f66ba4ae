#include "common/cli/screen.hpp"

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>

namespace ptkt::cli {

namespace {

// ECMA-48 and xterm's "alternate screen", which every terminal with a cursor of today has.
constexpr std::string_view kEnter = "\x1b[?1049h\x1b[?25l\x1b[2J";
constexpr std::string_view kLeave = "\x1b[?25h\x1b[?1049l";
constexpr std::string_view kHome = "\x1b[H";
constexpr std::string_view kEndOfLine = "\x1b[K";
constexpr std::string_view kBelow = "\x1b[J";
constexpr std::string_view kBold = "\x1b[1;36m";
constexpr std::string_view kPlain = "\x1b[0m";

struct Size {
    std::size_t columns = 80;
    std::size_t rows = 24;
};

/// The usual size where a terminal does not know its own.
Size size_of(int fd) {
    winsize size{};
    if (::ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return {};
    return {size.ws_col, size.ws_row};
}

}  // namespace

bool Screen::is_possible(const Io& io) {
    const auto kind = variable(io, "TERM");
    return io.in_is_terminal && io.out_is_terminal && kind && *kind != "dumb";
}

base::Result<std::unique_ptr<Screen>> Screen::open(Io& io) {
    auto signals = Signals::collect({SIGINT, SIGTERM, SIGHUP, SIGWINCH});
    if (!signals) return std::move(signals).error();
    std::unique_ptr<Screen> screen(new Screen(io, std::move(*signals)));
    if (::tcgetattr(io.in.fd(), &screen->before_) != 0)
        return base::fail(base::ErrorKind::Io, "the terminal: {}", std::strerror(errno));
    termios keys = screen->before_;
    keys.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
    // Nobody is to be stopped, or to dump core, in the midst of a picture.
    keys.c_cc[VSUSP] = keys.c_cc[VQUIT] = _POSIX_VDISABLE;
    keys.c_cc[VMIN] = 1;
    keys.c_cc[VTIME] = 0;
    if (::tcsetattr(io.in.fd(), TCSADRAIN, &keys) != 0)
        return base::fail(base::ErrorKind::Io, "the terminal: {}", std::strerror(errno));
    screen->is_set_ = true;
    // What is drawn moves the cursor; a line of output must not.
    io.out.set_line_buffered(false);
    static_cast<void>(io.out.append(kEnter));
    return screen;
}

Screen::~Screen() {
    if (!is_set_) return;
    static_cast<void>(io_.out.append(kLeave));
    static_cast<void>(io_.out.flush());
    io_.out.set_line_buffered(true);
    ::tcsetattr(io_.in.fd(), TCSADRAIN, &before_);
}

base::Status Screen::draw(const std::vector<Line>& lines) {
    const Size size = size_of(io_.out.fd());
    const bool has_colour = !variable(io_, "NO_COLOR");
    std::string picture(kHome);
    for (std::size_t i = 0; i < std::min(lines.size(), size.rows); ++i) {
        if (i > 0) picture += "\r\n";
        const bool is_bold = has_colour && lines[i].is_heading;
        if (is_bold) picture += kBold;
        picture += std::string_view(lines[i].text).substr(0, size.columns);
        if (is_bold) picture += kPlain;
        // A full line has no rest to clear: the cursor still stands on its last character.
        if (lines[i].text.size() < size.columns) picture += kEndOfLine;
    }
    if (lines.size() < size.rows) picture += "\r\n" + std::string(kBelow);
    if (auto done = io_.out.append(picture); !done) return done;
    return io_.out.flush();
}

Screen::Event Screen::wait(std::chrono::steady_clock::time_point until) {
    for (;;) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        pollfd entries[] = {{io_.in.fd(), POLLIN, 0}, {signals_.fd(), POLLIN, 0}};
        const int ready =
            ::poll(entries, 2, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
        if (ready == 0) return Event::Due;
        if (ready < 0 && errno != EINTR) return Event::Leave;
        auto event = Event::Due;
        if (ready > 0 && entries[1].revents != 0) event = read_signals();
        if (ready > 0 && event == Event::Due && entries[0].revents != 0) event = read_keys();
        if (event != Event::Due) return event;
    }
}

Screen::Event Screen::read_signals() {
    const auto signal = signals_.next();
    if (!signal) return Event::Due;
    return *signal == SIGWINCH ? Event::Changed : Event::Leave;
}

Screen::Event Screen::read_keys() {
    constexpr char kFormFeed = 'L' & 0x1F;  // Ctrl-L
    char keys[64];
    const ssize_t count = ::read(io_.in.fd(), keys, sizeof keys);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) return Event::Due;
    if (count <= 0) return Event::Leave;
    const std::string_view typed(keys, static_cast<std::size_t>(count));
    if (typed.find_first_of("qQ") != std::string_view::npos) return Event::Leave;
    return typed.find(kFormFeed) != std::string_view::npos ? Event::Changed : Event::Due;
}

}  // namespace ptkt::cli
