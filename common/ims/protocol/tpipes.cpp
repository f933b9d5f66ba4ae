#include "common/ims/protocol/tpipes.hpp"

#include <algorithm>

namespace ptkt::ims_protocol {

namespace {

std::size_t size_of(const Output& output) {
    std::size_t bytes = output.mod_name.size();
    for (const std::string& segment : output.segments)
        bytes += segment.size();
    return bytes;
}

}  // namespace

bool Tpipes::is_full(const std::string& name) const {
    return bytes_ >= limits_.bytes || depth(name) >= limits_.messages;
}

bool Tpipes::put(const std::string& name, Output output) {
    if (is_full(name)) return false;
    bytes_ += size_of(output);
    ++messages_;
    queues_[name].push_back(std::move(output));
    return true;
}

void Tpipes::put_back(const std::string& name, Output output) {
    bytes_ += size_of(output);
    ++messages_;
    queues_[name].push_front(std::move(output));
}

std::optional<Output> Tpipes::take(const std::string& name) {
    const auto found = queues_.find(name);
    if (found == queues_.end()) return std::nullopt;
    Output output = std::move(found->second.front());
    found->second.pop_front();
    if (found->second.empty()) queues_.erase(found);
    bytes_ -= size_of(output);
    --messages_;
    return output;
}

std::size_t Tpipes::depth(const std::string& name) const {
    const auto found = queues_.find(name);
    return found == queues_.end() ? 0 : found->second.size();
}

void Tpipes::wait(const std::string& name, ClientNumber client) {
    waiters_[name].push_back(client);
}

void Tpipes::leave(const std::string& name, ClientNumber client) {
    const auto found = waiters_.find(name);
    if (found == waiters_.end()) return;
    std::erase(found->second, client);
    if (found->second.empty()) waiters_.erase(found);
}

std::optional<ClientNumber> Tpipes::waiter(const std::string& name) const {
    const auto found = waiters_.find(name);
    if (found == waiters_.end()) return std::nullopt;
    return found->second.front();
}

}  // namespace ptkt::ims_protocol
