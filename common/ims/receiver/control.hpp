#ifndef PTKT_IMS_RECEIVER_CONTROL_HPP
#define PTKT_IMS_RECEIVER_CONTROL_HPP

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "common/net/local_socket.hpp"
#include "common/net/loop.hpp"

namespace ptkt::ims_receiver {

/// `--control`: a Unix socket on which the operator asks. A request is one line, an answer is all
/// that comes back until the socket is closed. Few may ask at once, and none of them for long, so
/// that a client that hangs takes nothing from the others.
class Control {
  public:
    using Answer = std::function<std::string(std::string_view request)>;

    /// The loop must outlive it. Errors as those of LocalListener.
    [[nodiscard]] static base::Result<std::unique_ptr<Control>> open(const std::string& path,
                                                                     net::Loop& loop,
                                                                     Answer answer);
    Control(const Control&) = delete;
    Control& operator=(const Control&) = delete;
    ~Control();

  private:
    struct Client {
        base::UniqueFd fd;
        std::string in;
        std::string out;
    };
    using Number = std::uint64_t;

    Control(net::LocalListener listener, net::Loop& loop, Answer answer)
        : listener_(std::move(listener)), loop_(loop), answer_(std::move(answer)) {}
    void accept();
    void read(Number number);
    void write(Number number);
    void drop(Number number);

    net::LocalListener listener_;
    net::Loop& loop_;
    Answer answer_;
    std::map<Number, Client> clients_;
    Number last_ = 0;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace ptkt::ims_receiver

#endif
