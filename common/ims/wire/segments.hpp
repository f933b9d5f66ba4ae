#ifndef PTKT_IMS_WIRE_SEGMENTS_HPP
#define PTKT_IMS_WIRE_SEGMENTS_HPP

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>

#include "common/base/bytes.hpp"
#include "common/base/result.hpp"

namespace ptkt::ims_wire {

/// One `LL ZZ data`. ZZ is 0 in requests; in some answers it holds two flag bytes.
struct Segment {
    std::uint16_t zz = 0;
    base::ByteView data;
    base::ByteView wire;  ///< all of it: LL, ZZ and data
};

/// The data segments of a message, kept as they are on the wire in one buffer: LL (2 bytes, data
/// + 4, unsigned), ZZ (2), data. The views it hands out live as long as it is neither changed nor
/// destroyed.
class Segments {
  public:
    class Iterator {
      public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = Segment;
        using difference_type = std::ptrdiff_t;
        using pointer = const Segment*;
        using reference = Segment;

        Iterator() = default;
        explicit Iterator(base::ByteView rest) : rest_(rest) {}
        Segment operator*() const;
        Iterator& operator++();
        Iterator operator++(int);
        friend bool operator==(const Iterator& a, const Iterator& b) {
            return a.rest_.size() == b.rest_.size();
        }

      private:
        base::ByteView rest_;
    };

    /// A copy of segments in their form on the wire; nothing when the bytes are not exactly a row
    /// of segments.
    [[nodiscard]] static std::optional<Segments> from_wire(base::ByteView wire);

    /// Adds a segment. Data of 1 to 65,531 bytes; a segment without data would end a request.
    base::Status add(base::ByteView data, std::uint16_t zz = 0);

    [[nodiscard]] bool empty() const { return count_ == 0; }
    [[nodiscard]] std::size_t size() const { return count_; }
    [[nodiscard]] base::ByteView wire() const { return wire_; }
    [[nodiscard]] Iterator begin() const { return Iterator(wire_); }
    [[nodiscard]] Iterator end() const { return Iterator(); }
    /// REQUIRES: not empty.
    [[nodiscard]] Segment front() const { return *begin(); }

    friend bool operator==(const Segments&, const Segments&) = default;

  private:
    base::Bytes wire_;
    std::size_t count_ = 0;
};

}  // namespace ptkt::ims_wire

#endif
