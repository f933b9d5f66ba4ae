#include "tools/ptkt-gen/maker.hpp"

#include "common/racf/authorization/evaluate.hpp"
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

Maker::Maker(std::unique_ptr<const store::Store> store, std::optional<authorization::TicketKey> key)
    : store_(std::move(store)), key_(std::move(key)) {
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
    return Maker(std::move(*store), std::nullopt);
}

base::Result<Maker> Maker::another() const {
    if (!store_) return Maker(nullptr, key_);
    auto store = store_->another();
    if (!store) return std::move(store).error();
    return Maker(std::move(*store), std::nullopt);
}

base::Result<authorization::Generated> Maker::make(const passticket::Subject& subject,
                                                   std::optional<passticket::Kind> kind,
                                                   base::Instant when, base::Instant now) {
    if (generator_) {
        auto made = generator_->generate(subject, kind, when);
        if (!made) return made;
        if (auto recorded = generator_->record(subject, *made, now); !recorded)
            return std::move(recorded).error();
        return made;
    }
    const auto natural = key_->is_legacy() ? passticket::Kind::Legacy : passticket::Kind::Mixed;
    const auto wanted = kind.value_or(natural);
    auto ticket = key_->generate(wanted, subject, when);
    if (!ticket) return std::move(ticket).error();
    return authorization::Generated{
        std::move(*ticket), wanted, when, authorization::default_window(wanted), {}};
}

}  // namespace ptkt::gen
