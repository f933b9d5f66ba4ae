#include "common/racf/irrdbu00/unload.hpp"

#include <algorithm>
#include <map>

#include "common/racf/irrdbu00/profile_records.hpp"
#include "common/racf/model/class_table.hpp"

namespace ptkt::irrdbu00 {

namespace {

class Unloader {
  public:
    Unloader(const racf::Profiles& profiles,
             const std::function<base::Status(std::string_view)>& write)
        : profiles_(profiles), write_(write) {}

    base::Status run() {
        if (auto done = collect_members(); !done) return done;
        if (auto done = groups(); !done) return done;
        if (auto done = users(); !done) return done;
        const auto options = profiles_.options();
        if (!options) return options.error();
        for (const racf::ClassInfo& info : options->classes.all())
            if (auto done = resources(racf::ClassName::parse(info.name).value()); !done)
                return done;
        return {};
    }

    std::vector<std::string> altered() && { return std::move(lines_.altered); }

  private:
    /// A group's record names its members, but who is in a group stands with the users.
    base::Status collect_members() {
        return each_user([&](const racf::User& user) -> base::Status {
            for (const racf::Connection& connection : user.connections)
                members_[connection.group.str()].push_back({user.id.str(), connection.authority});
            return {};
        });
    }

    base::Status each_user(const std::function<base::Status(const racf::User&)>& visit) {
        const auto ids = profiles_.user_ids();
        if (!ids) return ids.error();
        for (const std::string& text : *ids) {
            const auto id = racf::UserId::parse(text);
            if (!id) return id.error();
            auto user = profiles_.user(*id);
            if (!user) return std::move(user).error();
            if (!*user) continue;
            if (auto done = visit(**user); !done) return done;
        }
        return {};
    }

    base::Status groups() {
        std::vector<racf::Group> all;
        const auto ids = profiles_.group_ids();
        if (!ids) return ids.error();
        for (const std::string& text : *ids) {
            const auto id = racf::GroupId::parse(text);
            if (!id) return id.error();
            auto group = profiles_.group(*id);
            if (!group) return std::move(group).error();
            if (*group) all.push_back(std::move(**group));
        }
        std::map<std::string, std::vector<std::string>> subgroups;
        for (const racf::Group& group : all)
            if (group.superior) subgroups[group.superior->str()].push_back(group.id.str());
        for (const racf::Group& group : all) {
            const std::string& id = group.id.str();
            write_group(lines_, group, subgroups[id], members_[id]);
            if (auto done = hand_over(); !done) return done;
        }
        members_.clear();
        return {};
    }

    base::Status users() {
        const auto options = profiles_.options();
        if (!options) return options.error();
        return each_user([&](const racf::User& user) {
            write_user(lines_, user, options->password_interval);
            return hand_over();
        });
    }

    base::Status resources(const racf::ClassName& cls) {
        const auto names = profiles_.resource_names(cls);
        if (!names) return names.error();
        for (const std::string& text : *names) {
            const auto name = racf::profile_name_in(cls.str(), text);
            if (!name) return name.error();
            auto resource = profiles_.resource(cls, *name);
            if (!resource) return std::move(resource).error();
            if (!*resource) continue;
            write_resource(lines_, **resource);
            if (auto done = hand_over(); !done) return done;
        }
        return {};
    }

    base::Status hand_over() {
        auto done = write_(lines_.text);
        lines_.text.clear();
        return done;
    }

    const racf::Profiles& profiles_;
    const std::function<base::Status(std::string_view)>& write_;
    std::map<std::string, std::vector<Member>> members_;
    Lines lines_;
};

}  // namespace

base::Result<std::vector<std::string>> unload(
    const racf::Profiles& profiles, const std::function<base::Status(std::string_view)>& write) {
    Unloader unloader(profiles, write);
    if (auto done = unloader.run(); !done) return std::move(done).error();
    return std::move(unloader).altered();
}

}  // namespace ptkt::irrdbu00
