#include "tools/imscon-recv/top_verb.hpp"

#include <poll.h>

#include <csignal>
#include <limits>

#include "common/cli/diagnostics.hpp"
#include "common/cli/record.hpp"
#include "common/cli/screen.hpp"
#include "common/cli/signals.hpp"
#include "common/ims/operator/status.hpp"
#include "tools/imscon-recv/ctl.hpp"
#include "tools/imscon-recv/options.hpp"

namespace ptkt::imscon_recv {

namespace {

using Clock = std::chrono::steady_clock;
using cli::ExitStatus;
using cli::Screen;
using ims_operator::Rates;

constexpr base::Seconds kDefaultInterval(2);
constexpr auto kNoEnd = std::numeric_limits<std::int64_t>::max();

/// What `top` adds to the object of STATUS.
constexpr std::string_view kRateFields =
    "messages_per_second sign_ons_per_second refusals_per_second";

/// What a receiver says of itself, and how fast that grows.
class View {
  public:
    explicit View(const std::string& control) : control_(control) {}

    [[nodiscard]] base::Status look() {
        auto status = ask_status(control_);
        if (!status) return std::move(status).error();
        const auto now = Clock::now();
        rates_ = status_.is_null() ? std::nullopt
                                   : ims_operator::rates_between(status_, *status, now - asked_);
        status_ = std::move(*status);
        asked_ = now;
        return {};
    }
    [[nodiscard]] json::Json object() const {
        json::Json json = status_;
        const auto rate = [this](double Rates::*which) {
            return rates_ ? json::Json(*rates_.*which) : json::Json();
        };
        json.set("messages_per_second", rate(&Rates::messages))
            .set("sign_ons_per_second", rate(&Rates::sign_ons))
            .set("refusals_per_second", rate(&Rates::refusals));
        return json;
    }
    [[nodiscard]] std::vector<Screen::Line> picture() const {
        std::vector<Screen::Line> lines;
        for (auto& one : ims_operator::status_lines(status_, rates_))
            lines.push_back({std::move(one.text), one.is_heading});
        return lines;
    }
    [[nodiscard]] std::string text() const {
        std::string text;
        for (const auto& one : ims_operator::status_lines(status_, rates_))
            text += (text.empty() ? "" : "\n") + one.text;
        return text;
    }
    [[nodiscard]] std::string line() const { return ims_operator::status_line(status_, rates_); }

  private:
    const std::string& control_;
    json::Json status_;
    Clock::time_point asked_{};
    std::optional<Rates> rates_;
};

base::Status show(Screen& screen, View& view, const TopOptions& options) {
    const auto interval = options.interval.value_or(kDefaultInterval);
    const std::int64_t most = options.count.value_or(kNoEnd);
    for (std::int64_t shown = 0; shown < most; ++shown) {
        if (auto looked = view.look(); !looked) return looked;
        const auto due = Clock::now() + interval;
        for (auto event = Screen::Event::Changed; event != Screen::Event::Due;) {
            if (event == Screen::Event::Leave) return {};
            auto lines = view.picture();
            lines.push_back({"q leaves"});
            if (auto drawn = screen.draw(lines); !drawn) return drawn;
            event = screen.wait(due);
        }
    }
    return {};
}

/// The terminal is the user's again before anything is said of how it ended.
ExitStatus run_screen(cli::Io& io, View& view, const TopOptions& options) {
    auto screen = Screen::open(io);
    if (!screen) return cli::report(io, screen.error());
    const auto shown = show(**screen, view, options);
    screen->reset();
    return shown ? ExitStatus::Done : cli::report(io, shown.error());
}

/// Waits for the next one. False: a signal ends it.
bool wait_until(const cli::Signals& signals, Clock::time_point due) {
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(due - Clock::now());
        if (left.count() <= 0) return true;
        pollfd entry{signals.fd(), POLLIN, 0};
        if (::poll(&entry, 1, static_cast<int>(left.count())) > 0) return false;
    }
}

ExitStatus run_lines(cli::Io& io, View& view, const TopOptions& options) {
    const bool is_periodic = options.interval || options.count;
    auto signals = cli::Signals::collect({SIGINT, SIGTERM});
    if (!signals) return cli::report(io, signals.error());
    const std::int64_t most = options.count.value_or(is_periodic ? kNoEnd : 1);
    auto due = Clock::now();
    for (std::int64_t printed = 0; printed < most; ++printed) {
        if (!wait_until(*signals, due)) return ExitStatus::Done;
        due += options.interval.value_or(kDefaultInterval);
        if (auto looked = view.look(); !looked) return cli::report(io, looked.error());
        const auto done =
            cli::print_record(io, options.common, is_periodic ? view.line() : view.text(),
                              [&] { return view.object(); });
        if (done != ExitStatus::Done) return done;
        if (auto flushed = io.out.flush(); !flushed) return cli::report(io, flushed.error());
    }
    return ExitStatus::Done;
}

}  // namespace

cli::OptionTable top_table(TopOptions& options) {
    cli::OptionTable table({
        .tool = "imscon-recv top",
        .purpose = "Show what a running imscon-recv is doing, again and again.",
        .usage = {"[--control PATH] [OPTION]..."},
        .examples = {{"imscon-recv top --control recv.ctl", "on a terminal, until q"},
                     {"imscon-recv top --control recv.ctl --interval 10s > log",
                      "a line every 10 seconds"},
                     {"imscon-recv top --control recv.ctl --json", "once, as JSON"}},
        .exit_status = {{"0", "done"},
                        {"64", "usage"},
                        {"66", "no such socket"},
                        {"69", "nobody listens, or no answer came"},
                        {"74", "output failed"},
                        {"77", "not permitted"},
                        {"78", "configuration unusable"}},
    });
    table.option({"control", 0, "PATH", "the socket that the receiver was given"}, options.control)
        .file();
    table
        .option({"interval", 0, "TIME", "between two looks; 2s by default on a terminal"},
                options.interval)
        .range(1, 86'400);
    table.option({"count", 0, "N", "look so many times, and end"}, options.count)
        .range(1, 1'000'000'000);
    table.job_of(kTool, all_tables());
    cli::add_common_options(table, options.common);
    table.fields(kStatusFields);
    table.fields(kRateFields);
    return table;
}

ExitStatus run_top(cli::Io& io) {
    TopOptions options;
    const cli::OptionTable table = top_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (const auto wrong = cli::refuse_unknown_field(
            io, options.common, fmt::format("{} {}", kStatusFields, kRateFields)))
        return *wrong;
    if (!options.control)
        return cli::report_usage(io, "give the socket (--control)",
                                 "it is what the receiver was started with");
    View view(*options.control);
    if (Screen::is_possible(io) && !options.common.json && !options.common.field)
        return run_screen(io, view, options);
    return run_lines(io, view, options);
}

}  // namespace ptkt::imscon_recv
