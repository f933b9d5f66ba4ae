#ifndef PTKT_IMS_PROTOCOL_TPIPES_HPP
#define PTKT_IMS_PROTOCOL_TPIPES_HPP

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>

#include "common/ims/protocol/output.hpp"

namespace ptkt::ims_protocol {

/// Tells the conversations of one program apart.
using ClientNumber = std::uint64_t;

/// The transaction pipes: output that waits for a client, by tpipe name, which is the client id
/// (IBM "Managing the retrieval of ..."), and the clients that wait for output. In memory only, and
/// bounded: what is full takes no more.
class Tpipes {
  public:
    struct Limits {
        std::size_t messages = 5'000;               ///< on one tpipe
        std::size_t bytes = std::size_t{64} << 20;  ///< of text on all of them
    };

    Tpipes() = default;
    explicit Tpipes(const Limits& limits) : limits_(limits) {}

    [[nodiscard]] bool is_full(const std::string& name) const;
    /// Adds at the end; false, and nothing done, when it is full.
    bool put(const std::string& name, Output output);
    /// In front, where it came from; never refused.
    void put_back(const std::string& name, Output output);
    [[nodiscard]] std::optional<Output> take(const std::string& name);
    [[nodiscard]] std::size_t depth(const std::string& name) const;
    /// All messages on all tpipes.
    [[nodiscard]] std::size_t messages() const { return messages_; }

    /// A client wants the next output of the tpipe when there is some.
    void wait(const std::string& name, ClientNumber client);
    void leave(const std::string& name, ClientNumber client);
    /// The one that has waited longest.
    [[nodiscard]] std::optional<ClientNumber> waiter(const std::string& name) const;

  private:
    Limits limits_;
    std::map<std::string, std::deque<Output>> queues_;  ///< none is empty
    std::map<std::string, std::deque<ClientNumber>> waiters_;
    std::size_t bytes_ = 0;
    std::size_t messages_ = 0;
};

}  // namespace ptkt::ims_protocol

#endif
