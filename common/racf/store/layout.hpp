#ifndef PTKT_RACF_STORE_LAYOUT_HPP
#define PTKT_RACF_STORE_LAYOUT_HPP

#include <string>
#include <string_view>
#include <vector>

#include "common/files/files.hpp"
#include "common/racf/model/names.hpp"

/// Where everything is in a store's directory. No other file knows a name in it.
namespace ptkt::store {

using files::Path;

/// The version of the layout and of every text below. A store of a newer one is refused.
inline constexpr std::int64_t kFormat = 1;

/// The extension of a profile's file.
inline constexpr std::string_view kTextSuffix = ".toml";
/// The extension of a class's snapshot.
inline constexpr std::string_view kSnapshotSuffix = ".snap";

/// The file name of a profile's name: letters, digits, `@ # $ - _` and periods stay, everything
/// else (and a period in front) becomes `%` and two hexadecimal digits.
[[nodiscard]] std::string encoded_name(std::string_view name);
/// The profile's name of a file name; a text that `encoded_name` cannot have made gives itself.
[[nodiscard]] std::string decoded_name(std::string_view file_name);

/// The paths of one store. What administrators define (users, groups, profiles and their snapshots,
/// keys, options) lies in the store's directory itself; in a store that takes it from a publisher
/// it lies in a directory within, so that all of it can be exchanged as one step.
class Layout {
  public:
    explicit Layout(Path root) : root_(std::move(root)), data_(root_) { look_again(); }

    /// A store takes its first generation while programs are at work on it.
    void look_again();

    [[nodiscard]] const Path& root() const { return root_; }
    /// Where what administrators define is.
    [[nodiscard]] const Path& data() const { return data_; }
    /// The same in a store that takes it from a publisher; and where the next generation is built.
    [[nodiscard]] Path adopted() const { return root_ / "adopted"; }
    [[nodiscard]] Path adopted_next() const { return root_ / "adopted.next"; }
    /// Where the keys of a generation are sealed for their way.
    [[nodiscard]] Path publish_next() const { return root_ / "publish.next"; }
    /// The users as the publisher had them in the present generation.
    [[nodiscard]] Path published_users() const { return data_ / "published"; }
    [[nodiscard]] Path description() const { return root_ / "store.toml"; }
    [[nodiscard]] Path master_key() const { return root_ / "master.key"; }
    [[nodiscard]] Path master_check() const { return root_ / "master.check"; }
    [[nodiscard]] Path rekey() const { return root_ / "rekey.toml"; }
    [[nodiscard]] Path lock() const { return root_ / "lock"; }
    [[nodiscard]] Path rotate_lock() const { return root_ / "rotate.lock"; }
    [[nodiscard]] Path options() const { return data_ / "setropts.toml"; }
    [[nodiscard]] Path audit_log() const { return root_ / "audit.jsonl"; }
    /// How far the audit log has come, and the lock of a program that appends.
    [[nodiscard]] Path audit_head() const { return root_ / "audit.head"; }
    /// What is on record beyond what always is.
    [[nodiscard]] Path audit_settings() const { return root_ / "audit.toml"; }
    [[nodiscard]] Path replay_cache() const { return root_ / "replay.cache"; }
    [[nodiscard]] Path replay_lock() const { return root_ / "replay.lock"; }
    [[nodiscard]] Path key_settings() const { return root_ / "keys.toml"; }
    [[nodiscard]] Path generation() const { return data_ / "generation.toml"; }
    [[nodiscard]] Path replay_epoch() const { return root_ / "replay.epoch"; }
    [[nodiscard]] Path replay_settings() const { return root_ / "replay.toml"; }

    [[nodiscard]] Path users() const { return data_ / "users"; }
    [[nodiscard]] Path groups() const { return data_ / "groups"; }
    [[nodiscard]] Path vault() const { return data_ / "vault"; }
    [[nodiscard]] Path classes() const { return data_ / "profiles"; }
    [[nodiscard]] Path snapshots() const { return data_ / "snapshots"; }
    /// A second copy of each text: what `check --repair` restores a damaged one from.
    [[nodiscard]] Path copies() const { return data_ / "copies"; }
    [[nodiscard]] Path copy_of(const Path& file) const;

    /// What a repair found in place of the texts that it restored.
    [[nodiscard]] Path damaged() const { return root_ / "damaged"; }

    [[nodiscard]] Path user(const racf::UserId& id) const { return text(users(), id.str()); }
    [[nodiscard]] Path group(const racf::GroupId& id) const { return text(groups(), id.str()); }
    [[nodiscard]] Path cls(const racf::ClassName& cls) const { return classes() / cls.str(); }
    [[nodiscard]] Path resource(const racf::ClassName& cls, const racf::ProfileName& name) const {
        return text(this->cls(cls), name.str());
    }
    [[nodiscard]] Path vault_key(std::string_view label) const { return text(vault(), label); }
    [[nodiscard]] Path snapshot(const racf::ClassName& cls) const {
        return snapshots() / std::string(cls.str()).append(kSnapshotSuffix);
    }

  private:
    static Path text(const Path& directory, std::string_view name) {
        return directory / encoded_name(name).append(kTextSuffix);
    }

    Path root_;
    Path data_;
};

/// The classes that have, or had, profiles or copies of profiles: dynamic ones that are gone too.
[[nodiscard]] base::Result<std::vector<racf::ClassName>> classes_on_disk(const Layout& layout);

}  // namespace ptkt::store

#endif
