#include <fmt/format.h>

#include "common/racf/command/authority.hpp"
#include "common/racf/command/resource_fields.hpp"
#include "common/racf/model/access_check.hpp"
#include "common/racf/model/matching.hpp"

// RDEFINE. [RACF Command Language Reference, RDEFINE]
namespace ptkt::racf_command {

namespace {

/// A name with generic characters makes a generic profile where the class has generic commands.
bool becomes_generic(const Job& job, const racf::ClassInfo& cls, std::string_view name) {
    const bool on =
        job.options.generic.contains(cls.name) || job.options.generic_command.contains(cls.name);
    return cls.generic_allowed && on && racf::has_generic_characters(name);
}

racf::Access default_uacc(const Job& job, const racf::ClassInfo& cls) {
    const racf::Connection* connection = job.issuer.connection(job.current_group());
    return cls.uacc_of_connect && connection != nullptr ? connection->uacc : cls.default_uacc;
}

/// With GENERICOWNER the owner of a wider generic profile decides who defines a narrower one.
base::Result<bool> generic_owner_allows(const Job& job, const racf::ClassName& cls,
                                        const racf::ProfileName& name) {
    const auto found = job.options.switches.find("GENERICOWNER");
    if (job.issuer.special || found == job.options.switches.end() || !found->second) return true;
    auto names = job.profiles().resource_names(cls);
    if (!names) return std::move(names).error();
    for (const std::string& wider : racf::covering_profiles(*names, name.str())) {
        if (wider == name.str()) continue;
        auto profile =
            job.profiles().resource(cls, racf::profile_name_in(cls.str(), wider).value());
        if (!profile) return std::move(profile).error();
        if (*profile && (*profile)->generic) return administers(job, (*profile)->owner);
    }
    return true;
}

/// The profile of FROM, or nothing, after having said what is wrong with it.
base::Result<std::optional<racf::Resource>> model_profile(Job& job, const racf::ClassName& cls) {
    const Operand& from = *job.command.find("FROM");
    if (from.values.size() > 1)
        job.say(0, "ICH10309I",
                "WARNING for RDEFINE. Extraneous information in the FROM keyword has been "
                "ignored.");
    const Operand* fclass = job.command.find("FCLASS");
    const racf::ClassName from_class = fclass == nullptr ? cls : class_name(fclass->text());
    const racf::ProfileName name = profile_name(job, from_class.str(), from.values.front());
    auto model = job.profiles().resource(from_class, name);
    if (model && !*model)
        job.say(8, "PTKT005I",
                fmt::format("{}, the model of FROM, is not defined to class {}.", name.str(),
                            from_class.str()));
    return model;
}

void copy_from_model(const racf::Resource& model, racf::Resource& profile) {
    profile.uacc = model.uacc;
    profile.level = model.level;
    profile.warning = model.warning;
    profile.audit = model.audit;
    profile.access = model.access;
    profile.conditional = model.conditional;
    for (racf::AccessEntry& entry : profile.access)
        entry.count = 0;
}

/// Says that a positional operand is not valid, as TSO/E's parse exits do.
void say_invalid(Job& job, std::size_t positional, std::string_view value) {
    const auto& positionals = job.command.spec->positionals;
    const Prompt& prompt = positionals[1].prompt;
    job.say(8, "IKJ56702I",
            fmt::format("INVALID {}, {}", positionals[positional].prompt.invalid, value));
    job.say(8, "IKJ56701I", fmt::format("MISSING {}+", prompt.missing));
    job.say(8, "IKJ56701I", fmt::format("MISSING {}", prompt.detail));
}

/// `**` may stand once in a name. [RACF Command Language Reference, generic profile names]
bool names_are_valid(Job& job) {
    for (const Value& name : job.command.positionals[1]) {
        const auto first = name.text.find("**");
        if (first == std::string::npos || name.text.find("**", first + 2) == std::string::npos)
            continue;
        say_invalid(job, 1, name.text);
        return false;
    }
    return true;
}

class Definer {
  public:
    Definer(Job& job, const racf::ClassInfo& info)
        : job_(job), info_(info), cls_(class_name(info.name)) {}

    /// Looks for the model of FROM; false when the command cannot go on.
    base::Result<bool> prepare() {
        if (!job_.command.has("FROM")) return true;
        auto model = model_profile(job_, cls_);
        if (!model) return std::move(model).error();
        model_ = std::move(*model);
        return model_.has_value();
    }

    base::Status define(const racf::ProfileName& name) {
        auto existing = job_.profiles().resource(cls_, name);
        if (!existing) return std::move(existing).error();
        if (*existing) {
            job_.say(4, "ICH10102I",
                     fmt::format("{} ALREADY DEFINED TO CLASS {}.", name.str(), info_.name));
            return {};
        }
        auto allowed = generic_owner_allows(job_, cls_, name);
        if (!allowed) return std::move(allowed).error();
        if (!*allowed) {
            job_.say(4, "ICH10103I", fmt::format("NOT AUTHORIZED TO DEFINE {}.", name.str()));
            return {};
        }
        return add(new_profile(name));
    }

    [[nodiscard]] bool added() const { return added_; }

  private:
    racf::Resource new_profile(const racf::ProfileName& name) {
        racf::Resource profile{cls_, name};
        profile.generic = becomes_generic(job_, info_, name.str());
        profile.owner = job_.issuer.id.str();
        profile.uacc = default_uacc(job_, info_);
        profile.created = profile.changed = job_.context.now;
        if (model_) copy_from_model(*model_, profile);
        set_resource_fields(job_, info_, profile);
        if (job_.options.addcreator) profile.permit(job_.issuer.id.str(), racf::Access::Alter);
        return profile;
    }

    base::Status add(racf::Resource profile) {
        std::vector<racf::Change> changes;
        if (auto set = set_ssignon(job_, profile, changes); !set) return set;
        if (profile.generic && profile.ssignon)
            job_.say(0, "PTKT006I",
                     fmt::format("The key of {} is never used: profiles with keys must be "
                                 "discrete.",
                                 profile.name.str()));
        if (info_.generic_allowed)
            if (const std::string why = racf::why_never_matches(profile, job_.options);
                !why.empty())
                job_.say(0, "PTKT021I", fmt::format("{}.", why));
        changes.emplace_back(racf::PutResource{std::move(profile)});
        if (auto done = job_.commit(std::move(changes)); !done) return done;
        added_ = true;
        return {};
    }

    Job& job_;
    const racf::ClassInfo& info_;
    racf::ClassName cls_;
    std::optional<racf::Resource> model_;
    bool added_ = false;
};

}  // namespace

base::Status apply_rdefine(Job& job) {
    const racf::ClassInfo& info = job.named_class();
    if (!info.takes_profiles) {
        say_invalid(job, 0, info.name);
        return {};
    }
    if (!names_are_valid(job)) return {};
    if (!may_define_in(job, info)) {
        job.say(8, "ICH10202I",
                fmt::format("NOT AUTHORIZED TO DEFINE {} CLASS ENTITIES", info.name));
        return {};
    }
    if (!job.issuer.special && !job.options.is_active(info.name)) {
        // CLAUTH counts only while the class is active.
        const auto first = profile_name(job, info.name, job.command.positionals[1].front());
        job.say(8, "ICH10301I",
                fmt::format("{} AND REMAINING ENTITIES NOT DEFINED TO RACF", first.str()));
        return {};
    }
    auto valid = resource_operands_are_valid(job, info);
    if (!valid) return std::move(valid).error();
    if (!*valid) return {};
    Definer definer(job, info);
    auto ready = definer.prepare();
    if (!ready) return std::move(ready).error();
    if (!*ready) return {};
    for (const Value& name : job.command.positionals[1])
        if (auto done = definer.define(profile_name(job, info.name, name)); !done) return done;
    if (definer.added()) remind_of_refresh(job, info, "ICH10006I", "ADDITION(S)", ".");
    return {};
}

}  // namespace ptkt::racf_command
