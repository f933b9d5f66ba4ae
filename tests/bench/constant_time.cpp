// Whether the time that a ticket's evaluation takes tells how much of it was right: a million
// timings of right tickets and of tickets wrong in one character, in random order, and Student's t
// of the difference. What is above 4.5 can be told apart. [Reparaz, Balasch, Verbauwhede: "Dude, is
// my code constant time?"]
#include <cmath>
#include <cstdint>
#include <random>

#include "common/racf/authorization/evaluate.hpp"
#include "common/racf/authorization/ticket_generator.hpp"
#include "common/base/text/hex.hpp"
#include "tests/bench/ratio.hpp"

namespace {

using namespace ptkt;
using passticket::Kind;

constexpr int kTimings = 1'000'000;
constexpr std::size_t kInputs = 1'000;
constexpr double kMost = 4.5;
const base::Instant kNow = base::instant(1'800'000'000);

/// What Welch's test needs of one class, as the values come.
class Sample {
  public:
    void add(double value) {
        ++count_;
        const double delta = value - mean_;
        mean_ += delta / count_;
        squares_ += delta * (value - mean_);
    }
    [[nodiscard]] double mean() const { return mean_; }
    [[nodiscard]] double error() const { return squares_ / (count_ - 1) / count_; }

  private:
    double count_ = 0;
    double mean_ = 0;
    double squares_ = 0;
};

struct Difference {
    double first;
    double second;
    double t;
};

/// Times a work on inputs of two lists in random order; `prepare` has the input in the same place,
/// whichever list it is from. What something else has interrupted is left out: of all timings
/// together the slowest tenth.
template <typename Prepare, typename Work>
Difference difference(std::size_t first, std::size_t second, const Prepare& prepare,
                      const Work& work) {
    std::mt19937 random(20261130);
    std::vector<std::pair<bool, double>> timings;
    timings.reserve(kTimings);
    for (int i = 0; i < kTimings; ++i) {
        const bool is_first = (random() & 1U) != 0;
        prepare(is_first ? first : second, random() % kInputs);
        const auto began = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::nano> took =
            std::chrono::steady_clock::now() - began;
        timings.emplace_back(is_first, took.count());
    }
    std::vector<double> all;
    for (const auto& timing : timings)
        all.push_back(timing.second);
    const auto limit = all.begin() + static_cast<std::ptrdiff_t>(all.size() * 9 / 10);
    std::nth_element(all.begin(), limit, all.end());
    Sample firsts;
    Sample seconds;
    for (const auto& [is_first, time] : timings)
        if (time < *limit) (is_first ? firsts : seconds).add(time);
    const double error = std::sqrt(firsts.error() + seconds.error());
    return {firsts.mean(), seconds.mean(),
            error == 0 ? 0 : std::abs(firsts.mean() - seconds.mean()) / error};
}

void tell(const std::string& what, const Difference& found) {
    bench::line(what, fmt::format("{:.1f} ns", found.first), fmt::format("{:.1f} ns", found.second),
                found.t, "t <= 4.50", found.t <= kMost);
}

void measure(Kind kind, const base::Secret& key) {
    const auto profile = racf::ProfileName::parse("APPLI2I").value();
    const passticket::Subject subject{racf::UserId::parse("USER0002").value(),
                                      racf::ApplName::parse("APPLI2I").value()};
    const auto maker = authorization::TicketKey::make(key).value();
    const auto window = authorization::default_window(kind);
    const auto attempt = [&](std::string_view ticket) {
        return authorization::try_key(profile, kind, window, key, subject, ticket, kNow).value();
    };
    // What no key makes a ticket of is refused before a key is used, and anybody may know it: wrong
    // tickets are such as could be right.
    const auto wrong_at = [&](std::string ticket, std::size_t place) -> std::optional<std::string> {
        const char right = ticket[place];
        for (const char other : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")) {
            ticket[place] = other;
            if (other != right && attempt(ticket).made) return ticket;
        }
        return std::nullopt;
    };
    std::array<std::vector<std::string>, 4> tickets;
    for (int i = 0; tickets[0].size() < kInputs; ++i) {
        const std::string right(
            maker.generate(kind, subject, kNow - base::Seconds(i % 600))->text());
        const auto first = wrong_at(right, 0);
        const auto last = wrong_at(right, right.size() - 1);
        if (!first || !last) continue;
        tickets[0].push_back(right);
        tickets[1].push_back(*first);
        tickets[2].push_back(*last);
        tickets[3].push_back(right);
    }
    std::array<char, passticket::Ticket::kSize> input{};
    const auto compare = [&](std::string_view what, std::size_t first, std::size_t second) {
        const auto found = difference(
            first, second,
            [&](std::size_t list, std::size_t which) {
                std::ranges::copy(tickets[list][which], input.begin());
            },
            [&] {
                const auto tried = authorization::try_key(profile, kind, window, key, subject,
                                                          {input.data(), input.size()}, kNow);
                asm volatile("" : : "r,m"(&tried) : "memory");
            });
        tell(fmt::format("{}: {}", to_string(kind), what), found);
    };
    // The first line shows what the measure itself makes of two equal things.
    compare("right, right again", 0, 3);
    compare("right, wrong first character", 0, 1);
    compare("right, wrong last character", 0, 2);
    compare("wrong first, wrong last", 1, 2);
}

void measure_comparison() {
    std::array<std::vector<base::Bytes>, 4> values;
    const base::Bytes right(64, 0x5A);
    for (std::size_t i = 0; i < kInputs; ++i) {
        for (auto& list : values)
            list.push_back(right);
        values[1].back().front() ^= static_cast<base::Byte>(1 + i % 255);
        values[2].back().back() ^= static_cast<base::Byte>(1 + i % 255);
    }
    base::Bytes input(right.size());
    const auto compare = [&](const std::string& what, std::size_t first, std::size_t second) {
        const auto found = difference(
            first, second,
            [&](std::size_t list, std::size_t which) {
                std::ranges::copy(values[list][which], input.begin());
            },
            [&] {
                // Often enough for the clock to see a difference of one step.
                for (int i = 0; i < 16; ++i) {
                    const bool equal = base::equal_in_constant_time(right, input);
                    asm volatile("" : : "r,m"(equal) : "memory");
                }
            });
        tell("64 bytes: " + what, found);
    };
    compare("equal, equal again", 0, 3);
    compare("equal, first differs", 0, 1);
    compare("equal, last differs", 0, 2);
}

}  // namespace

int main() {
    bench::heading("first", "second");
    measure(Kind::Legacy, base::Secret(base::from_hex("E001193519561977").value()));
    measure(Kind::Upper, base::Secret(base::Bytes(64, 0x5A)));
    measure(Kind::Mixed, base::Secret(base::Bytes(64, 0x5A)));
    measure_comparison();
}
