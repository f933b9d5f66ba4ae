#ifndef PTKT_RACF_SESSION_COMMAND_RUNNER_HPP
#define PTKT_RACF_SESSION_COMMAND_RUNNER_HPP

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/base/result.hpp"
#include "common/racf/command/apply/apply.hpp"
#include "common/racf/language/parser.hpp"
#include "common/racf/session/trial.hpp"
#include "common/racf/store/secret_keeper.hpp"
#include "common/racf/store/store.hpp"

/// RACF commands on a store: each one is carried out under the store's lock and written to the
/// audit log with its secrets hidden. Where commands come from and who reads the answers is the
/// program's.
namespace ptkt::racf_session {

/// Whether commands change the store. A trial answers as if they did, each as if those before it
/// had; it takes no lock and leaves no record.
enum class Mode { CarryOut, Trial };

/// The commands of one issuer, one after the other.
class CommandRunner {
  public:
    /// Without an issuer it is IBMUSER, who may then be revoked: somebody must be able to undo that
    /// all administrators are. With `strict_keys`, or where the store says so, weak keys are
    /// refused.
    CommandRunner(store::Store& store, const std::optional<racf::UserId>& issuer,
                  std::function<base::Instant()> now, Mode mode = Mode::CarryOut,
                  bool strict_keys = false);
    CommandRunner(const CommandRunner&) = delete;
    CommandRunner& operator=(const CommandRunner&) = delete;

    /// What RACF answers; one that is not understood changes nothing, and is on record, too. An
    /// error is trouble with the store or its audit log: its hint says whether the command was
    /// carried out.
    [[nodiscard]] base::Result<racf_command::CommandOutcome> run(
        const racf_command::Understood& command);
    /// What a command means, by the classes that there are now.
    [[nodiscard]] racf_command::Understood understand(
        const racf_command::LogicalCommand& text) const;
    /// What the last command of a trial would have changed.
    [[nodiscard]] const std::vector<WouldChange>& would_change() const { return would_change_; }

  private:
    [[nodiscard]] base::Result<racf_command::CommandOutcome> carry_out(
        const racf_command::Command& command);
    [[nodiscard]] base::Result<racf_command::CommandOutcome> apply(
        const racf_command::Command& command);
    [[nodiscard]] base::Result<racf_command::CommandOutcome> try_out(
        const racf_command::Understood& command);
    [[nodiscard]] base::Status audit(const std::string& redacted, int rc) const;

    store::Store& store_;
    std::function<base::Instant()> now_;
    bool strict_keys_;
    store::SecretKeeper secrets_;
    TrialProfiles trial_;
    TrialSecrets trial_secrets_;
    bool is_trial_;
    std::vector<WouldChange> would_change_;
    racf_command::Context context_;
};

}  // namespace ptkt::racf_session

#endif
