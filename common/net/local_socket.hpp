#ifndef PTKT_NET_LOCAL_SOCKET_HPP
#define PTKT_NET_LOCAL_SOCKET_HPP

#include <optional>
#include <string>

#include "common/base/result.hpp"
#include "common/base/unique_fd.hpp"

namespace ptkt::net {

/// A Unix socket in the file system that is listened on, for whoever may open it: mode 0600. It is
/// removed at the end.
class LocalListener {
  public:
    /// A socket that nobody listens on any more is replaced. TryAgain: somebody listens there.
    /// CannotCreate: another file has the name, the directory is not there. Usage: a name that is
    /// too long for a socket.
    [[nodiscard]] static base::Result<LocalListener> open(const std::string& path);

    LocalListener(LocalListener&& other) noexcept = default;
    LocalListener& operator=(LocalListener&&) = delete;
    LocalListener(const LocalListener&) = delete;
    LocalListener& operator=(const LocalListener&) = delete;
    ~LocalListener();

    [[nodiscard]] int fd() const { return fd_.get(); }
    /// The next connection, non-blocking, or nothing for now.
    [[nodiscard]] std::optional<base::UniqueFd> accept() const;

  private:
    LocalListener(base::UniqueFd fd, std::string path)
        : fd_(std::move(fd)), path_(std::move(path)) {}
    base::UniqueFd fd_;
    std::string path_;
};

/// Connects to such a socket, sends the text, and gives back all that is answered until the other
/// side closes, at most `limit` bytes, each wait at most `time_limit_ms`. NotFound, NotPermitted;
/// Unavailable: nobody listens, or no whole answer came.
[[nodiscard]] base::Result<std::string> ask_local(const std::string& path, std::string_view text,
                                                  std::size_t limit, int time_limit_ms);

/// Sends the text as one datagram to such a socket, without waiting. False: it was not taken.
[[nodiscard]] bool send_local(const std::string& path, std::string_view text);

}  // namespace ptkt::net

#endif
