#ifndef PTKT_IMS_RECEIVER_EXPLANATIONS_HPP
#define PTKT_IMS_RECEIVER_EXPLANATIONS_HPP

#include "common/base/rate_limit.hpp"
#include "common/ims/receiver/context.hpp"
#include "common/ims/sign_on/gate.hpp"

namespace ptkt::ims_receiver {

/// Tells why sign-ons were refused, some time after the refusals themselves: an event and a line
/// each. That there were too many to be explained is said now and then.
class Explanations {
  public:
    static constexpr base::Rate kTooMany{1, std::chrono::seconds(10)};

    Explanations(Context& context, ims_sign_on::Gate& gate) : context_(context), gate_(gate) {}

    /// At the end of a turn. While one is to come it brings about the next turn.
    void tell();
    /// Waits for what is to come, within a limit of time, and reports it.
    void finish();

  private:
    void tell_what_there_is(bool is_last);

    Context& context_;
    ims_sign_on::Gate& gate_;
    bool looks_again_ = false;
    base::RateLimit told_{kTooMany};
    std::size_t unexplained_ = 0;
};

}  // namespace ptkt::ims_receiver

#endif
