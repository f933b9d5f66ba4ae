#include "common/ims/sign_on/gate.hpp"

#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/base/text/hex.hpp"
#include "common/crypto/random.hpp"
#include "common/files/free_space.hpp"
#include "common/formats/json/event.hpp"
#include "common/ims/wire/password_change.hpp"
#include "common/racf/authorization/audit.hpp"
#include "common/racf/model/password_rules.hpp"
#include "common/racf/store/generation.hpp"

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

/// "New password not valid".
constexpr base::Byte kNewPasswordInvalid = 0x10;

constexpr std::size_t kShortestPhrase = 9;
constexpr std::size_t kLongestPhrase = 100;

std::string_view why_not_good(racf::NewPassword verdict) {
    switch (verdict) {
        case racf::NewPassword::SameAsCurrent:
            return "is the current one";
        case racf::NewPassword::TooSoon:
            return "comes too soon after the last change";
        case racf::NewPassword::AgainstRules:
            return "does not follow the rules of this system";
        case racf::NewPassword::UsedBefore:
            return "was used before";
        case racf::NewPassword::Good:
            break;
    }
    return "is good";
}

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

/// A phrase and a change of password are no tickets, and nothing is to be said of them.
bool is_by_ticket(const authorization::SignOn& sign_on) {
    const auto& password = sign_on.password;
    return !password || (password->kind == racf::PasswordKind::Password && !password->is_changed);
}

json::Json record_of(const Explained& one) {
    json::Json record = json::event("explained");
    record.set("time", base::to_rfc3339(one.when));
    record.set_all(explained_fields(one));
    return record;
}

/// Names of the member that a sender may take for the application's.
std::vector<racf::ApplName> applications_of(const ims_config::Config& config) {
    std::vector<racf::ApplName> names;
    const auto add = [&](const std::string& text) {
        if (auto name = racf::ApplName::parse(text)) names.push_back(std::move(*name));
    };
    add(config.hws.id);
    for (const ims_config::DataStore& one : config.datastores) {
        add(one.id);
        if (one.appl) add(*one.appl);
    }
    return names;
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
    gate.authority_.emplace(*store);
    gate.writer_ = std::make_unique<authorization::NoteWriter>(std::move(*another));
    if (gate.settings_.passwords)
        if (auto done = gate.open_passwords(); !done) return std::move(done).error();
    if (!gate.settings_.explains) return gate;
    auto for_explainer = store->another();
    if (!for_explainer) return std::move(for_explainer).error();
    gate.explainer_ =
        std::make_unique<Explainer>(std::move(*for_explainer), applications_of(config));
    return gate;
}

base::Status Gate::open_passwords() {
    auto another = store_->another();
    if (!another) return std::move(another).error();
    auto desk = PasswordDesk::open(std::move(*another));
    if (!desk) return std::move(desk).error();
    desk_ = std::move(*desk);
    return config_->hws.uidcache ? set_memory(true) : base::Status();
}

base::Status Gate::set_checks(bool on) {
    if (store_ == nullptr)
        return base::fail(base::ErrorKind::NotFound,
                          "there is no store to check with: the receiver began with RACF=N");
    is_on_ = on;
    return {};
}

base::Status Gate::set_memory(bool on) {
    if (!takes_passwords())
        return base::fail(base::ErrorKind::NotFound, "passwords are not taken here");
    if (!on) memory_.reset();
    if (!on || memory_) return {};
    constexpr std::size_t kKeySize = 64;
    const auto key = crypto::random_bytes(kKeySize);
    if (!key) return key.error();
    std::optional<std::chrono::seconds> age;
    if (config_->hws.uidage) age = std::chrono::seconds(*config_->hws.uidage);
    memory_.emplace(*key, age);
    return {};
}

base::Status Gate::forget(std::string_view user) {
    if (!memory_) return base::fail(base::ErrorKind::NotFound, "UIDCACHE is off");
    memory_->forget(user);
    return {};
}

Gate::Verdict Gate::admit(const ims_wire::Request& request, const net::Endpoint& peer,
                          base::Instant now) {
    if (expected_) return *std::exchange(expected_, std::nullopt);
    const Asked asked{request, peer, {}, true};
    return std::move(admit_all({&asked, 1}, now).front());
}

Gate::Sorted Gate::sort(std::span<const Asked> all) const {
    Sorted sorted;
    sorted.refusals.resize(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto sign_on = sign_on_of(all[i]);
        if (sign_on) {
            sorted.sign_ons.push_back(std::move(*sign_on));
            sorted.whose.push_back(i);
        } else {
            sorted.refusals[i] = std::move(sign_on).error();
        }
    }
    return sorted;
}

std::vector<Gate::Verdict> Gate::verdicts_of(Sorted sorted,
                                             const authorization::Decisions& decisions) const {
    std::vector<Verdict> verdicts;
    auto decision = decisions.begin();
    for (auto& refusal : sorted.refusals) {
        if (refusal) {
            verdicts.emplace_back(*std::move(refusal));
        } else {
            verdicts.push_back(verdict_of(*decision++));
        }
    }
    return verdicts;
}

std::vector<Gate::Verdict> Gate::admit_all(std::span<const Asked> all, base::Instant now) {
    if (!checks()) {
        std::vector<Verdict> verdicts;
        for (const Asked& one : all)
            verdicts.emplace_back(unchecked(one.request.irm));
        return verdicts;
    }
    Sorted sorted = sort(all);
    auto decisions = evaluate(sorted.sign_ons, now);
    if (memory_) use_memory(all, sorted.sign_ons, sorted.whose, decisions, now);
    return verdicts_of(std::move(sorted), decisions);
}

void Gate::admit_by_group(std::span<const Asked> all, base::Instant now, Admitted done) {
    if (!checks()) return done(admit_all(all, now));
    const auto sorted = std::make_shared<Sorted>(sort(all));
    if (sorted->sign_ons.empty()) return done(verdicts_of(std::move(*sorted), {}));
    if (auto opened = open_replay(); !opened)
        return done(verdicts_of(std::move(*sorted),
                                authorization::Decisions(sorted->sign_ons.size(), opened.error())));
    std::shared_ptr<authorization::GroupSignOns> begun;
    try {
        const authorization::Later later{writer_->notes(), *audit_limit_};
        begun =
            authorization::begin_group_sign_ons(*store_, *replay_, sorted->sign_ons, now, &later);
    } catch (...) {
        replay_.reset();  // no memory, in the midst of whatever it was
        throw;
    }
    auto end = [this, sorted, begun, now,
                done = std::move(done)](const GroupReplay::Answers& answers) {
        const auto decisions = begun->finish(answers);
        after(sorted->sign_ons, decisions, now);
        done(verdicts_of(std::move(*sorted), decisions));
    };
    if (begun->questions().empty()) return end({});
    group_->ask(begun->questions(), [this, end = std::move(end)](GroupReplay::Answers answers) {
        answered_.push_back({std::chrono::steady_clock::now(),
                             [end, answers = std::move(answers)] { end(answers); }});
    });
}

bool Gate::end_answered(std::chrono::milliseconds limit) {
    if (answered_.empty()) return true;
    const bool is_held = is_held_up();
    // A sign-on that has waited that long is answered without another wait.
    if (is_held) store_->audit_log().set_time_limit(std::chrono::milliseconds(0));
    try {
        while (!answered_.empty()) {
            const auto waited = std::chrono::steady_clock::now() - answered_.front().since;
            if (is_held && waited < limit) break;
            const Answered first = std::move(answered_.front());
            answered_.pop_front();
            first.end();
        }
    } catch (...) {
        store_->audit_log().set_time_limit(kTimeLimit);
        throw;
    }
    store_->audit_log().set_time_limit(kTimeLimit);
    return answered_.empty();
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

/// They go on record here and not on the thread that found them: it has the lowest priority, and
/// must not have the log while a sign-on waits for that. The record of the refusal is in the log
/// already; the last of a disk is for sign-ons.
std::list<Explained> Gate::take_explanations(bool may_wait) {
    if (!explainer_ || !explainer_->has_answers()) return {};
    const store::AuditLog& log = store_->audit_log();
    if (!may_wait && log.is_held_up()) return {};
    auto all = explainer_->take();
    std::vector<json::Json> records;
    for (const Explained& one : all)
        records.push_back(record_of(one));
    if (!files::is_short_of_space(store_->layout().audit_log()))
        static_cast<void>(log.append_all(records));
    return all;
}

std::size_t Gate::take_unexplained() {
    return explainer_ ? explainer_->take_left_out() : 0;
}

void Gate::finish_explaining() {
    if (explainer_) explainer_->finish();
}

std::size_t Gate::finish(base::Instant now) {
    if (!writer_) return 0;
    if (group_) group_->abandon();
    for (const Answered& one : std::exchange(answered_, {}))
        one.end();
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

/// What is known to be right need not be compared again.
void Gate::use_memory(std::span<const Asked> all, std::vector<authorization::SignOn>& sign_ons,
                      const std::vector<std::size_t>& whose, authorization::Decisions& decisions,
                      base::Instant now) {
    for (std::size_t i = 0; i < decisions.size(); ++i) {
        if (!decisions[i] || !decisions[i]->is_open()) continue;
        const std::string& hash = decisions[i]->compare_with;
        const auto value = presented(all[whose[i]].request).value;
        if (!memory_->knows(value, hash, PasswordMemory::Clock::now())) continue;
        sign_ons[i].password->check = {hash, true};
        decisions[i] = std::move(evaluate({&sign_ons[i], 1}, now).front());
    }
}

/// Without any user or anything that proves who it is.
std::optional<Refusal> Gate::missing_of(const ims_wire::Request& request) const {
    const ims_wire::Irm& irm = request.irm;
    const bool has_user = !user_of(irm).empty();
    const auto phrase = takes_passwords() ? ims_wire::phrase_of(request) : std::nullopt;
    const bool is_change = takes_passwords() && ims_wire::is_password_change(request);
    const bool has_proof = !irm.password.empty() || phrase || is_change;
    if (!has_user || !has_proof) return missing(has_user, has_proof);
    if (phrase && (phrase->size() < kShortestPhrase || phrase->size() > kLongestPhrase))
        return refusal(kBadSecurityData, "bad-phrase",
                       "HWSP1503E R=249 a password phrase has 9 to 100 characters");
    if (is_change && !ims_wire::password_change_of(request))
        return refusal(kSecurityViolation, "new-password-invalid",
                       "a change of password is written HWSPWCH old/new/new", kNewPasswordInvalid);
    return std::nullopt;
}

base::Result<authorization::SignOn, Refusal> Gate::sign_on_of(const Asked& asked) const {
    const ims_wire::Irm& irm = asked.request.irm;
    if (auto refused = missing_of(asked.request)) return *std::move(refused);
    auto names = names_of(irm);
    if (!names) return std::move(names).error();
    authorization::SignOn sign_on{
        std::move(names->user),     std::move(names->appl), base::as_text(irm.password.view()),
        std::move(names->group),    to_string(asked.peer),  std::nullopt,
        counts_failures(asked.peer)};
    if (takes_passwords() && !asked.by_ticket_alone)
        sign_on.password = {kind_presented(asked.request),
                            ims_wire::is_password_change(asked.request), asked.check};
    return sign_on;
}

/// Asked of every sign-on, also one by ticket, so the RACF options, which only the value takes, are
/// not read for it.
racf::PasswordKind Gate::kind_presented(const ims_wire::Request& request) {
    using racf::PasswordKind;
    if (ims_wire::is_password_change(request)) {
        const auto change = ims_wire::password_change_of(request);
        return change && change->current.size() >= kShortestPhrase ? PasswordKind::Phrase
                                                                   : PasswordKind::Password;
    }
    return ims_wire::phrase_of(request) ? PasswordKind::Phrase : PasswordKind::Password;
}

/// The old password of a change, or the phrase, or what is in IRM_RACF_PW.
Gate::Presented Gate::presented(const ims_wire::Request& request) const {
    const auto kind = kind_presented(request);
    const bool is_phrase = kind == racf::PasswordKind::Phrase;
    if (ims_wire::is_password_change(request)) {
        auto change = ims_wire::password_change_of(request);
        if (!change) return {};
        return {kind, is_phrase ? std::move(change->current) : folded(change->current)};
    }
    if (is_phrase) return {kind, *ims_wire::phrase_of(request)};
    return {kind, folded(request.irm.password)};
}

/// PSWDMC=R does as RACF does.
base::Secret Gate::folded(const base::Secret& password) const {
    using ims_config::Pswdmc;
    racf::Options options;
    options.mixed_case = pswdmc_ == Pswdmc::Yes;
    if (pswdmc_ == Pswdmc::Follow)
        if (const auto of_racf = store_->options()) options.mixed_case = of_racf->mixed_case;
    return racf::folded(options, password);
}

bool Gate::compare(std::uint64_t number, const ims_wire::Request& request,
                   const std::string& hash) {
    return desk_->give(number, PasswordDesk::Comparison{presented(request).value, hash});
}

void Gate::remember(const ims_wire::Request& request, const authorization::PasswordCheck& check) {
    if (memory_ && check.matches)
        memory_->remember(presented(request).value, check.hash, user_of(request.irm),
                          PasswordMemory::Clock::now());
}

std::string Gate::known_hash(const racf::UserId& user, const Presented& current) {
    if (!memory_) return {};
    const auto found = store_->user(user);
    if (!found || !*found) return {};
    const auto& stored = racf::stored_of(**found, current.kind);
    const bool is_known =
        stored && memory_->knows(current.value, stored->hash, PasswordMemory::Clock::now());
    return is_known ? stored->hash : std::string();
}

std::optional<Refusal> Gate::change(std::uint64_t number, const Asked& asked, base::Instant now) {
    auto current = presented(asked.request);
    auto change = ims_wire::password_change_of(asked.request);
    const auto names = names_of(asked.request.irm);
    if (!names) return names.error();
    const bool is_phrase = current.kind == racf::PasswordKind::Phrase;
    const std::size_t size = change->fresh.size();
    const bool fits =
        is_phrase ? size >= kShortestPhrase && size <= kLongestPhrase : size < kShortestPhrase;
    if (!fits || !change->fresh.equals(change->again))
        return refusal(kSecurityViolation, "new-password-invalid",
                       fits ? "the two new passwords are not the same"
                            : "the new value has another length than the old one may have: a "
                              "password has up to 8 characters, a phrase 9 to 100",
                       kNewPasswordInvalid);
    auto fresh = is_phrase ? std::move(change->fresh) : folded(change->fresh);
    auto hash = asked.check ? asked.check->hash : known_hash(names->user, current);
    const bool given =
        desk_->give(number, PasswordDesk::Change{names->user, current.kind,
                                                 std::move(current.value), std::move(hash),
                                                 std::move(fresh), now, to_string(asked.peer)});
    if (!given) return too_many_passwords();
    return std::nullopt;
}

std::optional<Refusal> Gate::refusal_of(const base::Result<racf::NewPassword>& changed) {
    if (!changed) return refusal(kRacfCallFailed, "cannot-decide", changed.error().what);
    if (*changed == racf::NewPassword::Good) return std::nullopt;
    return refusal(kSecurityViolation, "new-password-invalid",
                   fmt::format("the new password {}", why_not_good(*changed)), kNewPasswordInvalid);
}

Refusal Gate::not_compared(const base::Error& why) {
    return refusal(kRacfCallFailed, "cannot-decide",
                   "the password could not be compared: " + why.what);
}

Refusal Gate::too_many_passwords() {
    return refusal(kRacfCallFailed, "cannot-decide", "too many passwords wait to be compared");
}

Gate::Verdict Gate::verdict_of(const base::Result<authorization::Decision>& decision) const {
    if (!decision) return refusal(kRacfCallFailed, "cannot-decide", decision.error().what);
    if (!decision->accepted()) return rejection(*decision);
    return Identity{decision->user.str(), decision->appl.str(), true};
}

Refusal::Whose Gate::whose(const ims_wire::Irm& irm) const {
    return {irm.client_id, user_of(irm), application_of(irm)};
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

base::Status Gate::open_replay() {
    if (replay_) return {};
    auto opened = store_->replay_cache(kTimeLimit);
    if (!opened) return std::move(opened).error();
    replay_.emplace(std::move(*opened));
    return {};
}

/// A replay cache that has failed once is not asked again: what it holds is read again. That others
/// could not be asked says nothing of it.
void Gate::after(std::span<const authorization::SignOn> sign_ons,
                 const authorization::Decisions& decisions, base::Instant now) {
    if (!std::ranges::all_of(decisions, [](const auto& one) {
            return one.ok() || one.error().kind == base::ErrorKind::Unavailable;
        }))
        replay_.reset();
    if (writer_->notes().waiting() > 0) writer_->wake(now);
    ask_why(sign_ons, decisions);
}

authorization::Decisions Gate::evaluate(std::span<const authorization::SignOn> sign_ons,
                                        base::Instant now) {
    if (sign_ons.empty()) return {};
    // A caller that does not ask the group admits nobody.
    if (group_)
        return authorization::Decisions(
            sign_ons.size(), base::fail(base::ErrorKind::Bug, "the group was not asked"));
    if (auto opened = open_replay(); !opened)
        return authorization::Decisions(sign_ons.size(), std::move(opened).error());
    authorization::Decisions decisions;
    try {
        decisions =
            authorization::authenticate_all(*store_, *replay_, sign_ons, now,
                                            authorization::Later{writer_->notes(), *audit_limit_});
    } catch (...) {
        replay_.reset();  // no memory, in the midst of whatever it was
        throw;
    }
    after(sign_ons, decisions, now);
    return decisions;
}

/// Without the memory for a question there is no explanation; the refusal stands.
void Gate::ask_why(std::span<const authorization::SignOn> sign_ons,
                   const authorization::Decisions& decisions) {
    if (!explainer_) return;
    try {
        for (std::size_t i = 0; i < decisions.size(); ++i)
            if (decisions[i] && !decisions[i]->accepted() && !decisions[i]->is_open() &&
                is_by_ticket(sign_ons[i]))
                explainer_->ask(sign_ons[i], *decisions[i]);
    } catch (const std::bad_alloc&) {
        return;
    }
}

Refusal Gate::rejection(const authorization::Decision& decision) const {
    const auto racf =
        config_->hws.racfgenrc ? kGenericRacfCode : static_cast<base::Byte>(decision.codes().racf);
    auto refused =
        refusal(kSecurityViolation, std::string(authorization::to_string(decision.reason)),
                fmt::format("user {}, application {}: {}", decision.user.str(), decision.appl.str(),
                            decision.detail),
                racf);
    refused.compare_with = decision.compare_with;
    refused.smf_qualifier = authorization::smf_qualifier(decision);
    return refused;
}

std::optional<std::int64_t> Gate::generation() const {
    if (store_ == nullptr) return std::nullopt;
    const auto its = store::generation_of(store_->layout());
    return its && *its ? std::optional((*its)->number) : std::nullopt;
}

base::Result<KeyList> Gate::keys(base::Instant now, std::size_t most) const {
    if (!checks()) return KeyList();
    return list_keys(*store_, now, most);
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
