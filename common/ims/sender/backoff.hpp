#ifndef PTKT_IMS_SENDER_BACKOFF_HPP
#define PTKT_IMS_SENDER_BACKOFF_HPP

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>

namespace ptkt::ims_sender {

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

/// A pause as people are told of it: `1.5 s`.
[[nodiscard]] std::string to_text(Backoff::Milliseconds pause);

/// How often a run may try again, all its connections together.
class Tries {
  public:
    explicit Tries(std::int64_t left) : left_(left) {}

    /// Takes one, if there is one left.
    [[nodiscard]] bool take() {
        if (left_ == 0) return false;
        --left_;
        return true;
    }

  private:
    std::int64_t left_;
};

}  // namespace ptkt::ims_sender

#endif
