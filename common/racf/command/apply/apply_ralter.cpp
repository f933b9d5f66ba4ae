#include <fmt/format.h>

#include <algorithm>

#include "common/racf/command/authority.hpp"
#include "common/racf/command/resource_fields.hpp"
#include "common/racf/model/matching.hpp"

// RALTER and RDELETE. [RACF Command Language Reference, RALTER and RDELETE]
namespace ptkt::racf_command {

namespace {

/// An auditor who has no authority over a profile may change how it is logged, and nothing else.
base::Result<bool> only_audits(const Job& job, const racf::Resource& profile) {
    const auto& operands = job.command.operands;
    const bool only = std::all_of(operands.begin(), operands.end(), [](const Operand& operand) {
        return operand.keyword->name == "GLOBALAUDIT" || operand.keyword->effect == Effect::None;
    });
    if (!only || !job.command.has("GLOBALAUDIT")) return false;
    return may_audit(job, profile.owner);
}

base::Result<bool> may_alter(const Job& job, const racf::Resource& profile) {
    auto administered = administers_resource(job, profile);
    if (!administered || *administered) return administered;
    return only_audits(job, profile);
}

base::Status alter(Job& job, const racf::ClassInfo& info, racf::Resource profile) {
    std::vector<racf::Change> changes;
    // Before the owner changes: who may audit depends on him.
    if (auto set = set_global_audit(job, profile); !set) return set;
    set_resource_fields(job, info, profile);
    if (auto set = set_ssignon(job, profile, changes); !set) return set;
    profile.changed = job.context.now;
    changes.emplace_back(racf::PutResource{std::move(profile)});
    return job.commit(std::move(changes));
}

/// Answers whether the profile was changed.
base::Result<bool> alter_one(Job& job, const racf::ClassInfo& info, const racf::ProfileName& name) {
    auto profile = job.profiles().resource(class_name(info.name), name);
    if (!profile) return std::move(profile).error();
    if (!*profile) {
        job.say(4, "ICH11102I", fmt::format("{} NOT DEFINED TO CLASS {}.", name.str(), info.name));
        return false;
    }
    auto allowed = may_alter(job, **profile);
    if (!allowed) return std::move(allowed).error();
    if (!*allowed) {
        job.say(4, "ICH11103I", fmt::format("NOT AUTHORIZED TO ALTER {}.", name.str()));
        return false;
    }
    if (auto done = alter(job, info, std::move(**profile)); !done) return std::move(done).error();
    return true;
}

/// A profile that is discrete in spite of its name is deleted only when NOGENERIC says so.
bool means_the_generic(const Job& job, const racf::Resource& profile) {
    if (profile.generic || !racf::has_generic_characters(profile.name.str())) return false;
    const bool generic_commands = job.options.generic.contains(profile.cls.str()) ||
                                  job.options.generic_command.contains(profile.cls.str());
    return job.command.has("GENERIC") || (generic_commands && !job.command.has("NOGENERIC"));
}

/// Only a name with generic characters can be the one or the other kind of profile.
bool is_of_another_kind(const Job& job, const racf::Resource& profile) {
    if (profile.generic) return job.command.has("NOGENERIC");
    return job.command.has("GENERIC") && !racf::has_generic_characters(profile.name.str());
}

/// The profile to delete; where there is none of the folded name, that of the name as it is
/// written: it was defined while the class had CASE(ASIS), and would be out of reach of every
/// command.
base::Result<std::optional<racf::Resource>> profile_to_delete(const Job& job,
                                                              const racf::ClassInfo& info,
                                                              const Value& named) {
    const racf::ClassName cls = class_name(info.name);
    auto profile = job.profiles().resource(cls, profile_name(job, info.name, named));
    const auto as_is = racf::ProfileName::as_is(named.typed);
    const bool is_dynamic = racf::find_supplied_class(info.name) == nullptr;
    if (!profile || *profile || !as_is || !is_dynamic) return profile;
    return job.profiles().resource(cls, *as_is);
}

base::Result<bool> delete_one(Job& job, const racf::ClassInfo& info, const Value& named) {
    auto profile = profile_to_delete(job, info, named);
    if (!profile) return std::move(profile).error();
    const racf::ProfileName name =
        *profile ? (*profile)->name : profile_name(job, info.name, named);
    if (!*profile || is_of_another_kind(job, **profile)) {
        job.say(4, "ICH12102I", fmt::format("{} NOT DEFINED TO CLASS {}.", name.str(), info.name));
        return false;
    }
    if (means_the_generic(job, **profile)) {
        job.say(4, "ICH12306I",
                fmt::format("A discrete profile in class {} matches the name {}. Use the keyword "
                            "NOGENERIC to delete it.",
                            info.name, name.str()));
        return false;
    }
    auto allowed = administers_resource(job, **profile);
    if (!allowed) return std::move(allowed).error();
    if (!*allowed) {
        job.say(4, "ICH12103I", fmt::format("NOT AUTHORIZED TO DELETE {}.", name.str()));
        return false;
    }
    auto done = job.commit(racf::Change(racf::DeleteResource{class_name(info.name), name}));
    if (!done) return std::move(done).error();
    return true;
}

}  // namespace

base::Status apply_ralter(Job& job) {
    const racf::ClassInfo& info = job.named_class();
    auto valid = resource_operands_are_valid(job, info);
    if (!valid) return std::move(valid).error();
    if (!*valid) return {};
    bool altered = false;
    for (const Value& name : job.command.positionals[1]) {
        auto done = alter_one(job, info, profile_name(job, info.name, name));
        if (!done) return std::move(done).error();
        altered = altered || *done;
    }
    if (altered) remind_of_refresh(job, info, "ICH11009I", "UPDATE(S)", ".");
    return {};
}

base::Status apply_rdelete(Job& job) {
    const racf::ClassInfo& info = job.named_class();
    bool deleted = false;
    for (const Value& name : job.command.positionals[1]) {
        auto done = delete_one(job, info, name);
        if (!done) return std::move(done).error();
        deleted = deleted || *done;
    }
    if (deleted) remind_of_refresh(job, info, "ICH12002I", "DELETION(S)", ".");
    return {};
}

}  // namespace ptkt::racf_command
