#include <fmt/format.h>

#include "common/racf/command/authority.hpp"
#include "common/racf/command/free_id.hpp"
#include "common/racf/command/given_fields.hpp"
#include "common/racf/command/group_members.hpp"
#include "common/racf/model/group_table.hpp"
#include "common/racf/model/segment_tables.hpp"

// ADDGROUP, ALTGROUP, DELGROUP. [RACF Command Language Reference, topics of these commands; RACF
// Messages and Codes, ALTGROUP and DELGROUP command messages]
namespace ptkt::racf_command {

namespace {

void say_invalid_group(Job& job, std::string_view group) {
    job.say(8, "IKJ56702I", fmt::format("INVALID GROUP, {}", group));
}

base::Result<bool> group_operands_are_valid(Job& job) {
    auto superior = named_id_is_valid(job, job.command.find("SUPGROUP"), "SUPERIOR GROUP");
    if (!superior || !*superior) return superior;
    auto owner = named_id_is_valid(job, job.command.find("OWNER"), "OWNER");
    if (!owner || !*owner) return owner;
    return may_assign_gids(job);
}

void set_group_fields(const Job& job, racf::Group& group) {
    const Doing doing = job.is(CommandId::Altgroup) ? Doing::Altering : Doing::Adding;
    for (const racf::Field<racf::Group>& field : racf::kGroupFields)
        set_field(said_of(job, doing, field.given), field, group);
    set_segments(job, doing, racf::kGroupSegments, group.segments);
}

/// A group may be owned by a user, or by its own superior group.
base::Result<bool> owner_fits(const Job& job, const racf::Group& group) {
    auto owner_is_group = group_exists(job, group.owner);
    if (!owner_is_group) return owner_is_group;
    return !*owner_is_group || (group.superior && group.superior->str() == group.owner);
}

std::string owner_mismatch(const racf::Group& group) {
    return fmt::format("OWNER-GROUP AND SUPERIOR GROUP MUST BE THE SAME FOR GROUP {}",
                       group.id.str());
}

base::Status add_one(Job& job, const racf::GroupId& id, const racf::GroupId& superior) {
    auto taken = id_exists(job, id.str());
    if (!taken) return std::move(taken).error();
    if (*taken) return {};  // the name stands in the list twice
    racf::Group group{id, superior, job.issuer.id.str(), job.context.now};
    set_group_fields(job, group);
    auto fits = owner_fits(job, group);
    if (!fits) return std::move(fits).error();
    if (!*fits) {
        job.say(4, "PTKT010I", owner_mismatch(group));
        return {};
    }
    auto assigned = assign_gid(job, group);
    if (!assigned) return std::move(assigned).error();
    if (!*assigned) return {};
    return job.commit(racf::Change(racf::PutGroup{std::move(group)}));
}

/// Would the new superior make the group its own ancestor?
base::Result<bool> is_below(const Job& job, racf::GroupId lower, const racf::GroupId& upper) {
    constexpr int kDeepest = 64;
    for (int depth = 0; depth < kDeepest; ++depth) {
        if (lower == upper) return true;
        auto group = job.profiles().group(lower);
        if (!group) return std::move(group).error();
        if (!*group || !(*group)->superior) return false;
        lower = *(*group)->superior;
    }
    return true;
}

/// Moves the group below another one. False when the command ends here.
base::Result<bool> change_superior(Job& job, racf::Group& group) {
    const Operand* operand = job.command.find("SUPGROUP");
    if (operand == nullptr) return true;
    const racf::GroupId superior = group_id(operand->values.front());
    auto loop = is_below(job, superior, group.id);
    if (!loop) return loop;
    if (*loop) {
        job.say(8, "ICH20006I",
                fmt::format("{} CANNOT BE A SUPERIOR GROUP OF {}", superior.str(), group.id.str()));
        return false;
    }
    auto allowed = has_group_authority(job, superior, racf::GroupAuthority::Join);
    if (!allowed) return allowed;
    if (!*allowed) {
        job.say(8, "ICH20005I", fmt::format("INSUFFICIENT AUTHORITY TO {}", superior.str()));
        return false;
    }
    group.superior = superior;
    return true;
}

base::Result<bool> alter_one(Job& job, const racf::GroupId& id) {
    auto found = job.profiles().group(id);
    if (!found) return std::move(found).error();
    if (!*found) {
        job.say(4, "ICH20019I", fmt::format("UNABLE TO LOCATE {}", id.str()));
        return true;
    }
    racf::Group group = std::move(**found);
    auto owns = administers(job, group.owner);
    auto in_scope = administers(job, id.str());
    if (!owns || !in_scope) return std::move(owns ? in_scope : owns).error();
    if (!*owns && !*in_scope) {
        job.say(8, "ICH20002I", fmt::format("NOT AUTHORIZED TO ALTER {}", id.str()));
        return false;
    }
    auto moved = change_superior(job, group);
    if (!moved || !*moved) return moved;
    set_group_fields(job, group);
    auto fits = owner_fits(job, group);
    if (!fits) return fits;
    if (!*fits) {
        job.say(4, "ICH20020I", owner_mismatch(group));
        job.say(4, "ICH20013I", fmt::format("{} NOT ALTERED", id.str()));
        return true;
    }
    auto assigned = assign_gid(job, group);
    if (!assigned || !*assigned) return assigned;
    auto done = job.commit(racf::Change(racf::PutGroup{std::move(group)}));
    if (!done) return std::move(done).error();
    return true;
}

/// A group can go when it is there, and empty.
base::Result<bool> can_be_deleted(Job& job, const racf::GroupId& id) {
    auto exists = group_exists(job, id.str());
    if (!exists || !*exists) return exists;
    auto members = members_of(job, id);
    if (!members) return std::move(members).error();
    auto subgroups = subgroups_of(job, id);
    if (!subgroups) return std::move(subgroups).error();
    return members->empty() && subgroups->empty();
}

base::Result<bool> may_delete(const Job& job, const racf::Group& group) {
    auto owns = administers(job, group.owner);
    if (!owns || *owns) return owns;
    auto in_scope = administers(job, group.id.str());
    if (!in_scope || *in_scope || !group.superior) return in_scope;
    return has_group_authority(job, *group.superior, racf::GroupAuthority::Join);
}

base::Result<bool> delete_one(Job& job, const racf::GroupId& id) {
    auto group = job.profiles().group(id);
    if (!group) return std::move(group).error();
    if (!*group) {
        job.say(4, "ICH05001I", fmt::format("ERROR LOCATING {}", id.str()));
        return true;
    }
    auto allowed = may_delete(job, **group);
    if (!allowed) return allowed;
    if (!*allowed) {
        job.say(8, "ICH05005I", "NOT AUTHORIZED TO ISSUE DELGROUP");
        return false;
    }
    auto done = job.commit(racf::Change(racf::DeleteGroup{id}));
    if (!done) return std::move(done).error();
    return true;
}

/// Goes through the groups of the command until one of them ends it.
base::Status for_each_group(Job& job, base::Result<bool> (*step)(Job&, const racf::GroupId&)) {
    for (const Value& name : job.command.positionals[0]) {
        auto goes_on = step(job, group_id(name));
        if (!goes_on) return std::move(goes_on).error();
        if (!*goes_on) return {};
    }
    return {};
}

}  // namespace

base::Status apply_addgroup(Job& job) {
    for (const Value& name : job.command.positionals[0]) {
        auto taken = id_exists(job, name.text);
        if (!taken) return std::move(taken).error();
        if (!*taken) continue;
        say_invalid_group(job, name.text);
        return {};
    }
    auto valid = group_operands_are_valid(job);
    if (!valid) return std::move(valid).error();
    if (!*valid) return {};
    const Operand* operand = job.command.find("SUPGROUP");
    const racf::GroupId superior =
        operand == nullptr ? job.current_group() : group_id(operand->values.front());
    auto allowed = has_group_authority(job, superior, racf::GroupAuthority::Join);
    if (!allowed) return std::move(allowed).error();
    if (!*allowed) {
        job.say(8, "PTKT011I",
                fmt::format("The issuer may not add groups below {}.", superior.str()));
        return {};
    }
    for (const Value& name : job.command.positionals[0])
        if (auto done = add_one(job, group_id(name), superior); !done) return done;
    return {};
}

base::Status apply_altgroup(Job& job) {
    for (const Value& name : job.command.positionals[0]) {
        auto exists = group_exists(job, name.text);
        if (!exists) return std::move(exists).error();
        if (*exists) continue;
        say_invalid_group(job, name.text);
        return {};
    }
    auto valid = group_operands_are_valid(job);
    if (!valid) return std::move(valid).error();
    if (!*valid) return {};
    return for_each_group(job, alter_one);
}

base::Status apply_delgroup(Job& job) {
    for (const Value& name : job.command.positionals[0]) {
        auto fine = can_be_deleted(job, group_id(name));
        if (!fine) return std::move(fine).error();
        if (*fine) continue;
        say_invalid_group(job, name.text);
        return {};
    }
    return for_each_group(job, delete_one);
}

}  // namespace ptkt::racf_command
