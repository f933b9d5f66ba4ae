#include "common/racf/language/table.hpp"
#include "common/racf/language/values.hpp"

// SETROPTS. [RACF Command Language Reference, SETROPTS]
namespace ptkt::racf_command::table {

namespace {

constexpr ValueSpec kPositions = ranges(1, 8);

constexpr Keyword kRuleContents[] = {
    Keyword{"LENGTH", "length, or shortest and longest length", range(1, 8)}.says(
        {"LENGTH", "LENGTH", "LENGTH OR LENGTHS, 1-8"}),
    {"ALPHA", "positions with a letter or @ # $", kPositions},
    {"ALPHANUM", "positions with a letter, a digit or @ # $", kPositions},
    {"CONSONANT", "positions with a consonant", kPositions},
    {"MIXEDALL", "positions with any character that a password may have", kPositions},
    {"MIXEDCONSONANT", "positions with a consonant of either case", kPositions},
    {"MIXEDNUM", "positions with a letter of either case, a digit or @ # $", kPositions},
    {"MIXEDVOWEL", "positions with a vowel of either case", kPositions},
    {"NATIONAL", "positions with @, # or $", kPositions},
    {"NOVOWEL", "positions with anything but a vowel", kPositions},
    {"NUMERIC", "positions with a digit", kPositions},
    {"SPECIAL", "positions with a special character", kPositions},
    {"VOWEL", "positions with a vowel", kPositions},
};

constexpr Keyword rule(std::string_view name) {
    return Keyword{name, "syntax rule of passwords", subfield(kRuleContents)}.in(name);
}
constexpr Keyword no_rule(std::string_view name, std::string_view rule_name) {
    return Keyword{name, "removes the rule"}.in(rule_name);
}

constexpr Keyword kAlgorithms[] = {{"KDFAES", "slow hash"}};

constexpr Keyword kPasswordOptions[] = {
    Keyword{"INTERVAL", "days that a password is good for", number(1, 254)}.says(
        {"INTERVAL", "INTERVAL", "NUMBER OF DAYS, 1-254"}),
    Keyword{"MINCHANGE", "days between two changes", number(0, 254)}.says(
        {"MINCHANGE", "MINCHANGE", "NUMBER OF DAYS, 0-254"}),
    Keyword{"HISTORY", "passwords that may not be used again", number(1, 32)}.in("history").says(
        {"HISTORY", "HISTORY", "NUMBER OF PASSWORDS, 1-32"}),
    Keyword{"NOHISTORY", "none"}.in("history"),
    Keyword{"REVOKE", "failed attempts that revoke a user", number(1, 254)}.in("revoke").says(
        {"REVOKE", "REVOKE", "NUMBER OF ATTEMPTS, 1-254"}),
    Keyword{"NOREVOKE", "failed attempts do not"}.in("revoke"),
    Keyword{"WARNING", "days of warning before a password expires", number(1, 255)}
        .in("warning")
        .says({"WARNING", "WARNING", "NUMBER OF DAYS, 1-255"})
        .kept(),
    Keyword{"NOWARNING", "no warning"}.in("warning").kept(),
    rule("RULE1"),
    rule("RULE2"),
    rule("RULE3"),
    rule("RULE4"),
    rule("RULE5"),
    rule("RULE6"),
    rule("RULE7"),
    rule("RULE8"),
    no_rule("NORULE1", "RULE1"),
    no_rule("NORULE2", "RULE2"),
    no_rule("NORULE3", "RULE3"),
    no_rule("NORULE4", "RULE4"),
    no_rule("NORULE5", "RULE5"),
    no_rule("NORULE6", "RULE6"),
    no_rule("NORULE7", "RULE7"),
    no_rule("NORULE8", "RULE8"),
    {"NORULES", "removes all rules"},
    Keyword{"MIXEDCASE", "passwords keep their case"}.in("mixedcase"),
    Keyword{"NOMIXEDCASE", "passwords are folded to upper case"}.in("mixedcase"),
    Keyword{"SPECIALCHARS", "passwords may have special characters"}.in("specialchars"),
    Keyword{"NOSPECIALCHARS", "they may not"}.in("specialchars"),
    Keyword{"ALGORITHM", "how passwords are stored; here always as a slow hash",
            choice(kAlgorithms)}
        .in("algorithm")
        .ignored(),
    Keyword{"NOALGORITHM", "as DES; not done here"}.in("algorithm").ignored(),
};

constexpr Prompt classes_for(std::string_view option, std::string_view missing) {
    return {option, missing, "CLASS NAMES:  ANY (NON-GROUP) RESOURCE CLASS"};
}

constexpr Keyword on(std::string_view name, std::string_view help, std::string_view missing) {
    return Keyword{name, help, kOptionClasses}.in(name).says(classes_for(name, missing));
}
constexpr Keyword off(std::string_view name, std::string_view help, std::string_view missing) {
    return Keyword{name, help, kOptionClasses}.in(name).says(classes_for(name, missing));
}
constexpr Keyword flag(std::string_view name, std::string_view opposite, std::string_view help) {
    return Keyword{name, help}.in(opposite).kept();
}

constexpr Keyword log_option(std::string_view name, std::string_view help) {
    return Keyword{name, help, kOptionClasses}
        .says(classes_for(name, "CLASS NAMES FOR LOGOPTIONS"))
        .kept();
}
constexpr Keyword kLogOptions[] = {
    log_option("ALWAYS", "all attempts"),         log_option("NEVER", "none"),
    log_option("SUCCESSES", "successes"),         log_option("FAILURES", "failures"),
    log_option("DEFAULT", "as the profiles say"),
};

constexpr Keyword kRvaryPasswords[] = {
    Keyword{"SWITCH", "for RVARY SWITCH", kPassword}.in("switch"),
    Keyword{"NOSWITCH", "back to the default"}.in("switch"),
    Keyword{"STATUS", "for RVARY ACTIVE and INACTIVE", kPassword}.in("status"),
    Keyword{"NOSTATUS", "back to the default"}.in("status"),
};

constexpr Keyword kTerminalWords[] = {{"READ", "may be used"}, {"NONE", "may not be used"}};

constexpr Keyword kKeywords[] = {
    {"LIST", "lists the options"},
    {"REFRESH", "takes over changed profiles, with RACLIST, GENERIC, GLOBAL or GENLIST"},
    on("CLASSACT", "activates classes", "CLASS NAMES FOR CLASSACT"),
    off("NOCLASSACT", "deactivates classes", "CLASS NAMES FOR NOCLASSACT"),
    on("RACLIST", "checks use a copy of the profiles, taken now and at REFRESH",
       "CLASS NAMES FOR RACLIST"),
    off("NORACLIST", "checks use the profiles", "CLASS NAMES FOR NORACLIST"),
    on("GENERIC", "generic profiles count", "CLASS NAMES FOR GENERIC"),
    off("NOGENERIC", "generic profiles do not count", "CLASS NAMES FOR NOGENERIC"),
    on("GENCMD", "commands may define generic profiles", "CLASS NAMES FOR GENCMD"),
    off("NOGENCMD", "commands may not", "CLASS NAMES FOR NOGENCMD"),
    on("GLOBAL", "the global access table of the class counts, as it is now and at REFRESH",
       "CLASS NAMES FOR GLOBAL"),
    off("NOGLOBAL", "it does not", "CLASS NAMES FOR NOGLOBAL"),
    on("GENLIST", "generic profiles are shared in storage", "CLASS NAMES FOR GENLIST").kept(),
    off("NOGENLIST", "they are not", "CLASS NAMES FOR NOGENLIST").kept(),
    on("AUDIT", "logs changes of profiles", "CLASS NAMES FOR AUDIT").kept(),
    off("NOAUDIT", "does not", "CLASS NAMES FOR NOAUDIT").kept(),
    on("STATISTICS", "counts accesses", "CLASS NAMES FOR STATISTICS").kept(),
    off("NOSTATISTICS", "does not", "CLASS NAMES FOR NOSTATISTICS").kept(),
    Keyword{"LOGOPTIONS", "which attempts are logged, by class", subfield(kLogOptions)}.kept(),
    Keyword{"GRPLIST", "all groups of a user give access"}.in("grplist"),
    Keyword{"NOGRPLIST", "only the current group does"}.in("grplist"),
    Keyword{"ADDCREATOR", "who defines a profile gets ALTER on its access list"}.in("addcreator"),
    Keyword{"NOADDCREATOR", "who defines a profile does not get on its access list"}.in(
        "addcreator"),
    Keyword{"INACTIVE", "days after which an unused user counts as revoked", number(1, 255)}
        .in("inactive")
        .says({"INACTIVE", "INACTIVE", "NUMBER OF DAYS, 1-255"}),
    Keyword{"NOINACTIVE", "unused users are not revoked"}.in("inactive"),
    {"PASSWORD", "rules of passwords", subfield(kPasswordOptions)},
    Keyword{"INITSTATS", "keeps the date of a user's last sign-on"}.in("initstats"),
    Keyword{"NOINITSTATS", "does not"}.in("initstats"),
    flag("SAUDIT", "saudit", "logs what SPECIAL users do"),
    flag("NOSAUDIT", "saudit", "does not"),
    flag("CMDVIOL", "cmdviol", "logs refused commands"),
    flag("NOCMDVIOL", "cmdviol", "does not"),
    flag("OPERAUDIT", "operaudit", "logs what OPERATIONS users do"),
    flag("NOOPERAUDIT", "operaudit", "does not"),
    flag("APPLAUDIT", "applaudit", "logs APPC transactions"),
    flag("NOAPPLAUDIT", "applaudit", "does not"),
    flag("SECLABELAUDIT", "seclabelaudit", "logs by security label"),
    flag("NOSECLABELAUDIT", "seclabelaudit", "does not"),
    flag("EGN", "egn", "enhanced generic names of data sets"),
    flag("NOEGN", "egn", "not"),
    flag("ADSP", "adsp", "automatic data set protection"),
    flag("NOADSP", "adsp", "not"),
    flag("REALDSN", "realdsn", "real data set names"),
    flag("NOREALDSN", "realdsn", "not"),
    flag("TAPEDSN", "tapedsn", "tape data set protection"),
    flag("NOTAPEDSN", "tapedsn", "not"),
    Keyword{"GENERICOWNER", "the owner of a generic profile limits narrower ones"}.in(
        "genericowner"),
    Keyword{"NOGENERICOWNER", "does not"}.in("genericowner"),
    flag("COMPATMODE", "compatmode", "security labels, compatibility"),
    flag("NOCOMPATMODE", "compatmode", "not"),
    flag("MLSTABLE", "mlstable", "multilevel stable"),
    flag("NOMLSTABLE", "mlstable", "not"),
    flag("MLQUIET", "mlquiet", "multilevel quiet"),
    flag("NOMLQUIET", "mlquiet", "not"),
    Keyword{"TERMINAL", "access to undefined terminals", choice(kTerminalWords)}.ignored(),
    Keyword{"CATDSNS", "only catalogued data sets", kRaw}.in("catdsns").ignored(),
    Keyword{"NOCATDSNS", "all data sets"}.in("catdsns").ignored(),
    Keyword{"ERASE", "erase on scratch", kRaw}.in("erase").ignored(),
    Keyword{"NOERASE", "not"}.in("erase").ignored(),
    Keyword{"JES", "options of JES", kRaw}.ignored(),
    Keyword{"KERBLVL", "Kerberos level", kRaw}.ignored(),
    Keyword{"LANGUAGE", "languages", kRaw}.ignored(),
    Keyword{"MLACTIVE", "multilevel active", kRaw}.in("mlactive").ignored(),
    Keyword{"NOMLACTIVE", "not"}.in("mlactive").ignored(),
    Keyword{"MLS", "multilevel security", kRaw}.in("mls").ignored(),
    Keyword{"NOMLS", "not"}.in("mls").ignored(),
    Keyword{"MODEL", "modelling of data sets", kRaw}.in("model").ignored(),
    Keyword{"NOMODEL", "none"}.in("model").ignored(),
    Keyword{"PREFIX", "one-qualifier data sets", kRaw}.in("prefix").ignored(),
    Keyword{"NOPREFIX", "none"}.in("prefix").ignored(),
    Keyword{"PROTECTALL", "every data set needs a profile", kRaw}.in("protectall").ignored(),
    Keyword{"NOPROTECTALL", "not"}.in("protectall").ignored(),
    Keyword{"RETPD", "retention period", kRaw}.ignored(),
    Keyword{"RVARYPW", "passwords of RVARY", subfield(kRvaryPasswords)}.ignored(),
    Keyword{"SECLABELCONTROL", "only SPECIAL changes labels"}.in("seclabelcontrol").ignored(),
    Keyword{"NOSECLABELCONTROL", "not"}.in("seclabelcontrol").ignored(),
    Keyword{"SECLEVELAUDIT", "logs by security level", kRaw}.in("seclevelaudit").ignored(),
    Keyword{"NOSECLEVELAUDIT", "does not"}.in("seclevelaudit").ignored(),
    Keyword{"SESSIONINTERVAL", "days of an APPC session key", kRaw}.in("session").ignored(),
    Keyword{"NOSESSIONINTERVAL", "no limit"}.in("session").ignored(),
    Keyword{"WHEN", "program control", kRaw}.in("when").ignored(),
    Keyword{"NOWHEN", "no program control", kRaw}.in("when").ignored(),
    kAt,
    kOnlyAt,
};

}  // namespace

constinit const CommandSpec kSetropts{CommandId::Setropts,
                                      "SETROPTS",
                                      "SETR",
                                      "",
                                      "sets and lists system-wide options",
                                      {},
                                      kKeywords};

}  // namespace ptkt::racf_command::table
