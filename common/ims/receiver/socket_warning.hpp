#ifndef PTKT_IMS_RECEIVER_SOCKET_WARNING_HPP
#define PTKT_IMS_RECEIVER_SOCKET_WARNING_HPP

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

namespace ptkt::ims_receiver {

/// When to speak of the number of sockets: HWSS0772W at WARNSOC percent of MAXSOC and at each
/// WARNINC percent more, HWSS0773I when it is below again. [Socket number warnings]
class SocketWarning {
  public:
    SocketWarning(std::size_t maxsoc, std::size_t warnsoc, std::size_t warninc)
        : maxsoc_(maxsoc),
          first_(maxsoc * warnsoc / 100),
          step_(std::max<std::size_t>(maxsoc * warninc / 100, 1)),
          next_(first_) {}

    /// What is to be said now that so many sockets are in use.
    [[nodiscard]] std::optional<std::string> at(std::size_t sockets) {
        if (first_ == 0) return std::nullopt;
        if (sockets >= next_) {
            next_ = sockets + step_;
            return fmt::format("HWSS0772W {} of {} sockets are in use", sockets, maxsoc_);
        }
        if (next_ == first_ || sockets >= first_) return std::nullopt;
        next_ = first_;
        return fmt::format("HWSS0773I {} of {} sockets are in use", sockets, maxsoc_);
    }

  private:
    std::size_t maxsoc_;
    std::size_t first_;
    std::size_t step_;
    std::size_t next_;
};

}  // namespace ptkt::ims_receiver

#endif
