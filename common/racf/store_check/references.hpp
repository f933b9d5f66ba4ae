#ifndef PTKT_RACF_STORE_CHECK_REFERENCES_HPP
#define PTKT_RACF_STORE_CHECK_REFERENCES_HPP

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "common/racf/model/group.hpp"
#include "common/racf/model/resource.hpp"
#include "common/racf/model/user.hpp"
#include "common/racf/store_check/finding.hpp"

/// What profiles say of one another: pure, over names that are known to exist.
namespace ptkt::store_check {

/// All users and groups of a store, each sorted by name.
struct Known {
    std::vector<std::string> users;
    std::vector<std::string> groups;

    [[nodiscard]] bool is_user(std::string_view id) const;
    [[nodiscard]] bool is_group(std::string_view id) const;
    [[nodiscard]] bool is_id(std::string_view id) const { return is_user(id) || is_group(id); }
    /// An id that an access list may have: also `*`, `&RACUID` and `&RACGRP`.
    [[nodiscard]] bool may_be_permitted(std::string_view id) const;
};

/// `dangling-id` (owner), `dangling-group` (default group, connections), `not-connected`.
[[nodiscard]] std::vector<Finding> check_user(const racf::User& user, const Known& known);
/// `dangling-id` (owner), `dangling-group` (superior), `no-superior`.
[[nodiscard]] std::vector<Finding> check_group(const racf::Group& group, const Known& known);
/// `group-loop`: groups, each with its superior, that are not below SYS1 but in a ring.
[[nodiscard]] std::vector<Finding> check_tree(const std::map<std::string, std::string>& superiors);
/// `dangling-id` (access lists, owner, NOTIFY, the user and group of a started task). Those of the
/// access lists and NOTIFY are the ones that `without_dangling` removes; `repair` of these says
/// how.
[[nodiscard]] std::vector<Finding> check_resource(const racf::Resource& resource,
                                                  const Known& known);

/// Takes what nobody is out of the access lists and NOTIFY. That changes nobody's access, since no
/// such user or group exists; it keeps a later one of that name from inheriting. True when
/// something was removed.
bool remove_dangling(racf::Resource& resource, const Known& known);

}  // namespace ptkt::store_check

#endif
