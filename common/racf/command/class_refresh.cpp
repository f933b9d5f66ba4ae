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

/// The options by class after a refresh, made of those before it.
class SettledOptions {
  public:
    SettledOptions(const racf::Options& before, racf::Options& after)
        : before_(before), after_(after) {}

    void settle() {
        for (const auto& [name, cdtinfo] : after_.classes.dynamic()) {
            const racf::ClassInfo& cls = *after_.classes.find(name);
            if (!has_kept_posit(cls)) take_over(cls);
            end_what_is_not_allowed(cls);
        }
        for (const auto& [name, cdtinfo] : before_.classes.dynamic())
            if (after_.classes.find(name) == nullptr) leave_to_mates(*before_.classes.find(name));
    }

  private:
    [[nodiscard]] bool has_kept_posit(const racf::ClassInfo& cls) const {
        const racf::ClassInfo* known = before_.classes.find(cls.name);
        return known != nullptr && known->posit == cls.posit;
    }

    /// The classes whose options are those of a POSIT value: those that had it; if there were
    /// none, those that come back with it, for these kept theirs.
    [[nodiscard]] std::vector<std::string_view> holders(int posit) const {
        std::vector<std::string_view> found;
        for (const racf::ClassInfo& one : before_.classes.all())
            if (one.posit == posit) found.push_back(one.name);
        if (!found.empty()) return found;
        for (const racf::ClassInfo& one : after_.classes.all())
            if (one.posit == posit && before_.classes.find(one.name) == nullptr)
                found.push_back(one.name);
        return found;
    }

    void take_over(const racf::ClassInfo& cls) {
        const auto from = holders(cls.posit);
        const auto is_in_force = [&](const racf::ClassSet& set) {
            return std::ranges::any_of(from,
                                       [&](std::string_view name) { return set.contains(name); });
        };
        const auto take = [&](const racf::ClassSet& before, racf::ClassSet& after) {
            if (is_in_force(before)) {
                after.emplace(cls.name);
            } else {
                after.erase(std::string(cls.name));
            }
        };
        for (const ClassOption& option : class_options())
            take(before_.*option.set, after_.*option.set);
        for (const auto& [level, classes] : before_.logoptions)
            take(classes, after_.logoptions[level]);
        if (!is_in_force(before_.raclist)) after_.raclist.erase(std::string(cls.name));
    }

    void end_what_is_not_allowed(const racf::ClassInfo& cls) {
        for (const ClassOption& option : class_options())
            if (!option.allowed(cls)) (after_.*option.set).erase(std::string(cls.name));
        if (!raclist_option().allowed(cls)) after_.raclist.erase(std::string(cls.name));
    }

    /// The options of a class that goes stay with its name, unless others have its POSIT value:
    /// from now on commands change them there.
    void leave_to_mates(const racf::ClassInfo& gone) {
        const bool has_mates = std::ranges::any_of(
            after_.classes.all(),
            [&](const racf::ClassInfo& one) { return one.posit == gone.posit; });
        if (!has_mates) return;
        const std::string name(gone.name);
        for (const ClassOption& option : class_options())
            (after_.*option.set).erase(name);
        for (auto& [level, classes] : after_.logoptions)
            classes.erase(name);
        after_.raclist.erase(name);
    }

    const racf::Options& before_;
    racf::Options& after_;
};

}  // namespace

base::Status refresh_classes(Job& job, racf::Options& options, std::vector<racf::Change>& changes) {
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
    const racf::Options before = options;
    options.classes = racf::ClassTable(std::move(found.good));
    SettledOptions(before, options).settle();
    for (const std::string& name : before.raclist)
        if (!options.is_raclisted(name)) changes.emplace_back(racf::DropSnapshot{class_name(name)});
    return {};
}

}  // namespace ptkt::racf_command
