#include "common/racf/session/command_runner.hpp"

#include <algorithm>
#include <iterator>

#include "common/base/text/hex.hpp"
#include "common/formats/json/event.hpp"

namespace ptkt::racf_session {

namespace {

/// So much of a command is on record, that no record is longer than 64 KiB in whatever spelling.
constexpr std::size_t kLongestOnRecord = 8'192;

/// At most that much, without half a character of UTF-8 at its end.
std::string_view beginning_of(std::string_view command) {
    std::size_t end = kLongestOnRecord;
    const auto continues = [&] { return (static_cast<base::Byte>(command[end]) & 0xC0U) == 0x80U; };
    while (end > 0 && continues())
        --end;
    return command.substr(0, end);
}

/// A longer one is there by its beginning, and by what tells it from another that begins so too.
void set_command(json::Json& record, const std::string& command) {
    if (command.size() <= kLongestOnRecord) {
        record.set("command", command);
        return;
    }
    record.set("command", beginning_of(command))
        .set("command_length", static_cast<std::int64_t>(command.size()))
        .set("command_sha256", base::to_hex(store::hash_of_record(command)));
}

racf::UserId default_issuer() {
    return racf::UserId::parse("IBMUSER").value();
}

}  // namespace

CommandRunner::CommandRunner(store::Store& store, const std::optional<racf::UserId>& issuer,
                             std::function<base::Instant()> now, Mode mode, bool strict_keys)
    : store_(store),
      now_(std::move(now)),
      strict_keys_(strict_keys),
      secrets_(store.keys()),
      trial_(store),
      trial_secrets_(secrets_, trial_),
      is_trial_(mode == Mode::Trial),
      context_{is_trial_ ? static_cast<const racf::Profiles&>(trial_) : store,
               is_trial_ ? static_cast<racf::SecretKeeper&>(trial_secrets_) : secrets_,
               issuer.value_or(default_issuer())} {
    context_.issuer_may_be_revoked = !issuer;
    context_.commit = [this](std::vector<racf::Change> changes) -> base::Status {
        if (!is_trial_) return store_.commit(changes, context_.now);
        auto would = trial_.take(std::move(changes));
        if (!would) return std::move(would).error();
        std::ranges::move(*would, std::back_inserter(would_change_));
        return {};
    };
}

racf_command::Understood CommandRunner::understand(const racf_command::LogicalCommand& text) const {
    // Dynamic classes only add to what a command may name: what is understood without them means
    // the same with them, and the options need not be read.
    auto command = racf_command::parse(text);
    if (command) return command;
    const auto options = context_.profiles.options();
    if (!options || options->classes.dynamic().empty()) return command;
    return racf_command::parse(text, options->classes);
}

base::Result<racf_command::CommandOutcome> CommandRunner::run(
    const racf_command::Understood& command) {
    if (is_trial_) return try_out(command);
    auto outcome = command
                       ? carry_out(*command)
                       : base::Result<racf_command::CommandOutcome>(racf_command::not_understood(
                             command.error().messages, command.error().rc));
    if (!outcome) return outcome;
    if (auto audited = audit(racf_command::redacted_of(command), outcome->rc); !audited)
        return base::with_hint(audited.error(),
                               outcome->rc == 0 ? "the command was carried out all the same: "
                                                  "only its audit record is missing"
                                                : "the command was refused; its audit record is "
                                                  "missing");
    return outcome;
}

base::Result<racf_command::CommandOutcome> CommandRunner::carry_out(
    const racf_command::Command& command) {
    const auto lock = store_.lock();
    if (!lock) return lock.error();
    return apply(command);
}

base::Result<racf_command::CommandOutcome> CommandRunner::apply(
    const racf_command::Command& command) {
    context_.now = now_();
    const auto refuses = store_.refuses_weak_keys();
    if (!refuses) return refuses.error();
    context_.strict_keys = strict_keys_ || *refuses;
    return racf_command::apply(command, context_);
}

base::Result<racf_command::CommandOutcome> CommandRunner::try_out(
    const racf_command::Understood& command) {
    would_change_.clear();
    if (!command) return racf_command::not_understood(command.error().messages, command.error().rc);
    return apply(*command);
}

base::Status CommandRunner::audit(const std::string& redacted, int rc) const {
    json::Json record = json::event("command");
    record.set("time", base::to_rfc3339(now_())).set("user", context_.issuer.str());
    set_command(record, redacted);
    record.set("rc", rc);
    return store_.audit_log().append(record);
}

}  // namespace ptkt::racf_session
