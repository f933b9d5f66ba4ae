#ifndef PTKT_TESTS_BENCH_CALLERS_HPP
#define PTKT_TESTS_BENCH_CALLERS_HPP

#include <deque>

#include "tests/bench/imscon_load.hpp"

namespace bench {

/// Clients in one thread, each with a connection of its own for every frame.
class Callers {
  public:
    /// With several ports, each connection of those on their way goes to the next one.
    Callers(std::vector<std::uint16_t> ports, Bytes acknowledgment)
        : ports_(std::move(ports)), acknowledgment_(std::move(acknowledgment)) {}

    /// Takes so many frames from the front, `together` of them on their way at once.
    void run(std::deque<Bytes>& frames, std::size_t count, std::size_t together) {
        calls_.resize(together);
        std::size_t begun = 0;
        for (; begun < together; ++begun)
            begin(begun, frames);
        for (std::size_t done = 0; done < count;) {
            const int ready = waiter_.wait();
            for (int i = 0; i < ready; ++i) {
                const std::size_t which = waiter_.index(i);
                Call& call = calls_[which];
                if (call.answers.read(call.fd.get(), acknowledgment_) == 0) continue;
                call.fd.reset();
                ++done;
                if (begun >= count) continue;
                begin(which, frames);
                ++begun;
            }
        }
    }

  private:
    struct Call {
        UniqueFd fd;
        Answers answers;
    };
    void begin(std::size_t which, std::deque<Bytes>& frames) {
        calls_[which] = {ptkt::tests::connect_to(ports_[which % ports_.size()]), {}};
        waiter_.add(calls_[which].fd.get(), which);
        send_all(calls_[which].fd.get(), frames.front());
        frames.pop_front();
    }

    std::vector<std::uint16_t> ports_;
    Bytes acknowledgment_;
    Waiter waiter_;
    std::vector<Call> calls_;
};

}  // namespace bench

#endif
