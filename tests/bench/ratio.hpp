#ifndef PTKT_TESTS_BENCH_RATIO_HPP
#define PTKT_TESTS_BENCH_RATIO_HPP

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/result.hpp"

/// What benchmarks share: a thing is measured beside its floor, in turn, in one run. A figure by
/// itself depends on the machine and on what else it does; the ratio much less.
namespace bench {

using Seconds = std::chrono::duration<double>;

template <typename Work>
Seconds time_of(Work&& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::steady_clock::now() - start;
}

inline double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Times of two works that were run in turn: the median of each, and that of their ratios.
struct Pair {
    double floor;
    double ours;
    double ours_by_floor;
};

template <typename Floor, typename Ours>
Pair in_turn(int rounds, Floor&& floor, Ours&& ours) {
    floor();  // both warm: caches, page tables, the processor's clock
    ours();
    std::vector<double> floors;
    std::vector<double> times;
    std::vector<double> ratios;
    for (int i = 0; i < rounds; ++i) {
        floors.push_back(time_of(floor).count());
        times.push_back(time_of(ours).count());
        ratios.push_back(times.back() / floors.back());
    }
    return {median(floors), median(times), median(ratios)};
}

inline void heading(std::string_view floor, std::string_view ours) {
    fmt::print("{:<44} {:>14} {:>14} {:>7}  {}\n", "measure", floor, ours, "ratio", "to reach");
}

/// One line of the table; `reached` is about `ratio` alone.
inline void line(std::string_view what, std::string_view floor, std::string_view ours, double ratio,
                 std::string_view reach, bool reached) {
    fmt::print("{:<44} {:>14} {:>14} {:>7.2f}  {} {}\n", what, floor, ours, ratio, reach,
               reached ? "reached" : "NOT REACHED");
}

/// A line about rates: ours must be at least `least` of the floor's.
inline void rate_line(std::string_view what, const Pair& pair, double count, double least) {
    const double ratio = 1 / pair.ours_by_floor;
    line(what, fmt::format("{:.0f}/s", count / pair.floor),
         fmt::format("{:.0f}/s", count / pair.ours), ratio, fmt::format(">= {:.2f}", least),
         ratio >= least);
}

/// A line about rates that says what could be reached, not what must be.
inline void bound_line(std::string_view what, const Pair& pair, double count) {
    fmt::print("{:<44} {:>14} {:>14} {:>7.2f}  a bound\n", what,
               fmt::format("{:.0f}/s", count / pair.floor),
               fmt::format("{:.0f}/s", count / pair.ours), 1 / pair.ours_by_floor);
}

/// A line about times: ours must be at most `most` times the floor's.
inline void time_line(std::string_view what, const Pair& pair, double most) {
    line(what, fmt::format("{:.3f} ms", pair.floor * 1e3),
         fmt::format("{:.3f} ms", pair.ours * 1e3), pair.ours_by_floor,
         fmt::format("<= {:.2f}", most), pair.ours_by_floor <= most);
}

}  // namespace bench

#endif
