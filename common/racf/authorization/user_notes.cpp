#include "common/racf/authorization/user_notes.hpp"

#include <algorithm>
#include <utility>

#include "common/racf/authorization/user_checks.hpp"

namespace ptkt::authorization {

using racf::User;
using racf::UserId;

bool UserNotes::Change::is_nothing() const {
    return !must_be_written() && !last_access && connects.empty();
}

void UserNotes::Change::follow_with(const Change& later) {
    resets = resets || later.resets;
    failures = later.resets ? later.failures : failures + later.failures;
    if (later.revoke_after) revoke_after = later.revoke_after;
    inactive = inactive || later.inactive;
    if (later.last_access) last_access = later.last_access;
    for (const auto& [group, count] : later.connects)
        connects[group] += count;
}

void UserNotes::Change::carry_out(User& user, const racf::Options& options,
                                  base::Instant now) const {
    if (resets) user.failures = 0;
    user.failures += failures;
    if (failures > 0 && revoke_after && user.failures >= *revoke_after)
        racf::set_revoked(user, true, now);
    if (inactive && is_inactive(user, options, now)) racf::set_revoked(user, true, now);
    if (last_access) user.last_access = last_access;
    for (const auto& [group, count] : connects) {
        racf::Connection* const connection = user.connection(group);
        if (connection == nullptr) continue;
        connection->last_connect = last_access;
        connection->connects += count;
    }
}

void UserNotes::Seen::show(User& user) const {
    user.failures = failures;
    if (revoked) racf::set_revoked(user, true, *revoked);
    if (last_access) user.last_access = last_access;
    for (const auto& [group, when] : last_connects)
        if (racf::Connection* const connection = user.connection(group))
            connection->last_connect = when;
}

void UserNotes::apply(User& user) const {
    const std::lock_guard lock(mutex_);
    if (notes_.empty()) return;
    if (const auto found = notes_.find(user.id.str()); found != notes_.end())
        found->second.seen.show(user);
}

std::uint64_t UserNotes::version() const {
    const std::lock_guard lock(mutex_);
    return version_;
}

/// `add` changes a note that shows the user as he is.
template <typename Do>
void UserNotes::note(User& user, Do add) {
    const std::lock_guard lock(mutex_);
    Note& note = notes_.try_emplace(user.id.str(), Note{user.id, {}, {}}).first->second;
    note.seen.failures = user.failures;
    add(note);
    note.seen.show(user);
    ++version_;
}

void UserNotes::add_failure(User& user, std::int64_t revoke_after, base::Instant now) {
    note(user, [&](Note& note) {
        note.change.follow_with({.failures = 1, .revoke_after = revoke_after});
        if (++note.seen.failures >= revoke_after && !note.seen.revoked) note.seen.revoked = now;
    });
}

void UserNotes::end_failures(User& user) {
    note(user, [](Note& note) {
        note.change.follow_with({.resets = true});
        note.seen.failures = 0;
    });
}

void UserNotes::revoke_inactive(User& user, base::Instant now) {
    note(user, [now](Note& note) {
        note.change.follow_with({.inactive = true});
        note.seen.revoked = now;
    });
}

void UserNotes::add_sign_on(User& user, const racf::GroupId& group, base::Instant now) {
    note(user, [&](Note& note) {
        note.change.follow_with({.last_access = now, .connects = {{group, 1}}});
        note.seen.last_access = now;
        note.seen.last_connects.insert_or_assign(group, now);
    });
}

bool UserNotes::must_be_written() const {
    const std::lock_guard lock(mutex_);
    return std::ranges::any_of(notes_,
                               [](const auto& one) { return one.second.change.must_be_written(); });
}

std::size_t UserNotes::waiting() const {
    const std::lock_guard lock(mutex_);
    return notes_.size();
}

std::vector<UserId> UserNotes::users() const {
    const std::lock_guard lock(mutex_);
    std::vector<UserId> all;
    for (const auto& [id, note] : notes_)
        all.push_back(note.user);
    return all;
}

/// The change of a note, whose sight stays until it is written.
std::optional<UserNotes::Change> UserNotes::take(const UserId& user) {
    const std::lock_guard lock(mutex_);
    const auto found = notes_.find(user.str());
    if (found == notes_.end()) return std::nullopt;
    return std::exchange(found->second.change, {});
}

void UserNotes::written(const UserId& user) {
    const std::lock_guard lock(mutex_);
    const auto found = notes_.find(user.str());
    if (!found->second.change.is_nothing()) return;  // more came meanwhile
    notes_.erase(found);
    ++version_;
}

void UserNotes::put_back(const UserId& user, Change change) {
    const std::lock_guard lock(mutex_);
    Note& note = notes_.at(user.str());
    change.follow_with(note.change);
    note.change = std::move(change);
}

base::Status UserNotes::write(store::Store& store, base::Instant now,
                              std::chrono::milliseconds time_limit) {
    const auto lock = store.lock(time_limit);
    if (!lock) return lock.error();
    const auto options = store.options();
    if (!options) return options.error();
    for (const UserId& id : users()) {
        auto user = store.user(id);  // again, now that nobody else can change it
        if (!user) return std::move(user).error();
        auto change = take(id);
        if (*user && change) {
            change->carry_out(**user, *options, now);
            std::vector<racf::Change> changes;
            changes.emplace_back(racf::PutUser{std::move(**user)});
            if (auto done = store.commit(changes, now); !done) {
                put_back(id, *std::move(change));
                return done;
            }
        }
        if (change) written(id);
    }
    return {};
}

}  // namespace ptkt::authorization
