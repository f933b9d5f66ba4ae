#include "common/racf_command/free_id.hpp"

#include <fmt/format.h>

#include <map>
#include <set>
#include <string>

namespace ptkt::racf_command {

namespace {

using Segments = std::map<std::string, racf::Segment>;

/// The number as the segment has it, or an empty text.
std::string number_in(const Segments& segments, const std::string& field) {
    const auto omvs = segments.find("OMVS");
    if (omvs == segments.end()) return {};
    const auto found = omvs->second.find(field);
    return found == omvs->second.end() ? std::string() : found->second;
}

bool is_asked_for(const Job& job, std::string_view automatic) {
    const Operand* omvs = job.command.find("OMVS");
    return omvs != nullptr && omvs->find(automatic) != nullptr;
}

std::string lowest_free(const std::set<std::string>& used) {
    std::int64_t number = 1;
    while (used.contains(std::to_string(number)))
        ++number;
    return std::to_string(number);
}

base::Result<std::set<std::string>> used_uids(const Job& job) {
    auto ids = job.profiles().user_ids();
    if (!ids) return std::move(ids).error();
    std::set<std::string> used;
    for (const std::string& id : *ids) {
        auto user = job.profiles().user(racf::UserId::parse(id).value());
        if (!user) return std::move(user).error();
        if (*user) used.insert(number_in((*user)->segments, "UID"));
    }
    return used;
}

base::Result<std::set<std::string>> used_gids(const Job& job) {
    auto ids = job.profiles().group_ids();
    if (!ids) return std::move(ids).error();
    std::set<std::string> used;
    for (const std::string& id : *ids) {
        auto group = job.profiles().group(racf::GroupId::parse(id).value());
        if (!group) return std::move(group).error();
        if (*group) used.insert(number_in((*group)->segments, "GID"));
    }
    return used;
}

}  // namespace

base::Status assign_uid(Job& job, racf::User& user) {
    if (!is_asked_for(job, "AUTOUID") || !number_in(user.segments, "UID").empty()) return {};
    auto used = used_uids(job);
    if (!used) return std::move(used).error();
    const std::string uid = lowest_free(*used);
    user.segments["OMVS"]["UID"] = uid;
    job.say(0, "IRR52177I",
            fmt::format("User {} was assigned an OMVS UID value of {}.", user.id.str(), uid));
    return {};
}

base::Status assign_gid(Job& job, racf::Group& group) {
    if (!is_asked_for(job, "AUTOGID") || !number_in(group.segments, "GID").empty()) return {};
    auto used = used_gids(job);
    if (!used) return std::move(used).error();
    const std::string gid = lowest_free(*used);
    group.segments["OMVS"]["GID"] = gid;
    job.say(0, "IRR52178I",
            fmt::format("Group {} was assigned an OMVS GID value of {}.", group.id.str(), gid));
    return {};
}

}  // namespace ptkt::racf_command
