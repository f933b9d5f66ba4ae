#ifndef PTKT_NET_LISTENER_HPP
#define PTKT_NET_LISTENER_HPP

#include "common/base/unique_fd.hpp"
#include "common/net/endpoint.hpp"
#include "common/net/port_options.hpp"

namespace ptkt::net {

/// An accepted socket, non-blocking, with the options of its port, and where it comes from.
struct Accepted {
    base::UniqueFd fd;
    Endpoint peer;
};

/// A port that is listened on.
class Listener {
  public:
    /// Binds and listens. TryAgain: another program has the port. NotPermitted: a port below 1024
    /// without the right to it. CannotCreate for anything else, such as an address of another host.
    [[nodiscard]] static base::Result<Listener> open(const Endpoint& endpoint, PortOptions options);

    /// A socket that listens, or is bound and was made to listen no more, such as a service manager
    /// hands over. Malformed when it is not such a TCP socket.
    [[nodiscard]] static base::Result<Listener> adopt(base::UniqueFd fd, PortOptions options);

    Listener(Listener&&) noexcept = default;
    Listener& operator=(Listener&&) noexcept = default;
    ~Listener() { close(); }

    [[nodiscard]] int fd() const { return fd_.get(); }
    /// Where it listens, with the port that the system picked.
    [[nodiscard]] const Endpoint& local() const { return local_; }
    [[nodiscard]] const PortOptions& options() const { return options_; }

    enum class Nobody { Waiting, NoDescriptors };
    /// The next connection, or why there is none now.
    [[nodiscard]] base::Result<Accepted, Nobody> accept() const;
    /// Somebody else's socket is left listening, as it came.
    void close();

    /// Nobody can connect any more until `start`, which may be refused as `open` is. A socket that
    /// somebody else has as well is kept, and listens no more.
    void stop();
    [[nodiscard]] base::Status start();

  private:
    Listener(base::UniqueFd fd, Endpoint local, PortOptions options)
        : fd_(std::move(fd)), local_(std::move(local)), options_(options) {}

    base::UniqueFd fd_;
    Endpoint local_;
    PortOptions options_;
    bool is_shared_ = false;   ///< it was adopted
    bool is_stopped_ = false;  ///< of one that is shared
};

}  // namespace ptkt::net

#endif
