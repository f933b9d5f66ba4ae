#ifndef PTKT_IMS_CONNECTION_SOCKET_STREAM_HPP
#define PTKT_IMS_CONNECTION_SOCKET_STREAM_HPP

#include "common/base/unique_fd.hpp"
#include "common/stream/stream.hpp"

namespace ptkt::ims_connection {

/// The bytes of a connected socket, or one that is about to be, as they are. Non-blocking.
class SocketStream final : public stream::Stream {
  public:
    explicit SocketStream(base::UniqueFd fd) : fd_(std::move(fd)) {}

    [[nodiscard]] stream::Outcome establish() override { return stream::Outcome::Moved; }
    [[nodiscard]] stream::Transfer read(std::span<base::Byte> place) override;
    [[nodiscard]] stream::Transfer write(base::ByteView bytes) override;
    [[nodiscard]] stream::Outcome end_output() override;
    [[nodiscard]] stream::Outcome discard(std::span<base::Byte> place) override {
        return read(place).outcome;
    }
    [[nodiscard]] stream::Readiness awaits(bool reading, bool writing) const override {
        return {reading, writing};
    }
    [[nodiscard]] bool has_pending() const override { return false; }
    [[nodiscard]] bool is_quiet() override;
    [[nodiscard]] std::string failure() const override;
    [[nodiscard]] std::string protection() const override { return {}; }
    [[nodiscard]] int fd() const override { return fd_.get(); }

  private:
    [[nodiscard]] stream::Transfer failed(int number);

    base::UniqueFd fd_;
    int error_ = 0;
};

}  // namespace ptkt::ims_connection

#endif
