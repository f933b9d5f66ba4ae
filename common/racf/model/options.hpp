#ifndef PTKT_RACF_MODEL_OPTIONS_HPP
#define PTKT_RACF_MODEL_OPTIONS_HPP

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "common/racf/model/class_table.hpp"

namespace ptkt::racf {

using ClassSet = std::set<std::string, std::less<>>;

/// The system-wide options that SETROPTS sets.
struct Options {
    /// The classes that there are: the dynamic ones as of the last RACLIST(CDT) or its REFRESH.
    ClassTable classes;
    /// Sets keep the names of classes that are gone and were the last of their POSIT value, whose
    /// options they are: these are in force again when the class comes back.
    ClassSet active;
    ClassSet raclist;
    ClassSet generic;
    ClassSet generic_command;
    ClassSet global;
    ClassSet genlist;
    ClassSet audit;
    ClassSet statistics;
    std::map<std::string, ClassSet, std::less<>> logoptions;  ///< ALWAYS, NEVER, ... -> classes
    bool grplist = true;
    bool addcreator = false;
    std::optional<std::int64_t> inactive_days;
    std::int64_t password_interval = 30;
    std::int64_t password_minchange = 0;
    std::int64_t password_history = 0;
    std::optional<std::int64_t> revoke_after;  ///< PASSWORD(REVOKE(n)); absent: NOREVOKE
    std::optional<std::int64_t> password_warning;
    std::map<int, std::string> password_rules;  ///< RULEn -> its text
    bool mixed_case = false;
    bool special_characters = false;
    /// What is on or off and has no value: INITSTATS, SAUDIT, CMDVIOL, ...; see is_on.
    std::map<std::string, bool, std::less<>> switches;

    [[nodiscard]] bool is_active(std::string_view cls) const { return active.contains(cls); }
    [[nodiscard]] bool is_raclisted(std::string_view cls) const { return raclist.contains(cls); }

    /// Is a switch on? INITSTATS, SAUDIT and CMDVIOL are unless they were set off.
    [[nodiscard]] bool is_on(std::string_view name) const;

    friend bool operator==(const Options&, const Options&) = default;
};

}  // namespace ptkt::racf

#endif
