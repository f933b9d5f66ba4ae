#ifndef PTKT_TOOLS_IMSCON_SEND_BACKOFF_HPP
#define PTKT_TOOLS_IMSCON_SEND_BACKOFF_HPP

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace ptkt::imscon_send {

/// How long to wait before the next try: about 1, 2, 4, ... seconds, never more than 30. Half of it
/// is left to chance, so that many who lost the same partner do not all come back at once.
class Backoff {
  public:
    using Milliseconds = std::chrono::milliseconds;

    /// The next pause; `random` is any number, evenly distributed.
    [[nodiscard]] Milliseconds next(std::uint32_t random) {
        const Milliseconds most = whole_;
        whole_ = std::min(2 * whole_, kMost);
        return most / 2 + Milliseconds(random % static_cast<std::uint32_t>(most.count() / 2 + 1));
    }
    /// It went well: the next trouble begins with a short pause again.
    void reset() { whole_ = kFirst; }

  private:
    static constexpr Milliseconds kFirst{1'000};
    static constexpr Milliseconds kMost{30'000};
    Milliseconds whole_ = kFirst;
};

/// A number for `Backoff::next`.
[[nodiscard]] std::uint32_t random_number();

}  // namespace ptkt::imscon_send

#endif
