#include <fmt/format.h>

#include "common/racf/command/listing/format.hpp"

// SETROPTS LIST. Order, phrases and the rule by which class lists wrap are those of captured
// listings; blanks at the beginning of other lines were not to be seen in them.
namespace ptkt::racf_command {

namespace {

/// A line takes one more name as long as it is no longer than this.
constexpr std::size_t kListWidth = 68;

/// `label = A B C`, further lines indented to the first name.
void add_names(const std::string& label, const std::vector<std::string>& names, Lines& lines) {
    std::string line = label;
    std::string blank;
    for (const std::string& name : names) {
        if (!blank.empty() && line.size() > kListWidth) {
            lines.push_back(std::move(line));
            line = std::string(label.size(), ' ');
            blank.clear();
        }
        line += blank + name;
        blank = " ";
    }
    if (names.empty()) line += "NONE";
    lines.push_back(std::move(line));
}

void add_classes(const std::string& label, const racf::ClassSet& classes, Lines& lines) {
    std::vector<std::string> names;
    // The classes that are no resource classes come first.
    for (const std::string first : {"DATASET", "USER", "GROUP"})
        if (classes.contains(first)) names.emplace_back(first);
    for (const std::string& name : classes)
        if (name != "DATASET" && name != "USER" && name != "GROUP") names.push_back(name);
    add_names(label, names, lines);
}

std::string in_effect(std::string_view what, bool on) {
    return fmt::format("{} IS {}IN EFFECT", what, on ? "" : "NOT ");
}

void add_attributes(const racf::Options& options, bool audit, Lines& lines) {
    const auto word = [&](std::string_view name) {
        return std::string(options.is_on(name) ? "" : "NO") + std::string(name);
    };
    std::string line =
        fmt::format("ATTRIBUTES = {} NOWHEN(PROGRAM) TERMINAL(READ)", word("INITSTATS"));
    if (audit) line += fmt::format(" {} {} {}", word("SAUDIT"), word("CMDVIOL"), word("OPERAUDIT"));
    lines.push_back(std::move(line));
}

void add_logoptions(const racf::Options& options, Lines& lines) {
    racf::ClassSet rest{"DATASET"};
    for (const racf::ClassInfo& info : options.classes.all())
        rest.insert(std::string(info.name));
    for (const std::string level : {"ALWAYS", "NEVER", "SUCCESSES", "FAILURES"}) {
        const auto found = options.logoptions.find(level);
        const racf::ClassSet classes =
            found == options.logoptions.end() ? racf::ClassSet() : found->second;
        add_classes(fmt::format("LOGOPTIONS \"{}\" CLASSES =  ", level), classes, lines);
        for (const std::string& cls : classes)
            rest.erase(cls);
    }
    add_classes("LOGOPTIONS \"DEFAULT\" CLASSES =  ", rest, lines);
}

void add_class_lists(const racf::Options& options, bool audit, Lines& lines) {
    add_classes("STATISTICS = ", options.statistics, lines);
    if (audit) add_classes("AUDIT CLASSES = ", options.audit, lines);
    add_classes("ACTIVE CLASSES = ", active_classes(options), lines);
    add_classes("GENERIC PROFILE CLASSES =  ", options.generic, lines);
    add_classes("GENERIC COMMAND CLASSES =  ", options.generic_command, lines);
    add_classes("GENLIST CLASSES =  ", options.genlist, lines);
    add_classes("GLOBAL CHECKING CLASSES =  ", options.global, lines);
    add_classes("SETR RACLIST CLASSES =  ", options.raclist, lines);
    add_classes("GLOBAL=YES RACLIST ONLY =  ", {}, lines);
    if (audit) add_logoptions(options, lines);
}

void add_protection(const racf::Options& options, Lines& lines) {
    lines.push_back(in_effect("AUTOMATIC DATASET PROTECTION", options.is_on("ADSP")));
    lines.push_back(in_effect("ENHANCED GENERIC NAMING", options.is_on("EGN")));
    lines.push_back(fmt::format("REAL DATA SET NAMES OPTION IS {}",
                                options.is_on("REALDSN") ? "ACTIVE" : "INACTIVE"));
    lines.emplace_back("JES-BATCHALLRACF OPTION IS INACTIVE");
    lines.emplace_back("JES-XBMALLRACF OPTION IS INACTIVE");
    lines.emplace_back("JES-EARLYVERIFY OPTION IS INACTIVE");
    lines.emplace_back("PROTECT-ALL OPTION IS NOT IN EFFECT");
    lines.push_back(fmt::format("TAPE DATA SET PROTECTION IS {}",
                                options.is_on("TAPEDSN") ? "ACTIVE" : "INACTIVE"));
    lines.emplace_back("SECURITY RETENTION PERIOD IN EFFECT IS     0 DAYS.");
    lines.emplace_back("ERASE-ON-SCRATCH IS INACTIVE");
    lines.emplace_back("SINGLE LEVEL NAMES NOT ALLOWED");
    lines.push_back(fmt::format("LIST OF GROUPS ACCESS CHECKING IS {}.",
                                options.grplist ? "ACTIVE" : "INACTIVE"));
    lines.push_back(options.inactive_days
                        ? fmt::format("INACTIVE USERIDS ARE BEING AUTOMATICALLY REVOKED AFTER "
                                      "{:>3} DAYS.",
                                      *options.inactive_days)
                        : "INACTIVE USERIDS ARE NOT BEING AUTOMATICALLY REVOKED.");
    lines.emplace_back("DATA SET MODELLING NOT BEING DONE FOR GDGS.");
    lines.emplace_back("USER DATA SET MODELLING NOT BEING DONE.");
    lines.emplace_back("GROUP DATA SET MODELLING NOT BEING DONE.");
}

void add_rules(const racf::Options& options, Lines& lines) {
    if (options.password_rules.empty()) {
        lines.emplace_back("  NO INSTALLATION PASSWORD SYNTAX RULES ARE PRESENT.");
        return;
    }
    lines.emplace_back("  INSTALLATION PASSWORD SYNTAX RULES:");
    for (const auto& [number, rule] : options.password_rules) {
        const auto blank = std::min(rule.find(' '), rule.size());
        lines.push_back(fmt::format("   RULE {}  {:<14}{}", number, rule.substr(0, blank),
                                    rule.substr(std::min(blank + 1, rule.size()))));
    }
    lines.emplace_back("   LEGEND:");
    lines.emplace_back("   A-ALPHA C-CONSONANT L-ALPHANUM N-NUMERIC V-VOWEL W-NOVOWEL *-ANYTHING");
    lines.emplace_back("   c-MIXED CONSONANT m-MIXED NUMERIC v-MIXED VOWEL $-NATIONAL s-SPECIAL");
    lines.emplace_back("   x-MIXED ALL");
}

void add_revocation(const racf::Options& options, Lines& lines) {
    if (!options.revoke_after) {
        lines.emplace_back("  USERIDS NOT BEING AUTOMATICALLY REVOKED.");
        return;
    }
    lines.push_back(fmt::format("  AFTER {:>3} CONSECUTIVE UNSUCCESSFUL PASSWORD ATTEMPTS,",
                                *options.revoke_after));
    lines.emplace_back("  A USERID WILL BE REVOKED.");
}

void add_passwords(const racf::Options& options, Lines& lines) {
    lines.emplace_back("PASSWORD PROCESSING OPTIONS:");
    lines.emplace_back("  THE ACTIVE PASSWORD ENCRYPTION ALGORITHM IS KDFAES");
    lines.push_back(
        fmt::format("  PASSWORD CHANGE INTERVAL IS {:>3} DAYS.", options.password_interval));
    lines.push_back(fmt::format("  PASSWORD MINIMUM CHANGE INTERVAL IS {:>3} DAYS.",
                                options.password_minchange));
    // Captures have a full stop with the one and none with the other.
    lines.emplace_back(options.mixed_case ? "  MIXED CASE PASSWORD SUPPORT IS IN EFFECT."
                                          : "  MIXED CASE PASSWORD SUPPORT IS NOT IN EFFECT");
    lines.push_back(fmt::format("  SPECIAL CHARACTERS ARE {}ALLOWED.",
                                options.special_characters ? "" : "NOT "));
    lines.push_back(options.password_history == 0
                        ? "  NO PASSWORD HISTORY BEING MAINTAINED."
                        : fmt::format("  {:>2} GENERATIONS OF PREVIOUS PASSWORDS BEING MAINTAINED.",
                                      options.password_history));
    add_revocation(options, lines);
    lines.push_back(options.password_warning
                        ? fmt::format("  PASSWORD EXPIRATION WARNING LEVEL IS {:>3} DAYS.",
                                      *options.password_warning)
                        : "  NO PASSWORD EXPIRATION WARNING MESSAGES WILL BE ISSUED.");
    add_rules(options, lines);
    lines.emplace_back("DEFAULT RVARY PASSWORD IS IN EFFECT FOR THE SWITCH FUNCTION.");
    lines.emplace_back("DEFAULT RVARY PASSWORD IS IN EFFECT FOR THE STATUS FUNCTION.");
}

void add_labels(const racf::Options& options, bool audit, Lines& lines) {
    if (audit) {
        lines.emplace_back("SECLEVELAUDIT IS INACTIVE");
        lines.push_back(in_effect("SECLABEL AUDIT", options.is_on("SECLABELAUDIT")));
    }
    lines.emplace_back("SECLABEL CONTROL IS NOT IN EFFECT");
    lines.push_back(in_effect("GENERIC OWNER ONLY", options.is_on("GENERICOWNER")));
    lines.push_back(in_effect("COMPATIBILITY MODE", options.is_on("COMPATMODE")));
    lines.push_back(in_effect("MULTI-LEVEL QUIET", options.is_on("MLQUIET")));
    lines.push_back(in_effect("MULTI-LEVEL STABLE", options.is_on("MLSTABLE")));
    lines.emplace_back("NO WRITE-DOWN IS NOT IN EFFECT");
    lines.emplace_back("MULTI-LEVEL ACTIVE IS NOT IN EFFECT");
    lines.emplace_back("CATALOGUED DATA SETS ONLY, IS NOT IN EFFECT");
    lines.emplace_back("USER-ID FOR JES NJEUSERID IS : ????????");
    lines.emplace_back("USER-ID FOR JES UNDEFINEDUSER IS : ++++++++");
    lines.emplace_back(
        "PARTNER LU-VERIFICATION SESSIONKEY INTERVAL MAXIMUM/DEFAULT IS    30 DAYS.");
    if (audit) lines.push_back(in_effect("APPLAUDIT", options.is_on("APPLAUDIT")));
    lines.push_back(in_effect("ADDCREATOR", options.addcreator));
    lines.emplace_back("KERBLVL =     0");
    lines.emplace_back("MULTI-LEVEL FILE SYSTEM IS NOT IN EFFECT");
    lines.emplace_back("MULTI-LEVEL INTERPROCESS COMMUNICATIONS IS NOT IN EFFECT");
    lines.emplace_back("MULTI-LEVEL NAME HIDING IS NOT IN EFFECT");
    lines.emplace_back("SECURITY LABEL BY SYSTEM IS NOT IN EFFECT");
    lines.emplace_back("PRIMARY LANGUAGE DEFAULT : ENU");
    lines.emplace_back("SECONDARY LANGUAGE DEFAULT : ENU");
}

}  // namespace

racf::ClassSet active_classes(const racf::Options& options) {
    racf::ClassSet active = options.active;
    active.insert({"DATASET", "GROUP", "USER"});
    return active;
}

Lines format(const OptionsListing& listing) {
    Lines lines;
    add_attributes(listing.options, listing.audit, lines);
    add_class_lists(listing.options, listing.audit, lines);
    add_protection(listing.options, lines);
    add_passwords(listing.options, lines);
    add_labels(listing.options, listing.audit, lines);
    return lines;
}

}  // namespace ptkt::racf_command
