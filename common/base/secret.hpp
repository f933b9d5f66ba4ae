#ifndef PTKT_BASE_SECRET_HPP
#define PTKT_BASE_SECRET_HPP

#include <iterator>
#include <string>
#include <string_view>

#include "common/base/bytes.hpp"

namespace ptkt::base {

/// Overwrites memory in a way the compiler may not leave out.
void wipe(void* memory, std::size_t size);

/// True when both have the same bytes; the time it takes depends on the lengths only.
[[nodiscard]] bool equal_in_constant_time(ByteView a, ByteView b);

/// Bytes that must not be shown: a key, a password, a PassTicket. It wipes its memory, has no way
/// to be printed, and is copied only by name (`clone`).
class Secret {
  public:
    Secret() = default;
    explicit Secret(Bytes bytes) : bytes_(std::move(bytes)) {}
    explicit Secret(ByteView bytes) : bytes_(bytes.begin(), bytes.end()) {}
    Secret(Secret&& other) noexcept : bytes_(std::move(other.bytes_)) { other.bytes_.clear(); }
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret() { clear(); }

    [[nodiscard]] Secret clone() const { return Secret(view()); }
    /// The bytes, for the one who computes with them.
    [[nodiscard]] ByteView view() const { return bytes_; }
    [[nodiscard]] std::size_t size() const { return bytes_.size(); }
    [[nodiscard]] bool empty() const { return bytes_.empty(); }
    [[nodiscard]] bool equals(const Secret& other) const {
        return equal_in_constant_time(view(), other.view());
    }

  private:
    void clear();

    Bytes bytes_;
};

/// Appends to a text that may hold a secret, so that growing leaves no copy of it in memory.
void append_wiping(std::string& text, std::string_view more);

/// Wipes a local buffer when it goes out of scope.
template <typename Buffer>
class WipeGuard {
  public:
    explicit WipeGuard(Buffer& buffer) : buffer_(buffer) {}
    WipeGuard(const WipeGuard&) = delete;
    WipeGuard& operator=(const WipeGuard&) = delete;
    ~WipeGuard() { wipe(std::data(buffer_), std::size(buffer_) * sizeof(buffer_[0])); }

  private:
    Buffer& buffer_;
};

}  // namespace ptkt::base

#endif
