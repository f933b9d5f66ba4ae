#include "common/racf/command/class_refresh.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/racf/command/class_options.hpp"
#include "common/racf/model/dynamic_classes.hpp"

namespace ptkt::racf_command {

namespace {

base::Result<std::vector<racf::Resource>> definitions(const Job& job) {
    const racf::ClassName& cdt = racf::cdt_class();
    const auto names = job.profiles().resource_names(cdt);
    if (!names) return names.error();
    std::vector<racf::Resource> profiles;
    for (const std::string& text : *names) {
        const auto name = racf::profile_name_in(cdt.str(), text);
        if (!name) return name.error();
        auto profile = job.profiles().resource(cdt, *name);
        if (!profile) return std::move(profile).error();
        if (*profile) profiles.push_back(std::move(**profile));
    }
    return profiles;
}

/// Puts a class into a set that has another one of its POSIT value.
void take_over(const racf::ClassInfo& cls, const racf::ClassTable& table, racf::ClassSet& set) {
    const bool is_set = std::ranges::any_of(set, [&](const std::string& name) {
        const racf::ClassInfo* other = table.find(name);
        return other != nullptr && other->posit == cls.posit;
    });
    if (is_set) set.emplace(cls.name);
}

/// Gives the classes that are new, or have a new POSIT value, the options that are in force for it.
void take_over_options(const racf::ClassTable& before, racf::Options& options) {
    for (const auto& [name, cdtinfo] : options.classes.dynamic()) {
        const racf::ClassInfo& cls = *options.classes.find(name);
        const racf::ClassInfo* known = before.find(name);
        if (known != nullptr && known->posit == cls.posit) continue;
        for (const racf::ClassTable* table : {&before, &std::as_const(options.classes)}) {
            for (const ClassOption& option : class_options())
                if (option.allowed(cls)) take_over(cls, *table, options.*option.set);
            for (auto& [level, classes] : options.logoptions)
                take_over(cls, *table, classes);
        }
    }
}

}  // namespace

base::Status refresh_classes(Job& job, racf::Options& options) {
    if (!options.is_active(racf::cdt_class().str())) {
        job.say(4, "PTKT024I",
                "Class CDT is not active: the dynamic classes stay as they are. Activate it with "
                "SETROPTS CLASSACT(CDT), and refresh it.");
        return {};
    }
    auto profiles = definitions(job);
    if (!profiles) return std::move(profiles).error();
    auto found = racf::sound_definitions(*profiles);
    for (const racf::WrongDefinition& wrong : found.wrong)
        job.say(4, "ICH14079I",
                fmt::format("RACF detected an error in the dynamic class descriptor table, entry "
                            "{}, error code {:02}.",
                            wrong.name, wrong.code));
    const racf::ClassTable before = options.classes;
    options.classes = racf::ClassTable(std::move(found.good));
    take_over_options(before, options);
    return {};
}

}  // namespace ptkt::racf_command
