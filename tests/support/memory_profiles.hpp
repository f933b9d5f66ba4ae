#ifndef PTKT_TESTS_SUPPORT_MEMORY_PROFILES_HPP
#define PTKT_TESTS_SUPPORT_MEMORY_PROFILES_HPP

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/racf/model/profiles.hpp"

namespace ptkt::test {

/// Profiles in memory. It begins as a new store does: IBMUSER, and the group SYS1.
class MemoryProfiles final : public racf::Profiles {
  public:
    MemoryProfiles() {
        const racf::GroupId sys1 = racf::GroupId::parse("SYS1").value();
        const racf::UserId ibmuser = racf::UserId::parse("IBMUSER").value();
        racf::User user{ibmuser, {}, "IBMUSER", sys1, {}};
        user.special = user.operations = true;
        user.connections.push_back({sys1, "IBMUSER", racf::GroupAuthority::Join});
        users.insert({ibmuser, user});
        groups.insert({sys1, racf::Group{sys1, std::nullopt, "IBMUSER", {}}});
    }

    [[nodiscard]] base::Result<racf::Options> options() const override { return current_options; }
    [[nodiscard]] base::Result<std::optional<racf::User>> user(
        const racf::UserId& id) const override {
        return find(users, id);
    }
    [[nodiscard]] base::Result<std::optional<racf::Group>> group(
        const racf::GroupId& id) const override {
        return find(groups, id);
    }
    [[nodiscard]] base::Result<std::optional<racf::Resource>> resource(
        const racf::ClassName& cls, const racf::ProfileName& name) const override {
        if (broken) return base::fail(base::ErrorKind::Io, "the store cannot be read");
        return find(resources, Key{cls, name});
    }
    [[nodiscard]] base::Result<std::vector<std::string>> user_ids() const override {
        return names(users, [](const racf::UserId& id) { return id.str(); });
    }
    [[nodiscard]] base::Result<std::vector<std::string>> group_ids() const override {
        return names(groups, [](const racf::GroupId& id) { return id.str(); });
    }
    [[nodiscard]] base::Result<std::vector<std::string>> resource_names(
        const racf::ClassName& cls) const override {
        std::vector<std::string> found;
        for (const auto& [key, profile] : resources)
            if (key.first == cls) found.push_back(key.second.str());
        return found;
    }

    /// What a command's commit does.
    [[nodiscard]] base::Status commit(std::vector<racf::Change> changes) {
        if (refuse_commits) return base::fail(base::ErrorKind::TryAgain, "the store is locked");
        ++commits;
        for (racf::Change& change : changes)
            std::visit([&](auto& one) { carry_out(std::move(one)); }, change);
        return {};
    }

    using Key = std::pair<racf::ClassName, racf::ProfileName>;
    std::map<racf::UserId, racf::User> users;
    std::map<racf::GroupId, racf::Group> groups;
    std::map<Key, racf::Resource> resources;
    racf::Options current_options;
    std::vector<std::string> snapshots;  ///< `+CLASS` taken, `-CLASS` dropped, in order
    std::map<std::string, base::Secret> vault;
    int commits = 0;
    bool refuse_commits = false;
    bool broken = false;

  private:
    template <typename Map, typename Id>
    static std::optional<typename Map::mapped_type> find(const Map& map, const Id& id) {
        const auto found = map.find(id);
        if (found == map.end()) return std::nullopt;
        return found->second;
    }

    template <typename Map, typename Text>
    static std::vector<std::string> names(const Map& map, Text text) {
        std::vector<std::string> found;
        for (const auto& [id, value] : map)
            found.push_back(text(id));
        return found;
    }

    void carry_out(racf::PutUser change) { users.insert_or_assign(change.user.id, change.user); }
    void carry_out(racf::DeleteUser change) { users.erase(change.id); }
    void carry_out(racf::PutGroup change) {
        groups.insert_or_assign(change.group.id, change.group);
    }
    void carry_out(racf::DeleteGroup change) { groups.erase(change.id); }
    void carry_out(racf::PutResource change) {
        resources.insert_or_assign(Key{change.resource.cls, change.resource.name}, change.resource);
    }
    void carry_out(racf::DeleteResource change) { resources.erase(Key{change.cls, change.name}); }
    void carry_out(racf::PutOptions change) { current_options = std::move(change.options); }
    void carry_out(racf::TakeSnapshot change) { snapshots.push_back("+" + change.cls.str()); }
    void carry_out(racf::DropSnapshot change) { snapshots.push_back("-" + change.cls.str()); }
    void carry_out(racf::PutVaultKey change) {
        vault.insert_or_assign(change.label, std::move(change.key));
    }
};

/// Seals and hashes so that a test can look inside: nothing that a real keeper would do.
class OpenSecretKeeper final : public racf::SecretKeeper {
  public:
    explicit OpenSecretKeeper(const MemoryProfiles& profiles) : profiles_(profiles) {}

    [[nodiscard]] base::Result<bool> has_vault_key(const std::string& label) override {
        return profiles_.vault.contains(label);
    }
    [[nodiscard]] base::Result<base::Bytes> seal_masked_key(const racf::ClassName&,
                                                            const racf::ProfileName&,
                                                            const base::Secret& key) override {
        base::Bytes sealed(key.view().begin(), key.view().end());
        for (base::Byte& byte : sealed)
            byte ^= kMask;
        return sealed;
    }
    [[nodiscard]] base::Result<std::string> hash_password(const base::Secret& value) override {
        return "hash:" + std::string(base::as_text(value.view()));
    }
    [[nodiscard]] base::Result<bool> password_matches(const base::Secret& value,
                                                      std::string_view hash) override {
        return hash == "hash:" + std::string(base::as_text(value.view()));
    }

    static constexpr base::Byte kMask = 0x5A;

  private:
    const MemoryProfiles& profiles_;
};

}  // namespace ptkt::test

#endif
