#include "common/racf/authorization/ticket_generator.hpp"

#include "common/formats/json/event.hpp"
#include "common/racf/authorization/evaluate.hpp"
#include "common/racf/authorization/profile_search.hpp"
#include "common/racf/model/key_roles.hpp"
#include "common/racf/passticket/enhanced.hpp"
#include "common/racf/passticket/legacy.hpp"
#include "common/racf/store/audit_settings.hpp"

namespace ptkt::authorization {

namespace {

using passticket::Kind;

// A stream may name any number of applications; their profiles are not kept for ever.
constexpr std::size_t kMostProfiles = 4096;

base::Error unusable(std::string what, std::string hint) {
    return {base::ErrorKind::Config, std::move(what), std::move(hint)};
}

bool is_on_disk(const store::Store& store, const racf::ProfileName& name) {
    const auto found = store.resource(racf::ptktdata_class(), name);
    return found && *found;
}

/// The qualified profile that an evaluation for these names would take, when there is one.
std::optional<racf::ProfileName> qualified_profile(const store::Store& store,
                                                   const passticket::Subject& subject) {
    const auto user = store.user(subject.user);
    if (user && *user)
        for (auto& name : profile_names(subject.appl, (*user)->default_group, subject.user))
            if (is_on_disk(store, name)) return std::move(name);
    auto name = racf::ProfileName::parse(subject.appl.str() + "." + subject.user.str()).value();
    if (is_on_disk(store, name)) return name;
    return std::nullopt;
}

base::Error without_profile(const store::Store& store, const passticket::Subject& subject) {
    const racf::ApplName& appl = subject.appl;
    if (is_on_disk(store, racf::ProfileName::parse(appl.str()).value()))
        return unusable(fmt::format("PTKTDATA profile {} is newer than the last refresh of its "
                                    "class, so it does not count yet",
                                    appl.str()),
                        "issue SETROPTS RACLIST(PTKTDATA) REFRESH");
    if (const auto qualified = qualified_profile(store, subject))
        return unusable(
            fmt::format("no PTKTDATA profile for application {}", appl.str()),
            fmt::format(
                "profile {} only verifies tickets; a ticket is made with the key of profile "
                "{}: define it with the same key, then SETROPTS RACLIST(PTKTDATA) REFRESH",
                qualified->str(), appl.str()));
    return unusable(fmt::format("no PTKTDATA profile for application {}", appl.str()),
                    fmt::format("define it: RDEFINE PTKTDATA {} SSIGNON(...) UACC(NONE), then "
                                "SETROPTS RACLIST(PTKTDATA) REFRESH",
                                appl.str()));
}

base::Result<Kind> kind_to_make(const racf::Resource& profile, std::optional<Kind> wanted) {
    const bool has_enhanced = profile.ssignon && !profile.ssignon->enhanced_label.empty();
    const bool has_legacy = profile.ssignon && profile.ssignon->legacy;
    const std::string& name = profile.name.str();
    if (!has_enhanced && !has_legacy)
        return unusable(fmt::format("PTKTDATA profile {} has no key", name),
                        fmt::format("give it one: RALTER PTKTDATA {} SSIGNON(...)", name));
    if (!wanted) return has_enhanced ? enhanced_kind(*profile.ssignon) : Kind::Legacy;
    if (*wanted == Kind::Legacy && !has_legacy)
        return unusable(fmt::format("PTKTDATA profile {} has no legacy key", name),
                        "its enhanced key makes tickets of type upper or mixed");
    if (*wanted != Kind::Legacy && !has_enhanced)
        return unusable(fmt::format("PTKTDATA profile {} has no enhanced key", name),
                        "its legacy key makes tickets of type legacy");
    return *wanted;
}

}  // namespace

base::Result<TicketKey> TicketKey::make(const base::Secret& key) {
    TicketKey made;
    if (key.size() == crypto::DesKey::kSize) {
        auto des = crypto::DesKey::make(key);
        if (!des) return std::move(des).error();
        made.des_ = std::make_shared<const crypto::DesKey>(std::move(*des));
        return made;
    }
    if (key.size() < passticket::kShortestEnhancedKey ||
        key.size() > passticket::kLongestEnhancedKey)
        return base::with_hint(base::fail(base::ErrorKind::Malformed,
                                          "a key of {} bytes makes no PassTicket", key.size()),
                               "a legacy (DES) key has 8 bytes, an enhanced (HMAC) key 32 to 256");
    made.hmac_ = std::make_shared<const crypto::HmacSha512>(key);
    return made;
}

base::Result<passticket::Ticket> TicketKey::generate(Kind kind, const passticket::Subject& subject,
                                                     base::Instant when) const {
    const auto names = passticket::encode_names(subject);
    if (kind == Kind::Legacy && des_) return passticket::LegacyCoder(des_, names).generate(when);
    if (kind != Kind::Legacy && hmac_)
        return passticket::EnhancedCoder(hmac_, names, kind).generate(when);
    return base::with_hint(base::fail(base::ErrorKind::Malformed, "this key makes no {} PassTicket",
                                      passticket::to_string(kind)),
                           "a legacy (DES) key has 8 bytes, an enhanced (HMAC) key 32 to 256");
}

void TicketGenerator::keep_up(base::Instant now) {
    if (looked_at_ == now) return;
    looked_at_ = now;
    const store::SnapshotMark mark = store_.snapshot_mark(racf::ptktdata_class());
    if (mark == snapshot_) return;
    snapshot_ = mark;
    options_.reset();
    profiles_.clear();
}

base::Status TicketGenerator::check_class() {
    if (options_) return {};
    auto options = store_.options();
    if (!options) return std::move(options).error();
    const std::string& cls = racf::ptktdata_class().str();
    if (!options->is_active(cls))
        return unusable("class PTKTDATA is not active",
                        "issue SETROPTS CLASSACT(PTKTDATA) and SETROPTS RACLIST(PTKTDATA)");
    if (!options->is_raclisted(cls))
        return unusable("class PTKTDATA is not RACLISTed", "issue SETROPTS RACLIST(PTKTDATA)");
    const auto settings = store::read_audit_settings(store_.layout());
    if (!settings) return settings.error();
    records_ = settings->tickets;
    options_ = std::move(*options);
    return {};
}

base::Result<TicketGenerator::Profile*> TicketGenerator::profile(
    const passticket::Subject& subject) {
    const racf::ApplName& appl = subject.appl;
    if (const auto known = profiles_.find(appl); known != profiles_.end()) return &known->second;
    auto found = generation_profile(store_, *options_, appl);
    if (!found) return std::move(found).error();
    if (!*found) return without_profile(store_, subject);
    if (profiles_.size() >= kMostProfiles) profiles_.clear();
    return &profiles_.emplace(appl, Profile{std::move(**found), {}, {}, {}}).first->second;
}

TicketGenerator::Profile& TicketGenerator::as_of(Profile& profile, base::Instant when) {
    if (!profile.resource.ssignon) return profile;
    const racf::Ssignon& ssignon = *profile.resource.ssignon;
    if (!ssignon.rotation.next || when < ssignon.rotation.next->at) return profile;
    if (!profile.rotated) {
        racf::Resource later = profile.resource;
        later.ssignon = racf::as_of(ssignon, ssignon.rotation.next->at);
        profile.rotated = std::make_unique<Profile>(Profile{std::move(later), {}, {}, {}});
    }
    return *profile.rotated;
}

base::Result<const TicketKey*> TicketGenerator::key(Profile& profile, Kind kind) const {
    std::optional<TicketKey>& slot = kind == Kind::Legacy ? profile.legacy : profile.enhanced;
    if (slot) return &*slot;
    const auto secret = kind == Kind::Legacy ? store_.keys().legacy_key(profile.resource)
                                             : store_.keys().enhanced_key(profile.resource);
    auto key = secret ? TicketKey::make(*secret) : base::Result<TicketKey>(secret.error());
    if (!key) {
        base::Error error =
            std::move(key).error().within("PTKTDATA profile " + profile.resource.name.str());
        // A label that leads nowhere is a fault of the store's set-up, not of what was asked for.
        if (error.kind == base::ErrorKind::NotFound) error.kind = base::ErrorKind::Config;
        return error;
    }
    return &slot.emplace(std::move(*key));
}

base::Status TicketGenerator::record(const passticket::Subject& subject, const Generated& made,
                                     const std::optional<racf::UserId>& caller,
                                     base::Instant now) const {
    constexpr int kTicketCreated = 82;
    if (!records_) return {};
    json::Json record = json::event("ticket-made");
    record.set("time", base::to_rfc3339(now))
        .set("user", subject.user.str())
        .set("appl", subject.appl.str())
        .set("profile", made.profile)
        .set("type", passticket::to_string(made.kind))
        .set("generated_at", base::to_rfc3339(made.made))
        .set("smf_event", kTicketCreated)
        .set("smf_qualifier", 0);
    if (caller) record.set("caller", caller->str());
    return store_.audit_log().append(record);
}

base::Result<Generated> TicketGenerator::generate(const passticket::Subject& subject,
                                                  std::optional<Kind> wanted, base::Instant when) {
    if (auto checked = check_class(); !checked) return std::move(checked).error();
    const auto found = profile(subject);
    if (!found) return found.error();
    Profile& in_force = as_of(**found, when);
    const racf::Resource& resource = in_force.resource;
    const auto kind = kind_to_make(resource, wanted);
    if (!kind) return kind.error();
    const auto made_by = key(in_force, *kind);
    if (!made_by) return made_by.error();
    auto ticket = (*made_by)->generate(*kind, subject, when);
    if (!ticket) return std::move(ticket).error();
    const auto window =
        *kind == Kind::Legacy ? passticket::kLegacyWindow : enhanced_window(*resource.ssignon);
    return Generated{std::move(*ticket), *kind, when, window, resource.name.str()};
}

}  // namespace ptkt::authorization
