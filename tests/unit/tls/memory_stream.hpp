#ifndef PTKT_TESTS_UNIT_TLS_MEMORY_STREAM_HPP
#define PTKT_TESTS_UNIT_TLS_MEMORY_STREAM_HPP

#include <algorithm>
#include <cstddef>
#include <limits>
#include <memory>
#include <utility>

#include "common/net/stream.hpp"

/// Two ends of a connection in memory.
namespace memory {

using namespace ptkt;

constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();

/// One way of it.
struct Way {
    base::Bytes bytes;
    std::size_t room = kAll;     ///< bytes that it holds at most
    std::size_t at_once = kAll;  ///< bytes that move at most in one call
    bool has_ended = false;
    bool is_lost = false;
};

class MemoryStream final : public net::Stream {
  public:
    MemoryStream(std::shared_ptr<Way> in, std::shared_ptr<Way> out)
        : in_(std::move(in)), out_(std::move(out)) {}

    net::Progress establish() override { return net::Progress::Moved; }
    net::Transfer read(std::span<base::Byte> place) override {
        if (in_->is_lost) return {net::Progress::Lost, 0};
        const auto count = std::min({place.size(), in_->bytes.size(), in_->at_once});
        if (count == 0) return {in_->has_ended ? net::Progress::Ended : net::Progress::Blocked, 0};
        const auto end = in_->bytes.begin() + static_cast<std::ptrdiff_t>(count);
        std::copy(in_->bytes.begin(), end, place.begin());
        in_->bytes.erase(in_->bytes.begin(), end);
        return {net::Progress::Moved, count};
    }
    net::Transfer write(base::ByteView bytes) override {
        if (out_->is_lost) return {net::Progress::Lost, 0};
        const auto count = std::min({bytes.size(), out_->room - out_->bytes.size(), out_->at_once});
        if (count == 0) return {};
        out_->bytes.insert(out_->bytes.end(), bytes.begin(),
                           bytes.begin() + static_cast<std::ptrdiff_t>(count));
        return {net::Progress::Moved, count};
    }
    net::Progress end_output() override {
        out_->has_ended = true;
        return net::Progress::Moved;
    }
    net::Progress discard(std::span<base::Byte> place) override { return read(place).outcome; }
    net::Readiness awaits(bool reading, bool writing) const override { return {reading, writing}; }
    bool has_pending() const override { return false; }
    bool is_quiet() override { return in_->bytes.empty() && !in_->has_ended; }
    std::string failure() const override { return "the wire is cut"; }
    std::string protection() const override { return {}; }
    int fd() const override { return -1; }

  private:
    std::shared_ptr<Way> in_;
    std::shared_ptr<Way> out_;
};

/// A connection: both ways, and the ends that read one and write the other.
struct Connection {
    std::shared_ptr<Way> there = std::make_shared<Way>();  ///< from client to server
    std::shared_ptr<Way> back = std::make_shared<Way>();

    [[nodiscard]] net::StreamPtr client_end() const {
        return std::make_unique<MemoryStream>(back, there);
    }
    [[nodiscard]] net::StreamPtr server_end() const {
        return std::make_unique<MemoryStream>(there, back);
    }
};

}  // namespace memory

#endif
