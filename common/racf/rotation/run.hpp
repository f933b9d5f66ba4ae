#ifndef PTKT_RACF_ROTATION_RUN_HPP
#define PTKT_RACF_ROTATION_RUN_HPP

#include <functional>
#include <optional>
#include <string>
#include <variant>

#include "common/formats/json/json.hpp"
#include "common/racf/model/key_roles.hpp"
#include "common/racf/rotation/plan.hpp"
#include "common/racf/store/store.hpp"

namespace ptkt::rotation {

/// What a run does, for its log line and its audit record.
struct Action {
    std::string word;  ///< `stage`, `activate`, `abort`, `rollback`, ...
    std::string line;  ///< for people
    std::string check_value;
    std::string package{};  ///< the id of the package that it came with
    std::string signer{};   ///< who signed that, or `unsigned`
};

/// Something that a run has done, durable and on record.
struct Changed {
    std::string profile;
    Action action;
    base::Instant when;
    std::string user{};  ///< who is on record for it
};
/// The same as it stands in the audit log.
[[nodiscard]] json::Json change_record(const Changed& done);

/// Class PTKTDATA is not RACLISTed: no ticket is accepted, whatever its key.
struct NotRaclisted {};
/// A replaced key that no rotation made, and that only its owner deletes from the vault.
struct KeyStays {
    std::string profile;
    std::string label;
};
/// What a run has to tell, when it has come so far.
using Event = std::variant<Changed, NotRaclisted, KeyStays>;

/// What a run has of the world around the store.
struct Surroundings {
    std::function<base::Instant()> now;
    std::function<void(const Event&)> tell;
    /// Told of each step that has become durable; see Run.
    std::function<void(std::string_view)> step;
};

/// An earlier run that was cut off, and that `begin` has brought to its end.
struct Completed {
    std::string word;  ///< as in Action; empty when there was none
    std::optional<base::Instant> ran;
    bool enhanced = false;  ///< of the key that it made
    base::Instant at{};     ///< from when on that key is active
};

/// One run over one profile's rotation, under the store's lock. Each change is done in steps, every
/// one durable by itself, and a run that was cut off between two of them is brought to its end by
/// the next one:
/// `vault-key` (the new key is sealed), `profile` (the profile names it: from here on the change
/// will come about), `refresh` (checks see it), `vault-clean` (retired keys are deleted), `audit`,
/// `done`.
class Run {
  public:
    Run(store::Store& store, Surroundings surroundings)
        : store_(store), around_(std::move(surroundings)), now_(around_.now()) {}

    /// Keeps other runs out, of whatever profile; waits for one that is at work, and says TryAgain
    /// when that takes too long.
    [[nodiscard]] base::Status begin(const racf::ProfileName& name);

    [[nodiscard]] const racf::Resource& profile() const { return *profile_; }
    [[nodiscard]] racf::Ssignon ssignon() const;
    [[nodiscard]] base::Instant now() const { return now_; }
    [[nodiscard]] const Completed& completed() const { return completed_; }

    /// Seals a key for the profile, in the vault or for the profile itself.
    [[nodiscard]] base::Result<racf::ProfileKey> keep(const NewKey& how, const base::Secret& key);
    /// Carries a change out, audits it and reports it.
    [[nodiscard]] base::Status commit(racf::Ssignon after, const Action& action);
    /// Keeps what only runs ask for (which packages were used): nothing that checks would see.
    [[nodiscard]] base::Status note(racf::Ssignon after);

  private:
    [[nodiscard]] base::Status load(const racf::ProfileName& name);
    [[nodiscard]] base::Status complete();
    [[nodiscard]] base::Status record_what_is_due();
    [[nodiscard]] base::Status finish(const Action& action);
    [[nodiscard]] base::Status put_profile();
    [[nodiscard]] base::Status refresh();
    /// Deletes those that a rotation made; others are their owners'.
    [[nodiscard]] base::Status delete_retired();
    [[nodiscard]] Changed changed(const Action& action) const;
    [[nodiscard]] base::Status audit(const Action& action);
    void step(std::string_view name) const;

    store::Store& store_;
    Surroundings around_;
    base::Instant now_;
    std::optional<files::FileLock> runs_;
    std::optional<files::FileLock> lock_;
    std::optional<racf::Resource> profile_;
    Completed completed_;
};

}  // namespace ptkt::rotation

#endif
