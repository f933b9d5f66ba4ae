#ifndef PTKT_RACF_DIAGNOSIS_PRECONDITIONS_HPP
#define PTKT_RACF_DIAGNOSIS_PRECONDITIONS_HPP

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/result.hpp"
#include "common/base/time.hpp"
#include "common/racf/model/names.hpp"
#include "common/racf/store/store.hpp"

/// What must be so for a sign-on by PassTicket, before there is any ticket.
namespace ptkt::diagnosis {

/// How a precondition stands.
enum class Standing {
    Ok,
    Note,       ///< sign-ons work, but it should be mended
    Failed,     ///< no sign-on works
    NotReached  ///< it is about a user, and none was named
};
/// `ok`, `note`, `failed`, `not-reached`.
[[nodiscard]] std::string_view to_string(Standing standing);

struct Precondition {
    std::string step;  ///< `class`, `raclist`, `profile`, ...
    Standing standing = Standing::Ok;
    std::string text;
    std::string mend;  ///< the one command that mends it, or empty
};

/// The sign-on that is meant.
struct Intended {
    racf::ApplName appl;
    std::optional<racf::UserId> user;
    std::optional<racf::GroupId> group;  ///< absent: the user's default group
};

/// Every precondition in RACF's order: what a failure keeps RACF from looking at is looked at all
/// the same. Nothing is changed. An Error means that the store cannot be read.
[[nodiscard]] base::Result<std::vector<Precondition>> preconditions(const store::Store& store,
                                                                    const Intended& intended,
                                                                    base::Instant now);

/// A command that shows or mends a precondition on z/OS, of one of the security products there.
struct HostCommand {
    std::string_view product;  ///< `RACF`, `ACF2`, `Top Secret`
    std::string command;
    std::string_view about;
};
/// Those of all preconditions, as far as the products' public documents show them. [RACF Command
/// Language Reference; ACF2 Administrator Guide, "SSIGNON Profile Data Records", and Broadcom's
/// article 52976; Top Secret User Guide, "PassTicket Definition", and Broadcom's article 123087;
/// the public documentation of Zowe, "Configuring Zowe to use PassTickets"]
[[nodiscard]] std::vector<HostCommand> host_commands(const Intended& intended);

}  // namespace ptkt::diagnosis

#endif
