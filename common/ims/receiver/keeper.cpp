#include "common/ims/receiver/keeper.hpp"

#include <limits>
#include <utility>

namespace ptkt::ims_receiver {

namespace {

constexpr std::size_t kAtOnce = 64;
constexpr std::chrono::milliseconds kBetween(10);
/// How much of what was made a power cut may bring a second time.
constexpr std::chrono::milliseconds kBetweenSettling(2000);
constexpr std::uint64_t kLong = std::uint64_t{64} << 20;      ///< then files overtake messages
constexpr std::uint64_t kTooLong = std::uint64_t{256} << 20;  ///< then all become files at once

}  // namespace

base::Status Keeper::commit() {
    if (!delivered_) return delivered_;
    const std::size_t added = std::exchange(added_, 0);
    if (auto done = spool_.commit(); !done) return done;
    if (spool_.journal_size() > kTooLong)
        return delivered_ = spool_.deliver(std::numeric_limits<std::size_t>::max());
    if (spool_.backlog() > kLong) delivered_ = spool_.deliver(2 * added);
    if (spool_.backlog() > 0) deliver_later();
    if (added > 0) settle_later();
    return delivered_;
}

void Keeper::deliver_later() {
    if (std::exchange(is_due_, true)) return;
    loop_.call_at(loop_.now() + kBetween,
                  [this, alive = std::weak_ptr(alive_)] {
                      if (alive.expired()) return;
                      is_due_ = false;
                      if (delivered_) delivered_ = spool_.deliver(kAtOnce);
                      if (delivered_ && spool_.backlog() > 0) deliver_later();
                  });
}

void Keeper::settle_later() {
    if (std::exchange(settling_is_due_, true)) return;
    loop_.call_at(std::chrono::steady_clock::now() + kBetweenSettling,
                  [this, alive = std::weak_ptr(alive_)] {
                      if (alive.expired()) return;
                      settling_is_due_ = false;
                      if (delivered_) delivered_ = spool_.settle_beside();
                      if (delivered_ && (spool_.backlog() > 0 || !spool_.is_settled())) settle_later();
                  });
}

base::Status Keeper::finish() {
    if (delivered_) delivered_ = spool_.close();
    return delivered_;
}

}  // namespace ptkt::ims_receiver
