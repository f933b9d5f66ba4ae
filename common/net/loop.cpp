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
    return watch(fd, Readiness{what == Ready::Input, what == Ready::Output}, std::move(callback));
}

base::Status Loop::watch(int fd, Readiness what, Callback callback) {
    const std::uint64_t number = next_++;
    const auto added = poller_.add(fd, to_events(what), number);
    const bool is_file = !added && errno == EPERM;  // what epoll says of files
    if (!added && !is_file) return added;
    watched_.emplace(number, Watched{fd, std::move(callback), is_file});
    numbers_.insert_or_assign(fd, number);
    if (is_file) ++files_;
    return {};
}

base::Status Loop::change(int fd, Readiness what) {
    const std::uint64_t number = numbers_.at(fd);
    if (watched_.at(number).always_ready) return {};
    return poller_.change(fd, to_events(what), number);
}

void Loop::unwatch(int fd) {
    const auto number = numbers_.find(fd);
    if (number == numbers_.end()) return;
    const auto found = watched_.find(number->second);
    if (found->second.always_ready) {
        --files_;
    } else {
        poller_.remove(fd);
    }
    watched_.erase(found);
    numbers_.erase(number);
}

Loop::Moment Loop::call_at(TimePoint when, Callback callback) {
    const Moment moment{when, next_++};
    moments_.emplace(moment, std::move(callback));
    return moment;
}

base::Status Loop::turn(std::optional<TimePoint> until) {
    const auto ready = poller_.wait(clock_->begin_wait(time_limit(until)));
    if (!ready) return ready.error();
    for (const epoll_event& event : *ready)
        call(event.data.u64);
    if (files_ > 0) call_files();
    const TimePoint now = clock_->now();
    while (!moments_.empty() && moments_.begin()->first.first <= now) {
        const Callback callback = std::move(moments_.begin()->second);
        moments_.erase(moments_.begin());
        callback();
    }
    return {};
}

/// A callback before this one may have ended the watch, or begun another on the same descriptor.
void Loop::call(std::uint64_t number) {
    const auto found = watched_.find(number);
    if (found == watched_.end()) return;
    const Callback callback = found->second.callback;
    callback();
}

void Loop::call_files() {
    std::vector<std::uint64_t> files;
    for (const auto& [number, watched] : watched_)
        if (watched.always_ready) files.push_back(number);
    for (const std::uint64_t number : files)
        call(number);
}

int Loop::time_limit(std::optional<TimePoint> until) const {
    if (files_ > 0) return 0;
    if (!moments_.empty() && (!until || moments_.begin()->first.first < *until))
        until = moments_.begin()->first.first;
    if (!until) return -1;
    const auto left = std::chrono::ceil<Milliseconds>(*until - clock_->now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
}

base::Status Watch::set(int fd, Readiness what) {
    if (fd == fd_ && what == what_) return {};
    if (fd == fd_) {
        what_ = what;
        return loop_.change(fd, what);
    }
    clear();
    auto watched = loop_.watch(fd, what, callback_);
    if (watched) {
        fd_ = fd;
        what_ = what;
    }
    return watched;
}

void Watch::clear() {
    if (!is_set()) return;
    loop_.unwatch(fd_);
    fd_ = -1;
}

void Timer::set(TimePoint when) {
    clear();
    moment_ = loop_.call_at(when, [this] {
        moment_.reset();
        // The callback may set it again, or end it.
        const Loop::Callback callback = callback_;
        callback();
    });
}

void Timer::clear() {
    if (moment_) loop_.call_off(*moment_);
    moment_.reset();
}

}  // namespace ptkt::net
