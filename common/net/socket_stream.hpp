#ifndef PTKT_NET_SOCKET_STREAM_HPP
#define PTKT_NET_SOCKET_STREAM_HPP

#include "common/base/unique_fd.hpp"
#include "common/net/stream.hpp"

namespace ptkt::net {

/// The bytes of a connected socket, or one that is about to be, as they are. Non-blocking.
class SocketStream final : public Stream {
  public:
    explicit SocketStream(base::UniqueFd fd) : fd_(std::move(fd)) {}

    [[nodiscard]] Progress establish() override { return Progress::Moved; }
    [[nodiscard]] Transfer read(std::span<base::Byte> place) override;
    [[nodiscard]] Transfer write(base::ByteView bytes) override;
    [[nodiscard]] Progress end_output() override;
    [[nodiscard]] Progress discard(std::span<base::Byte> place) override {
        return read(place).outcome;
    }
    [[nodiscard]] Readiness awaits(bool reading, bool writing) const override {
        return {reading, writing};
    }
    [[nodiscard]] bool has_pending() const override { return false; }
    [[nodiscard]] bool is_quiet() override;
    [[nodiscard]] std::string failure() const override;
    [[nodiscard]] std::string protection() const override { return {}; }
    [[nodiscard]] int fd() const override { return fd_.get(); }

  private:
    [[nodiscard]] Transfer failed(int number);

    base::UniqueFd fd_;
    int error_ = 0;
};

}  // namespace ptkt::net

#endif
