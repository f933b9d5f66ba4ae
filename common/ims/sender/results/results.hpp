#ifndef PTKT_IMS_SENDER_RESULTS_RESULTS_HPP
#define PTKT_IMS_SENDER_RESULTS_RESULTS_HPP

#include <optional>
#include <string>

#include "common/ims/sender/host.hpp"
#include "common/ims/sender/results/unsent.hpp"
#include "common/ims/sender/settings.hpp"
#include "common/net/clock.hpp"

namespace ptkt::ims_sender {

/// How a run has ended: with the worst that it met, of failures the first.
struct Verdict {
    enum class Worst {
        Nothing,    ///< every message was acknowledged
        Malformed,  ///< some input makes no message
        Refused,    ///< some message was refused or not sent
        Failure,    ///< `failure`
    };
    Worst worst = Worst::Nothing;
    base::ErrorKind failure = base::ErrorKind::Bug;
};

/// Tells results, keeps what was not acknowledged, and knows how the run ends.
class Results {
  public:
    Results(Host& host, const Settings& settings, net::Clock& clock)
        : host_(host), clock_(clock), unsent_(settings.unsent) {}

    /// Removes what an earlier run kept.
    [[nodiscard]] base::Status begin() const { return unsent_.begin(); }
    /// Prints the result of the message with this number; `original` is kept unless it was
    /// acknowledged. It is out after the next `flush`, or sooner. That it cannot be written out is
    /// no failure here: messages are kept all the same.
    [[nodiscard]] base::Status tell(std::int64_t number, const std::string& original,
                                    const MessageResult& result);
    [[nodiscard]] base::Status flush();
    /// Results can no longer be written.
    [[nodiscard]] bool are_lost() const { return host_.results_are_lost(); }
    /// Since when there are results that were told and not flushed, if there are.
    [[nodiscard]] std::optional<net::TimePoint> unflushed_since() const { return unflushed_since_; }

    void met(Verdict::Worst worst);
    /// A failure, or input that makes no message.
    void met(base::ErrorKind kind);
    /// How the run ends; an error is what kept it from going on, or from keeping messages.
    [[nodiscard]] base::Result<Verdict> end(const base::Status& done);

  private:
    Host& host_;
    net::Clock& clock_;
    Unsent unsent_;
    std::optional<net::TimePoint> unflushed_since_;
    Verdict verdict_;
};

}  // namespace ptkt::ims_sender

#endif
