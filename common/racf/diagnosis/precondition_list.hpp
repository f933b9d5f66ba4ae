#ifndef PTKT_RACF_DIAGNOSIS_PRECONDITION_LIST_HPP
#define PTKT_RACF_DIAGNOSIS_PRECONDITION_LIST_HPP

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/racf/diagnosis/preconditions.hpp"
#include "common/racf/model/options.hpp"
#include "common/racf/model/resource.hpp"
#include "common/racf/model/user.hpp"

/// The parts of the look at preconditions.
namespace ptkt::diagnosis {

inline constexpr std::string_view kRefreshPtktdata = "SETROPTS RACLIST(PTKTDATA) REFRESH";
/// The command that defines the profile of an application.
[[nodiscard]] std::string defining_command(std::string_view appl);

/// What is found, in its order.
class PreconditionList {
  public:
    void add(std::string step, Standing standing, std::string text, std::string mend = {}) {
        found_.push_back({std::move(step), standing, std::move(text), std::move(mend)});
    }
    /// Ok with one text, or failed with another and what mends it.
    void add_if(std::string step, bool is_good, std::string good, std::string bad,
                std::string mend) {
        if (is_good) return add(std::move(step), Standing::Ok, std::move(good));
        add(std::move(step), Standing::Failed, std::move(bad), std::move(mend));
    }
    [[nodiscard]] std::vector<Precondition> take() { return std::move(found_); }

  private:
    std::vector<Precondition> found_;
};

/// The sign-on that is looked at, and what was found for it first.
struct Examined {
    const store::Store& store;
    const Intended& intended;
    racf::Options options;
    base::Instant now;
    std::optional<racf::User> user;  ///< that is meant, if it is defined
    racf::GroupId group;             ///< the current connect group

    /// The options with which checks would read the profiles of a class as they are on disk.
    [[nodiscard]] racf::Options without_raclist(std::string_view cls) const {
        racf::Options without = options;
        without.raclist.erase(std::string(cls));
        return without;
    }
};

/// The profiles whose keys are tried. Without a user only the plain one can be looked for.
[[nodiscard]] base::Result<std::vector<racf::Resource>> tried_profiles(const Examined& about);

// Each adds its steps. An Error means that the store cannot be read.

/// `profile`, `key`, `key-quality`.
[[nodiscard]] base::Status look_at_profiles(const Examined& about, PreconditionList& found);
/// `generic`.
[[nodiscard]] base::Status look_at_generic_profiles(const Examined& about, PreconditionList& found);
/// `refresh`.
[[nodiscard]] base::Status look_at_refresh(const Examined& about, PreconditionList& found);
/// `replay`.
[[nodiscard]] base::Status look_at_replay_cache(const Examined& about, PreconditionList& found);
/// `user`, `protected`, `revoked`, `group`, `hours`, `appl`.
[[nodiscard]] base::Status look_at_user(const Examined& about, PreconditionList& found);
/// `audit`.
[[nodiscard]] base::Status look_at_audit_log(const Examined& about, PreconditionList& found);
/// `irrptauth`.
[[nodiscard]] base::Status look_at_ticket_service(const Examined& about, PreconditionList& found);

}  // namespace ptkt::diagnosis

#endif
