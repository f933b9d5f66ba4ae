#ifndef PTKT_RACF_COMMAND_JOB_HPP
#define PTKT_RACF_COMMAND_JOB_HPP

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/base/result.hpp"
#include "common/racf/command/apply/apply.hpp"
#include "common/racf/command/outcome.hpp"
#include "common/racf/language/command.hpp"
#include "common/racf/model/class_table.hpp"
#include "common/racf/model/profiles.hpp"

namespace ptkt::racf_command {

/// One command while it is carried out: what it is, who issues it, what it has said so far.
class Job {
  public:
    Job(const Command& the_command, Context& the_context, racf::User the_issuer,
        racf::Options the_options)
        : command(the_command),
          context(the_context),
          issuer(std::move(the_issuer)),
          options(std::move(the_options)) {}

    /// Says a message; the return code is the highest of all.
    void say(int rc, std::string id, std::string text);
    void list(CommandOutput listing) { outcome.output.push_back(std::move(listing)); }
    /// Commits one change, or several at once.
    [[nodiscard]] base::Status commit(racf::Change change);
    [[nodiscard]] base::Status commit(std::vector<racf::Change> changes);

    [[nodiscard]] const racf::Profiles& profiles() const { return context.profiles; }
    [[nodiscard]] const racf::GroupId& current_group() const {
        return context.current_group ? *context.current_group : issuer.default_group;
    }
    [[nodiscard]] bool is(CommandId id) const { return command.spec->id == id; }
    [[nodiscard]] const racf::ClassTable& classes() const { return options.classes; }
    /// The class that is the first operand of the command.
    [[nodiscard]] const racf::ClassInfo& named_class() const {
        return *classes().find(command.positionals[0].front().text);
    }

    const Command& command;
    Context& context;
    const racf::User issuer;
    const racf::Options options;  ///< as they were when the command began
    CommandOutcome outcome;
};

/// The names in values that the parser has checked; that of a profile as its class has names.
[[nodiscard]] racf::UserId user_id(const Value& value);
[[nodiscard]] racf::GroupId group_id(const Value& value);
[[nodiscard]] racf::ProfileName profile_name(const Job& job, std::string_view cls,
                                             const Value& value);
[[nodiscard]] racf::ClassName class_name(std::string_view name);

/// Is there a user or a group of this name?
[[nodiscard]] base::Result<bool> user_exists(const Job& job, std::string_view id);
[[nodiscard]] base::Result<bool> group_exists(const Job& job, std::string_view id);
[[nodiscard]] base::Result<bool> id_exists(const Job& job, std::string_view id);

/// An operand that names a user or group, checked as TSO/E's parse exits do: when it does not
/// exist, says `IKJ56702I INVALID what, id` with return code 8 and answers false.
[[nodiscard]] base::Result<bool> named_id_is_valid(Job& job, const Operand* operand,
                                                   std::string_view what);

/// The segments that the command asks to list and the issuer may see, in the order in which they
/// are asked for. Segments are for SPECIAL and the auditors (field-level access is not kept here);
/// the others are added to `hidden`.
[[nodiscard]] std::vector<std::string> segments_to_list(const Job& job,
                                                        std::vector<std::string>& hidden);
/// Says which segments were asked for and not shown.
void say_hidden_segments(Job& job, const std::vector<std::string>& hidden);
/// Does the command ask for any segment?
[[nodiscard]] bool asks_for_segments(const Command& command);

// The commands.
[[nodiscard]] base::Status apply_addgroup(Job& job);
[[nodiscard]] base::Status apply_adduser(Job& job);
[[nodiscard]] base::Status apply_altgroup(Job& job);
[[nodiscard]] base::Status apply_altuser(Job& job);
[[nodiscard]] base::Status apply_connect(Job& job);
[[nodiscard]] base::Status apply_delgroup(Job& job);
[[nodiscard]] base::Status apply_deluser(Job& job);
[[nodiscard]] base::Status apply_listgrp(Job& job);
[[nodiscard]] base::Status apply_listuser(Job& job);
[[nodiscard]] base::Status apply_password(Job& job);
[[nodiscard]] base::Status apply_permit(Job& job);
[[nodiscard]] base::Status apply_ralter(Job& job);
[[nodiscard]] base::Status apply_rdefine(Job& job);
[[nodiscard]] base::Status apply_rdelete(Job& job);
[[nodiscard]] base::Status apply_remove(Job& job);
[[nodiscard]] base::Status apply_rlist(Job& job);
[[nodiscard]] base::Status apply_search(Job& job);
[[nodiscard]] base::Status apply_setropts(Job& job);

}  // namespace ptkt::racf_command

#endif
