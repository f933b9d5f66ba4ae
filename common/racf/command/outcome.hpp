#ifndef PTKT_RACF_COMMAND_OUTCOME_HPP
#define PTKT_RACF_COMMAND_OUTCOME_HPP

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/racf/language/message.hpp"
#include "common/racf/model/class_table.hpp"
#include "common/racf/model/group.hpp"
#include "common/racf/model/options.hpp"
#include "common/racf/model/resource.hpp"
#include "common/racf/model/user.hpp"

namespace ptkt::racf_command {

/// Is the segment one of those that a listing shows?
[[nodiscard]] inline bool shows(const std::vector<std::string>& segments, std::string_view name) {
    return std::find(segments.begin(), segments.end(), name) != segments.end();
}

/// What RLIST shows of a profile. Sealed keys are not in it.
struct ResourceListing {
    racf::Resource profile;
    const racf::ClassInfo* cls = nullptr;
    std::optional<racf::Access> your_access;  ///< the issuer's; absent with NOYOURACC
    bool base = true;                         ///< false with NORACF
    bool access_lists = false;
    bool history = false;
    bool statistics = false;
    bool security = false;                ///< the blocks about security levels that ALL adds
    std::vector<std::string> segments{};  ///< those that are shown, in this order
    std::optional<std::vector<std::string>> resource_groups;  ///< with RESGROUP
    racf::ClassTable classes{};                               ///< where `cls` is
};

/// What LISTUSER shows of a user. Hashes of passwords are not in it.
struct UserListing {
    racf::User user;                     ///< `revoked` says whether it is in force now
    std::int64_t password_interval = 0;  ///< days: his own or the system's; 0: does not expire
    bool base = true;
    std::vector<std::string> segments{};  ///< those that are shown, in this order
};

/// What LISTGRP shows of a group.
struct GroupListing {
    struct Member {
        std::string user;
        racf::Connection connection;
    };

    racf::Group group;
    std::vector<std::string> subgroups;
    std::vector<Member> members;
    bool base = true;
    std::vector<std::string> segments{};  ///< those that are shown, in this order
};

/// What SEARCH found.
struct SearchListing {
    struct Name {
        std::string name;
        bool generic = false;
        bool unusable = false;  ///< discrete, although it has generic characters
    };

    std::vector<Name> names;
    std::string before;  ///< CLIST: text in front of each name
    std::string after;   ///< and after it
};

/// What SETROPTS LIST shows.
struct OptionsListing {
    racf::Options options;
    bool audit = true;  ///< with what only auditors see
};

using CommandOutput = std::variant<Message, ResourceListing, UserListing, GroupListing,
                                   SearchListing, OptionsListing>;

/// What is said to the person at the terminal, beside what RACF says: it is no part of RACF's
/// answer.
struct Advice {
    std::string what;
    std::string todo;
};

/// What a command said, in order, and its return code: 0 done, 4 something was left out, 8 the
/// command ended. [RACF Command Language Reference, "Return codes from RACF commands"]
struct CommandOutcome {
    std::vector<CommandOutput> output;
    int rc = 0;
    std::vector<Advice> advice{};

    /// The messages alone.
    [[nodiscard]] std::vector<Message> messages() const;
};

/// The outcome of a command that was not understood, or has no place here: what it is told.
[[nodiscard]] CommandOutcome not_understood(std::vector<Message> messages, int rc);

}  // namespace ptkt::racf_command

#endif
