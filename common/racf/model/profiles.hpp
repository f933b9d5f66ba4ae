#ifndef PTKT_RACF_MODEL_PROFILES_HPP
#define PTKT_RACF_MODEL_PROFILES_HPP

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/base/result.hpp"
#include "common/base/secret.hpp"
#include "common/racf/model/group.hpp"
#include "common/racf/model/names.hpp"
#include "common/racf/model/options.hpp"
#include "common/racf/model/resource.hpp"
#include "common/racf/model/user.hpp"

namespace ptkt::racf {

/// Looking profiles up, wherever they are kept: the store on disk, or a test's memory. Absent is
/// an answer; an Error means that it could not be told.
class Profiles {
  public:
    virtual ~Profiles() = default;

    [[nodiscard]] virtual base::Result<Options> options() const = 0;
    [[nodiscard]] virtual base::Result<std::optional<User>> user(const UserId& id) const = 0;
    [[nodiscard]] virtual base::Result<std::optional<Group>> group(const GroupId& id) const = 0;
    /// The profile of exactly this name, discrete or generic, as it is now (not the snapshot).
    [[nodiscard]] virtual base::Result<std::optional<Resource>> resource(
        const ClassName& cls, const ProfileName& name) const = 0;

    /// Names in alphabetical order, without reading the profiles.
    [[nodiscard]] virtual base::Result<std::vector<std::string>> user_ids() const = 0;
    [[nodiscard]] virtual base::Result<std::vector<std::string>> group_ids() const = 0;
    [[nodiscard]] virtual base::Result<std::vector<std::string>> resource_names(
        const ClassName& cls) const = 0;
};

/// What a command needs of secrets, so that it never keeps one itself.
class SecretKeeper {
  public:
    virtual ~SecretKeeper() = default;

    /// The key of a KEYMASKED operand, sealed for this profile and no other.
    [[nodiscard]] virtual base::Result<base::Bytes> seal_masked_key(const ClassName& cls,
                                                                    const ProfileName& name,
                                                                    const base::Secret& key) = 0;
    /// Is there a key in the vault under this label?
    [[nodiscard]] virtual base::Result<bool> has_vault_key(const std::string& label) = 0;
    /// A one-way hash of a password or phrase.
    [[nodiscard]] virtual base::Result<std::string> hash_password(const base::Secret& value) = 0;
    /// Is this the value that was hashed?
    [[nodiscard]] virtual base::Result<bool> password_matches(const base::Secret& value,
                                                              std::string_view hash) = 0;
};

/// One step of what a command changes. The store carries out a command's steps in order.
struct PutUser {
    User user;
};
struct DeleteUser {
    UserId id;
};
struct PutGroup {
    Group group;
};
struct DeleteGroup {
    GroupId id;
};
struct PutResource {
    Resource resource;
};
struct DeleteResource {
    ClassName cls;
    ProfileName name;
};
struct PutOptions {
    Options options;
};
/// Copies the class's profiles into the snapshot that checks read (RACLIST, REFRESH).
struct TakeSnapshot {
    ClassName cls;
};
/// Drops the snapshot (NORACLIST).
struct DropSnapshot {
    ClassName cls;
};
/// Puts a DES key into the key vault under a label (KEYENCRYPTED).
struct PutVaultKey {
    std::string label;
    base::Secret key;
};

using Change = std::variant<PutUser, DeleteUser, PutGroup, DeleteGroup, PutResource, DeleteResource,
                            PutOptions, TakeSnapshot, DropSnapshot, PutVaultKey>;

}  // namespace ptkt::racf

#endif
