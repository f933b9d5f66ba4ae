#include "tools/ptkt-gen/maker.hpp"

#include "common/cli/secret_source.hpp"
#include "common/passticket/key_text.hpp"
#include "common/store_access/open_store.hpp"

namespace ptkt::gen {

namespace {

/// A key that was given is of no profile, so what a ticket of it is good for is not known either:
/// the windows are those of a profile that says nothing.
passticket::Window usual_window(passticket::Kind kind) {
    return kind == passticket::Kind::Legacy
               ? passticket::kLegacyWindow
               : passticket::Window{racf::Ssignon::kDefaultTimeout, racf::Ssignon::kDefaultTimeout};
}

base::Result<authorization::TicketKey> read_key(cli::Io& io, const std::string& source) {
    const auto text = cli::read_secret(io, source);
    if (!text) return text.error();
    const auto key = passticket::key_of_text(*text);
    if (!key) return base::Error(key.error()).within(source);
    return authorization::TicketKey::make(*key);
}

}  // namespace

Maker::Maker(std::shared_ptr<const store::Store> store, std::optional<authorization::TicketKey> key)
    : store_(std::move(store)), key_(std::move(key)) {
    if (store_) generator_.emplace(*store_);
}

base::Result<Maker> Maker::open(cli::Io& io, const Options& options) {
    if (options.key_file) {
        auto key = read_key(io, *options.key_file);
        if (!key) return std::move(key).error();
        return Maker(nullptr, std::move(*key));
    }
    auto store = store_access::open_store(io, options.common);
    if (!store) return std::move(store).error();
    return Maker(std::move(*store), std::nullopt);
}

base::Result<authorization::Generated> Maker::make(const passticket::Subject& subject,
                                                   std::optional<passticket::Kind> kind,
                                                   base::Instant when) {
    if (generator_) return generator_->generate(subject, kind, when);
    const auto natural = key_->is_legacy() ? passticket::Kind::Legacy : passticket::Kind::Mixed;
    const auto wanted = kind.value_or(natural);
    auto ticket = key_->generate(wanted, subject, when);
    if (!ticket) return std::move(ticket).error();
    return authorization::Generated{std::move(*ticket), wanted, when, usual_window(wanted), {}};
}

}  // namespace ptkt::gen
