#include <fmt/format.h>

#include <algorithm>

#include "common/racf/command/authority.hpp"
#include "common/racf/model/access_check.hpp"
#include "common/racf/model/matching.hpp"

// SEARCH. [RACF Command Language Reference, SEARCH]
namespace ptkt::racf_command {

namespace {

using Entry = SearchListing::Name;
using Answer = base::Result<std::optional<Entry>>;

bool segment_number_is(const std::map<std::string, racf::Segment>& segments, std::string_view field,
                       const Operand& wanted) {
    const auto omvs = segments.find("OMVS");
    if (omvs == segments.end()) return false;
    const auto found = omvs->second.find(field);
    return found != omvs->second.end() && found->second == wanted.text();
}

class Searcher {
  public:
    explicit Searcher(Job& job) : job_(job) {
        const Operand* operand = job.command.find("CLASS");
        class_ = operand == nullptr ? "DATASET" : operand->text();
    }

    base::Status run() {
        if (!operands_fit_the_class()) return {};
        if (auto found = find_user(); !found) return found;
        auto names = all_names();
        if (!names) return std::move(names).error();
        SearchListing listing;
        for (const std::string& name : *names) {
            if (!name_is_wanted(name)) continue;
            auto entry = look_at(name);
            if (!entry) return std::move(entry).error();
            if (*entry) listing.names.push_back(std::move(**entry));
        }
        show(std::move(listing));
        return {};
    }

  private:
    /// Says which operands cannot select anything in the class. One that asks for users or groups
    /// by their number ends the command: all names would be a wrong answer.
    bool operands_fit_the_class() {
        const bool resources = class_ != "USER" && class_ != "GROUP";
        for (const std::string_view name : {"GENERIC", "NOGENERIC", "WARNING", "LEVEL", "AGE"})
            if (!resources && job_.command.has(name))
                job_.say(
                    0, "PTKT018I",
                    fmt::format("Operand {} of SEARCH has no effect on class {}.", name, class_));
        for (const auto& [name, its_class] :
             {std::pair("UID", "USER"), std::pair("GID", "GROUP")}) {
            if (!job_.command.has(name) || class_ == its_class) continue;
            job_.say(8, "PTKT019I",
                     fmt::format("Operand {} of SEARCH is for class {}.", name, its_class));
            return false;
        }
        return true;
    }

    void show(SearchListing listing) {
        if (listing.names.empty()) {
            job_.say(4, "ICH31005I", "NO ENTRIES MEET SEARCH CRITERIA");
            return;
        }
        if (const Operand* clist = job_.command.find("CLIST")) {
            listing.before = clist->text();
            if (clist->values.size() > 1) listing.after = clist->values[1].text;
        }
        if (!job_.command.has("NOLIST")) job_.list(std::move(listing));
    }

    /// The user of USER, when there is one.
    base::Status find_user() {
        const Operand* operand = job_.command.find("USER");
        if (operand == nullptr) return {};
        auto user = job_.profiles().user(user_id(operand->values.front()));
        if (!user) return std::move(user).error();
        user_ = std::move(*user);
        user_wanted_ = true;
        return {};
    }

    base::Result<std::vector<std::string>> all_names() const {
        if (class_ == "USER") return job_.profiles().user_ids();
        if (class_ == "GROUP") return job_.profiles().group_ids();
        if (job_.classes().find(class_) == nullptr) return std::vector<std::string>();  // data sets
        return job_.profiles().resource_names(class_name(class_));
    }

    /// What names are compared with: in the class's case.
    const std::string& wanted(const Value& value) const {
        const racf::ClassInfo* info = job_.classes().find(class_);
        return info != nullptr && info->keeps_case ? value.typed : value.text;
    }

    bool name_is_wanted(const std::string& name) const {
        if (const Operand* filter = job_.command.find("FILTER"))
            return racf::filter_matches(wanted(filter->values.front()), name);
        const Operand* mask = job_.command.find("MASK");
        if (mask == nullptr) return true;
        const std::string& prefix = wanted(mask->values.front());
        const std::size_t behind = prefix == "*" ? 0 : prefix.size();
        if (behind > 0 && !name.starts_with(prefix)) return false;
        return mask->values.size() < 2 ||
               name.find(wanted(mask->values[1]), behind) != std::string::npos;
    }

    Answer look_at(const std::string& name) {
        if (class_ == "USER") return look_at_user(name);
        if (class_ == "GROUP") return look_at_group(name);
        return look_at_resource(name);
    }

    Answer look_at_user(const std::string& name) {
        auto user = job_.profiles().user(racf::UserId::parse(name).value());
        if (!user) return std::move(user).error();
        if (!*user) return std::optional<Entry>();
        const Operand* uid = job_.command.find("UID");
        if (uid != nullptr && !segment_number_is((*user)->segments, "UID", *uid))
            return std::optional<Entry>();
        if (user_wanted_ && (!user_ || user_->id.str() != name)) return std::optional<Entry>();
        auto allowed = name == job_.issuer.id.str() ? base::Result<bool>(true)
                                                    : may_view(job_, (*user)->owner);
        return answer(std::move(allowed), {name});
    }

    Answer look_at_group(const std::string& name) {
        auto group = job_.profiles().group(racf::GroupId::parse(name).value());
        if (!group) return std::move(group).error();
        if (!*group) return std::optional<Entry>();
        const Operand* gid = job_.command.find("GID");
        if (gid != nullptr && !segment_number_is((*group)->segments, "GID", *gid))
            return std::optional<Entry>();
        if (user_wanted_ && (!user_ || user_->connection((*group)->id) == nullptr))
            return std::optional<Entry>();
        auto owner = may_view(job_, (*group)->owner);
        if (owner && *owner) return answer(std::move(owner), {name});
        return answer(has_group_authority(job_, (*group)->id, racf::GroupAuthority::Connect),
                      {name});
    }

    Answer look_at_resource(const std::string& name) {
        auto profile = job_.profiles().resource(class_name(class_),
                                                racf::profile_name_in(class_, name).value());
        if (!profile) return std::move(profile).error();
        if (!*profile || !profile_is_wanted(**profile)) return std::optional<Entry>();
        const bool unusable = !(*profile)->generic && racf::has_generic_characters(name);
        const Entry entry{name, (*profile)->generic, unusable};
        if (issuer_access(job_, **profile) >= racf::Access::Read) return std::optional(entry);
        return answer(may_view(job_, (*profile)->owner), entry);
    }

    bool profile_is_wanted(const racf::Resource& profile) const {
        const Command& command = job_.command;
        if (command.has("GENERIC") && !profile.generic) return false;
        if (command.has("NOGENERIC") && profile.generic) return false;
        if (command.has("WARNING") && !profile.warning) return false;
        const Operand* level = command.find("LEVEL");
        if (level != nullptr && profile.level != level->values.front().number) return false;
        const Operand* age = command.find("AGE");
        if (age != nullptr &&
            job_.context.now - profile.changed < std::chrono::days(age->values.front().number))
            return false;
        return !user_wanted_ || user_may_access(profile);
    }

    bool user_may_access(const racf::Resource& profile) const {
        if (!user_) return false;
        if (profile.owner == user_->id.str()) return true;
        const auto groups =
            racf::groups_that_count(*user_, user_->default_group, job_.options, job_.context.now);
        return racf::effective_access(profile, *user_, groups).access >= racf::Access::Read;
    }

    static Answer answer(base::Result<bool> allowed, Entry entry) {
        if (!allowed) return std::move(allowed).error();
        if (!*allowed) return std::optional<Entry>();
        return std::optional(std::move(entry));
    }

    Job& job_;
    std::string class_;
    std::optional<racf::User> user_;
    bool user_wanted_ = false;
};

}  // namespace

base::Status apply_search(Job& job) {
    return Searcher(job).run();
}

}  // namespace ptkt::racf_command
