#ifndef PTKT_IMS_SENDER_CALLOUTS_ANSWER_PROGRAM_HPP
#define PTKT_IMS_SENDER_CALLOUTS_ANSWER_PROGRAM_HPP

#include <cstdint>
#include <optional>
#include <string>

#include "common/net/child.hpp"
#include "common/net/loop.hpp"

namespace ptkt::ims_sender {

/// The program that answers callout requests, one run at a time: the data on its standard input,
/// the answer from its standard output.
class AnswerProgram {
  public:
    /// How a run has ended.
    struct Outcome {
        std::uint16_t reason = 0;  ///< 0: well; else its exit status, or `kFailed`
        std::string why;
        std::string reply;
    };
    /// It was killed, was not done in time, or could not be run.
    static constexpr std::uint16_t kFailed = 255;

    /// `ended` is called from the loop, which must outlive it.
    AnswerProgram(net::Loop& loop, net::Loop::Callback ended)
        : loop_(loop), ended_(std::move(ended)) {}
    AnswerProgram(const AnswerProgram&) = delete;
    AnswerProgram& operator=(const AnswerProgram&) = delete;
    ~AnswerProgram() { clear(); }

    /// Runs the command, which must be done then. REQUIRES: nothing runs.
    void start(const std::string& command, const net::Variables& variables, std::string input,
               net::TimePoint until);
    [[nodiscard]] bool is_running() const { return child_.has_value(); }
    /// When it is to be looked at again.
    [[nodiscard]] net::TimePoint deadline() const {
        return child_ || has_failed_to_start_ ? until_ : net::TimePoint::max();
    }
    /// Its time may be over.
    void look_at_time(net::TimePoint now);
    /// The last one.
    [[nodiscard]] Outcome& outcome() { return outcome_; }
    [[nodiscard]] const Outcome& outcome() const { return outcome_; }

  private:
    void feed();
    void collect();
    void stop_feeding();
    void stop_reading();
    void end(const std::string& failure);
    void clear();

    net::Loop& loop_;
    net::Loop::Callback ended_;
    std::optional<net::Child> child_;
    std::string input_;
    bool reads_ = false;
    bool has_failed_to_start_ = false;
    net::TimePoint until_{};
    Outcome outcome_;
};

}  // namespace ptkt::ims_sender

#endif
