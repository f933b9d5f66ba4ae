#ifndef PTKT_IMS_RECEIVER_OUTLET_HPP
#define PTKT_IMS_RECEIVER_OUTLET_HPP

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/base/result.hpp"
#include "common/base/unique_fd.hpp"

namespace ptkt::ims_receiver {

/// Standard output, or another one, without waiting for whoever reads it: what it does not take now
/// stays here, and the program goes on with other things until the descriptor is ready. A pipe is
/// opened again for that, since its mode is shared with other programs; of a terminal or socket
/// only as much is written at a time as it has room for.
class Outlet {
  public:
    /// A descriptor that somebody else closes; `name` is what messages call it.
    Outlet(int fd, std::string name);

    void append(std::string_view text) { pending_ += text; }
    /// For those who write a record piece by piece: `make` appends to the text that it is given,
    /// and may relieve. When it throws, nothing follows on the half of a record: what is still here
    /// of it is taken back, and what has gone out of it has its line ended.
    template <typename Make>
    void record(const Make& make) {
        const std::uint64_t begin = gone_ + pending_.size();
        try {
            make(pending_);
        } catch (...) {
            take_back(begin);
            throw;
        }
    }
    enum class Flushed { All, Blocked, Failed };
    /// Writes what can be written without waiting. A failure is final.
    [[nodiscard]] Flushed flush();
    /// Writes early when there is much; a failure shows at the next `flush`.
    void relieve();
    /// Waits for the reader until all is written, `time_limit` is over or `stop_fd` is readable.
    [[nodiscard]] Flushed flush_before_end(std::chrono::milliseconds time_limit, int stop_fd);

    [[nodiscard]] std::size_t pending() const { return pending_.size() - written_; }
    /// For the poller; not to be watched when it never blocks.
    [[nodiscard]] int fd() const { return fd_; }
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const std::optional<base::Error>& failure() const { return failure_; }

  private:
    [[nodiscard]] std::size_t write_some(std::string_view text);
    void take_back(std::uint64_t begin);

    enum class Manner { Whole, NonBlocking, ByRoom };
    base::UniqueFd own_;
    int fd_;
    std::string name_;
    Manner manner_ = Manner::Whole;
    std::string pending_;
    std::size_t written_ = 0;  ///< of what is pending
    std::uint64_t gone_ = 0;   ///< before what is pending
    bool blocked_ = false;
    std::optional<base::Error> failure_;
};

}  // namespace ptkt::ims_receiver

#endif
