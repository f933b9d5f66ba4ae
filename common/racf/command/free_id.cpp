#include "common/racf/command/free_id.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <string>

#include "common/racf/command/authority.hpp"

namespace ptkt::racf_command {

namespace {

using Segments = std::map<std::string, racf::Segment>;
/// The numbers in use, each with who has it.
using Used = std::map<std::string, std::string>;

/// What is said of UIDs, or of GIDs.
struct Numbers {
    std::string_view field;      ///< UID
    std::string_view automatic;  ///< AUTOUID
    std::string_view whose;      ///< User
    std::size_t part;            ///< of the ranges in BPX.NEXT.USER
};

constexpr Numbers kUids{"UID", "AUTOUID", "User", 0};
constexpr Numbers kGids{"GID", "AUTOGID", "Group", 1};

struct Range {
    std::int64_t first = 1;
    std::int64_t last = 2147483647;
};

/// The number as the segment has it, or an empty text.
std::string number_in(const Segments& segments, std::string_view field) {
    const auto omvs = segments.find("OMVS");
    if (omvs == segments.end()) return {};
    const auto found = omvs->second.find(field);
    return found == omvs->second.end() ? std::string() : found->second;
}

bool is_asked_for(const Job& job, std::string_view operand) {
    const Operand* omvs = job.command.find("OMVS");
    return omvs != nullptr && omvs->find(operand) != nullptr;
}

/// `n` or `n-m`.
std::optional<Range> range_of(std::string_view text) {
    Range range;
    const char* end = text.data() + text.size();
    const auto low = std::from_chars(text.data(), end, range.first);
    if (low.ec != std::errc()) return std::nullopt;
    if (low.ptr == end) return range;
    if (*low.ptr != '-') return std::nullopt;
    const auto high = std::from_chars(low.ptr + 1, end, range.last);
    if (high.ec != std::errc() || high.ptr != end) return std::nullopt;
    return range;
}

/// FACILITY BPX.NEXT.USER: its APPLDATA has ranges of UIDs and of GIDs with a slash between. It
/// counts in an inactive class too; without the profile every number from 1 on is allowed.
class NextNumbers {
  public:
    static base::Result<NextNumbers> read(const Job& job, const Numbers& numbers) {
        const auto name = racf::ProfileName::parse("BPX.NEXT.USER").value();
        auto profile = job.profiles().resource(class_name("FACILITY"), name);
        if (!profile) return std::move(profile).error();
        return NextNumbers(std::move(*profile), numbers.part);
    }

    /// Nothing where the profile has no numbers: NOAUTO, or nothing beside the slash.
    [[nodiscard]] std::optional<Range> range() const {
        return profile_ ? range_of(parts_[part_]) : Range();
    }

    /// The next one is looked for after a number that was given, as RACF keeps it in the profile.
    base::Status give(Job& job, const Range& range, std::int64_t given) {
        if (!profile_) return {};
        std::string& text = parts_[part_];
        const auto dash = std::min(text.find('-'), text.size());
        text = std::to_string(std::min(given + 1, range.last)) + text.substr(dash);
        profile_->appldata = has_slash_ ? parts_[0] + "/" + parts_[1] : parts_[0];
        profile_->changed = job.context.now;
        return job.commit(racf::Change(racf::PutResource{*profile_}));
    }

  private:
    NextNumbers(std::optional<racf::Resource> profile, std::size_t part)
        : profile_(std::move(profile)), part_(part) {
        if (!profile_) return;
        const std::string& text = profile_->appldata;
        const auto slash = std::min(text.find('/'), text.size());
        has_slash_ = slash < text.size();
        parts_[0] = text.substr(0, slash);
        if (has_slash_) parts_[1] = text.substr(slash + 1);
    }

    std::optional<racf::Resource> profile_;
    std::size_t part_;
    bool has_slash_ = false;
    std::array<std::string, 2> parts_;
};

base::Result<Used> used_uids(const Job& job) {
    auto ids = job.profiles().user_ids();
    if (!ids) return std::move(ids).error();
    Used used;
    for (const std::string& id : *ids) {
        auto user = job.profiles().user(racf::UserId::parse(id).value());
        if (!user) return std::move(user).error();
        if (*user) used.emplace(number_in((*user)->segments, "UID"), id);
    }
    return used;
}

base::Result<Used> used_gids(const Job& job) {
    auto ids = job.profiles().group_ids();
    if (!ids) return std::move(ids).error();
    Used used;
    for (const std::string& id : *ids) {
        auto group = job.profiles().group(racf::GroupId::parse(id).value());
        if (!group) return std::move(group).error();
        if (*group) used.emplace(number_in((*group)->segments, "GID"), id);
    }
    return used;
}

/// UNIXPRIV SHARED.IDS, in an active class, makes each number one owner's.
base::Result<std::optional<racf::Resource>> shared_ids(const Job& job) {
    if (!job.options.is_active("UNIXPRIV")) return std::optional<racf::Resource>();
    const auto name = racf::ProfileName::parse("SHARED.IDS").value();
    return job.profiles().resource(class_name("UNIXPRIV"), name);
}

base::Result<bool> shared_ids_in_force(const Job& job) {
    auto profile = shared_ids(job);
    if (!profile) return std::move(profile).error();
    return profile->has_value();
}

/// SHARED is for SPECIAL, and for READ to SHARED.IDS. False, and said, for others.
bool may_share(Job& job, const racf::Resource& profile) {
    if (job.issuer.special || issuer_access(job, profile) >= racf::Access::Read) return true;
    job.say(8, "IRR52175I", "You are not authorized to specify the SHARED keyword.");
    return false;
}

using Inventory = base::Result<Used> (*)(const Job&);

/// False, and said, when the number that a command gives is somebody else's.
base::Result<bool> number_is_free(Job& job, const Numbers& numbers, const std::string& number,
                                  const std::string& own, Inventory inventory) {
    const auto profile = shared_ids(job);
    if (!profile) return profile.error();
    if (!*profile) return true;
    if (is_asked_for(job, "SHARED")) return may_share(job, **profile);
    const auto used = inventory(job);
    if (!used) return used.error();
    const auto taken = used->find(number);
    if (taken == used->end() || taken->second == own) return true;
    job.say(8, "IRR52174I",
            fmt::format("Incorrect {} {}. This value is already in use by {}.", numbers.field,
                        number, taken->second));
    return false;
}

base::Result<bool> assign(Job& job, const Numbers& numbers, Segments& segments,
                          const std::string& own, Inventory inventory) {
    const std::string given = number_in(segments, numbers.field);
    if (is_asked_for(job, numbers.field))
        return number_is_free(job, numbers, given, own, inventory);
    if (!is_asked_for(job, numbers.automatic) || !given.empty()) return true;
    const auto used = inventory(job);
    if (!used) return used.error();
    auto next = NextNumbers::read(job, numbers);
    if (!next) return std::move(next).error();
    const auto range = next->range();
    if (!range) {
        job.say(8, "PTKT022I",
                fmt::format("{} gets no {}: BPX.NEXT.USER has no range for automatic ones.", own,
                            numbers.field));
        return false;
    }
    for (std::int64_t number = range->first; number <= range->last; ++number) {
        const std::string text = std::to_string(number);
        if (used->contains(text)) continue;
        if (auto done = next->give(job, *range, number); !done) return std::move(done).error();
        segments["OMVS"][std::string(numbers.field)] = text;
        job.say(0, "IRR52177I",
                fmt::format("{} {} was assigned an OMVS {} value of {}.", numbers.whose, own,
                            numbers.field, text));
        return true;
    }
    job.say(8, "PTKT022I",
            fmt::format("{} gets no {}: all of the range in BPX.NEXT.USER are in use.", own,
                        numbers.field));
    return false;
}

/// A list of names cannot have automatic numbers where each number has one owner.
base::Result<bool> fits_a_list(Job& job, const Numbers& numbers) {
    if (!is_asked_for(job, numbers.automatic) || job.command.positionals[0].size() < 2) return true;
    auto in_force = shared_ids_in_force(job);
    if (!in_force) return in_force;
    if (!*in_force) return true;
    job.say(8, "IRR52184I",
            fmt::format("{} cannot be specified with a list of names.", numbers.automatic));
    return false;
}

}  // namespace

base::Result<bool> may_assign_uids(Job& job) {
    return fits_a_list(job, kUids);
}

base::Result<bool> may_assign_gids(Job& job) {
    return fits_a_list(job, kGids);
}

base::Result<bool> assign_uid(Job& job, racf::User& user) {
    if (!job.command.has("OMVS")) return true;
    return assign(job, kUids, user.segments, user.id.str(), used_uids);
}

base::Result<bool> assign_gid(Job& job, racf::Group& group) {
    if (!job.command.has("OMVS")) return true;
    return assign(job, kGids, group.segments, group.id.str(), used_gids);
}

}  // namespace ptkt::racf_command
