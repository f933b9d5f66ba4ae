// Whether the time that a ticket's evaluation takes tells how much of it was right: a million
// timings of right tickets and of tickets wrong in one character, in random order, and Student's t
// of the difference. What is above 4.5 can be told apart. [Reparaz, Balasch, Verbauwhede: "Dude, is
// my code constant time?"]
#include <cmath>
#include <cstdint>
#include <random>

#include "common/authorization/evaluate.hpp"
#include "common/authorization/ticket_generator.hpp"
#include "common/base/hex.hpp"
#include "tests/bench/ratio.hpp"

namespace {

using namespace ptkt;
using passticket::Kind;

constexpr int kTimings = 1'000'000;
constexpr std::size_t kTickets = 1'000;
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

/// Times both works in random order. What something else has interrupted is left out: of all
/// timings together the slowest tenth.
template <typename First, typename Second>
Difference difference(const First& first, const Second& second) {
    std::mt19937 random(20261130);
    std::vector<std::pair<bool, double>> timings;
    timings.reserve(kTimings);
    for (int i = 0; i < kTimings; ++i) {
        const bool is_first = (random() & 1U) != 0;
        const std::size_t which = random() % kTickets;
        const auto began = std::chrono::steady_clock::now();
        if (is_first) {
            first(which);
        } else {
            second(which);
        }
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

/// Another character that a ticket of any kind may have.
std::string wrong_at(std::string ticket, std::size_t place) {
    ticket[place] = ticket[place] == 'Q' ? 'X' : 'Q';
    return ticket;
}

void measure(Kind kind, const base::Secret& key) {
    const auto profile = racf::ProfileName::parse("APPLI2I").value();
    const passticket::Subject subject{racf::UserId::parse("USER0002").value(),
                                      racf::ApplName::parse("APPLI2I").value()};
    const auto maker = authorization::TicketKey::make(key).value();
    const auto window = authorization::default_window(kind);
    std::array<std::vector<std::string>, 4> tickets;
    for (std::size_t i = 0; i < kTickets; ++i) {
        const auto made = kNow - base::Seconds(i % 60);
        const std::string right(maker.generate(kind, subject, made)->text());
        tickets[0].push_back(right);
        tickets[1].push_back(wrong_at(right, 0));
        tickets[2].push_back(wrong_at(right, right.size() - 1));
        tickets[3].push_back(right);
    }
    const auto trying = [&](std::size_t list) {
        return [&, list](std::size_t which) {
            const auto tried = authorization::try_key(profile, kind, window, key, subject,
                                                      tickets[list][which], kNow);
            asm volatile("" : : "r,m"(&tried) : "memory");
        };
    };
    const std::string name(to_string(kind));
    // The first line shows what the measure itself makes of two equal things.
    tell(name + ": right, right again", difference(trying(0), trying(3)));
    tell(name + ": right, wrong first character", difference(trying(0), trying(1)));
    tell(name + ": right, wrong last character", difference(trying(0), trying(2)));
    tell(name + ": wrong first, wrong last", difference(trying(1), trying(2)));
}

void measure_comparison() {
    std::array<std::vector<base::Bytes>, 3> values;
    const base::Bytes right(64, 0x5A);
    for (std::size_t i = 0; i < kTickets; ++i) {
        for (auto& list : values)
            list.push_back(right);
        values[1].back().front() ^= static_cast<base::Byte>(1 + i % 255);
        values[2].back().back() ^= static_cast<base::Byte>(1 + i % 255);
    }
    const auto comparing = [&](std::size_t list) {
        return [&, list](std::size_t which) {
            // Often enough for the clock to see a difference of one step.
            for (int i = 0; i < 16; ++i) {
                const bool equal = base::equal_in_constant_time(right, values[list][which]);
                asm volatile("" : : "r,m"(equal) : "memory");
            }
        };
    };
    tell("64 bytes: equal, first differs", difference(comparing(0), comparing(1)));
    tell("64 bytes: equal, last differs", difference(comparing(0), comparing(2)));
}

}  // namespace

int main() {
    bench::heading("first", "second");
    measure(Kind::Legacy, base::Secret(base::from_hex("E001193519561977").value()));
    measure(Kind::Upper, base::Secret(base::Bytes(64, 0x5A)));
    measure(Kind::Mixed, base::Secret(base::Bytes(64, 0x5A)));
    measure_comparison();
}
