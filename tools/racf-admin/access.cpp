#include "common/racf/authorization/access.hpp"

#include "common/base/text/ascii.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/cli/record.hpp"
#include "common/formats/json/event.hpp"
#include "common/wiring/open_store.hpp"
#include "tools/racf-admin/fields.hpp"
#include "tools/racf-admin/ok_rc.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::admin {

namespace {

using authorization::AccessDecision;
using authorization::Verdict;
using cli::ExitStatus;

/// What was asked, with the names checked.
struct Question {
    racf::User user;
    racf::GroupId group;
    racf::Options options;
    const racf::ClassInfo* cls;  ///< of the classes in `options`
    std::string resource;
    racf::Access wanted;
};

base::Result<Question> question(const AccessOptions& options, const store::Store& store) {
    auto setropts = store.options();
    if (!setropts) return std::move(setropts).error();
    const racf::ClassInfo* cls = setropts->classes.find(base::to_upper(options.cls));
    if (cls == nullptr)
        return base::with_hint(
            base::fail(base::ErrorKind::Usage, "the class '{}' is not known",
                       base::printable(options.cls, 40)),
            "for example PTKTDATA, APPL, FACILITY; see 'racf-admin SETROPTS LIST'");
    const auto wanted = racf::access_of(base::to_upper(options.access));
    if (!wanted)
        return base::with_hint(base::fail(base::ErrorKind::Usage, "'{}' is not an access",
                                          base::printable(options.access, 40)),
                               "the accesses are NONE EXECUTE READ UPDATE CONTROL ALTER");
    auto resource = setropts->classes.profile_name(cls->name, options.resource);
    if (!resource) return std::move(resource).error();
    auto user = store.user(*options.user);
    if (!user) return std::move(user).error();
    if (!*user)
        return base::fail(base::ErrorKind::NotFound, "user {} is not defined", options.user->str());
    racf::GroupId group = options.group.value_or((*user)->default_group);
    return Question{std::move(**user), std::move(group), std::move(*setropts), cls,
                    resource->str(),   *wanted};
}

/// One line: `granted: READ to APPL APPLI2I, by the user's entry in APPLI2I`.
std::string line_of(const Question& asked, const AccessDecision& decision) {
    std::string line = fmt::format("{}: ", authorization::to_string(decision.verdict));
    if (decision.profile.empty()) return line + decision.by;
    return line + fmt::format("{} to {} {}, by {} in {}", racf::to_string(decision.access),
                              asked.cls->name, asked.resource, decision.by, decision.profile);
}

json::Json json_of(const Question& asked, const AccessDecision& decision) {
    const auto codes = authorization::saf_codes(decision.verdict);
    json::Json json = json::event("access");
    json.set("user", asked.user.id.str())
        .set("group", asked.group.str())
        .set("class", asked.cls->name)
        .set("resource", asked.resource)
        .set("requested", racf::to_string(asked.wanted))
        .set("decision", authorization::to_string(decision.verdict))
        .set("access", racf::to_string(decision.access))
        .set("profile", decision.profile.empty() ? json::Json() : json::Json(decision.profile))
        .set("by", decision.by)
        .set("saf_rc", codes.saf)
        .set("racf_rc", codes.racf)
        .set("racf_reason", codes.reason);
    return json;
}

base::Result<AccessDecision> decide(const store::Store& store, const Question& asked,
                                    base::Instant now) {
    return authorization::check_access(store, asked.options,
                                       {.user = asked.user,
                                        .group = asked.group,
                                        .cls = *asked.cls,
                                        .resource = asked.resource,
                                        .wanted = asked.wanted},
                                       now);
}

}  // namespace

ExitStatus run_access(cli::Io& io) {
    AccessOptions options;
    const cli::OptionTable table = access_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (const auto wrong = cli::refuse_unknown_field(io, options.common, kAccessFields))
        return *wrong;
    const auto store = wiring::open_store(io, options.common);
    if (!store) return cli::report(io, store.error());
    const auto asked = question(options, **store);
    if (!asked) return cli::report(io, asked.error());
    const auto decision = decide(**store, *asked, io.now());
    if (!decision) return cli::report(io, decision.error());
    const auto printed = cli::print_record(io, options.common, line_of(*asked, *decision),
                                           [&] { return json_of(*asked, *decision); });
    if (printed != ExitStatus::Done) return printed;
    return taken_as_done(static_cast<ExitStatus>(authorization::saf_codes(decision->verdict).racf),
                         options.ok_rc);
}

}  // namespace ptkt::admin
