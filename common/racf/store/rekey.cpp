#include "common/racf/store/rekey.hpp"

#include "common/crypto/aead.hpp"
#include "common/racf/store/checked_text.hpp"
#include "common/racf/store/sealing.hpp"

namespace ptkt::store {

namespace {

class Exchange {
  public:
    Exchange(Store& store, const RekeyRequest& request, base::Instant now)
        : store_(store), request_(request), now_(now) {}

    base::Result<Rekeyed> run() {
        if (auto begun = begin(); !begun) return std::move(begun).error();
        if (auto sealed = seal_vault(); !sealed) return std::move(sealed).error();
        if (auto sealed = seal_profiles(); !sealed) return std::move(sealed).error();
        step("sealed");
        if (auto sealed = seal_snapshots(); !sealed) return std::move(sealed).error();
        step("snapshots");
        if (auto ended = end(); !ended) return std::move(ended).error();
        return done_;
    }

  private:
    void step(std::string_view name) const {
        if (request_.step) request_.step(name);
    }

    base::Status begin() {
        const auto master = store_.keys().master_key();
        if (!master) return master.error();
        auto pair = read_pair(layout(), *master);
        if (!pair) return std::move(pair).error();
        if (*pair) {
            pair_ = std::move(**pair);
            return check_same_change();
        }
        if (!request_.new_key)
            return base::fail(base::ErrorKind::Usage,
                              "no change of the master key is under way, "
                              "and no new key is given");
        if (auto right = store_.keys().check_master_key(); !right) return right;
        pair_ = {master->clone(), request_.new_key->clone()};
        if (auto written = write_pair(layout(), pair_); !written) return written;
        step("pair");
        return {};
    }

    /// Whoever gives another new key must not take it for the one that is sealed under.
    base::Status check_same_change() const {
        if (!request_.new_key || request_.new_key->equals(pair_.new_key)) return {};
        return base::with_hint(base::fail(base::ErrorKind::NotPermitted,
                                          "a change to another new master key is under way"),
                               "give that key, or finish that change first");
    }

    /// Seals under the new key what is sealed under the old one; false when it is already.
    base::Result<bool> reseal(base::Bytes& sealed, const std::string& context) {
        if (crypto::open(pair_.new_key, sealed, base::as_bytes(context))) return false;
        const auto key = crypto::open(pair_.old_key, sealed, base::as_bytes(context));
        if (!key) return base::Error(key.error()).within(context);
        auto anew = crypto::seal(pair_.new_key, *key, base::as_bytes(context));
        if (!anew) return std::move(anew).error();
        sealed = std::move(*anew);
        ++done_.keys;
        return true;
    }

    base::Status seal_vault() {
        const auto change = [this](base::Bytes& bytes, const std::string& context) {
            return reseal(bytes, context);
        };
        if (auto sealed = store_.keys().replace_master_check(change); !sealed) return sealed;
        const auto entries = store_.keys().entries();
        if (!entries) return entries.error();
        for (const VaultEntry& entry : *entries)
            if (auto sealed = store_.keys().replace_sealed(entry.label, change); !sealed)
                return sealed;
        return {};
    }

    /// The masked keys of a profile, in whatever role.
    static std::vector<racf::LegacyKey*> masked_keys(racf::Resource& profile) {
        std::vector<racf::LegacyKey*> keys;
        if (!profile.ssignon) return keys;
        const auto take = [&keys](std::optional<racf::LegacyKey>& key) {
            if (key && key->form == racf::LegacyKeyForm::Masked) keys.push_back(&*key);
        };
        take(profile.ssignon->legacy);
        if (profile.ssignon->rotation.next) take(profile.ssignon->rotation.next->key.legacy);
        for (racf::PreviousKey& previous : profile.ssignon->rotation.previous)
            take(previous.key.legacy);
        return keys;
    }

    base::Result<bool> reseal(racf::Resource& profile) {
        bool changed = false;
        for (racf::LegacyKey* key : masked_keys(profile)) {
            const auto sealed = reseal(key->sealed, masked_context(profile.cls, profile.name));
            if (!sealed) return sealed;
            changed = changed || *sealed;
        }
        return changed;
    }

    /// Gives the keys of a RACLISTed copy the very bytes that the profile has for them, so that a
    /// copy that was up to date stays so.
    base::Status adopt_bytes(racf::Resource& copy) const {
        auto profile = store_.resource(copy.cls, copy.name);
        if (!profile) return std::move(profile).error();
        if (!*profile) return {};
        const std::string context = masked_context(copy.cls, copy.name);
        for (racf::LegacyKey* mine : masked_keys(copy)) {
            const auto key = crypto::open(pair_.new_key, mine->sealed, base::as_bytes(context));
            for (const racf::LegacyKey* theirs : masked_keys(**profile)) {
                const auto other =
                    crypto::open(pair_.new_key, theirs->sealed, base::as_bytes(context));
                if (key && other && key->equals(*other)) mine->sealed = theirs->sealed;
            }
        }
        return {};
    }

    base::Status seal_profiles() {
        const racf::ClassName& cls = racf::ptktdata_class();
        const auto names = store_.resource_names(cls);
        if (!names) return names.error();
        for (const std::string& text : *names) {
            const auto name = racf::ProfileName::parse(text);
            if (!name) return name.error();
            auto profile = store_.resource(cls, *name);
            if (!profile) return std::move(profile).error();
            if (!*profile) continue;
            const auto changed = reseal(**profile);
            if (!changed) return changed.error();
            if (!*changed) continue;
            std::vector<racf::Change> changes;
            changes.emplace_back(racf::PutResource{std::move(**profile)});
            if (auto put = store_.commit(changes, now_); !put) return put;
        }
        return {};
    }

    /// The RACLISTed copy keeps its content: a profile that is newer stays so until REFRESH.
    base::Status seal_snapshots() {
        const racf::ClassName& cls = racf::ptktdata_class();
        const Path path = layout().snapshot(cls);
        const auto copy = Snapshot::open(path, cls);
        if (!copy) return copy.error();
        if (!*copy) return {};
        const auto names = (*copy)->names();
        if (!names) return names.error();
        std::size_t next = 0;
        return take_snapshot(path, cls, [&]() -> base::Result<std::optional<racf::Resource>> {
            if (next == names->size()) return std::optional<racf::Resource>();
            const auto name = racf::ProfileName::parse((*names)[next++]);
            if (!name) return name.error();
            auto profile = (*copy)->find(*name);
            if (!profile || !*profile) return profile;
            if (const auto sealed = reseal(**profile); !sealed) return sealed.error();
            if (auto adopted = adopt_bytes(**profile); !adopted) return std::move(adopted).error();
            return profile;
        });
    }

    base::Status end() {
        if (request_.outside && !request_.finish) return {};
        if (!request_.outside)
            if (auto written = write_master_key(layout(), pair_.new_key); !written) return written;
        step("master");
        if (auto removed = remove_text(layout(), layout().rekey()); !removed) return removed;
        step("done");
        done_.finished = true;
        return {};
    }

    [[nodiscard]] const Layout& layout() const { return store_.layout(); }

    Store& store_;
    const RekeyRequest& request_;
    base::Instant now_;
    MasterPair pair_;
    Rekeyed done_;
};

}  // namespace

base::Result<Rekeyed> rekey(Store& store, const RekeyRequest& request, base::Instant now) {
    return Exchange(store, request, now).run();
}

}  // namespace ptkt::store
