#ifndef PTKT_RACF_STORE_KEYS_HPP
#define PTKT_RACF_STORE_KEYS_HPP

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/base/result.hpp"
#include "common/base/secret.hpp"
#include "common/base/time.hpp"
#include "common/racf/model/resource.hpp"
#include "common/racf/store/layout.hpp"

namespace ptkt::store {

/// The kinds of key that the vault (our counterpart of ICSF's CKDS) holds.
enum class VaultKind { Des, Hmac };

/// What the vault says of a key without opening it.
struct VaultEntry {
    std::string label;
    VaultKind kind = VaultKind::Des;
    base::Instant created{};
};

/// The label of the key that the receivers of a group have in common; see replay::GroupKey.
inline constexpr std::string_view kGroupKeyLabel = "PTKT.REPLAY.GROUP";

/// Seals and opens keys under the store's master key. A sealed key is bound to its place (the
/// profile, or the vault's label and kind), so it opens nowhere else.
class Keys {
  public:
    explicit Keys(const Layout& layout) : layout_(layout) {}

    /// Makes a new master key; an existing one is never overwritten.
    [[nodiscard]] base::Status create_master_key() const;
    /// Takes a master key that is kept outside of the store, instead of the store's own.
    void use_master_key(base::Secret key) { outside_ = std::move(key); }
    /// The same as another that opens this store.
    void use_master_key_of(const Keys& other) {
        if (other.outside_) outside_ = other.outside_->clone();
    }
    /// Changes a sealed value, which is bound to a context; true when it did.
    using Reseal = std::function<base::Result<bool>(base::Bytes&, const std::string& context)>;

    /// Writes down by what a wrong master key is known: a text of no worth, sealed.
    [[nodiscard]] base::Status write_master_check() const;
    /// Config when the master key in use is not the one that this store's keys are sealed under.
    /// Everything that seals asks first: a key that only a wrong master key opens would be lost.
    [[nodiscard]] base::Status check_master_key() const;
    /// The same exchange as of every sealed key.
    [[nodiscard]] base::Status replace_master_check(const Reseal& reseal) const;

    /// Whether the master key is read once for all that is opened from now on; not for what is
    /// sealed. It is wiped when that ends. A value that it does not open has it read again.
    void keep_master_key(bool keeps) {
        keeps_ = keeps;
        if (!keeps) kept_.reset();
    }
    /// The master key in use.
    [[nodiscard]] base::Result<base::Secret> master_key() const;

    [[nodiscard]] base::Result<base::Bytes> seal_masked(const racf::ClassName& cls,
                                                        const racf::ProfileName& name,
                                                        const base::Secret& key) const;
    /// A key of a profile, wherever it says that it is. NotFound: there is none, or its label is
    /// not in the vault. Config: it does not open.
    [[nodiscard]] base::Result<base::Secret> key_of(const racf::Resource& resource,
                                                    const racf::ProfileKey& key) const;
    /// The active legacy key of a profile.
    [[nodiscard]] base::Result<base::Secret> legacy_key(const racf::Resource& resource) const;
    /// The active enhanced key of a profile, by its label.
    [[nodiscard]] base::Result<base::Secret> enhanced_key(const racf::Resource& resource) const;

    [[nodiscard]] base::Status put(const std::string& label, VaultKind kind,
                                   const base::Secret& key, base::Instant now) const;
    [[nodiscard]] base::Result<base::Secret> get(const std::string& label, VaultKind kind) const;
    [[nodiscard]] base::Result<std::optional<VaultEntry>> entry(const std::string& label) const;
    [[nodiscard]] base::Result<std::vector<VaultEntry>> entries() const;
    [[nodiscard]] base::Status remove(const std::string& label) const;

    /// Lets `reseal` change the sealed value of a vault key.
    [[nodiscard]] base::Status replace_sealed(const std::string& label, const Reseal& reseal) const;

  private:
    /// Opens by the master key in use, or while that is being exchanged by the other one.
    [[nodiscard]] base::Result<base::Secret> open(base::ByteView sealed,
                                                  const std::string& context) const;

    const Layout& layout_;
    std::optional<base::Secret> outside_;
    bool keeps_ = false;
    mutable std::optional<base::Secret> kept_;
};

/// A label: 1 to 64 characters A-Z 0-9 @ # $ and periods, beginning with a letter or a national
/// character. [z/OS ICSF Application Programmer's Guide, key labels]
[[nodiscard]] base::Result<std::string> checked_label(std::string_view text);

}  // namespace ptkt::store

#endif
