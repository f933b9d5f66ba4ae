#include <fmt/format.h>

#include "common/racf/command/authority.hpp"

// DELUSER and LISTUSER. [RACF Command Language Reference, DELUSER and LISTUSER]
namespace ptkt::racf_command {

namespace {

constexpr std::string_view kFirstUser = "IBMUSER";

/// False when the command ends here.
base::Result<bool> delete_one(Job& job, const racf::UserId& id) {
    auto user = job.profiles().user(id);
    if (!user) return std::move(user).error();
    if (!*user) {
        job.say(4, "ICH04001I", fmt::format("ERROR LOCATING {}", id.str()));
        return true;
    }
    if (id.str() == kFirstUser) {
        job.say(4, "ICH04011I", "Deletion of IBMUSER not allowed.");
        return true;
    }
    auto allowed = administers(job, (*user)->owner);
    if (!allowed) return std::move(allowed).error();
    if (!*allowed) {
        job.say(8, "ICH04010I", "NOT AUTHORIZED TO ISSUE DELUSER");
        return false;
    }
    auto done = job.commit(racf::Change(racf::DeleteUser{id}));
    if (!done) return std::move(done).error();
    return true;
}

UserListing listing_of(Job& job, racf::User user) {
    UserListing listing{std::move(user)};
    listing.password_interval =
        listing.user.password_interval.value_or(job.options.password_interval);
    listing.user.revoked = listing.user.is_revoked(job.context.now);
    listing.base = !job.command.has("NORACF");
    // The hashes stay where they are.
    for (auto* password : {&listing.user.password, &listing.user.phrase}) {
        if (!*password) continue;
        (*password)->hash.clear();
        (*password)->history.clear();
    }
    return listing;
}

/// Lists a user. `own` is his own base segment, which he may always see.
base::Status show(Job& job, racf::User user) {
    UserListing listing = listing_of(job, std::move(user));
    std::vector<std::string> hidden;
    listing.segments = segments_to_list(job, hidden);
    job.list(std::move(listing));
    say_hidden_segments(job, hidden);
    return {};
}

base::Result<bool> may_list(const Job& job, const racf::User& user) {
    if (user.id == job.issuer.id) return true;
    return may_view(job, user.owner);
}

base::Status list_all_users(Job& job) {
    auto ids = job.profiles().user_ids();
    if (!ids) return std::move(ids).error();
    bool listed = false;
    for (const std::string& id : *ids) {
        auto user = job.profiles().user(racf::UserId::parse(id).value());
        if (!user) return std::move(user).error();
        if (!*user) continue;
        auto allowed = may_list(job, **user);
        if (!allowed) return std::move(allowed).error();
        if (!*allowed) continue;
        listed = true;
        if (auto done = show(job, std::move(**user)); !done) return done;
    }
    if (!listed) job.say(4, "ICH30011I", "NO USERS LISTED.");
    return {};
}

/// False when the command ends here.
base::Result<bool> list_one_user(Job& job, const racf::UserId& id) {
    auto user = job.profiles().user(id);
    if (!user) return std::move(user).error();
    if (!*user) {
        job.say(4, "ICH30001I", fmt::format("UNABLE TO LOCATE USER    ENTRY {}", id.str()));
        return true;
    }
    auto allowed = may_list(job, **user);
    if (!allowed) return std::move(allowed).error();
    if (!*allowed) {
        job.say(8, "ICH30002I", fmt::format("NOT AUTHORIZED TO LIST {}", id.str()));
        return false;
    }
    auto done = show(job, std::move(**user));
    if (!done) return std::move(done).error();
    return true;
}

}  // namespace

base::Status apply_deluser(Job& job) {
    for (const Value& id : job.command.positionals[0]) {
        auto exists = user_exists(job, id.text);
        if (!exists) return std::move(exists).error();
        if (*exists) continue;
        // TSO/E's parse exit refuses the whole command.
        job.say(8, "IKJ56702I", fmt::format("INVALID USERID, {}", id.text));
        return {};
    }
    for (const Value& id : job.command.positionals[0]) {
        auto goes_on = delete_one(job, user_id(id));
        if (!goes_on) return std::move(goes_on).error();
        if (!*goes_on) return {};
    }
    return {};
}

base::Status apply_listuser(Job& job) {
    if (job.command.has("NORACF") && !asks_for_segments(job.command)) {
        job.say(8, "ICH30012I",
                "NO USER(S) LISTED. NORACF SPECIFIED AND NO OTHER SEGMENTS REQUESTED.");
        return {};
    }
    if (job.command.positionals[0].empty()) {
        auto done = list_one_user(job, job.issuer.id);
        return done ? base::Status() : base::Status(std::move(done).error());
    }
    for (const Value& id : job.command.positionals[0]) {
        if (id.text == "*") {
            if (auto done = list_all_users(job); !done) return done;
            continue;
        }
        auto goes_on = list_one_user(job, user_id(id));
        if (!goes_on) return std::move(goes_on).error();
        if (!*goes_on) return {};
    }
    return {};
}

}  // namespace ptkt::racf_command
