#include <fmt/format.h>

#include <algorithm>

#include "common/racf/command/authority.hpp"
#include "common/racf/model/access_check.hpp"
#include "common/racf/model/matching.hpp"

// RLIST. [RACF Command Language Reference, RLIST]
namespace ptkt::racf_command {

namespace {

using Found = base::Result<std::optional<racf::Resource>>;

class Lister {
  public:
    Lister(Job& job, const racf::ClassInfo& info)
        : job_(job), info_(info), cls_(class_name(info.name)) {}

    base::Status list(const Value& value) {
        return value.text == "*" ? list_all() : list_one(profile_name(job_, info_.name, value));
    }

  private:
    /// All profiles that the issuer may see: discrete ones, then generic ones in search order.
    base::Status list_all() {
        auto names = job_.profiles().resource_names(cls_);
        if (!names) return std::move(names).error();
        std::sort(names->begin(), names->end(), [](const auto& a, const auto& b) {
            const bool generic_a = racf::has_generic_characters(a);
            const bool generic_b = racf::has_generic_characters(b);
            if (generic_a != generic_b) return generic_b;
            return generic_a ? racf::more_specific(a, b) : a < b;
        });
        bool listed = false;
        for (const std::string& name : *names) {
            auto profile =
                job_.profiles().resource(cls_, racf::profile_name_in(info_.name, name).value());
            if (!profile) return std::move(profile).error();
            if (!*profile || !kind_is_wanted(**profile)) continue;
            auto allowed = may_list(**profile);
            if (!allowed) return std::move(allowed).error();
            if (!*allowed) continue;
            listed = true;
            if (auto done = show(std::move(**profile), name); !done) return done;
        }
        if (!listed) job_.say(4, "ICH13004I", "NOTHING TO LIST");
        return {};
    }

    base::Status list_one(const racf::ProfileName& name) {
        auto profile = find(name);
        if (!profile) return std::move(profile).error();
        if (!*profile) return list_groups_of(name);
        auto allowed = may_list(**profile);
        if (!allowed) return std::move(allowed).error();
        if (!*allowed) {
            job_.say(4, "ICH13002I", fmt::format("NOT AUTHORIZED TO LIST {}", name.str()));
            return {};
        }
        return show(std::move(**profile), name.str());
    }

    /// With RESGROUP a resource may have no profile of its own: its resource groups are listed.
    base::Status list_groups_of(const racf::ProfileName& name) {
        std::vector<std::string> groups;
        if (job_.command.has("RESGROUP")) {
            auto found = grouping_profiles(name.str());
            if (!found) return std::move(found).error();
            groups = std::move(*found);
        }
        if (groups.empty()) {
            job_.say(4, "ICH13003I", fmt::format("{} NOT FOUND", name.str()));
            return {};
        }
        ResourceListing listing{racf::Resource{cls_, name}, &info_};
        listing.classes = job_.classes();
        listing.base = false;
        listing.resource_groups = std::move(groups);
        job_.list(std::move(listing));
        return {};
    }

    bool kind_is_wanted(const racf::Resource& profile) const {
        if (job_.command.has("GENERIC")) return profile.generic;
        return !job_.command.has("NOGENERIC") || !profile.generic;
    }

    /// The discrete profile, else the most specific generic one that covers the name.
    Found find(const racf::ProfileName& name) const {
        auto exact = job_.profiles().resource(cls_, name);
        if (!exact || (*exact && kind_is_wanted(**exact))) return exact;
        if (job_.command.has("NOGENERIC")) return std::optional<racf::Resource>();
        auto names = job_.profiles().resource_names(cls_);
        if (!names) return std::move(names).error();
        for (const std::string& covering : racf::covering_profiles(*names, name.str())) {
            auto profile =
                job_.profiles().resource(cls_, racf::profile_name_in(info_.name, covering).value());
            if (!profile || (*profile && (*profile)->generic)) return profile;
        }
        return std::optional<racf::Resource>();
    }

    /// READ lets see the profile; the access lists are for those who administer or audit it.
    base::Result<bool> may_list(const racf::Resource& profile) const {
        const racf::Access access = issuer_access(job_, profile);
        if (access == racf::Access::Alter && !profile.generic) return true;
        const bool lists = job_.command.has("AUTHUSER") || job_.command.has("ALL");
        if (access >= racf::Access::Read && !lists) return true;
        return may_view(job_, profile.owner);
    }

    base::Status show(racf::Resource profile, const std::string& asked) {
        ResourceListing listing{std::move(profile), &info_};
        listing.classes = job_.classes();
        const Command& command = job_.command;
        const bool all = command.has("ALL");
        if (!command.has("NOYOURACC")) listing.your_access = issuer_access(job_, listing.profile);
        listing.base = !command.has("NORACF");
        listing.access_lists = all || command.has("AUTHUSER");
        listing.history = all || command.has("HISTORY");
        listing.statistics = all || command.has("STATISTICS");
        listing.security = all;
        std::vector<std::string> hidden;
        listing.segments = segments_to_list(job_, hidden);
        // What is sealed stays where it is.
        if (listing.profile.ssignon && listing.profile.ssignon->legacy)
            listing.profile.ssignon->legacy->sealed.clear();
        if (command.has("RESGROUP")) {
            auto groups = grouping_profiles(asked);
            if (!groups) return std::move(groups).error();
            listing.resource_groups = std::move(*groups);
        }
        job_.list(std::move(listing));
        say_hidden_segments(job_, hidden);
        return {};
    }

    /// The resource groups, among those that the issuer may list, of which a resource is a member.
    base::Result<std::vector<std::string>> grouping_profiles(const std::string& resource) const {
        std::vector<std::string> found;
        if (info_.grouping.empty()) return found;
        const racf::ClassName grouping = class_name(info_.grouping);
        auto names = job_.profiles().resource_names(grouping);
        if (!names) return std::move(names).error();
        for (const std::string& name : *names) {
            auto profile = job_.profiles().resource(
                grouping, racf::profile_name_in(info_.grouping, name).value());
            if (!profile) return std::move(profile).error();
            if (!*profile) continue;
            const auto& members = (*profile)->members;
            const bool covered = std::any_of(
                members.begin(), members.end(),
                [&](const std::string& member) { return racf::generic_matches(member, resource); });
            if (!covered) continue;
            auto allowed = may_list(**profile);
            if (!allowed) return std::move(allowed).error();
            if (*allowed) found.push_back(name);
        }
        return found;
    }

    Job& job_;
    const racf::ClassInfo& info_;
    racf::ClassName cls_;
};

}  // namespace

base::Status apply_rlist(Job& job) {
    const racf::ClassInfo& info = job.named_class();
    Lister lister(job, info);
    for (const Value& name : job.command.positionals[1])
        if (auto done = lister.list(name); !done) return done;
    return {};
}

}  // namespace ptkt::racf_command
