#include "common/wiring/key_source.hpp"

#include "common/cli/diagnostics.hpp"
#include "common/cli/secret_source.hpp"
#include "common/racf/passticket/key_text.hpp"
#include "common/racf/passticket/key_weakness.hpp"

namespace ptkt::wiring {

base::Status judge_key(cli::Io& io, std::string_view whose, const base::Secret& key,
                       WeakKeys weak) {
    const auto weakness = passticket::weakness_of(key.view());
    if (!weakness) return {};
    const std::string what = fmt::format("{} is weak: {}", whose, passticket::why_weak(*weakness));
    const std::string todo = passticket::better_key(key.view());
    if (weak == WeakKeys::Refuse)
        return base::with_hint(base::fail(base::ErrorKind::NotPermitted, "{}", what), todo);
    cli::warn(io, what, todo);
    return {};
}

base::Result<base::Secret> read_key(cli::Io& io, const std::string& source, WeakKeys weak) {
    const auto text = cli::read_secret(io, source);
    if (!text) return text.error();
    auto key = passticket::key_of_text(*text);
    if (!key) return std::move(key).error().within(source);
    if (auto taken = judge_key(io, "the key in " + source, *key, weak); !taken)
        return std::move(taken).error();
    return key;
}

}  // namespace ptkt::wiring
