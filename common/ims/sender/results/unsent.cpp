#include "common/ims/sender/results/unsent.hpp"

#include <utility>

#include "common/files/files.hpp"

namespace ptkt::ims_sender {

namespace {

constexpr std::size_t kWriteAtOnce = std::size_t{64} << 10U;

}  // namespace

base::Status Unsent::begin() const {
    if (!path_) return {};
    // Whether the file can be made is known before anything is sent.
    if (auto made = files::append(*path_, {}, false); !made) return made;
    return files::remove_durably(*path_);
}

base::Status Unsent::keep(const std::string& original) {
    if (!path_) return {};
    pending_ += original;
    return pending_.size() < kWriteAtOnce ? base::Status() : flush();
}

base::Status Unsent::flush() {
    if (!path_ || pending_.empty()) return {};
    return files::append(*path_, std::exchange(pending_, {}), true);
}

}  // namespace ptkt::ims_sender
