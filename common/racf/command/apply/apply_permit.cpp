#include <fmt/format.h>

#include <algorithm>

#include "common/racf/command/authority.hpp"
#include "common/racf/command/resource_fields.hpp"
#include "common/racf/language/foreign_command.hpp"

// PERMIT. [RACF Command Language Reference, PERMIT; RACF Messages and Codes, PERMIT command
// messages]
namespace ptkt::racf_command {

namespace {

/// The condition of WHEN, once for each name in it.
struct WhenCondition {
    std::string kind;
    std::string name;
};

bool generic_commands(const Job& job, std::string_view cls) {
    return job.options.generic.contains(cls) || job.options.generic_command.contains(cls);
}

class Permitter {
  public:
    Permitter(Job& job, racf::Resource profile) : job_(job), profile_(std::move(profile)) {}

    base::Status run() {
        collect_conditions();
        reset();
        if (auto copied = copy_from(); !copied) return copied;
        if (job_.outcome.rc >= 8) return {};
        if (auto done = ids(); !done) return done;
        if (!changed_) return {};
        profile_.changed = job_.context.now;
        const racf::ClassInfo& info = *job_.classes().find(profile_.cls.str());
        if (auto done = job_.commit(racf::Change(racf::PutResource{std::move(profile_)})); !done)
            return done;
        remind_of_refresh(job_, info, "ICH06011I", "UPDATE(S)", "");
        return {};
    }

  private:
    void collect_conditions() {
        const Operand* when = job_.command.find("WHEN");
        if (when == nullptr) return;
        for (const Operand& condition : when->operands) {
            if (condition.keyword->effect == Effect::None) continue;
            const std::string kind(condition.keyword->name);
            if (job_.classes().find(kind) != nullptr && !job_.options.is_active(kind))
                job_.say(0, "ICH06019I",
                         fmt::format("WARNING: Class {} is not currently active.", kind));
            for (const Value& name : condition.values)
                add_condition(kind, name.text);
        }
    }

    void add_condition(const std::string& kind, const std::string& name) {
        if (name == "*" && job_.command.has("ACCESS")) {
            job_.say(
                4, "ICH06013I",
                fmt::format("WHEN({}(*)) OPERAND IGNORED. INVALID WITH ACCESS OPERAND.", kind));
            return;
        }
        conditions_.push_back({kind, name});
    }

    void reset() {
        const Operand* reset = job_.command.find("RESET");
        if (reset == nullptr) return;
        if (job_.command.has("DELETE")) {
            job_.say(4, "ICH06009I", "RESET OPTION IGNORED, CONFLICTS WITH DELETE REQUEST");
            return;
        }
        if (reset->text() != "WHEN") profile_.access.clear();
        if (reset->text() != "STANDARD") profile_.conditional.clear();
        changed_ = true;
    }

    base::Status copy_from() {
        const Operand* from = job_.command.find("FROM");
        if (from == nullptr) return {};
        if (from->values.size() > 1)
            job_.say(0, "ICH06017I",
                     "WARNING for PERMIT. Extraneous information in the FROM keyword has been "
                     "ignored.");
        const Operand* fclass = job_.command.find("FCLASS");
        const racf::ClassName cls = fclass == nullptr ? profile_.cls : class_name(fclass->text());
        const racf::ProfileName name = profile_name(job_, cls.str(), from->values.front());
        auto model = job_.profiles().resource(cls, name);
        if (!model) return std::move(model).error();
        if (!*model) {
            job_.say(8, "ICH06004I", fmt::format("{} NOT DEFINED TO RACF", name.str()));
            return {};
        }
        auto allowed = administers_resource(job_, **model);
        if (!allowed) return std::move(allowed).error();
        if (*allowed) {
            copy_entries(**model);
        } else {
            job_.say(8, "ICH06006I", fmt::format("NOT AUTHORIZED TO {}", name.str()));
        }
        return {};
    }

    void copy_entries(const racf::Resource& model) {
        for (const racf::AccessEntry& entry : model.access) {
            if (profile_.entry(entry.id) != nullptr) {
                job_.say(
                    4, "ICH06001I",
                    fmt::format("{} ALREADY AUTHORIZED TO RESOURCE - ACCESS UNCHANGED", entry.id));
                continue;
            }
            profile_.permit(entry.id, entry.access);
            changed_ = true;
        }
        for (const racf::ConditionalEntry& entry : model.conditional)
            put_conditional({entry.condition, entry.name}, entry.entry.id, entry.entry.access);
    }

    base::Status ids() {
        const Operand* ids = job_.command.find("ID");
        if (ids == nullptr) return {};
        for (const Value& id : ids->values) {
            if (job_.command.has("DELETE")) {
                remove(id.text);
                continue;
            }
            auto known = id.text == "*" ? base::Result<bool>(true) : id_exists(job_, id.text);
            if (!known) return std::move(known).error();
            if (*known) {
                permit(id.text);
            } else {
                job_.say(4, "ICH06007I", fmt::format("{} NOT DEFINED TO RACF", id.text));
            }
        }
        return {};
    }

    void permit(const std::string& id) {
        const Operand* access = job_.command.find("ACCESS");
        const racf::Access level =
            access == nullptr ? racf::Access::Read : access_of_word(access->text());
        if (!job_.command.has("WHEN")) {
            profile_.permit(id, level);
            changed_ = true;
        }
        for (const WhenCondition& condition : conditions_)
            put_conditional(condition, id, level);
    }

    void remove(const std::string& id) {
        if (!job_.command.has("WHEN")) {
            if (profile_.remove(id)) {
                changed_ = true;
            } else {
                job_.say(4, "ICH06002I", fmt::format("{:<8} NOT AUTHORIZED, DELETE IGNORED", id));
            }
        }
        for (const WhenCondition& condition : conditions_)
            remove_conditional(condition, id);
    }

    void put_conditional(const WhenCondition& condition, const std::string& id,
                         racf::Access level) {
        changed_ = true;
        for (racf::ConditionalEntry& entry : profile_.conditional) {
            const bool same = entry.condition == condition.kind && entry.name == condition.name &&
                              entry.entry.id == id;
            if (!same) continue;
            entry.entry.access = level;
            return;
        }
        profile_.conditional.push_back({{id, level, 0}, condition.kind, condition.name});
    }

    void remove_conditional(const WhenCondition& condition, const std::string& id) {
        const auto matches = [&](const racf::ConditionalEntry& entry) {
            return entry.condition == condition.kind && entry.entry.id == id &&
                   (condition.name == "*" || entry.name == condition.name);
        };
        if (std::erase_if(profile_.conditional, matches) > 0) {
            changed_ = true;
            return;
        }
        job_.say(4, "ICH06014I",
                 fmt::format("{} not authorized, DELETE ignored for WHEN({}({}))", id,
                             condition.kind, condition.name));
    }

    Job& job_;
    racf::Resource profile_;
    std::vector<WhenCondition> conditions_;
    bool changed_ = false;
};

/// Says what is wrong with the operands themselves; true when nothing is.
bool operands_are_valid(Job& job, std::string_view cls) {
    for (const std::string_view operand : {"GENERIC", "FGENERIC"}) {
        if (!job.command.has(operand) || generic_commands(job, cls)) continue;
        job.say(8, "ICH06010I",
                fmt::format("{} INVALID, GENERIC COMMAND PROCESSING IS INACTIVE.", operand));
        return false;
    }
    const Operand* when = job.command.find("WHEN");
    if (when == nullptr || !when->operands.empty()) return true;
    job.say(8, "ICH06018I", "PERMIT failed. WHEN operand is incorrect without a value.");
    return false;
}

}  // namespace

base::Status apply_permit(Job& job) {
    const Operand* operand = job.command.find("CLASS");
    const std::string_view cls = operand == nullptr ? "DATASET" : operand->text();
    const Value& name = job.command.positionals[0].front();
    if (cls == "DATASET") {
        Message message = no_place_for_data_sets("PERMIT");
        job.say(4, std::move(message.id), std::move(message.text));
        return {};
    }
    if (!operands_are_valid(job, cls)) return {};
    // Users and groups have no access lists.
    const bool has_profiles = job.classes().find(cls) != nullptr;
    const racf::ProfileName profile_name = racf_command::profile_name(job, cls, name);
    auto profile = has_profiles ? job.profiles().resource(class_name(cls), profile_name)
                                : base::Result<std::optional<racf::Resource>>(std::nullopt);
    if (!profile) return std::move(profile).error();
    if (!*profile) {
        job.say(8, "ICH06004I", fmt::format("{} NOT DEFINED TO RACF", profile_name.str()));
        return {};
    }
    auto allowed = administers_resource(job, **profile);
    if (!allowed) return std::move(allowed).error();
    if (!*allowed) {
        job.say(8, "ICH06006I", fmt::format("NOT AUTHORIZED TO {}", profile_name.str()));
        return {};
    }
    return Permitter(job, std::move(**profile)).run();
}

}  // namespace ptkt::racf_command
