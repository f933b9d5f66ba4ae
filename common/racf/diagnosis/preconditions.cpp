#include "common/racf/diagnosis/preconditions.hpp"

#include <stdexcept>

#include "common/racf/diagnosis/precondition_list.hpp"

namespace ptkt::diagnosis {

namespace {

void look_at_class(const Examined& about, PreconditionList& found) {
    const auto& cls = racf::ptktdata_class().str();
    found.add_if("class", about.options.is_active(cls), "PTKTDATA is active",
                 "PTKTDATA is not active", "SETROPTS CLASSACT(PTKTDATA)");
    found.add_if("raclist", about.options.is_raclisted(cls), "PTKTDATA is RACLISTed",
                 "PTKTDATA is not RACLISTed", "SETROPTS RACLIST(PTKTDATA)");
}

base::Result<Examined> examined(const store::Store& store, const Intended& intended,
                                base::Instant now) {
    auto options = store.options();
    if (!options) return std::move(options).error();
    Examined about{store, intended, std::move(*options),
                   now,   {},       racf::GroupId::parse("SYS1").value()};
    if (intended.user) {
        auto user = store.user(*intended.user);
        if (!user) return std::move(user).error();
        about.user = std::move(*user);
    }
    if (about.user) about.group = about.user->default_group;
    if (intended.group) about.group = *intended.group;
    return about;
}

}  // namespace

std::string_view to_string(Standing standing) {
    switch (standing) {
        case Standing::Ok:
            return "ok";
        case Standing::Note:
            return "note";
        case Standing::Failed:
            return "failed";
        case Standing::NotReached:
            return "not-reached";
    }
    throw std::logic_error("unknown standing");
}

base::Result<std::vector<Precondition>> preconditions(const store::Store& store,
                                                      const Intended& intended, base::Instant now) {
    const auto about = examined(store, intended, now);
    if (!about) return about.error();
    PreconditionList found;
    look_at_class(*about, found);
    for (const auto step :
         {look_at_profiles, look_at_generic_profiles, look_at_refresh, look_at_replay_cache,
          look_at_user, look_at_audit_log, look_at_ticket_service})
        if (auto done = step(*about, found); !done) return std::move(done).error();
    return found.take();
}

}  // namespace ptkt::diagnosis
