#include "common/racf/command/apply/apply.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/racf/command/job.hpp"

namespace ptkt::racf_command {

namespace {

base::Status carry_out(Job& job) {
    switch (job.command.spec->id) {
        case CommandId::Addgroup:
            return apply_addgroup(job);
        case CommandId::Adduser:
            return apply_adduser(job);
        case CommandId::Altgroup:
            return apply_altgroup(job);
        case CommandId::Altuser:
            return apply_altuser(job);
        case CommandId::Connect:
            return apply_connect(job);
        case CommandId::Delgroup:
            return apply_delgroup(job);
        case CommandId::Deluser:
            return apply_deluser(job);
        case CommandId::Listgrp:
            return apply_listgrp(job);
        case CommandId::Listuser:
            return apply_listuser(job);
        case CommandId::Password:
            return apply_password(job);
        case CommandId::Permit:
            return apply_permit(job);
        case CommandId::Ralter:
            return apply_ralter(job);
        case CommandId::Rdefine:
            return apply_rdefine(job);
        case CommandId::Rdelete:
            return apply_rdelete(job);
        case CommandId::Remove:
            return apply_remove(job);
        case CommandId::Rlist:
            return apply_rlist(job);
        case CommandId::Search:
            return apply_search(job);
        case CommandId::Setropts:
            return apply_setropts(job);
    }
    return base::fail(base::ErrorKind::Bug, "command without an implementation");
}

/// Says once of each operand that has no effect here that it has none.
void announce_ignored(Job& job, const std::vector<Operand>& operands) {
    for (const Operand& operand : operands) {
        announce_ignored(job, operand.operands);
        if (operand.keyword->effect != Effect::None) continue;
        std::string what = fmt::format("{} of {}", operand.keyword->name, job.command.spec->name);
        if (!job.context.announced.insert(what).second) continue;
        job.say(0, "PTKT001I", fmt::format("Operand {} is accepted without effect.", what));
    }
}

bool is_class_kind(ValueKind kind) {
    return kind == ValueKind::ResourceClass || kind == ValueKind::OptionClass ||
           kind == ValueKind::SearchClass;
}

/// The first of the classes that is not there, or nullptr. Between the moment when a command was
/// read and now somebody may have taken a dynamic class away.
const Value* gone_class(const Job& job, const ValueSpec& spec, const std::vector<Value>& values) {
    if (!is_class_kind(spec.kind)) return nullptr;
    const auto gone = std::find_if(values.begin(), values.end(), [&](const Value& value) {
        const bool other = value.text == "USER" || value.text == "GROUP" ||
                           value.text == "DATASET" || value.text == "*";
        return !other && job.classes().find(value.text) == nullptr;
    });
    return gone == values.end() ? nullptr : &*gone;
}

const Value* gone_class(const Job& job, const std::vector<Operand>& operands) {
    for (const Operand& operand : operands) {
        const Value* gone = gone_class(job, operand.keyword->value, operand.values);
        if (gone == nullptr) gone = gone_class(job, operand.operands);
        if (gone != nullptr) return gone;
    }
    return nullptr;
}

bool classes_are_there(Job& job) {
    const Value* gone = gone_class(job, job.command.operands);
    const auto positionals = job.command.spec->positionals;
    for (std::size_t i = 0; gone == nullptr && i < positionals.size(); ++i)
        gone = gone_class(job, positionals[i].value, job.command.positionals[i]);
    if (gone != nullptr) job.say(8, "IKJ56702I", fmt::format("INVALID CLASS, {}", gone->text));
    return gone == nullptr;
}

}  // namespace

std::vector<Message> CommandOutcome::messages() const {
    std::vector<Message> found;
    for (const CommandOutput& item : output)
        if (const auto* message = std::get_if<Message>(&item)) found.push_back(*message);
    return found;
}

CommandOutcome not_understood(std::vector<Message> messages, int rc) {
    CommandOutcome outcome;
    outcome.rc = rc;
    for (Message& message : messages)
        outcome.output.emplace_back(std::move(message));
    return outcome;
}

base::Result<CommandOutcome> apply(const Command& command, Context& context) {
    auto issuer = context.profiles.user(context.issuer);
    if (!issuer) return std::move(issuer).error();
    if (!*issuer)
        return base::fail(base::ErrorKind::NotPermitted,
                          "user {} is not defined, so it cannot "
                          "issue commands",
                          context.issuer.str());
    if ((*issuer)->is_revoked(context.now) && !context.issuer_may_be_revoked)
        return base::fail(base::ErrorKind::NotPermitted,
                          "user {} is revoked, so it cannot issue commands", context.issuer.str());
    auto options = context.profiles.options();
    if (!options) return std::move(options).error();
    Job job(command, context, std::move(**issuer), std::move(*options));
    for (const Message& message : command.messages)
        job.outcome.output.emplace_back(message);
    if (!classes_are_there(job)) return std::move(job.outcome);
    announce_ignored(job, command.operands);
    if (auto done = carry_out(job); !done) return std::move(done).error();
    return std::move(job.outcome);
}

}  // namespace ptkt::racf_command
