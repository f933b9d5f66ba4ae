#include "tools/racf-admin/rotation_run.hpp"

#include <csignal>
#include <thread>

#include "common/cli/diagnostics.hpp"
#include "common/crypto/random.hpp"
#include "common/racf/passticket/check_value.hpp"
#include "tools/racf-admin/vault_labels.hpp"

namespace ptkt::admin {

namespace {

/// A run takes a fraction of a second, and many profiles may be due at the same moment.
constexpr std::chrono::milliseconds kPatience{30'000};

base::Status wait_some_of(base::Seconds jitter) {
    if (jitter.count() == 0) return {};
    const auto random = crypto::random_bytes(sizeof(std::uint32_t));
    if (!random) return random.error();
    const std::uint64_t value = *base::ByteReader(random->view()).u32();
    const std::uint64_t most = static_cast<std::uint64_t>(jitter.count()) * 1000U;
    std::this_thread::sleep_for(std::chrono::milliseconds(value % (most + 1)));
    return {};
}

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

std::string_view kind_word(bool enhanced) {
    return enhanced ? "hmac" : "des";
}

base::Result<std::string> check_value_of(const store::Store& store, const racf::Resource& profile,
                                         const racf::ProfileKey& key) {
    const auto secret = store.keys().key_of(profile, key);
    if (!secret) return secret.error();
    return passticket::check_value(*secret);
}

/// A hook for tests: a run that PTKT_TEST_STOP_AT names a step to ends there as by a power cut, so
/// that a test can prove that the next run completes it.
void RotationRun::step(std::string_view name) const {
    if (cli::variable(io_, "PTKT_TEST_STOP_AT") == name) std::raise(SIGKILL);
}

base::Status RotationRun::begin(const racf::ProfileName& name, base::Seconds jitter) {
    // Before the lock, which keeps out the runs of all profiles.
    if (auto waited = wait_some_of(jitter); !waited) return waited;
    auto runs = files::FileLock::acquire(store_.layout().rotate_lock(), kPatience);
    if (!runs) return std::move(runs).error();
    runs_ = std::move(*runs);
    now_ = io_.now();
    auto lock = store_.lock();
    if (!lock) return std::move(lock).error();
    lock_ = std::move(*lock);
    if (auto loaded = load(name); !loaded) return loaded;
    if (auto done = complete(); !done) return done;
    return record_what_is_due();
}

base::Status RotationRun::load(const racf::ProfileName& name) {
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

racf::Ssignon RotationRun::ssignon() const {
    return profile_->ssignon.value_or(racf::Ssignon());
}

base::Status RotationRun::complete() {
    completed_ = cut_off_run(ssignon());
    if (completed_.word.empty()) return {};
    return finish({"complete",
                   fmt::format("completed an earlier run that was cut off ({})", completed_.word),
                   {}});
}

base::Status RotationRun::record_what_is_due() {
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

base::Result<racf::ProfileKey> RotationRun::keep(const rotation::NewKey& how,
                                                 const base::Secret& key) {
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

base::Status RotationRun::commit(racf::Ssignon after, const Action& action) {
    after.rotation.unfinished = action.word;
    after.rotation.unfinished_since = now_;
    profile_->ssignon = std::move(after);
    profile_->changed = now_;
    if (auto put = put_profile(); !put) return put;
    step("profile");
    return finish(action);
}

base::Status RotationRun::note(racf::Ssignon after) {
    profile_->ssignon = std::move(after);
    return put_profile();
}

base::Status RotationRun::finish(const Action& action) {
    if (auto refreshed = refresh(); !refreshed) return refreshed;
    step("refresh");
    if (auto deleted = delete_retired(); !deleted) return deleted;
    step("vault-clean");
    if (auto audited = audit(action); !audited) return audited;
    step("audit");
    profile_->ssignon = rotation::finished(ssignon());
    if (auto put = put_profile(); !put) return put;
    step("done");
    cli::note(io_, fmt::format("{}: {}", profile_->name.str(), action.line));
    return {};
}

base::Status RotationRun::put_profile() {
    std::vector<racf::Change> changes;
    changes.emplace_back(racf::PutResource{*profile_});
    return store_.commit(changes, now_);
}

/// What SETROPTS RACLIST(PTKTDATA) REFRESH does; without it nothing of the change would count.
base::Status RotationRun::refresh() {
    const auto options = store_.options();
    if (!options) return options.error();
    if (!options->is_raclisted(profile_->cls.str())) {
        cli::warn(io_, "class PTKTDATA is not RACLISTed, so no ticket is accepted",
                  "SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)");
        return {};
    }
    std::vector<racf::Change> changes;
    changes.emplace_back(racf::TakeSnapshot{profile_->cls});
    return store_.commit(changes, now_);
}

base::Status RotationRun::delete_retired() {
    const std::vector<std::string> retired = ssignon().rotation.retired;
    for (const std::string& label : retired) {
        const auto user = user_of_label(store_, label);
        if (!user) return user.error();
        if (*user) continue;  // another profile shares it
        const auto entry = store_.keys().entry(label);
        if (!entry) return entry.error();
        if (!*entry) continue;
        if (!std::string_view(label).starts_with(rotation::kLabelPrefix)) {
            cli::note(io_,
                      fmt::format("{}: key {} stays in the vault: no rotation made it; racf-admin "
                                  "key delete {} deletes it",
                                  profile_->name.str(), label, label));
            continue;
        }
        // In this order: a run cut off in between tells twice of a key, and never not at all.
        if (auto logged = log_vault_key(store_, now_, "delete", label); !logged) return logged;
        if (auto removed = store_.keys().remove(label); !removed) return removed;
    }
    return {};
}

base::Status RotationRun::audit(const Action& action) {
    json::Json record = json::Json::object();
    record.set("time", base::to_rfc3339(now_))
        .set("event", "rotation")
        .set("action", action.word)
        .set("profile", profile_->name.str())
        .set("check_value",
             action.check_value.empty() ? json::Json() : json::Json(action.check_value))
        .set("detail", action.line);
    if (!action.package.empty()) record.set("package", action.package).set("signer", action.signer);
    return store_.audit_log().append(record);
}

}  // namespace ptkt::admin
