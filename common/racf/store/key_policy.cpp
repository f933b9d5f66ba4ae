#include "common/racf/store/key_policy.hpp"

#include "common/files/checksum.hpp"
#include "common/formats/toml/parse.hpp"

namespace ptkt::store {

base::Result<KeyPolicy> read_key_policy(const Path& path) {
    constexpr std::size_t kLimit = 4096;
    const auto text = files::read_if_there(path, kLimit);
    if (!text) return text.error();
    if (!*text) return KeyPolicy();
    const bool is_whole = files::checksum_of(**text) == files::Checksum::Right;
    const auto table = toml::parse(**text);
    const auto refuses = is_whole && table ? table->boolean("refuse_weak") : std::nullopt;
    // A file of an earlier version does not have it.
    const bool has_authority = refuses && table->find("want_authority") != nullptr;
    const auto wants = has_authority ? table->boolean("want_authority") : std::optional(false);
    if (refuses && wants) return KeyPolicy{*refuses, *wants};
    return base::with_hint(
        base::fail(base::ErrorKind::Config, "{} is damaged or was changed by hand", path.string()),
        "set it again with 'racf-admin key policy' and 'racf-admin key authority'");
}

base::Status write_key_policy(const Path& path, const KeyPolicy& policy) {
    return files::write_atomically(
        path, files::with_checksum(fmt::format("refuse_weak = {}\nwant_authority = {}\n",
                                               policy.refuses_weak, policy.wants_authority)));
}

}  // namespace ptkt::store
