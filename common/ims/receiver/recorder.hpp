#ifndef PTKT_IMS_RECEIVER_RECORDER_HPP
#define PTKT_IMS_RECEIVER_RECORDER_HPP

#include <map>
#include <string>

#include "common/base/unique_fd.hpp"
#include "common/ims/capture/packet.hpp"
#include "common/ims/protocol/connection.hpp"
#include "common/ims/receiver/context.hpp"
#include "common/ims/wire/request.hpp"

namespace ptkt::ims_receiver {

/// RECORDER OPEN and CLOSE: what clients send and are answered, as a capture in a file. It is as if
/// seen on the network, so that whatever reads captures reads it; but also where TLS is used it is
/// clear, and secrets are masked. A recording that cannot go on ends, and no message is touched.
class Recorder {
  public:
    explicit Recorder(Context& context) : context_(context) {}
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;
    ~Recorder() {
        flush();
        context_.recorder = nullptr;
    }

    /// Begins a recording, after what an earlier one has left in the file. NotFound: the settings
    /// name no file, or it is open already; NotPermitted: others may read it.
    [[nodiscard]] base::Status open();
    /// NotFound: it is not open.
    [[nodiscard]] base::Status close();
    [[nodiscard]] bool is_open() const { return static_cast<bool>(fd_); }

    /// A whole message. Where it could not be decoded (nullptr), nobody knows what of it is secret.
    void received(const ims_protocol::Connection& connection, base::ByteView frame,
                  const ims_wire::Request* request);
    void sent(const ims_protocol::Connection& connection, base::ByteView bytes);
    void closed(ims_protocol::ConnectionId id) { flows_.erase(id); }
    /// At the end of a turn.
    void flush();

  private:
    /// The numbers of the next bytes of a connection, as TCP counts them.
    struct Flow {
        std::uint32_t in = 0;
        std::uint32_t out = 0;
    };
    void add(const ims_protocol::Connection& connection, base::ByteView bytes, bool is_answer);
    void end(const std::string& why);

    Context& context_;
    base::UniqueFd fd_;
    std::string pending_;
    std::uint64_t size_ = 0;  ///< of the file
    std::map<ims_protocol::ConnectionId, Flow> flows_;
    std::uint32_t begun_ = 0;  ///< connections
};

/// A message without what is secret in it: a password or PassTicket, a phrase, a change of these.
[[nodiscard]] base::Bytes without_secrets(base::ByteView frame, const ims_wire::Request* request);

}  // namespace ptkt::ims_receiver

#endif
