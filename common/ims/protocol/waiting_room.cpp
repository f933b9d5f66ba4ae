#include "common/ims/protocol/waiting_room.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ptkt::ims_protocol {

namespace {

/// How many are looked at to find one that has to go.
constexpr int kDrawn = 16;

/// Sources that are remembered: those that have signed on last.
constexpr std::size_t kMostKnown = 4096;

}  // namespace

WaitingRoom::WaitingRoom(const Limits& limits)
    : limits_(&limits), random_(std::random_device{}()) {}

WaitingRoom::Entry WaitingRoom::entry_for(const std::string& source, std::size_t all) const {
    const auto found = sources_.find(source);
    const std::size_t has = found == sources_.end() ? 0 : found->second.places;
    if (limits_->waiting_per_address > 0 && has >= limits_->waiting_per_address)
        return Entry::TooManyOfSource;
    if (all >= limits_->connections) return guests_.empty() ? Entry::NoPlace : Entry::AnotherGoes;
    if (is_known(source) || limits_->reserve == 0) return Entry::Free;
    // What is free and not reserved, together with what strangers have already.
    const std::size_t free = limits_->connections - all + strangers_;
    const std::size_t for_strangers = free > limits_->reserve ? free - limits_->reserve : 1;
    return strangers_ < for_strangers ? Entry::Free : Entry::AnotherGoes;
}

/// A source that is known goes before strangers; otherwise whoever has less, and chance decides
/// where both have as much.
std::optional<ConnectionId> WaitingRoom::victim_for(const std::string& source) {
    const auto found = sources_.find(source);
    const std::size_t has = found == sources_.end() ? 0 : found->second.places;
    const bool has_better_right = is_known(source);
    const Guest* victim = nullptr;
    const auto rank = [](const Guest& one) {
        return std::pair(!one.source->is_known, one.source->places);
    };
    for (int i = 0; i < kDrawn && !order_.empty(); ++i)
        if (const Guest& one = draw(); victim == nullptr || rank(one) > rank(*victim))
            victim = &one;
    if (victim == nullptr) return std::nullopt;
    if (victim->source->is_known && !has_better_right) return std::nullopt;
    const bool is_favoured = has_better_right && !victim->source->is_known;
    const bool wins = is_favoured || has + 1 < victim->source->places ||
                      (has < victim->source->places && (random_() & 1U) != 0) || has == 0;
    if (!wins) return std::nullopt;
    return order_[victim->place];
}

WaitingRoom::Guest& WaitingRoom::draw() {
    const std::size_t place =
        std::uniform_int_distribution<std::size_t>(0, order_.size() - 1)(random_);
    return guests_.at(order_[place]);
}

void WaitingRoom::enter(ConnectionId id, const std::string& source) {
    Source& its = sources_[source];
    its.is_known = is_known(source);
    ++its.places;
    if (!its.is_known) ++strangers_;
    guests_.emplace(id, Guest{&its, source, order_.size()});
    order_.push_back(id);
}

void WaitingRoom::sign_on(ConnectionId id) {
    const auto guest = guests_.find(id);
    if (guest == guests_.end()) return;
    const std::string source = guest->second.name;
    leave(id);
    if (const auto found = known_.find(source); found != known_.end()) {
        lately_.splice(lately_.begin(), lately_, found->second);
        return;
    }
    lately_.push_front(source);
    known_.emplace(source, lately_.begin());
    if (const auto its = sources_.find(source); its != sources_.end()) {
        its->second.is_known = true;
        strangers_ -= its->second.places;
    }
    if (known_.size() <= kMostKnown) return;
    if (const auto its = sources_.find(lately_.back()); its != sources_.end()) {
        its->second.is_known = false;
        strangers_ += its->second.places;
    }
    known_.erase(lately_.back());
    lately_.pop_back();
}

void WaitingRoom::leave(ConnectionId id) {
    const auto guest = guests_.find(id);
    if (guest == guests_.end()) return;
    set_bytes(id, 0);
    Source& its = *guest->second.source;
    if (!its.is_known) --strangers_;
    if (--its.places == 0) sources_.erase(guest->second.name);
    const std::size_t place = guest->second.place;
    guests_.erase(guest);
    if (place + 1 != order_.size()) {
        order_[place] = order_.back();
        guests_.at(order_[place]).place = place;
    }
    order_.pop_back();
}

void WaitingRoom::clear() {
    guests_.clear();
    sources_.clear();
    order_.clear();
    strangers_ = bytes_ = 0;
}

void WaitingRoom::set_bytes(ConnectionId id, std::size_t bytes) {
    const auto found = guests_.find(id);
    if (found == guests_.end()) return;
    Guest& guest = found->second;
    guest.source->bytes += bytes - guest.bytes;
    bytes_ += bytes - guest.bytes;
    guest.bytes = bytes;
}

bool WaitingRoom::is_over() const {
    return limits_->unsigned_total > 0 && bytes_ > limits_->unsigned_total;
}

std::optional<ConnectionId> WaitingRoom::victim_for_memory() {
    const Guest* victim = nullptr;
    const auto rank = [](const Guest& one) { return std::pair(one.source->bytes, one.bytes); };
    // Those without bytes do not count, so more may have to be drawn until one is found.
    for (int i = 0; i < kDrawn && !order_.empty(); ++i)
        if (const Guest& one = draw();
            one.bytes > 0 && (victim == nullptr || rank(one) > rank(*victim)))
            victim = &one;
    if (victim != nullptr) return order_[victim->place];
    const auto any =
        std::ranges::find_if(guests_, [](const auto& entry) { return entry.second.bytes > 0; });
    return any == guests_.end() ? std::nullopt : std::optional(any->first);
}

}  // namespace ptkt::ims_protocol
