#ifndef PTKT_BASE_BYTES_HPP
#define PTKT_BASE_BYTES_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ptkt::base {

using Byte = std::uint8_t;
using Bytes = std::vector<Byte>;
using ByteView = std::span<const Byte>;

/// The bytes of a text, without a copy.
[[nodiscard]] inline ByteView as_bytes(std::string_view text) {
    return {reinterpret_cast<const Byte*>(text.data()), text.size()};
}

/// A text over bytes, without a copy.
[[nodiscard]] inline std::string_view as_text(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// A cursor over bytes; numbers are big-endian, as everywhere on the wire and in our records.
/// Every step checks what is left and answers nothing when it is too little; the cursor then
/// stays where it was, so that a caller can tell where the input ended.
class ByteReader {
  public:
    explicit ByteReader(ByteView bytes) : bytes_(bytes) {}

    [[nodiscard]] std::size_t offset() const { return at_; }
    [[nodiscard]] std::size_t remaining() const { return bytes_.size() - at_; }
    [[nodiscard]] bool at_end() const { return remaining() == 0; }

    std::optional<std::uint8_t> u8() { return number<std::uint8_t>(); }
    std::optional<std::uint16_t> u16() { return number<std::uint16_t>(); }
    std::optional<std::uint32_t> u32() { return number<std::uint32_t>(); }
    std::optional<std::uint64_t> u64() { return number<std::uint64_t>(); }

    /// The next `count` bytes.
    std::optional<ByteView> take(std::size_t count) {
        if (remaining() < count) return std::nullopt;
        ByteView taken = bytes_.subspan(at_, count);
        at_ += count;
        return taken;
    }

    /// A text that is preceded by its length in two bytes (our records' form).
    std::optional<std::string> text16() {
        const std::size_t start = at_;
        const auto length = u16();
        const auto bytes = length ? take(*length) : std::nullopt;
        if (!bytes) {
            at_ = start;
            return std::nullopt;
        }
        return std::string(as_text(*bytes));
    }

  private:
    template <typename T>
    std::optional<T> number() {
        const auto bytes = take(sizeof(T));
        if (!bytes) return std::nullopt;
        std::uint64_t value = 0;
        for (const Byte byte : *bytes)
            value = value << 8U | byte;
        return static_cast<T>(value);
    }

    ByteView bytes_;
    std::size_t at_ = 0;
};

/// Appends big-endian numbers and bytes to a buffer of its own.
class ByteWriter {
  public:
    ByteWriter& u8(std::uint8_t value) { return number(value, 1); }
    ByteWriter& u16(std::uint16_t value) { return number(value, 2); }
    ByteWriter& u32(std::uint32_t value) { return number(value, 4); }
    ByteWriter& u64(std::uint64_t value) { return number(value, 8); }
    ByteWriter& raw(ByteView bytes) {
        bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
        return *this;
    }
    /// A text preceded by its length in two bytes; longer than 65,535 is a bug of the caller.
    ByteWriter& text16(std::string_view text);

    [[nodiscard]] std::size_t size() const { return bytes_.size(); }
    [[nodiscard]] const Bytes& bytes() const& { return bytes_; }
    [[nodiscard]] Bytes&& bytes() && { return std::move(bytes_); }

  private:
    ByteWriter& number(std::uint64_t value, unsigned width) {
        for (unsigned i = width; i > 0; --i)
            bytes_.push_back(static_cast<Byte>(value >> (8U * (i - 1))));
        return *this;
    }

    Bytes bytes_;
};

}  // namespace ptkt::base

#endif
