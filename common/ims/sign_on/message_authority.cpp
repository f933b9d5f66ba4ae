#include "common/ims/sign_on/message_authority.hpp"

#include <sys/eventfd.h>

#include <algorithm>
#include <cerrno>

#include "common/base/text/ascii.hpp"
#include "common/base/unique_fd.hpp"
#include "common/ims/wire/data_name.hpp"
#include "common/racf/authorization/access.hpp"
#include "common/racf/authorization/user_checks.hpp"

namespace ptkt::ims_sign_on {

namespace {

using ims_wire::MessageKind;

constexpr std::string_view kTransactions = "TIMS";
constexpr std::string_view kCommands = "CIMS";
constexpr std::string_view kTpipes = "RIMS";

/// Of data that name neither a transaction nor a command.
constexpr std::string_view kUnnamed = "-";

/// "Resume tpipe authorization failure", with OTMA's reason 1.
constexpr std::uint32_t kTpipeSense = 0x51;
constexpr base::Byte kTpipeReason = 1;
/// The sense code of a security error was not found; this one announces a message of IMS, such as
/// DFS1292E.
constexpr std::uint32_t kSecuritySense = 0x1A;

/// The response to a callout begins with no name: IMS knows by its token what waits for it.
bool asks_by_data(MessageKind kind) {
    return ims_wire::carries_data(kind) && kind != MessageKind::CalloutResponse &&
           kind != MessageKind::CalloutResponseAck;
}

Refusal denied(std::string_view cls, std::string why) {
    const bool is_tpipe = cls == kTpipes;
    return {ims_wire::Rsm{0, is_tpipe ? kTpipeReason : base::Byte{0}, ims_wire::retcod::kOtmaNak,
                          is_tpipe ? kTpipeSense : kSecuritySense},
            "not-authorized", std::move(why)};
}

/// Whether it is for want of a descriptor or of memory that the store cannot be read, which says
/// nothing about the store.
bool is_passing(const base::Error& trouble) {
    if (trouble.kind != base::ErrorKind::Io) return false;
    const base::UniqueFd another(::eventfd(0, EFD_CLOEXEC));
    return !another && (errno == EMFILE || errno == ENFILE || errno == ENOMEM);
}

Refusal undecided(const base::Error& trouble) {
    return refusal(ims_wire::rsncod::kRacfCallFailed, "cannot-decide", trouble.what);
}

}  // namespace

std::optional<Refusal> MessageAuthority::refusal_of(const ims_wire::Request& request,
                                                    const std::string& trancode, const Asker& asker,
                                                    base::Instant now) {
    if (!options_ || now != known_at_) forget(now);
    // What cannot be read is asked again with the next message.
    if (!*options_) {
        auto refused = undecided(options_->error());
        options_.reset();
        return refused;
    }
    if (active_.empty()) return std::nullopt;
    const Use use = use_of(request, trancode, asker.client_id);
    const std::string& user = request.irm.userid.empty() ? asker.signed_on : request.irm.userid;
    key_.assign(user).push_back('\0');
    key_.append(request.irm.group).push_back('\0');
    key_.append(use.cls).append(use.name);
    auto found = known_.find(key_);
    if (found == known_.end()) {
        if (known_.size() >= kMost) known_.clear();
        found = known_.emplace(key_, decide(user, request.irm.group, use, now)).first;
    }
    return found->second;
}

MessageAuthority::Use MessageAuthority::use_of(const ims_wire::Request& request,
                                               const std::string& trancode,
                                               const std::string& client_id) {
    const ims_wire::Irm& irm = request.irm;
    if (irm.f4 == MessageKind::ResumeTpipe)
        return {kTpipes, irm.reroute && !irm.reroute->empty() ? *irm.reroute : client_id};
    if (!asks_by_data(irm.f4)) return {};
    if (!trancode.empty()) return {kTransactions, trancode};
    auto named = ims_wire::data_name(request);
    if (!named) return {kUnnamed, {}};
    return {named->is_command ? kCommands : kTransactions, std::move(named->name)};
}

/// Where there is no descriptor or memory left for a moment, what is known counts on, as it does
/// for trust; anything else that keeps the store from being read lets nobody in.
void MessageAuthority::forget(base::Instant now) {
    auto options = store_->options();
    if (!options && is_passing(options.error()) && options_ && *options_ &&
        now - known_at_ < kLongestUnread)
        return;
    known_.clear();
    known_at_ = now;
    options_.emplace(std::move(options));
    active_.clear();
    if (!*options_) return;
    for (const std::string_view cls : {kTransactions, kCommands, kTpipes})
        if ((**options_).is_active(cls)) active_.push_back(cls);
}

bool MessageAuthority::is_active(std::string_view cls) const {
    return std::ranges::find(active_, cls) != active_.end();
}

std::optional<Refusal> MessageAuthority::decide(const std::string& user, const std::string& group,
                                                const Use& use, base::Instant now) const {
    const auto id = racf::UserId::parse(user);
    const auto named = group.empty() ? std::nullopt : std::optional(racf::GroupId::parse(group));
    if (!id || (named && !*named))
        return denied(use.cls,
                      fmt::format("a name of the message is none of RACF's: user {}, group {}",
                                  base::printable(user), base::printable(group)));
    const auto found = store_->user(*id);
    if (!found) return undecided(found.error());
    if (!*found) return denied(use.cls, fmt::format("user {} of the message is not defined", user));
    const racf::GroupId& current = named ? **named : (*found)->default_group;
    if (const auto revoked = authorization::why_revoked(**found, current, **options_, now))
        return denied(use.cls, revoked->detail);
    if (use.cls == kUnnamed && (is_active(kTransactions) || is_active(kCommands)))
        return denied(use.cls, "the data name neither a transaction nor a command");
    return is_active(use.cls) ? without_access(**found, current, use, now) : std::nullopt;
}

std::optional<Refusal> MessageAuthority::without_access(const racf::User& user,
                                                        const racf::GroupId& group, const Use& use,
                                                        base::Instant now) const {
    if (!racf::ProfileName::parse(use.name))
        return denied(use.cls, fmt::format("a name of the message is none of RACF's: {}",
                                           base::printable(use.name)));
    const auto decision = authorization::check_access(*store_, **options_,
                                                      {.user = user,
                                                       .group = group,
                                                       .cls = *racf::find_supplied_class(use.cls),
                                                       .resource = use.name},
                                                      now);
    if (!decision) return undecided(decision.error());
    if (decision->verdict != authorization::Verdict::Denied) return std::nullopt;
    return denied(use.cls, fmt::format("user {} has {} to {} profile {}, and needs READ to {}",
                                       user.id.str(), racf::to_string(decision->access), use.cls,
                                       decision->profile, use.name));
}

}  // namespace ptkt::ims_sign_on
