#ifndef PTKT_NET_LOOK_UP_HPP
#define PTKT_NET_LOOK_UP_HPP

#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/base/unique_fd.hpp"
#include "common/net/endpoint.hpp"

namespace ptkt::net {

/// A question to the system: which addresses a host name has, in the order in which they are to be
/// tried. The caller does not wait for the answer. Programs that are wholly static cannot ask.
///
/// A thread of its own asks getaddrinfo. getaddrinfo_a would use threads too, but reports the
/// answer by a signal or one more thread and not by a descriptor, and cannot be given up while it
/// asks; a resolver of our own would not see what nsswitch.conf says. A thread that is given up
/// ends with the system's time limit, or with the program, and touches nothing but what it owns.
class LookUp {
  public:
    /// Unavailable: the name is not known.
    using Answer = base::Result<std::vector<Endpoint>>;

    /// Numeric addresses are answered at once, without a thread.
    LookUp(const std::string& host, std::uint16_t port);

    /// The answer, once, when it has come.
    [[nodiscard]] std::optional<Answer> take();
    /// Readable when the answer has come.
    [[nodiscard]] int fd() const { return told_->get(); }

  private:
    void answer(Answer known);

    std::shared_ptr<const base::UniqueFd> told_;  ///< expired: nobody asks any more
    std::future<Answer> answer_;
};

}  // namespace ptkt::net

#endif
