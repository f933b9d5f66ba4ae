#include "common/net/loop.hpp"

#include <algorithm>
#include <cerrno>
#include <utility>
#include <vector>

namespace ptkt::net {

base::Result<Loop> Loop::create(Clock& clock) {
    auto poller = Poller::create();
    if (!poller) return std::move(poller).error();
    return Loop(std::move(*poller), clock);
}

base::Status Loop::watch(int fd, Ready what, Callback callback) {
    const std::uint64_t number = next_++;
    const auto added = poller_.add(fd, what == Ready::Input ? EPOLLIN : EPOLLOUT, number);
    const bool is_file = !added && errno == EPERM;  // what epoll says of files
    if (!added && !is_file) return added;
    watches_.emplace(number, Watch{fd, std::move(callback), is_file});
    return {};
}

void Loop::unwatch(int fd) {
    const auto found =
        std::ranges::find_if(watches_, [fd](const auto& entry) { return entry.second.fd == fd; });
    if (found == watches_.end()) return;
    if (!found->second.always_ready) poller_.remove(fd);
    watches_.erase(found);
}

void Loop::call_at(TimePoint when, Callback callback) {
    moments_.emplace(when, std::move(callback));
}

base::Status Loop::turn(std::optional<TimePoint> until) {
    const auto ready = poller_.wait(clock_->begin_wait(time_limit(until)));
    if (!ready) return ready.error();
    for (const epoll_event& event : *ready)
        call(event.data.u64);
    if (any_always_ready()) {
        std::vector<std::uint64_t> files;
        for (const auto& [number, watch] : watches_)
            if (watch.always_ready) files.push_back(number);
        for (const std::uint64_t number : files)
            call(number);
    }
    const TimePoint now = clock_->now();
    while (!moments_.empty() && moments_.begin()->first <= now) {
        const Callback callback = std::move(moments_.begin()->second);
        moments_.erase(moments_.begin());
        callback();
    }
    return {};
}

/// A callback before this one may have ended the watch, or begun another on the same descriptor.
void Loop::call(std::uint64_t number) {
    const auto found = watches_.find(number);
    if (found == watches_.end()) return;
    const Callback callback = found->second.callback;
    callback();
}

bool Loop::any_always_ready() const {
    return std::ranges::any_of(watches_, [](const auto& one) { return one.second.always_ready; });
}

int Loop::time_limit(std::optional<TimePoint> until) const {
    if (any_always_ready()) return 0;
    if (!moments_.empty() && (!until || moments_.begin()->first < *until))
        until = moments_.begin()->first;
    if (!until) return -1;
    const auto left = std::chrono::ceil<Milliseconds>(*until - clock_->now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
}

}  // namespace ptkt::net
