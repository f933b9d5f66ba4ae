#ifndef PTKT_RACF_SESSION_TRIAL_HPP
#define PTKT_RACF_SESSION_TRIAL_HPP

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/racf/model/profiles.hpp"

namespace ptkt::racf_session {

/// What a command would change. `lines` are those of the entity's text that would go (`- `) and come
/// (`+ `); hashes and sealed keys are hidden in them.
struct WouldChange {
    std::string what;  ///< `add user USER0002`
    std::vector<std::string> lines;
};

/// Profiles as they would be after commands that change nothing. What was changed is kept here,
/// everything else is looked up below.
class TrialProfiles final : public racf::Profiles {
  public:
    explicit TrialProfiles(const racf::Profiles& below) : below_(below) {}

    [[nodiscard]] base::Result<racf::Options> options() const override;
    [[nodiscard]] base::Result<std::optional<racf::User>> user(
        const racf::UserId& id) const override;
    [[nodiscard]] base::Result<std::optional<racf::Group>> group(
        const racf::GroupId& id) const override;
    [[nodiscard]] base::Result<std::optional<racf::Resource>> resource(
        const racf::ClassName& cls, const racf::ProfileName& name) const override;
    [[nodiscard]] base::Result<std::vector<std::string>> user_ids() const override;
    [[nodiscard]] base::Result<std::vector<std::string>> group_ids() const override;
    [[nodiscard]] base::Result<std::vector<std::string>> resource_names(
        const racf::ClassName& cls) const override;

    /// Takes changes, and says what each one is. An error is that of looking up what was before.
    [[nodiscard]] base::Result<std::vector<WouldChange>> take(std::vector<racf::Change> changes);
    /// Was a key put under this label?
    [[nodiscard]] bool has_key(const std::string& label) const { return labels_.contains(label); }

  private:
    friend class Taker;
    /// By name; nothing stands for one that was deleted.
    template <typename T>
    using Changed = std::map<std::string, std::optional<T>>;

    const racf::Profiles& below_;
    std::optional<racf::Options> options_;
    Changed<racf::User> users_;
    Changed<racf::Group> groups_;
    std::map<std::string, Changed<racf::Resource>> resources_;  ///< by class
    std::set<std::string> labels_;
};

/// The secrets of a store, and the labels that a trial has put keys under.
class TrialSecrets final : public racf::SecretKeeper {
  public:
    TrialSecrets(racf::SecretKeeper& below, const TrialProfiles& profiles)
        : below_(below), profiles_(profiles) {}

    [[nodiscard]] base::Result<base::Bytes> seal_masked_key(const racf::ClassName& cls,
                                                            const racf::ProfileName& name,
                                                            const base::Secret& key) override {
        return below_.seal_masked_key(cls, name, key);
    }
    [[nodiscard]] base::Result<bool> has_vault_key(const std::string& label) override {
        return profiles_.has_key(label) ? true : below_.has_vault_key(label);
    }
    [[nodiscard]] base::Result<std::string> hash_password(const base::Secret& value) override {
        return below_.hash_password(value);
    }
    [[nodiscard]] base::Result<bool> password_matches(const base::Secret& value,
                                                      std::string_view hash) override {
        return below_.password_matches(value, hash);
    }

  private:
    racf::SecretKeeper& below_;
    const TrialProfiles& profiles_;
};

/// The lines in which two texts differ, in their order: `- ` those of the first, `+ ` those of the
/// second.
[[nodiscard]] std::vector<std::string> changed_lines(std::string_view before,
                                                     std::string_view after);

}  // namespace ptkt::racf_session

#endif
