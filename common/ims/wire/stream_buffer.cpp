#include "common/ims/wire/stream_buffer.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <utility>

#include "common/base/secret.hpp"

namespace ptkt::ims_wire {

namespace {

constexpr std::size_t kFirstSize = 1024;
/// An empty buffer above this size is given back: a connection that once had a large message and
/// is idle now should cost little.
constexpr std::size_t kLargestKept = 256 * 1024;

}  // namespace

StreamBuffer::StreamBuffer(StreamBuffer&& other) noexcept
    : storage_(std::move(other.storage_)),
      begin_(std::exchange(other.begin_, 0)),
      end_(std::exchange(other.end_, 0)) {
    other.storage_.clear();
}

StreamBuffer& StreamBuffer::operator=(StreamBuffer&& other) noexcept {
    if (this != &other) {
        wipe_pending();
        storage_ = std::move(other.storage_);
        other.storage_.clear();
        begin_ = std::exchange(other.begin_, 0);
        end_ = std::exchange(other.end_, 0);
    }
    return *this;
}

std::span<base::Byte> StreamBuffer::room(std::size_t at_least, std::size_t most) {
    const std::size_t used = end_ - begin_;
    if (storage_.size() - end_ < at_least) {
        if (storage_.size() - used >= at_least && used <= storage_.size() / 2) {
            move_to_front();
        } else {
            grow(used + at_least, most);
        }
    }
    return std::span(storage_).subspan(end_);
}

void StreamBuffer::commit(std::size_t count) {
    if (count > storage_.size() - end_) throw std::logic_error("commit: more than there is room");
    end_ += count;
}

void StreamBuffer::append(base::ByteView bytes, std::size_t most) {
    const auto place = room(bytes.size(), most);
    if (!bytes.empty()) std::memcpy(place.data(), bytes.data(), bytes.size());
    commit(bytes.size());
}

void StreamBuffer::consume(std::size_t count) {
    if (count > end_ - begin_) throw std::logic_error("consume: more than is pending");
    base::wipe(storage_.data() + begin_, count);
    begin_ += count;
    if (begin_ != end_) return;
    begin_ = end_ = 0;
    if (storage_.size() > kLargestKept) storage_ = base::Bytes();
}

void StreamBuffer::wipe_pending() {
    base::wipe(storage_.data() + begin_, end_ - begin_);
}

/// Moving at most half of the buffer at a time keeps the cost of a byte constant.
void StreamBuffer::move_to_front() {
    const std::size_t used = end_ - begin_;
    std::memmove(storage_.data(), storage_.data() + begin_, used);
    base::wipe(storage_.data() + used, end_ - used);
    begin_ = 0;
    end_ = used;
}

void StreamBuffer::grow(std::size_t at_least, std::size_t most) {
    const std::size_t doubled = std::max(2 * storage_.size(), kFirstSize);
    base::Bytes larger(std::max(at_least, std::min(doubled, most)));
    const auto kept = pending();
    std::ranges::copy(kept, larger.begin());
    wipe_pending();
    end_ = kept.size();
    begin_ = 0;
    storage_ = std::move(larger);
}

}  // namespace ptkt::ims_wire
