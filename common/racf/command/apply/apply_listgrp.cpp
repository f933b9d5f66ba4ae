#include <fmt/format.h>

#include "common/racf/command/authority.hpp"
#include "common/racf/command/group_members.hpp"

// LISTGRP. [RACF Command Language Reference, LISTGRP; RACF Messages and Codes, LISTGRP command
// messages]
namespace ptkt::racf_command {

namespace {

base::Result<bool> may_list(const Job& job, const racf::Group& group) {
    auto owner = may_view(job, group.owner);
    if (!owner || *owner) return owner;
    auto itself = may_view(job, group.id.str());
    if (!itself || *itself) return itself;
    return has_group_authority(job, group.id, racf::GroupAuthority::Connect);
}

base::Status show(Job& job, racf::Group group) {
    GroupListing listing{std::move(group)};
    auto subgroups = subgroups_of(job, listing.group.id);
    if (!subgroups) return std::move(subgroups).error();
    listing.subgroups = std::move(*subgroups);
    auto members = members_of(job, listing.group.id);
    if (!members) return std::move(members).error();
    listing.members = std::move(*members);
    listing.base = !job.command.has("NORACF");
    std::vector<std::string> hidden;
    listing.segments = segments_to_list(job, hidden);
    job.list(std::move(listing));
    say_hidden_segments(job, hidden);
    return {};
}

base::Status list_all_groups(Job& job) {
    auto ids = job.profiles().group_ids();
    if (!ids) return std::move(ids).error();
    bool listed = false;
    for (const std::string& id : *ids) {
        auto group = job.profiles().group(racf::GroupId::parse(id).value());
        if (!group) return std::move(group).error();
        if (!*group) continue;
        auto allowed = may_list(job, **group);
        if (!allowed) return std::move(allowed).error();
        if (!*allowed) continue;
        listed = true;
        if (auto done = show(job, std::move(**group)); !done) return done;
    }
    if (!listed) job.say(4, "ICH32005I", "NO GROUPS LISTED");
    return {};
}

base::Status list_one_group(Job& job, std::string_view name) {
    const auto id = racf::GroupId::parse(name);
    auto group =
        id ? job.profiles().group(*id) : base::Result<std::optional<racf::Group>>(std::nullopt);
    if (!group) return std::move(group).error();
    if (!*group) {
        job.say(4, "ICH51003I", "NAME NOT FOUND IN RACF DATA SET");
        return {};
    }
    auto allowed = may_list(job, **group);
    if (!allowed) return std::move(allowed).error();
    if (*allowed) return show(job, std::move(**group));
    job.say(4, "ICH32002I",
            fmt::format("NOT AUTHORIZED TO LIST BASE INFORMATION FOR GROUP {}", name));
    return {};
}

}  // namespace

base::Status apply_listgrp(Job& job) {
    if (job.command.has("NORACF") && !asks_for_segments(job.command)) {
        job.say(8, "ICH32007I", "NO SEGMENT REQUESTED");
        return {};
    }
    if (job.command.positionals[0].empty()) return list_one_group(job, job.current_group().str());
    for (const Value& name : job.command.positionals[0]) {
        auto done = name.text == "*" ? list_all_groups(job) : list_one_group(job, name.text);
        if (!done) return done;
    }
    return {};
}

}  // namespace ptkt::racf_command
