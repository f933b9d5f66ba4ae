#include "common/racf/command/job.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ptkt::racf_command {

void Job::say(int rc, std::string id, std::string text) {
    outcome.rc = std::max(outcome.rc, rc);
    outcome.output.emplace_back(Message{std::move(id), std::move(text), std::nullopt});
}

base::Status Job::commit(racf::Change change) {
    std::vector<racf::Change> changes;
    changes.push_back(std::move(change));
    return commit(std::move(changes));
}

base::Status Job::commit(std::vector<racf::Change> changes) {
    return context.commit(std::move(changes));
}

racf::UserId user_id(const Value& value) {
    return racf::UserId::parse(value.text).value();
}

racf::GroupId group_id(const Value& value) {
    return racf::GroupId::parse(value.text).value();
}

racf::ProfileName profile_name(const Job& job, std::string_view cls, const Value& value) {
    return job.classes().profile_name(cls, value.typed).value();
}

racf::ClassName class_name(std::string_view name) {
    return racf::ClassName::parse(name).value();
}

base::Result<bool> user_exists(const Job& job, std::string_view id) {
    const auto parsed = racf::UserId::parse(id);
    if (!parsed) return false;
    auto user = job.profiles().user(*parsed);
    if (!user) return std::move(user).error();
    return user->has_value();
}

base::Result<bool> group_exists(const Job& job, std::string_view id) {
    const auto parsed = racf::GroupId::parse(id);
    if (!parsed) return false;
    auto group = job.profiles().group(*parsed);
    if (!group) return std::move(group).error();
    return group->has_value();
}

base::Result<bool> id_exists(const Job& job, std::string_view id) {
    auto user = user_exists(job, id);
    if (!user || *user) return user;
    return group_exists(job, id);
}

base::Result<bool> named_id_is_valid(Job& job, const Operand* operand, std::string_view what) {
    if (operand == nullptr || operand->values.empty()) return true;
    const ValueKind kind = operand->keyword->value.kind;
    const std::string& id = operand->values.front().text;
    auto exists = kind == ValueKind::GroupId  ? group_exists(job, id)
                  : kind == ValueKind::UserId ? user_exists(job, id)
                                              : id_exists(job, id);
    if (exists && !*exists) job.say(8, "IKJ56702I", fmt::format("INVALID {}, {}", what, id));
    return exists;
}

std::vector<std::string> segments_to_list(const Job& job, std::vector<std::string>& hidden) {
    const bool all = job.issuer.special || job.issuer.auditor || job.issuer.roaudit;
    std::vector<std::string> shown;
    for (const Operand& operand : job.command.operands)
        if (operand.keyword->segment) (all ? shown : hidden).emplace_back(operand.keyword->name);
    return shown;
}

void say_hidden_segments(Job& job, const std::vector<std::string>& hidden) {
    for (const std::string& segment : hidden)
        job.say(0, "IRR52021I",
                fmt::format("You are not authorized to view {} segments.", segment));
}

bool asks_for_segments(const Command& command) {
    return std::any_of(command.operands.begin(), command.operands.end(),
                       [](const Operand& operand) { return operand.keyword->segment; });
}

}  // namespace ptkt::racf_command
