#include "tools/ptkt-verify/verifier.hpp"

#include "common/racf/authorization/single_key.hpp"
#include "common/racf/authorization/ticket_service.hpp"
#include "common/wiring/key_source.hpp"
#include "common/wiring/open_store.hpp"
#include "common/wiring/replay_helper.hpp"

namespace ptkt::verify {

base::Result<base::Secret> read_key_file(cli::Io& io, const Options& options) {
    return wiring::read_key(
        io, *options.key_file,
        options.strict_keys ? wiring::WeakKeys::Refuse : wiring::WeakKeys::Warn);
}

base::Result<Verifier> Verifier::open(cli::Io& io, const Options& options) {
    if (options.key_file) {
        auto key = read_key_file(io, options);
        if (!key) return std::move(key).error();
        return Verifier(std::move(*key), options);
    }
    auto store = wiring::open_store(io, options.common);
    if (!store) return std::move(store).error();
    if (auto named = authorization::check_caller_named(**store, options.caller); !named)
        return std::move(named).error();
    auto replay = (*store)->replay_cache();
    if (!replay) return std::move(replay).error();
    StoreParts parts{std::move(*store), std::move(*replay), nullptr};
    if (options.replay && !options.no_record && !options.explain) {
        auto helper = wiring::replay_helper(io, *options.replay);
        if (!helper) return std::move(helper).error();
        auto group =
            ims_sign_on::GroupReplay::open({helper->program, helper->url}, *parts.store, io.now);
        if (!group) return std::move(group).error();
        parts.group = std::move(*group);
    }
    return Verifier(std::move(parts), options);
}

base::Result<authorization::Decision> Verifier::evaluate(const racf::UserId& user,
                                                         const racf::ApplName& appl,
                                                         std::string_view ticket, base::Instant now,
                                                         base::Instant clock) {
    if (const auto* key = std::get_if<base::Secret>(&by_))
        return authorization::evaluate_under_key(*key, {user, appl}, ticket, now);
    auto& [store, replay, group] = std::get<StoreParts>(by_);
    authorization::SignOn sign_on{user, appl, ticket, options_->group, "command line", clock};
    sign_on.caller = options_->caller;
    const auto recording =
        options_->no_record ? authorization::Recording::No : authorization::Recording::Yes;
    if (!group) return authorization::authenticate(*store, replay, sign_on, now, recording);
    const auto begun = authorization::begin_group_sign_ons(*store, replay, {sign_on}, now, nullptr);
    const auto answers = group->ask_and_wait(begun->questions());
    return std::move(begun->finish(answers).front());
}

}  // namespace ptkt::verify
