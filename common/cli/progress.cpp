#include "common/cli/progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <span>

#include "common/base/text/counted.hpp"
#include "common/formats/json/event.hpp"

namespace ptkt::cli {

namespace {

constexpr auto kInterval = std::chrono::milliseconds(250);

/// What the handler of the signal prints: it may only look at memory and write.
struct Counters {
    std::atomic<std::uint64_t> done{0};
    std::atomic<std::uint64_t> failed{0};
    std::array<char, 96> before{};  ///< what comes before the first number
    std::array<char, 32> unit{};
    std::atomic<bool> is_json{false};
};
static_assert(std::atomic<std::uint64_t>::is_always_lock_free);
Counters counters;

void copy(std::string_view text, std::span<char> to) {
    const std::size_t length = std::min(text.size(), to.size() - 1);
    std::copy_n(text.begin(), length, to.begin());
    to[length] = '\0';
}

/// A text that is put together without memory of the heap.
class Line {
  public:
    Line& add(const char* text) {
        const std::size_t length = std::min(std::strlen(text), text_.size() - size_);
        std::copy_n(text, length, text_.begin() + static_cast<std::ptrdiff_t>(size_));
        size_ += length;
        return *this;
    }
    Line& add(std::uint64_t number) {
        const auto [end, failed] =
            std::to_chars(text_.data() + size_, text_.data() + text_.size(), number);
        if (failed == std::errc()) size_ = static_cast<std::size_t>(end - text_.data());
        return *this;
    }
    void write_out() const { static_cast<void>(!::write(STDERR_FILENO, text_.data(), size_)); }

  private:
    std::array<char, 256> text_{};
    std::size_t size_ = 0;
};

void print_counters(int) {
    const int error = errno;
    const std::uint64_t done = counters.done.load(std::memory_order_relaxed);
    const std::uint64_t failed = counters.failed.load(std::memory_order_relaxed);
    Line line;
    line.add(counters.before.data()).add(done);
    if (counters.is_json) {
        line.add(R"(,"refused":)").add(failed).add("}\n");
    } else {
        line.add(" ").add(counters.unit.data()).add(done == 1 ? "" : "s").add(", ");
        line.add(failed).add(" of them refused\n");
    }
    line.write_out();
    errno = error;
}

/// `{"v":1,"event":"progress","unit":"line","done":`
std::string object_begun(std::string_view unit) {
    std::string text = json::event("progress").set("unit", unit).dump();
    text.pop_back();
    return text + R"(,"done":)";
}

bool may_show(const Io& io) {
    return io.err_is_terminal && !io.out_is_terminal && !io.quiet && variable(io, "TERM") != "dumb";
}

}  // namespace

Progress::Progress(Io& io, std::string_view unit)
    : io_(io), unit_(unit), shows_(may_show(io)), next_(Clock::now() + kInterval) {
    counters.done = 0;
    counters.failed = 0;
    counters.is_json = io.json;
    copy(io.json ? object_begun(unit) : io.tool + ": ", counters.before);
    copy(unit, counters.unit);
    std::signal(SIGUSR1, print_counters);  // glibc goes on with a call that is cut off
    io_.clear_line = [this] { clear(); };
}

Progress::~Progress() {
    clear();
    io_.clear_line = nullptr;
}

void Progress::add(std::uint64_t done, std::uint64_t failed) {
    const auto all = counters.done.fetch_add(done, std::memory_order_relaxed) + done;
    counters.failed.fetch_add(failed, std::memory_order_relaxed);
    if (!shows_ || Clock::now() < next_) return;
    next_ = Clock::now() + kInterval;
    show(base::counted(all, unit_));
    shown_ = true;
}

void Progress::show(std::string_view text) {
    static_cast<void>(io_.err.append(fmt::format("\r{}\x1b[K", text)));
    static_cast<void>(io_.err.flush());
}

void Progress::clear() {
    if (!shown_) return;
    shown_ = false;
    show("");
}

}  // namespace ptkt::cli
