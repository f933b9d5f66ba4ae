#include "common/racf/language/foreign_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "common/base/text/ascii.hpp"

namespace ptkt::racf_command {

namespace {

constexpr std::string_view kNoPlace = "PTKT020I";
constexpr std::string_view kNotCarriedOut = " is not carried out: ";

constexpr std::string_view kCertificates = "certificates and key rings";
constexpr std::string_view kDataSets = "data set profiles";
constexpr std::string_view kIdentities = "mappings of foreign identities";
constexpr std::string_view kDatabase = "RACF's database and subsystem";
constexpr std::string_view kRemote = "links to users of other systems";
/// Of TSO/E's own: it changes nothing that is here.
constexpr std::string_view kSession = "";

struct Foreign {
    std::string_view name;
    std::string_view alias;
    std::string_view about;
};

// [RACF Command Language Reference, "Summary of commands"]
constexpr std::array kForeign{
    Foreign{"ADDSD", "AD", kDataSets},    Foreign{"ALTDSD", "ALD", kDataSets},
    Foreign{"BLKUPD", "", kDatabase},     Foreign{"DELDSD", "DD", kDataSets},
    Foreign{"DISPLAY", "", kDatabase},    Foreign{"END", "", kSession},
    Foreign{"LISTDSD", "LD", kDataSets},  Foreign{"LOGOFF", "", kSession},
    Foreign{"PROFILE", "PROF", kSession}, Foreign{"RACDCERT", "", kCertificates},
    Foreign{"RACLINK", "", kRemote},      Foreign{"RACMAP", "", kIdentities},
    Foreign{"RACPRIV", "", kDatabase},    Foreign{"RESTART", "", kDatabase},
    Foreign{"RVARY", "", kDatabase},      Foreign{"SET", "", kDatabase},
    Foreign{"SIGNOFF", "", kRemote},      Foreign{"STOP", "", kDatabase},
    Foreign{"TARGET", "", kRemote},
};

}  // namespace

std::optional<ForeignAnswer> foreign_command(std::string_view name) {
    if (name.empty()) return std::nullopt;
    const auto found = std::find_if(kForeign.begin(), kForeign.end(), [&](const Foreign& foreign) {
        return foreign.name == name || foreign.alias == name;
    });
    if (found == kForeign.end()) return std::nullopt;
    if (found->about == kSession) return ForeignAnswer{};
    return ForeignAnswer{no_place(found->name, found->about), 4};
}

Message no_place(std::string_view what, std::string_view kind) {
    return {std::string(kNoPlace),
            fmt::format("{}{}{} have no place here.", what, kNotCarriedOut, kind), std::nullopt};
}

std::string_view without_place(const Message& message) {
    if (message.id != kNoPlace) return {};
    return std::string_view(message.text).substr(0, message.text.find(kNotCarriedOut));
}

Message no_place_for_data_sets(std::string_view command) {
    return no_place(fmt::format("{} of a data set", command), kDataSets);
}

bool may_be_a_command_name(std::string_view word) {
    constexpr std::size_t kLongest = 8;
    const auto letter = [](char c) { return base::is_letter(c) || base::is_national(c); };
    return !word.empty() && word.size() <= kLongest && letter(word.front()) &&
           std::all_of(word.begin(), word.end(),
                       [&](char c) { return letter(c) || base::is_digit(c); });
}

}  // namespace ptkt::racf_command
