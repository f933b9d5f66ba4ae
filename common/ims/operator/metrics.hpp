#ifndef PTKT_IMS_OPERATOR_METRICS_HPP
#define PTKT_IMS_OPERATOR_METRICS_HPP

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "common/formats/json/json.hpp"

namespace ptkt::ims_operator {

/// Counts of one word each, such as `closed: 3`. The words are ours, so there are few of them.
class Counter {
  public:
    void add(std::string_view word) { ++slot(word); }
    [[nodiscard]] const std::map<std::string, std::uint64_t, std::less<>>& all() const {
        return counts_;
    }
    [[nodiscard]] std::uint64_t sum() const {
        std::uint64_t sum = 0;
        for (const auto& [word, count] : counts_)
            sum += count;
        return sum;
    }

  private:
    std::uint64_t& slot(std::string_view word) {
        const auto found = counts_.find(word);
        return found != counts_.end() ? found->second : counts_[std::string(word)];
    }
    std::map<std::string, std::uint64_t, std::less<>> counts_;
};

/// How long something took, in buckets whose upper ends are fixed.
class Histogram {
  public:
    static constexpr std::array<double, 10> kUpperEnds = {0.0001, 0.00025, 0.0005, 0.001, 0.0025,
                                                          0.005,  0.01,    0.05,   0.25,  1.0};
    void add(std::chrono::nanoseconds length);
    /// How many took at most `kUpperEnds[i]` seconds.
    [[nodiscard]] std::uint64_t up_to(std::size_t i) const;
    [[nodiscard]] std::uint64_t count() const { return count_; }
    [[nodiscard]] double sum() const { return sum_; }

  private:
    std::array<std::uint64_t, kUpperEnds.size()> buckets_{};
    std::uint64_t count_ = 0;
    double sum_ = 0;  ///< seconds
};

/// What a receiver counts from its start.
struct Metrics {
    Counter connections;    ///< by how they ended
    Counter messages;       ///< by kind
    Counter answers;        ///< by kind: csm, rsm, pong
    Counter refusals;       ///< by reason
    Histogram verify;       ///< admission: the look at ticket, user and application
    Counter links;          ///< MSC links that were started, by LCLPLKID
    Counter link_messages;  ///< that came over MSC links, by LCLPLKID
    std::uint64_t opened = 0;
    std::uint64_t bytes_in = 0;
    std::uint64_t bytes_out = 0;
};

/// The table of used tickets that receivers share, as one of them sees it.
struct SharedReplay {
    bool is_ready = false;
    /// By word: fresh, used, unknown, before-floor.
    std::map<std::string, std::uint64_t, std::less<>> answers;
    std::int64_t position = 0;
    std::int64_t floor = 0;  ///< tickets made up to here are refused; 0: none
};

/// What there is now.
struct Present {
    std::size_t connections = 0;
    std::map<std::string, std::size_t> links;  ///< of MSC, by LCLPLKID
    std::optional<SharedReplay> group;         ///< where the receiver shares one
    std::optional<std::int64_t> generation;    ///< of the store, where it has one
};

/// What an operator wants to know first, on one line.
[[nodiscard]] std::string counters_line(const Metrics& metrics, std::size_t open_connections);
/// The same as an object.
[[nodiscard]] json::Json counters_json(const Metrics& metrics, std::size_t open_connections);

/// The page in the text format of Prometheus (0.0.4).
[[nodiscard]] std::string prometheus_page(const Metrics& metrics, const Present& present);

}  // namespace ptkt::ims_operator

#endif
