#include "common/racf/authorization/user_checks.hpp"
#include "common/racf/diagnosis/precondition_list.hpp"

namespace ptkt::diagnosis {

namespace {

using authorization::Reason;

/// What the user's own profile says.
void look_at_state(const Examined& about, PreconditionList& found) {
    const racf::User& user = *about.user;
    const std::string& id = user.id.str();
    const auto is_protected = authorization::why_protected(user);
    found.add_if("protected", !is_protected, id + " is not PROTECTED",
                 is_protected ? is_protected->detail : "",
                 fmt::format("ALTUSER {} PHRASE('phrase')", id));
    const auto revoked = authorization::why_user_revoked(user, about.options, about.now);
    if (!revoked || user.is_revoked(about.now))
        return found.add_if("revoked", !revoked, id + " is not revoked",
                            revoked ? revoked->detail : "", fmt::format("ALTUSER {} RESUME", id));
    // RESUME ends what has begun; the next sign-on would begin it.
    found.add("revoked", Standing::Failed,
              revoked->detail + ", and is resumed only when revoked for it",
              fmt::format("ALTUSER {} REVOKE", id));
}

base::Status look_at_group(const Examined& about, PreconditionList& found) {
    const std::string& id = about.user->id.str();
    const std::string& group = about.group.str();
    const auto refusal = authorization::why_connection_revoked(*about.user, about.group, about.now);
    if (!refusal) {
        found.add("group", Standing::Ok, fmt::format("{} may sign on in group {}", id, group));
        return {};
    }
    const auto defined = about.store.group(about.group);
    if (!defined) return defined.error();
    const std::string connect = fmt::format("CONNECT {} GROUP({})", id, group);
    if (refusal->reason == Reason::GroupRevoked)
        found.add("group", Standing::Failed, refusal->detail, connect + " RESUME");
    else if (*defined)
        found.add("group", Standing::Failed, refusal->detail, connect);
    else
        found.add("group", Standing::Failed, refusal->detail + ", which is not defined",
                  fmt::format("ADDGROUP {}", group));
    return {};
}

base::Result<std::optional<authorization::ApplicationAccess>> access_with(
    const Examined& about, const racf::Options& options) {
    return authorization::application_access(about.store, options, *about.user, about.group,
                                             about.intended.appl, about.now);
}

/// The command that lets the user in: it may have been given, and checks do not see it yet.
base::Result<std::string> permitting_command(const Examined& about, const std::string& seen) {
    const std::string& cls = racf::appl_class().str();
    const auto on_disk = access_with(about, about.without_raclist(cls));
    if (!on_disk) return on_disk.error();
    if (about.options.is_raclisted(cls) && (!*on_disk || (*on_disk)->permitted))
        return fmt::format("SETROPTS RACLIST({}) REFRESH", cls);
    return fmt::format("PERMIT {} CLASS(APPL) ID({}) ACCESS(READ)",
                       *on_disk ? (*on_disk)->profile : seen, about.user->id.str());
}

base::Status look_at_application(const Examined& about, PreconditionList& found) {
    const auto access = access_with(about, about.options);
    if (!access) return access.error();
    if (!*access) {
        found.add("appl", Standing::Ok,
                  fmt::format("application {} is not protected: every user may use it",
                              about.intended.appl.str()));
        return {};
    }
    const std::string text = fmt::format("{} has {} to APPL profile {}", about.user->id.str(),
                                         racf::to_string((*access)->access), (*access)->profile);
    if ((*access)->permitted) {
        found.add("appl", Standing::Ok, text);
        return {};
    }
    auto mend = permitting_command(about, (*access)->profile);
    if (!mend) return std::move(mend).error();
    found.add("appl", Standing::Failed, text + ", and needs READ", std::move(*mend));
    return {};
}

}  // namespace

base::Status look_at_user(const Examined& about, PreconditionList& found) {
    if (!about.intended.user) {
        found.add("user", Standing::NotReached, "no user was named");
        return {};
    }
    const std::string& id = about.intended.user->str();
    found.add_if("user", about.user.has_value(), id + " is defined", id + " is not defined",
                 fmt::format("ADDUSER {} PASSWORD(password)", id));
    if (!about.user) return {};
    look_at_state(about, found);
    if (auto done = look_at_group(about, found); !done) return done;
    const auto hours = authorization::why_outside_hours(*about.user, about.now);
    found.add_if("hours", !hours, "now is within the user's days and hours", hours.value_or(""),
                 fmt::format("ALTUSER {} WHEN(DAYS(ANYDAY) TIME(ANYTIME))", id));
    return look_at_application(about, found);
}

}  // namespace ptkt::diagnosis
