#ifndef PTKT_RACF_DIAGNOSIS_WORKERS_HPP
#define PTKT_RACF_DIAGNOSIS_WORKERS_HPP

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <system_error>
#include <thread>
#include <vector>

#include "common/racf/diagnosis/hypotheses.hpp"

namespace ptkt::diagnosis {

/// The number of threads to use: `asked`, or one for each core when that is 0.
[[nodiscard]] inline unsigned thread_count(unsigned asked) {
    return asked != 0 ? asked : std::max(1U, std::thread::hardware_concurrency());
}

/// Does jobs 0 to `count` - 1 on several threads, the calling one among them, which also calls
/// `progress`. `job(i, mine)` must not throw and writes only to `mine`, a value of its thread; all
/// those values come back.
template <typename Mine, typename Job>
std::vector<Mine> do_jobs(std::size_t count, unsigned threads, const Progress& progress,
                          const Job& job) {
    std::atomic<std::size_t> next = 0;
    std::atomic<std::size_t> done = 0;
    std::vector<Mine> values(
        std::min<std::size_t>(thread_count(threads), std::max<std::size_t>(count, 1)));
    const auto work = [&](Mine& mine, bool report) {
        for (std::size_t i = next++; i < count; i = next++) {
            job(i, mine);
            ++done;
            if (report && progress) progress(done, count);
        }
    };
    {
        std::vector<std::jthread> others;
        try {
            for (std::size_t t = 1; t < values.size(); ++t)
                others.emplace_back([&work, &values, t] { work(values[t], false); });
        } catch (const std::system_error&) {
            // No more threads are to be had: fewer do the same.
        }
        work(values.front(), true);
    }
    return values;
}

}  // namespace ptkt::diagnosis

#endif
