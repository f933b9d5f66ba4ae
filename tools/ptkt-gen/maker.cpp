#include "tools/ptkt-gen/maker.hpp"

#include "common/racf/authorization/evaluate.hpp"
#include "common/racf/authorization/ticket_service.hpp"
#include "common/wiring/key_source.hpp"
#include "common/wiring/open_store.hpp"

namespace ptkt::gen {

namespace {

base::Result<authorization::TicketKey> read_key(cli::Io& io, const std::string& source,
                                                bool strict) {
    const auto key =
        wiring::read_key(io, source, strict ? wiring::WeakKeys::Refuse : wiring::WeakKeys::Warn);
    if (!key) return key.error();
    return authorization::TicketKey::make(*key);
}

}  // namespace

Maker::Maker(std::unique_ptr<const store::Store> store, std::optional<authorization::TicketKey> key,
             std::optional<racf::UserId> caller)
    : store_(std::move(store)), key_(std::move(key)), caller_(std::move(caller)) {
    if (store_) generator_.emplace(*store_);
}

base::Result<Maker> Maker::open(cli::Io& io, const Options& options) {
    if (options.key_file) {
        auto key = read_key(io, *options.key_file, options.strict_keys);
        if (!key) return std::move(key).error();
        return Maker(std::move(*key));
    }
    auto store = wiring::open_store(io, options.common);
    if (!store) return std::move(store).error();
    if (auto named = authorization::check_caller_named(**store, options.caller); !named)
        return std::move(named).error();
    return Maker(std::move(*store), std::nullopt, options.caller);
}

base::Result<Maker> Maker::another() const {
    if (!store_) return Maker(nullptr, key_, std::nullopt);
    auto store = store_->another();
    if (!store) return std::move(store).error();
    return Maker(std::move(*store), std::nullopt, caller_);
}

base::Result<authorization::Generated> Maker::make(const passticket::Subject& subject,
                                                   std::optional<passticket::Kind> kind,
                                                   base::Instant when, base::Instant now) {
    if (generator_) return make_by_store(subject, kind, when, now);
    const auto natural = key_->is_legacy() ? passticket::Kind::Legacy : passticket::Kind::Mixed;
    const auto wanted = kind.value_or(natural);
    auto ticket = key_->generate(wanted, subject, when);
    if (!ticket) return std::move(ticket).error();
    return authorization::Generated{
        std::move(*ticket), wanted, when, authorization::default_window(wanted), {}};
}

base::Error Maker::refused(base::Error error, authorization::SafCodes codes) {
    codes_ = codes;
    error.what += fmt::format(" ({})", authorization::service_text(codes));
    return error;
}

base::Status Maker::check_authority(const passticket::Subject& subject, base::Instant now) {
    using authorization::TicketService;
    if (!caller_) return {};
    const auto options = store_->options();
    if (!options) return options.error();
    auto why = authorization::why_service_refused(*store_, *options, *caller_,
                                                  TicketService::Generate, subject, now);
    if (!why) return std::move(why).error();
    if (!*why) return {};
    if (auto done = authorization::record_refusal(*store_, *caller_, subject, **why, now); !done)
        return done;
    return refused({base::ErrorKind::NotPermitted, **std::move(why),
                    authorization::service_hint(*caller_, TicketService::Generate, subject)},
                   authorization::service_codes(authorization::Reason::NotAuthorized));
}

base::Result<authorization::Generated> Maker::make_by_store(const passticket::Subject& subject,
                                                            std::optional<passticket::Kind> kind,
                                                            base::Instant when, base::Instant now) {
    codes_.reset();
    if (auto may = check_authority(subject, now); !may) return std::move(may).error();
    auto made = generator_->generate(subject, kind, when);
    if (!made && caller_) {
        const auto codes = authorization::generation_codes(made.error());
        return refused(std::move(made).error(), codes);
    }
    if (!made) return made;
    if (auto recorded = generator_->record(subject, *made, caller_, now); !recorded)
        return std::move(recorded).error();
    return made;
}

}  // namespace ptkt::gen
