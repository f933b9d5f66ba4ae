#ifndef PTKT_RACF_STORE_STORE_HPP
#define PTKT_RACF_STORE_STORE_HPP

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/base/result.hpp"
#include "common/base/time.hpp"
#include "common/racf/model/profiles.hpp"
#include "common/racf/replay/cache.hpp"
#include "common/racf/store/audit_log.hpp"
#include "common/racf/store/key_policy.hpp"
#include "common/racf/store/keys.hpp"
#include "common/racf/store/layout.hpp"
#include "common/racf/store/snapshot.hpp"

namespace ptkt::store {

/// Tells one snapshot of a class from another: it changes with every REFRESH.
using SnapshotMark = std::optional<files::Stamp>;

/// A profile store: a directory with one file a profile. Reading needs no lock, since every file is
/// replaced whole; changing is read, decide, commit under `lock`. Each thread opens it for itself:
/// what was looked up is kept in here.
class Store final : public racf::Profiles {
  public:
    /// Makes a store: directory 0700, master key, user IBMUSER (SPECIAL, OPERATIONS) in group SYS1,
    /// no class active. CannotCreate when there is one already; nothing is ever overwritten.
    /// Without a master key of its own it takes one from outside whenever it is opened.
    [[nodiscard]] static base::Status create(const Path& root, base::Instant now,
                                             const base::Secret* outside_master_key = nullptr);

    /// Opens a store. NotFound: there is none. NotPermitted: somebody else may read or write it.
    /// Config: made by a newer version, or damaged.
    [[nodiscard]] static base::Result<std::unique_ptr<Store>> open(const Path& root);
    /// As open, also while the store is being loaded, or when that was cut off. For BulkLoad.
    [[nodiscard]] static base::Result<std::unique_ptr<Store>> open_for_load(const Path& root);

    /// The same store once more, for another thread.
    [[nodiscard]] base::Result<std::unique_ptr<Store>> another() const;

    // racf::Profiles: profiles as they are on disk now.
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

    // What checks read: the snapshot of a RACLISTed class, the profiles themselves of another.

    /// The profile of exactly this name as a check sees it.
    [[nodiscard]] base::Result<std::optional<racf::Resource>> checked_resource(
        const racf::Options& options, const racf::ClassName& cls,
        const racf::ProfileName& name) const;
    /// The names of all profiles of a class as a check sees them.
    [[nodiscard]] base::Result<std::vector<std::string>> checked_names(
        const racf::Options& options, const racf::ClassName& cls) const;

    /// The global access table of a class: the profile of class GLOBAL with its name, as it was at
    /// the last SETROPTS GLOBAL(class), or GLOBAL(class) REFRESH.
    [[nodiscard]] base::Result<std::optional<racf::Resource>> global_table(
        const racf::ClassName& cls) const;

    /// What is decided together is decided by the same: while one lives, checks read the snapshots,
    /// and keys are opened by the master key, that were found first in it; the options and a user's
    /// profile are read again only when their file is another than before. At most one at a time.
    class Moment {
      public:
        explicit Moment(Store& store) : store_(store) {
            store_.layout_.look_again();
            store_.moment_ = ++store_.last_moment_;
            store_.keys_.keep_master_key(true);
        }
        ~Moment() {
            store_.moment_ = 0;
            store_.keys_.keep_master_key(false);
        }
        Moment(const Moment&) = delete;
        Moment& operator=(const Moment&) = delete;

      private:
        Store& store_;
    };

    /// Reads the whole snapshot of a class. Config: it is missing, or damaged.
    [[nodiscard]] base::Status verify_snapshot(const racf::ClassName& cls) const;

    /// Which snapshot checks of a class read now; cheap enough to ask every second.
    [[nodiscard]] SnapshotMark snapshot_mark(const racf::ClassName& cls) const {
        return files::stamp(layout_.snapshot(cls));
    }

    /// Keeps every other changing program out until it ends. TryAgain when that takes too long.
    [[nodiscard]] base::Result<files::FileLock> lock(
        std::chrono::milliseconds time_limit = kTimeLimit) const;
    /// So long that sixteen programs at work on one store all come to their turn.
    static constexpr std::chrono::milliseconds kTimeLimit{30'000};
    /// Carries out changes in order, each durable before the next. On an error the ones before it
    /// are done and the rest are not; every single one is whole or not at all.
    [[nodiscard]] base::Status commit(const std::vector<racf::Change>& changes, base::Instant now);

    [[nodiscard]] const Layout& layout() const { return layout_; }
    [[nodiscard]] const Keys& keys() const { return keys_; }
    [[nodiscard]] Keys& keys() { return keys_; }
    [[nodiscard]] const AuditLog& audit_log() const { return audit_log_; }
    [[nodiscard]] AuditLog& audit_log() { return audit_log_; }
    /// Whether weak keys are refused, and not only warned of; see read_key_policy.
    [[nodiscard]] base::Result<bool> refuses_weak_keys() const {
        const auto policy = read_key_policy(layout_.key_settings());
        if (!policy) return policy.error();
        return policy->refuses_weak;
    }
    /// Whether only users with authority make and evaluate tickets; see read_key_policy.
    [[nodiscard]] base::Result<bool> wants_authority() const {
        const auto policy = read_key_policy(layout_.key_settings());
        if (!policy) return policy.error();
        return policy->wants_authority;
    }
    /// How far ahead of the clock a ticket may have been made; see read_replay_future.
    [[nodiscard]] base::Result<base::Seconds> replay_future() const {
        return replay::read_replay_future(layout_.replay_settings());
    }
    [[nodiscard]] base::Result<replay::ReplayCache> replay_cache(
        std::chrono::milliseconds time_limit = replay::ReplayCache::kTimeLimit) const {
        return replay::ReplayCache::open(layout_.replay_cache(), layout_.replay_lock(),
                                         files::Witness::kDirectory, time_limit);
    }

  private:
    explicit Store(Path root) : layout_(std::move(root)), keys_(layout_), audit_log_(layout_) {}

    [[nodiscard]] static base::Result<std::unique_ptr<Store>> open_checked(const Path& root,
                                                                           bool may_be_loading);
    [[nodiscard]] base::Result<const Snapshot*> snapshot(const racf::ClassName& cls) const;

    /// An open snapshot and which file it was, so that a long-running program sees a REFRESH.
    struct OpenSnapshot {
        files::Stamp stamp;
        Snapshot snapshot;
        std::uint64_t moment = 0;  ///< the last one in which it was found to be in place
    };

    mutable Layout layout_;
    Keys keys_;
    AuditLog audit_log_;
    /// What a file held when it was read and checked, and which file that was.
    template <typename T>
    struct Known {
        files::Stamp stamp;
        T content;
    };
    [[nodiscard]] base::Result<racf::Options> read_options() const;
    [[nodiscard]] base::Result<std::optional<racf::User>> read_user(const racf::UserId& id) const;

    mutable std::map<std::string, OpenSnapshot> snapshots_;
    mutable std::optional<Known<racf::Options>> options_;
    mutable std::map<std::string, Known<racf::User>> users_;  ///< of those who sign on
    std::uint64_t moment_ = 0;  ///< 0: each look is a moment of its own
    std::uint64_t last_moment_ = 0;
};

}  // namespace ptkt::store

#endif
