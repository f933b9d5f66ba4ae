#ifndef PTKT_TESTS_SUPPORT_WAITS_HPP
#define PTKT_TESTS_SUPPORT_WAITS_HPP

#include <algorithm>
#include <chrono>
#include <vector>

#include "tests/support/worker.hpp"

namespace ptkt::tests {

/// How long the client of a trusted connection waits for its answers. It is told, and not judged: a
/// busy machine makes everybody wait.
class Waits {
  public:
    void exchange(Worker& worker, const base::Bytes& message) {
        const auto began = std::chrono::steady_clock::now();
        worker.exchange(message);
        all_.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began)
                .count());
    }
    [[nodiscard]] std::size_t count() const { return all_.size(); }
    /// The 99th percentile of those from a number on, in milliseconds.
    [[nodiscard]] double p99(std::size_t from = 0) const { return part(99, from); }
    [[nodiscard]] std::string text() const {
        return fmt::format("{} messages, p50 {:.3f} ms, p99 {:.3f} ms, longest {:.3f} ms", count(),
                           part(50, 0), p99(), part(100, 0));
    }

  private:
    [[nodiscard]] double part(std::size_t percent, std::size_t from) const {
        std::vector<double> some(all_.begin() + static_cast<std::ptrdiff_t>(from), all_.end());
        if (some.empty()) return 0;
        std::ranges::sort(some);
        return some[std::min(some.size() * percent / 100, some.size() - 1)];
    }

    std::vector<double> all_;
};

}  // namespace ptkt::tests

#endif
