#include "common/racf/command/class_options.hpp"

#include <stdexcept>

namespace ptkt::racf_command {

namespace {

bool any_class(const racf::ClassInfo&) {
    return true;
}

bool generic_class(const racf::ClassInfo& cls) {
    return cls.generic_allowed;
}

bool raclist_class(const racf::ClassInfo& cls) {
    return cls.raclist != racf::RaclistRule::Disallowed;
}

/// One operand that sets an option, or takes it back, and the options as they are before it.
class Choice {
  public:
    Choice(const racf::Options& options, const ClassOption& option, bool switching_on)
        : options_(options), option_(option), switching_on_(switching_on) {}

    [[nodiscard]] bool may_name(std::string_view name) const {
        if (name == "DATASET") return option_.for_data_sets;
        if (name == "USER" || name == "GROUP") return option_.for_users;
        const racf::ClassInfo* info = options_.classes.find(name);
        return info != nullptr && is_for(*info);
    }

    void add_all(racf::ClassSet& classes) const {
        for (const std::string_view name : {"DATASET", "USER", "GROUP"})
            if (may_name(name)) classes.insert(std::string(name));
        for (const racf::ClassInfo& info : options_.classes.all()) {
            // A class that refuses what no profile covers is activated by its own name only.
            const bool dangerous =
                switching_on_ && option_.on == "CLASSACT" && info.default_rc == 8;
            if (is_for(info) && !dangerous) classes.insert(std::string(info.name));
        }
    }

    void add_shared(std::string_view name, racf::ClassSet& classes) const {
        classes.insert(std::string(name));
        const racf::ClassInfo* named = options_.classes.find(name);
        if (named == nullptr) return;
        for (const racf::ClassInfo& info : options_.classes.all())
            if (racf::share_options(*named, info) && is_for(info))
                classes.insert(std::string(info.name));
    }

  private:
    /// What a class may not have, it may still lose.
    [[nodiscard]] bool is_for(const racf::ClassInfo& info) const {
        return option_.allowed(info) ||
               (!switching_on_ && (options_.*option_.set).contains(info.name));
    }

    const racf::Options& options_;
    const ClassOption& option_;
    bool switching_on_;
};

}  // namespace

const std::vector<ClassOption>& class_options() {
    using O = racf::Options;
    static const std::vector<ClassOption> options{
        {"CLASSACT", "NOCLASSACT", &O::active, any_class, false, false},
        {"GENERIC", "NOGENERIC", &O::generic, generic_class, true, false},
        {"GENCMD", "NOGENCMD", &O::generic_command, generic_class, true, false},
        {"GLOBAL", "NOGLOBAL", &O::global, any_class, true, false},
        {"GENLIST", "NOGENLIST", &O::genlist, generic_class, false, false},
        {"AUDIT", "NOAUDIT", &O::audit, any_class, true, true},
        {"STATISTICS", "NOSTATISTICS", &O::statistics, any_class, true, false},
    };
    return options;
}

const ClassOption& class_option(std::string_view on) {
    for (const ClassOption& option : class_options())
        if (option.on == on) return option;
    throw std::logic_error("no option by class is called " + std::string(on));
}

const ClassOption& raclist_option() {
    static const ClassOption option{"RACLIST",     "NORACLIST", &racf::Options::raclist,
                                    raclist_class, false,       false};
    return option;
}

racf::Options listed_options(racf::Options options) {
    const auto leave_out_gone = [&](racf::ClassSet& set) {
        std::erase_if(set, [&](const std::string& name) {
            const bool other = name == "DATASET" || name == "USER" || name == "GROUP";
            return !other && options.classes.find(name) == nullptr;
        });
    };
    for (const ClassOption& option : class_options())
        leave_out_gone(options.*option.set);
    leave_out_gone(options.raclist);
    for (auto& [level, classes] : options.logoptions)
        leave_out_gone(classes);
    return options;
}

const Value* first_wrong_class(const racf::Options& options, const ClassOption& option,
                               const Operand& operand) {
    // RACLIST has no `*`: each class is to be read into storage knowingly.
    const bool star_allowed = option.on != "RACLIST" || operand.keyword->name == "NORACLIST";
    const Choice choice(options, option, operand.keyword->name == option.on);
    for (const Value& value : operand.values) {
        const bool fine = value.text == "*" ? star_allowed : choice.may_name(value.text);
        if (!fine) return &value;
    }
    return nullptr;
}

racf::ClassSet classes_of(const racf::Options& options, const ClassOption& option,
                          const Operand& operand) {
    racf::ClassSet classes;
    const Choice choice(options, option, operand.keyword->name == option.on);
    for (const Value& value : operand.values) {
        if (value.text == "*") {
            choice.add_all(classes);
        } else {
            choice.add_shared(value.text, classes);
        }
    }
    return classes;
}

}  // namespace ptkt::racf_command
