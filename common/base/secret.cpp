#include "common/base/secret.hpp"

#include <cstring>

namespace ptkt::base {

void wipe(void* memory, std::size_t size) {
    if (size > 0) ::explicit_bzero(memory, size);
}

bool equal_in_constant_time(ByteView a, ByteView b) {
    if (a.size() != b.size()) return false;
    volatile Byte difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        difference = static_cast<Byte>(difference | (a[i] ^ b[i]));
    return difference == 0;
}

void append_wiping(std::string& text, std::string_view more) {
    if (text.capacity() - text.size() < more.size()) {
        std::string larger;
        larger.reserve(2 * (text.size() + more.size()));
        larger = text;
        wipe(text.data(), text.size());
        text = std::move(larger);
    }
    text.append(more);
}

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this != &other) {
        clear();
        bytes_ = std::move(other.bytes_);
        other.bytes_.clear();
    }
    return *this;
}

void Secret::clear() {
    wipe(bytes_.data(), bytes_.size());
    bytes_.clear();
}

}  // namespace ptkt::base
