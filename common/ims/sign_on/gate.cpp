#include "common/ims/sign_on/gate.hpp"

#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/base/text/hex.hpp"

namespace ptkt::ims_sign_on {

namespace {

using namespace ims_wire::rsncod;

/// "No or bad security data"; the number that fits a name which cannot be one, or is missing.
constexpr std::uint32_t kBadSecurityData = 52;

/// What RACFGENRC=Y tells of every rejection. IBM's value was not found; this one, "password or
/// PassTicket not valid", says least.
constexpr base::Byte kGenericRacfCode = 0x08;

/// Who decides must not keep others waiting. A program that lets the lock go again does so in
/// microseconds; this is for one that was stopped after it was asked whether it holds the lock.
constexpr std::chrono::milliseconds kTimeLimit(100);

/// "Not authorized to the application".
constexpr base::Byte kNotAuthorized = 0x34;

/// With a default user every message has one, so R=240 and 244 cannot occur. [HWSP1503E]
Refusal missing(bool has_user, bool has_ticket) {
    if (!has_user && !has_ticket)
        return refusal(kNoPasswordOrUserid, "no-user-no-ticket",
                       "HWSP1503E R=240 the message has neither a user ID nor a PassTicket, and "
                       "RACF=Y");
    if (!has_user)
        return refusal(kNoUserid, "no-user",
                       "HWSP1503E R=244 the message has no user ID, and RACF=Y");
    return refusal(kNoPassword, "no-ticket",
                   "HWSP1503E R=248 the message has no PassTicket, and RACF=Y");
}

}  // namespace

base::Result<Gate> Gate::open(store::Store* store, const ims_config::Config& config,
                              GateSettings settings) {
    if (!config.hws.racf) return Gate(config, nullptr, std::move(settings));
    auto replay = store->replay_cache();
    if (!replay) return std::move(replay).error();
    auto another = store->another();
    if (!another) return std::move(another).error();
    Gate gate(config, store, std::move(settings));
    replay->set_time_limit(kTimeLimit);
    gate.replay_.emplace(std::move(*replay));
    gate.audit_limit_.emplace(store->layout().audit_log());
    store->audit_log().set_time_limit(kTimeLimit);
    gate.writer_ = std::make_unique<authorization::NoteWriter>(std::move(*another));
    return gate;
}

Gate::Verdict Gate::admit(const ims_wire::Request& request, const net::Endpoint& peer,
                          base::Instant now) {
    const Asked asked{request, peer};
    return std::move(admit_all({&asked, 1}, now).front());
}

std::vector<Gate::Verdict> Gate::admit_all(std::span<const Asked> all, base::Instant now) {
    std::vector<std::optional<Refusal>> refusals(all.size());
    std::vector<authorization::SignOn> sign_ons;
    for (std::size_t i = 0; checks() && i < all.size(); ++i) {
        auto sign_on = sign_on_of(all[i]);
        if (sign_on) {
            sign_ons.push_back(std::move(*sign_on));
        } else {
            refusals[i] = std::move(sign_on).error();
        }
    }
    const auto decisions = evaluate(sign_ons, now);
    std::vector<Verdict> verdicts;
    auto decision = decisions.begin();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!checks()) {
            verdicts.emplace_back(unchecked(all[i].request.irm));
        } else if (refusals[i]) {
            verdicts.emplace_back(*std::move(refusals[i]));
        } else {
            verdicts.push_back(verdict_of(*decision++));
        }
    }
    return verdicts;
}

bool Gate::is_held_up() const {
    if (!checks()) return false;
    const auto lock =
        files::FileLock::acquire(store_->layout().replay_lock(), std::chrono::milliseconds(0));
    if (!lock) return lock.error().kind == base::ErrorKind::TryAgain;
    return store_->audit_log().is_held_up();
}

Refusal Gate::held_up() {
    return refusal(kRacfCallFailed, "cannot-decide",
                   "the audit log or the replay cache is locked by another program");
}

std::optional<base::Error> Gate::take_trouble() {
    return writer_ ? writer_->take_trouble() : std::nullopt;
}

std::size_t Gate::finish(base::Instant now) {
    if (!writer_) return 0;
    // Nobody can be told any more when this cannot be written.
    if (const auto record = audit_limit_->left_out(now, std::chrono::steady_clock::now(), true))
        static_cast<void>(store_->audit_log().append(*record));
    return writer_->finish();
}

bool Gate::counts_failures(const net::Endpoint& peer) const {
    return !settings_.counted || std::ranges::any_of(*settings_.counted, [&](const auto& one) {
        return one.contains(peer.address);
    });
}

Identity Gate::unchecked(const ims_wire::Irm& irm) const {
    return {user_of(irm), application_of(irm), false};
}

base::Result<authorization::SignOn, Refusal> Gate::sign_on_of(const Asked& asked) const {
    const ims_wire::Irm& irm = asked.request.irm;
    const bool has_user = !user_of(irm).empty();
    if (!has_user || irm.password.empty()) return missing(has_user, !irm.password.empty());
    auto names = names_of(irm);
    if (!names) return std::move(names).error();
    return authorization::SignOn{
        std::move(names->user),     std::move(names->appl), base::as_text(irm.password.view()),
        std::move(names->group),    to_string(asked.peer),  std::nullopt,
        counts_failures(asked.peer)};
}

Gate::Verdict Gate::verdict_of(const base::Result<authorization::Decision>& decision) const {
    if (!decision) return refusal(kRacfCallFailed, "cannot-decide", decision.error().what);
    if (!decision->accepted()) return rejection(*decision);
    return Identity{decision->user.str(), decision->appl.str(), true};
}

std::string Gate::user_of(const ims_wire::Irm& irm) const {
    return irm.userid.empty() ? config_->tcpip.racfid.value_or("") : irm.userid;
}

std::string Gate::application_of(const ims_wire::Irm& irm) const {
    if (irm.appl_name && !irm.appl_name->empty()) return *irm.appl_name;
    const auto store = datastore_of(*config_, irm.datastore);
    return store && *store != nullptr ? (*store)->appl.value_or("") : "";
}

base::Result<Gate::Names, Refusal> Gate::names_of(const ims_wire::Irm& irm) const {
    const std::string application = application_of(irm);
    if (application.empty())
        return refusal(kBadSecurityData, "no-appl",
                       "the message has no application name, nor has the data store");
    const auto bad = [](const base::Error& error) {
        return refusal(kBadSecurityData, "bad-name", "HWSP1503E R=242 " + error.what);
    };
    auto user = racf::UserId::parse(user_of(irm));
    if (!user) return bad(user.error());
    auto appl = racf::ApplName::parse(application);
    // R=242 is about users, groups and passwords alone.
    if (!appl) return refusal(kBadSecurityData, "bad-name", appl.error().what);
    const auto& taken = settings_.applications;
    if (!taken.empty() && std::ranges::find(taken, *appl) == taken.end())
        return refusal(kSecurityViolation, "appl-not-taken",
                       fmt::format("application {} is not one of --appl", appl->str()),
                       config_->hws.racfgenrc ? kGenericRacfCode : kNotAuthorized);
    Names names{std::move(*user), std::move(*appl), std::nullopt};
    if (irm.group.empty()) return names;
    auto group = racf::GroupId::parse(irm.group);
    if (!group) return bad(group.error());
    names.group = std::move(*group);
    return names;
}

/// A replay cache that has failed once is not asked again: what it holds is read again.
authorization::Decisions Gate::evaluate(std::span<const authorization::SignOn> sign_ons,
                                        base::Instant now) {
    if (sign_ons.empty()) return {};
    if (!replay_) {
        auto opened = store_->replay_cache(kTimeLimit);
        if (!opened) return authorization::Decisions(sign_ons.size(), std::move(opened).error());
        replay_.emplace(std::move(*opened));
    }
    authorization::Decisions decisions;
    try {
        decisions =
            authorization::authenticate_all(*store_, *replay_, sign_ons, now,
                                            authorization::Later{writer_->notes(), *audit_limit_});
    } catch (...) {
        replay_.reset();  // no memory, in the midst of whatever it was
        throw;
    }
    if (!std::ranges::all_of(decisions, [](const auto& one) { return one.ok(); })) replay_.reset();
    if (writer_->notes().waiting() > 0) writer_->wake(now);
    return decisions;
}

Refusal Gate::rejection(const authorization::Decision& decision) const {
    const auto racf =
        config_->hws.racfgenrc ? kGenericRacfCode : static_cast<base::Byte>(decision.codes().racf);
    return refusal(kSecurityViolation, std::string(authorization::to_string(decision.reason)),
                   fmt::format("user {}, application {}: {}", decision.user.str(),
                               decision.appl.str(), decision.detail),
                   racf);
}

std::string_view Gate::lost_standing(const std::string& user, base::Instant now) const {
    const auto id = racf::UserId::parse(user);
    if (store_ == nullptr || !id) return {};
    const auto found = store_->user(*id);
    if (!found) return {};
    if (!*found) return "deleted";
    return (*found)->is_revoked(now) ? "revoked" : "";
}

bool signs_on_once(const ims_wire::Irm& irm) {
    const std::string& id = irm.client_id;
    const bool is_ours = id.starts_with("OTM") || id.starts_with("MSC");
    return irm.f4 == ims_wire::MessageKind::SendOnlyAck && is_ours &&
           id.size() == ims_wire::kNameLength &&
           std::ranges::all_of(id.substr(3), [](char c) { return base::hex_digit(c).has_value(); });
}

base::Result<const ims_config::DataStore*, Refusal> datastore_of(const ims_config::Config& config,
                                                                 const std::string& id) {
    const auto& all = config.datastores;
    if (id.empty() && all.size() <= 1) return all.empty() ? nullptr : &all.front();
    const auto* const found = ims_config::find_datastore(config, id);
    if (found != nullptr) return found;
    return refusal(
        kNoDatastore, "unknown-datastore",
        id.empty() ? std::string("the message names no data store, and there are several")
                   : fmt::format("data store '{}' is not in the member", base::printable(id, 8)));
}

}  // namespace ptkt::ims_sign_on
