#include "common/racf/authorization/profile_search.hpp"

namespace ptkt::authorization {

namespace {

base::Result<std::optional<racf::Resource>> discrete(const store::Store& store,
                                                     const racf::Options& options,
                                                     const racf::ProfileName& name) {
    auto found = store.checked_resource(options, racf::ptktdata_class(), name);
    if (found && *found && (*found)->generic) return std::optional<racf::Resource>();
    return found;
}

}  // namespace

std::vector<racf::ProfileName> profile_names(const racf::ApplName& appl, const racf::GroupId& group,
                                             const racf::UserId& user) {
    std::vector<racf::ProfileName> names;
    for (const std::string& text :
         {appl.str() + "." + group.str() + "." + user.str(), appl.str() + "." + user.str(),
          appl.str() + "." + group.str(), appl.str()})
        names.push_back(racf::ProfileName::parse(text).value());
    return names;
}

base::Result<std::vector<racf::Resource>> evaluation_profiles(const store::Store& store,
                                                              const racf::Options& options,
                                                              const racf::ApplName& appl,
                                                              const racf::GroupId& group,
                                                              const racf::UserId& user) {
    const auto names = profile_names(appl, group, user);
    std::vector<racf::Resource> profiles;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const bool plain = i + 1 == names.size();
        if (!plain && !profiles.empty()) continue;
        auto found = discrete(store, options, names[i]);
        if (!found) return std::move(found).error();
        if (*found) profiles.push_back(std::move(**found));
    }
    return profiles;
}

base::Result<std::optional<racf::Resource>> generation_profile(const store::Store& store,
                                                               const racf::Options& options,
                                                               const racf::ApplName& appl) {
    return discrete(store, options, racf::ProfileName::parse(appl.str()).value());
}

}  // namespace ptkt::authorization
