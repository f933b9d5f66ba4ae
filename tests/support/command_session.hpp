#ifndef PTKT_TESTS_SUPPORT_COMMAND_SESSION_HPP
#define PTKT_TESTS_SUPPORT_COMMAND_SESSION_HPP

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "common/racf/command/apply/apply.hpp"
#include "common/racf/command/listing/format.hpp"
#include "common/racf/language/logical_command.hpp"
#include "common/racf/language/parser.hpp"
#include "tests/support/memory_profiles.hpp"

namespace ptkt::test {

/// Runs RACF commands on profiles in memory, and keeps what they say.
class CommandSession {
  public:
    CommandSession()
        : context{profiles, keeper, racf::UserId::parse("IBMUSER").value(),
                  // 2026-05-01T10:20:30Z, the 121st day of the year
                  base::Instant(std::chrono::sys_days(std::chrono::year(2026) / 5 / 1)) +
                      std::chrono::hours(10) + std::chrono::minutes(20) + std::chrono::seconds(30),
                  [this](std::vector<racf::Change> changes) {
                      return profiles.commit(std::move(changes));
                  }} {}
    CommandSession(const CommandSession&) = delete;
    CommandSession& operator=(const CommandSession&) = delete;

    /// Runs all commands of a text; the answer is what they said, a line each. `rc` and `highest`
    /// are their return codes.
    std::vector<std::string> run(std::string_view text) {
        std::vector<std::string> said;
        highest = 0;
        for (const auto& command : racf_command::split_commands(text)) {
            const std::vector<std::string> lines = run_one(command);
            said.insert(said.end(), lines.begin(), lines.end());
            highest = std::max(highest, rc);
        }
        return said;
    }

    /// The same as one text with line ends.
    std::string text(std::string_view commands) {
        std::string all;
        for (const std::string& line : run(commands))
            all += line + "\n";
        return all;
    }

    /// Lets another user issue the commands.
    void as(std::string_view user) { context.issuer = racf::UserId::parse(user).value(); }

    [[nodiscard]] const racf::User& user(std::string_view id) const {
        return profiles.users.at(racf::UserId::parse(id).value());
    }
    [[nodiscard]] const racf::Group& group(std::string_view id) const {
        return profiles.groups.at(racf::GroupId::parse(id).value());
    }
    [[nodiscard]] const racf::Resource& resource(std::string_view cls,
                                                 std::string_view name) const {
        return profiles.resources.at(
            {racf::ClassName::parse(cls).value(), racf::ProfileName::parse(name).value()});
    }
    [[nodiscard]] bool has_resource(std::string_view cls, std::string_view name) const {
        return profiles.resources.contains(
            {racf::ClassName::parse(cls).value(), racf::ProfileName::parse(name).value()});
    }

    MemoryProfiles profiles;
    OpenSecretKeeper keeper{profiles};
    racf_command::Context context;
    int rc = 0;
    int highest = 0;

  private:
    std::vector<std::string> run_one(const racf_command::LogicalCommand& command) {
        auto parsed = racf_command::parse(command, profiles.current_options.classes);
        if (!parsed) {
            const auto outcome =
                racf_command::not_understood(parsed.error().messages, parsed.error().rc);
            rc = outcome.rc;
            return racf_command::format(outcome);
        }
        auto outcome = racf_command::apply(*parsed, context);
        if (!outcome) return {"error: " + outcome.error().what};
        rc = outcome->rc;
        return racf_command::format(*outcome);
    }
};

}  // namespace ptkt::test

#endif
