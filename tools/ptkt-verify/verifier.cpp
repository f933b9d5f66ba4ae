#include "tools/ptkt-verify/verifier.hpp"

#include "common/store_access/open_store.hpp"

namespace ptkt::verify {

base::Result<Verifier> Verifier::open(cli::Io& io, const Options& options) {
    auto store = store_access::open_store(io, options.common);
    if (!store) return std::move(store).error();
    auto replay = (*store)->replay_cache();
    if (!replay) return std::move(replay).error();
    return Verifier(std::move(*store), std::move(*replay), options);
}

base::Result<authorization::Decision> Verifier::evaluate(const racf::UserId& user,
                                                         const racf::ApplName& appl,
                                                         std::string_view ticket,
                                                         base::Instant now) {
    const authorization::SignOn sign_on{user, appl, ticket, options_->group, "command line"};
    const auto record =
        options_->no_record ? authorization::Record::No : authorization::Record::Yes;
    return authorization::authenticate(*store_, replay_, sign_on, now, record);
}

}  // namespace ptkt::verify
