#include "common/racf/store_check/references.hpp"

#include <algorithm>
#include <set>

namespace ptkt::store_check {

namespace {

bool has(const std::vector<std::string>& sorted, std::string_view name) {
    return std::binary_search(sorted.begin(), sorted.end(), name);
}

Finding dangling(std::string subject, std::string_view role, std::string_view id,
                 std::string repair = {}) {
    return {Severity::Warning, "dangling-id", std::move(subject),
            fmt::format("{} {} is neither a user nor a group", role, id), std::move(repair)};
}

Finding without_group(std::string subject, std::string_view role, std::string_view group) {
    return {Severity::Error, "dangling-group", std::move(subject),
            fmt::format("{} {} does not exist", role, group)};
}

std::string subject_of(const racf::Resource& resource) {
    return fmt::format("profile {} {}", resource.cls.str(), resource.name.str());
}

void check_started_task(const racf::Resource& resource, const Known& known,
                        std::vector<Finding>& found) {
    const auto segment = resource.segments.find("STDATA");
    if (segment == resource.segments.end()) return;
    for (const auto& [field, role] : {std::pair("USER", "user of the started task"),
                                      std::pair("GROUP", "group of the started task")}) {
        const auto value = segment->second.find(field);
        if (value == segment->second.end() || value->second == "=MEMBER") continue;
        if (!known.is_id(value->second))
            found.push_back(dangling(subject_of(resource), role, value->second));
    }
}

}  // namespace

bool Known::is_user(std::string_view id) const {
    return has(users, id);
}

bool Known::is_group(std::string_view id) const {
    return has(groups, id);
}

bool Known::may_be_permitted(std::string_view id) const {
    return id == "*" || id == "&RACUID" || id == "&RACGRP" || is_id(id);
}

std::vector<Finding> check_user(const racf::User& user, const Known& known) {
    std::vector<Finding> found;
    const std::string subject = "user " + user.id.str();
    if (!known.is_id(user.owner)) found.push_back(dangling(subject, "owner", user.owner));
    const std::string& group = user.default_group.str();
    if (!known.is_group(group)) {
        found.push_back(without_group(subject, "default group", group));
    } else if (user.connection(user.default_group) == nullptr) {
        found.push_back({Severity::Error, "not-connected", subject,
                         fmt::format("is not connected to its default group {}", group)});
    }
    for (const racf::Connection& connection : user.connections) {
        if (!known.is_group(connection.group.str()))
            found.push_back(without_group(subject, "connected group", connection.group.str()));
        if (!connection.owner.empty() && !known.is_id(connection.owner))
            found.push_back(dangling(
                subject, fmt::format("owner of its connection to {},", connection.group.str()),
                connection.owner));
    }
    return found;
}

std::vector<Finding> check_group(const racf::Group& group, const Known& known) {
    std::vector<Finding> found;
    const std::string subject = "group " + group.id.str();
    if (!known.is_id(group.owner)) found.push_back(dangling(subject, "owner", group.owner));
    if (!group.superior) {
        if (group.id.str() != "SYS1")
            found.push_back({Severity::Error, "no-superior", subject, "has no superior group"});
    } else if (!known.is_group(group.superior->str())) {
        found.push_back(without_group(subject, "superior group", group.superior->str()));
    }
    return found;
}

std::vector<Finding> check_tree(const std::map<std::string, std::string>& superiors) {
    std::vector<Finding> found;
    std::set<std::string_view> above;  // known to lead out of any ring, or told already
    for (const auto& [start, superior] : superiors) {
        std::vector<std::string_view> way;
        std::string_view at = start;
        while (!above.contains(at) && std::find(way.begin(), way.end(), at) == way.end()) {
            way.push_back(at);
            const auto next = superiors.find(std::string(at));
            if (next == superiors.end()) break;
            at = next->second;
        }
        const auto ring = std::find(way.begin(), way.end(), at);
        if (superiors.contains(std::string(at)) && !above.contains(at) && ring != way.end())
            found.push_back({Severity::Error, "group-loop", "group " + std::string(at),
                             "is its own superior, over other groups or directly"});
        above.insert(way.begin(), way.end());
    }
    return found;
}

std::vector<Finding> check_resource(const racf::Resource& resource, const Known& known) {
    std::vector<Finding> found;
    const std::string subject = subject_of(resource);
    const std::string permit =
        fmt::format("PERMIT {} CLASS({})", resource.name.str(), resource.cls.str());
    if (!known.is_id(resource.owner)) found.push_back(dangling(subject, "owner", resource.owner));
    for (const racf::AccessEntry& entry : resource.access)
        if (!known.may_be_permitted(entry.id))
            found.push_back(dangling(subject, "on the access list", entry.id,
                                     fmt::format("{} ID({}) DELETE", permit, entry.id)));
    for (const racf::ConditionalEntry& one : resource.conditional)
        if (!known.may_be_permitted(one.entry.id))
            found.push_back(dangling(subject, "on the conditional access list", one.entry.id,
                                     fmt::format("{} ID({}) DELETE WHEN({}({}))", permit,
                                                 one.entry.id, one.condition, one.name)));
    if (!resource.notify.empty() && !known.is_user(resource.notify))
        found.push_back(dangling(
            subject, "NOTIFY", resource.notify,
            fmt::format("RALTER {} {} NONOTIFY", resource.cls.str(), resource.name.str())));
    check_started_task(resource, known, found);
    return found;
}

bool remove_dangling(racf::Resource& resource, const Known& known) {
    std::size_t removed = std::erase_if(resource.access, [&](const racf::AccessEntry& entry) {
        return !known.may_be_permitted(entry.id);
    });
    removed += std::erase_if(resource.conditional, [&](const racf::ConditionalEntry& one) {
        return !known.may_be_permitted(one.entry.id);
    });
    if (!resource.notify.empty() && !known.is_user(resource.notify)) {
        resource.notify.clear();
        ++removed;
    }
    return removed > 0;
}

}  // namespace ptkt::store_check
