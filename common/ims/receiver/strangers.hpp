#ifndef PTKT_IMS_RECEIVER_STRANGERS_HPP
#define PTKT_IMS_RECEIVER_STRANGERS_HPP

#include <cstdint>
#include <optional>

#include "common/base/time.hpp"
#include "common/formats/json/json.hpp"
#include "common/ims/receiver/back_off.hpp"
#include "common/net/endpoint.hpp"

namespace ptkt::ims_receiver {

/// What connections that have not signed on may cost: how many are told of on the output, by a
/// rate, and none while the output's disk has just enough left for messages. The rest are counted,
/// and an event says how many there were. Sources that have signed on lately have a rate of their
/// own, which strangers cannot use up; whoever signs on is told of in any case.
class Strangers {
  public:
    using TimePoint = base::RateLimit::TimePoint;
    static constexpr base::Rate kToldOf{1'000, std::chrono::milliseconds(500)};
    static constexpr std::chrono::seconds kBeforeTelling{10};

    explicit Strangers(int out_fd) : out_fd_(out_fd) {}

    /// Whether the events of this connection are written; otherwise it is counted.
    [[nodiscard]] bool tells_of(const net::Endpoint& peer, base::Instant when, TimePoint now);
    /// The members of the event about those that were left out, when it is time for it or
    /// `at_once` is wanted.
    [[nodiscard]] std::optional<json::Json> left_out(TimePoint now, bool at_once);
    /// When the event is due: after the first that was left out.
    [[nodiscard]] std::optional<TimePoint> tells_at() const;

    [[nodiscard]] bool holds(const net::Endpoint& peer, TimePoint now) const;
    void refused(const net::Endpoint& peer, TimePoint now);
    void signed_on(const net::Endpoint& peer, TimePoint now);

  private:
    [[nodiscard]] bool has_space(TimePoint now);

    int out_fd_;
    BackOff back_off_;
    base::RateLimit told_{kToldOf};
    base::RateLimit known_told_{kToldOf};
    bool has_space_ = true;
    TimePoint looked_{};
    std::int64_t count_ = 0;
    base::Instant since_{};
    TimePoint began_{};
};

}  // namespace ptkt::ims_receiver

#endif
