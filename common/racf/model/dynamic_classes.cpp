#include "common/racf/model/dynamic_classes.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "common/base/text/ascii.hpp"

namespace ptkt::racf {

namespace {

/// The error codes of ICH14079I that a definition can have here. The values of the other operands
/// are checked when they are given.
enum Code {
    kClassName = 1,
    kLength = 2,
    kEntityxLength = 3,
    kTooMany = 4,
    kPosit = 5,
    kPair = 6,
    kReserved = 7,
    kSupplied = 8,
    kMemberAndGroup = 9,
    kSignal = 12,
    kNoCdtinfo = 13,
};

constexpr std::size_t kMostClasses = 1024;
constexpr int kLongestName = 246;
constexpr int kLargestPosit = 1023;

std::string_view text_of(const Segment& cdtinfo, std::string_view field,
                         std::string_view standard) {
    const auto found = cdtinfo.find(field);
    return found == cdtinfo.end() ? standard : std::string_view(found->second);
}

std::optional<int> number_of(const Segment& cdtinfo, std::string_view field) {
    const std::string_view text = text_of(cdtinfo, field, {});
    int number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, wrong] = std::from_chars(text.data(), end, number);
    if (stop != end || wrong != std::errc()) return std::nullopt;
    return number;
}

/// A length: the standard one where none is given, and none that fits where it is no number.
int length_of(const Segment& cdtinfo, std::string_view field, int standard) {
    return cdtinfo.contains(field) ? number_of(cdtinfo, field).value_or(0) : standard;
}

int longest(const Segment& cdtinfo) {
    constexpr int kStandard = 8;
    return length_of(cdtinfo, "MAXLENGTH", kStandard);
}

/// The length that counts for commands.
int longest_of_commands(const Segment& cdtinfo) {
    return length_of(cdtinfo, "MAXLENX", longest(cdtinfo));
}

NameCharacters characters(const Segment& cdtinfo, std::string_view field) {
    const auto words = base::split_words(text_of(cdtinfo, field, "ALPHA NATIONAL"));
    const auto has = [&](std::string_view word) {
        return std::find(words.begin(), words.end(), word) != words.end();
    };
    return {has("ALPHA"), has("NUMERIC"), has("NATIONAL"), has("SPECIAL")};
}

RaclistRule raclist_rule(const Segment& cdtinfo) {
    const std::string_view word = text_of(cdtinfo, "RACLIST", "DISALLOWED");
    if (word == "REQUIRED") return RaclistRule::Required;
    return word == "ALLOWED" ? RaclistRule::Allowed : RaclistRule::Disallowed;
}

std::optional<Code> wrong_name(const std::string& name) {
    if (!ClassName::parse(name)) return kClassName;
    for (const std::string_view reserved : {"USER", "GROUP", "DATASET"})
        if (name == reserved) return kReserved;
    if (find_supplied_class(name) != nullptr) return kSupplied;
    return std::nullopt;
}

/// What is wrong with a definition by itself.
std::optional<Code> wrong_by_itself(const Resource& profile) {
    if (const auto wrong = wrong_name(profile.name.str())) return wrong;
    const auto found = profile.segments.find(std::string(kCdtinfo));
    if (found == profile.segments.end()) return kNoCdtinfo;
    const Segment& cdtinfo = found->second;
    const auto fits = [](int length) { return length >= 1 && length <= kLongestName; };
    if (!fits(longest(cdtinfo)) || !fits(longest_of_commands(cdtinfo))) return kLength;
    if (longest_of_commands(cdtinfo) < longest(cdtinfo)) return kEntityxLength;
    const auto posit = number_of(cdtinfo, "POSIT");
    if (!posit || *posit < 0 || *posit > kLargestPosit) return kPosit;
    if (cdtinfo.contains("MEMBER") && cdtinfo.contains("GROUP")) return kMemberAndGroup;
    if (text_of(cdtinfo, "SIGNAL", "NO") == "YES" &&
        raclist_rule(cdtinfo) == RaclistRule::Disallowed)
        return kSignal;
    return std::nullopt;
}

/// Do a member class and its grouping class name each other? Both must be dynamic. [RACF Macros
/// and Interfaces, ICHERCDE]
bool has_its_partner(const ClassDefinitions& all, const std::string& name, const Segment& cdtinfo) {
    for (const auto& [mine, its] : {std::pair("GROUP", "MEMBER"), std::pair("MEMBER", "GROUP")}) {
        const std::string_view partner = text_of(cdtinfo, mine, {});
        if (partner.empty()) continue;
        const auto found = all.find(partner);
        if (found == all.end() || text_of(found->second, its, {}) != name) return false;
    }
    return true;
}

void leave_out_broken_pairs(FoundDefinitions& found) {
    for (bool again = true; again;) {
        again = false;
        for (auto at = found.good.begin(); at != found.good.end();) {
            if (has_its_partner(found.good, at->first, at->second)) {
                ++at;
                continue;
            }
            found.wrong.push_back({at->first, kPair});
            at = found.good.erase(at);
            again = true;
        }
    }
}

}  // namespace

const ClassName& cdt_class() {
    static const ClassName name = ClassName::parse("CDT").value();
    return name;
}

FoundDefinitions sound_definitions(std::span<const Resource> profiles) {
    FoundDefinitions found;
    for (const Resource& profile : profiles) {
        auto wrong = wrong_by_itself(profile);
        if (!wrong && found.good.size() + supplied_classes().size() >= kMostClasses)
            wrong = kTooMany;
        if (wrong) {
            found.wrong.push_back({profile.name.str(), *wrong});
        } else {
            found.good.emplace(profile.name.str(),
                               profile.segments.find(std::string(kCdtinfo))->second);
        }
    }
    leave_out_broken_pairs(found);
    std::ranges::sort(found.wrong, {}, &WrongDefinition::name);
    return found;
}

ClassInfo class_of(const std::string& name, const Segment& cdtinfo) {
    constexpr int kStandardRc = 4;
    const std::string_view uacc = text_of(cdtinfo, "DEFAULTUACC", "NONE");
    ClassInfo info{.name = name,
                   .posit = number_of(cdtinfo, "POSIT").value_or(kNoPosit),
                   .default_uacc = access_of(uacc).value_or(Access::None),
                   .generic_allowed = text_of(cdtinfo, "GENERIC", "ALLOWED") == "ALLOWED",
                   .raclist = raclist_rule(cdtinfo),
                   .longest_name = static_cast<std::size_t>(longest_of_commands(cdtinfo)),
                   .grouping = text_of(cdtinfo, "GROUP", {}),
                   .member = text_of(cdtinfo, "MEMBER", {}),
                   .default_rc = number_of(cdtinfo, "DEFAULTRC").value_or(kStandardRc)};
    info.uacc_of_connect = uacc == "ACEE";
    info.operations = text_of(cdtinfo, "OPERATIONS", "NO") == "YES";
    info.keeps_case = text_of(cdtinfo, "CASE", "UPPER") == "ASIS";
    info.takes_profiles = text_of(cdtinfo, "PROFILESALLOWED", "YES") == "YES";
    info.first = characters(cdtinfo, "FIRST");
    info.other = characters(cdtinfo, "OTHER");
    return info;
}

}  // namespace ptkt::racf
