#include "tools/replay-postgresql/server.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>

namespace ptkt::replay_postgresql {

namespace {

constexpr std::chrono::seconds kBetweenTries{1};
constexpr std::chrono::seconds kBetweenLooks{5};

/// Questions of one statement: more would gain nothing, and keep the first waiting.
constexpr std::size_t kMostAtOnce = 512;

constexpr std::size_t kLongestLine = 256;
constexpr std::size_t kDigestDigits = 64;

bool is_digest(std::string_view text) {
    return text.size() == kDigestDigits &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string_view word_of(std::string_view& line) {
    const auto end = line.find(' ');
    const auto word = line.substr(0, end);
    line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
    return word;
}

std::string_view to_string(Outcome outcome) {
    return outcome == Outcome::Fresh ? "fresh" : outcome == Outcome::Used ? "used" : "unknown";
}

/// Tells the dialogue that a try is over, in whatever way.
struct Tried {
    int fd;
    explicit Tried(int of) : fd(of) {}
    Tried(const Tried&) = delete;
    Tried& operator=(const Tried&) = delete;
    ~Tried() { ::eventfd_write(fd, 1); }
};

}  // namespace

Server::Server(std::string url)
    : url_(std::move(url)), tried_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

int Server::run() {
    if (!tried_) return 71;
    ::fcntl(STDIN_FILENO, F_SETFL, ::fcntl(STDIN_FILENO, F_GETFL) | O_NONBLOCK);
    while (!is_over_ || !questions_.empty()) {
        if (engine_ && Clock::now() >= next_look_) look();
        wait();
        if (!is_over_ && !read()) return 65;
        if (eventfd_t count = 0; ::eventfd_read(tried_.get(), &count) == 0) take_connection();
        if (!engine_ && !trying_.valid() && key_check_ && Clock::now() >= next_try_)
            begin_to_connect();
        if (is_known()) answer();
    }
    return 0;
}

void Server::begin_to_connect() {
    trying_ = std::async(std::launch::async, [url = url_, key = *key_check_, fd = tried_.get()] {
        const Tried tried(fd);
        return Engine::open(url, key);
    });
}

void Server::take_connection() {
    auto opened = trying_.get();
    next_try_ = Clock::now() + kBetweenTries;
    if (!opened) return lose(opened.error());
    engine_.emplace(std::move(*opened));
    next_look_ = Clock::now() + kBetweenLooks;
    away_.reset();
    say_ready();
}

/// Closes the socket, whatever the server is about; it is not asked to cancel anything.
void Server::lose(const base::Error& why) {
    engine_.reset();
    next_try_ = Clock::now() + kBetweenTries;
    if (away_ == why.what) return;
    away_ = why.what;
    put("away " + why.what + "\n");
}

void Server::say_ready() {
    put(fmt::format("ready {} {}\n", engine_->state().epoch, engine_->state().log_end));
}

void Server::look() {
    next_look_ = Clock::now() + kBetweenLooks;
    if (auto looked = engine_->look(); !looked) return lose(looked.error());
    say_ready();
}

void Server::answer() {
    while (!questions_.empty()) {
        const auto count = std::min(questions_.size(), kMostAtOnce);
        const std::vector<Question> group(questions_.begin(),
                                          questions_.begin() + static_cast<std::ptrdiff_t>(count));
        questions_.erase(questions_.begin(),
                         questions_.begin() + static_cast<std::ptrdiff_t>(count));
        std::vector<Outcome> outcomes(count, Outcome::Unknown);
        if (engine_) {
            auto used = engine_->use(group);
            if (used) {
                outcomes = std::move(*used);
                say_ready();
                next_look_ = Clock::now() + kBetweenLooks;
            } else {
                lose(used.error());
            }
        }
        std::string lines;
        for (std::size_t i = 0; i < count; ++i)
            lines += fmt::format("{} {}\n", group[i].id, to_string(outcomes[i]));
        put(lines);
    }
}

/// For questions, for the end of the connection or of a try, or for the time to do something by
/// itself.
void Server::wait() {
    std::array<pollfd, 3> all{pollfd{is_over_ ? -1 : STDIN_FILENO, POLLIN, 0},
                              pollfd{-1, POLLIN, 0}, pollfd{tried_.get(), POLLIN, 0}};
    int limit = -1;
    if (engine_) all[1].fd = engine_->connection().socket();
    if (key_check_ && !trying_.valid()) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(
            (engine_ ? next_look_ : next_try_) - Clock::now());
        limit = static_cast<int>(std::max<std::int64_t>(left.count(), 0));
    }
    if (::poll(all.data(), all.size(), limit) <= 0) return;
    if (all[1].revents != 0 && !engine_->connection().listen())
        lose(base::fail(base::ErrorKind::Unavailable, "the server has closed the connection"));
}

/// Whatever has come. False: it is not the dialogue that this program speaks.
bool Server::read() {
    std::array<char, 65'536> buffer{};
    for (;;) {
        const ssize_t count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return take_lines();
        if (count == 0) is_over_ = true;
        if (count == 0) return take_lines();
        input_.append(buffer.data(), static_cast<std::size_t>(count));
        if (!take_lines()) return false;
    }
}

bool Server::take_lines() {
    std::size_t begin = 0;
    for (std::size_t end = input_.find('\n'); end != std::string::npos;
         end = input_.find('\n', begin)) {
        if (!take(std::string_view(input_).substr(begin, end - begin))) return false;
        begin = end + 1;
    }
    input_.erase(0, begin);
    return input_.size() <= kLongestLine;
}

bool Server::take(std::string_view line) {
    const auto first = word_of(line);
    if (!key_check_) {
        if (first != "group" || !is_digest(line)) return false;
        key_check_ = std::string(line);
        return true;
    }
    Question question{std::string(first), 0, {}};
    const auto slot = word_of(line);
    const auto parsed = std::from_chars(slot.data(), slot.data() + slot.size(), question.slot);
    if (first.empty() || parsed.ec != std::errc() || parsed.ptr != slot.data() + slot.size() ||
        !is_digest(line))
        return false;
    question.digest = std::string(line);
    questions_.push_back(std::move(question));
    return true;
}

/// A program that does not read any more is gone.
void Server::put(const std::string& text) {
    std::string_view left = text;
    while (!left.empty()) {
        const ssize_t count = ::write(STDOUT_FILENO, left.data(), left.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) ::_exit(74);
        left.remove_prefix(static_cast<std::size_t>(count));
    }
}

}  // namespace ptkt::replay_postgresql
