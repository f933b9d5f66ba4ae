#include "common/racf/rotation/run.hpp"

#include "common/formats/json/event.hpp"
#include "common/racf/rotation/profile_keys.hpp"
#include "common/racf/rotation/vault.hpp"

namespace ptkt::rotation {

namespace {

/// A run takes a fraction of a second, and many profiles may be due at the same moment.
constexpr std::chrono::milliseconds kTimeLimit{30'000};

/// What the segment tells of a run that was cut off: the key that it made is the staged one, or
/// came into force when it ran.
Completed cut_off_run(const racf::Ssignon& ssignon) {
    const racf::Rotation& rotation = ssignon.rotation;
    Completed run{rotation.unfinished, rotation.unfinished_since};
    if (rotation.next) {
        run.enhanced = rotation.next->key.is_enhanced();
        run.at = rotation.next->at;
    } else if (run.ran) {
        run.enhanced = ssignon.enhanced_since == run.ran;
        run.at = *run.ran;
    }
    return run;
}

}  // namespace

void Run::step(std::string_view name) const {
    if (around_.step) around_.step(name);
}

base::Status Run::begin(const racf::ProfileName& name) {
    auto runs = files::FileLock::acquire(store_.layout().rotate_lock(), kTimeLimit);
    if (!runs) return std::move(runs).error();
    runs_ = std::move(*runs);
    now_ = around_.now();
    auto lock = store_.lock();
    if (!lock) return std::move(lock).error();
    lock_ = std::move(*lock);
    if (auto loaded = load(name); !loaded) return loaded;
    if (auto done = complete(); !done) return done;
    return record_what_is_due();
}

base::Status Run::load(const racf::ProfileName& name) {
    auto profile = store_.resource(racf::ptktdata_class(), name);
    if (!profile) return std::move(profile).error();
    if (!*profile)
        return base::with_hint(
            base::fail(base::ErrorKind::NotFound, "no PTKTDATA profile {}", name.str()),
            fmt::format("define it: RDEFINE PTKTDATA {} UACC(NONE)", name.str()));
    if ((*profile)->generic)
        return base::fail(base::ErrorKind::NotPermitted,
                          "PTKTDATA profile {} is generic: its keys count for nothing", name.str());
    profile_ = std::move(*profile);
    return {};
}

racf::Ssignon Run::ssignon() const {
    return profile_->ssignon.value_or(racf::Ssignon());
}

base::Status Run::complete() {
    completed_ = cut_off_run(ssignon());
    if (completed_.word.empty()) return {};
    return finish({"complete",
                   fmt::format("completed an earlier run that was cut off ({})", completed_.word),
                   {}});
}

base::Status Run::record_what_is_due() {
    const racf::Ssignon before = ssignon();
    // A command of RACF retires keys, too.
    if (!racf::is_due(before, now_) && before.rotation.retired.empty()) return {};
    racf::Ssignon after = racf::as_of(before, now_);
    const bool activated = before.rotation.next && !after.rotation.next;
    if (!activated)
        return commit(std::move(after), {"retire", "retired what was replaced before", {}});
    const racf::ProfileKey key = before.rotation.next->key;
    const auto value = check_value_of(store_, *profile_, key);
    if (!value) return value.error();
    const std::string line = fmt::format("the {} key with check value {} is active since {}",
                                         kind_word(key.is_enhanced()), *value,
                                         base::to_rfc3339(before.rotation.next->at));
    return commit(std::move(after), {"activate", line, *value});
}

base::Result<racf::ProfileKey> Run::keep(const NewKey& how, const base::Secret& key) {
    if (!how.enhanced && how.form == racf::LegacyKeyForm::Masked) {
        auto sealed = store_.keys().seal_masked(profile_->cls, profile_->name, key);
        if (!sealed) return std::move(sealed).error();
        return racf::ProfileKey{racf::LegacyKey{how.form, std::move(*sealed), {}}, {}};
    }
    auto label = store::checked_label(how.label);
    if (!label) return std::move(label).error();
    // What a run that was cut off has left under this label may be replaced; a key in use may not.
    const auto user = user_of_label(store_, *label);
    if (!user) return user.error();
    if (*user)
        return base::fail(base::ErrorKind::CannotCreate, "profile {} names a key {} already",
                          **user, *label);
    const auto kind = how.enhanced ? store::VaultKind::Hmac : store::VaultKind::Des;
    if (auto put = store_.keys().put(*label, kind, key, now_); !put) return std::move(put).error();
    step("vault-key");
    if (how.enhanced) return racf::ProfileKey{{}, std::move(*label)};
    return racf::ProfileKey{racf::LegacyKey{how.form, {}, std::move(*label)}, {}};
}

base::Status Run::commit(racf::Ssignon after, const Action& action) {
    after.rotation.unfinished = action.word;
    after.rotation.unfinished_since = now_;
    profile_->ssignon = std::move(after);
    profile_->changed = now_;
    if (auto put = put_profile(); !put) return put;
    step("profile");
    return finish(action);
}

base::Status Run::note(racf::Ssignon after) {
    profile_->ssignon = std::move(after);
    return put_profile();
}

base::Status Run::finish(const Action& action) {
    if (auto refreshed = refresh(); !refreshed) return refreshed;
    step("refresh");
    if (auto deleted = delete_retired(); !deleted) return deleted;
    step("vault-clean");
    if (auto audited = audit(action); !audited) return audited;
    step("audit");
    profile_->ssignon = finished(ssignon());
    if (auto put = put_profile(); !put) return put;
    step("done");
    around_.tell(changed(action));
    return {};
}

base::Status Run::put_profile() {
    std::vector<racf::Change> changes;
    changes.emplace_back(racf::PutResource{*profile_});
    return store_.commit(changes, now_);
}

/// What SETROPTS RACLIST(PTKTDATA) REFRESH does; without it nothing of the change would count.
base::Status Run::refresh() {
    const auto options = store_.options();
    if (!options) return options.error();
    if (!options->is_raclisted(profile_->cls.str())) {
        around_.tell(NotRaclisted{});
        return {};
    }
    std::vector<racf::Change> changes;
    changes.emplace_back(racf::TakeSnapshot{profile_->cls});
    return store_.commit(changes, now_);
}

base::Status Run::delete_retired() {
    const std::vector<std::string> retired = ssignon().rotation.retired;
    for (const std::string& label : retired) {
        const auto user = user_of_label(store_, label);
        if (!user) return user.error();
        if (*user) continue;  // another profile shares it
        const auto entry = store_.keys().entry(label);
        if (!entry) return entry.error();
        if (!*entry) continue;
        if (!std::string_view(label).starts_with(kLabelPrefix)) {
            around_.tell(KeyStays{profile_->name.str(), label});
            continue;
        }
        // In this order: a run cut off in between tells twice of a key, and never not at all.
        if (auto logged = log_vault_key(store_, now_, "delete", label); !logged) return logged;
        if (auto removed = store_.keys().remove(label); !removed) return removed;
    }
    return {};
}

Changed Run::changed(const Action& action) const {
    return {profile_->name.str(), action, now_, store_.audit_log().issuer()};
}

base::Status Run::audit(const Action& action) {
    return store_.audit_log().append(change_record(changed(action)));
}

json::Json change_record(const Changed& done) {
    const Action& action = done.action;
    json::Json record = json::event("rotation");
    record.set("time", base::to_rfc3339(done.when))
        .set("user", done.user)
        .set("action", action.word)
        .set("profile", done.profile)
        .set("check_value",
             action.check_value.empty() ? json::Json() : json::Json(action.check_value))
        .set("detail", action.line);
    if (!action.package.empty()) record.set("package", action.package).set("signer", action.signer);
    return record;
}

}  // namespace ptkt::rotation
