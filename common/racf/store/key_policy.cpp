#include "common/racf/store/key_policy.hpp"

#include "common/files/checksum.hpp"
#include "common/formats/toml/parse.hpp"

namespace ptkt::store {

base::Result<bool> read_key_policy(const Path& path) {
    constexpr std::size_t kLimit = 4096;
    const auto text = files::read_if_there(path, kLimit);
    if (!text) return text.error();
    if (!*text) return false;
    const bool is_whole = files::checksum_of(**text) == files::Checksum::Right;
    const auto table = toml::parse(**text);
    const auto* refuses = is_whole && table ? table->find("refuse_weak") : nullptr;
    const auto answer = refuses != nullptr ? refuses->as_boolean() : std::nullopt;
    if (answer) return *answer;
    return base::with_hint(
        base::fail(base::ErrorKind::Config, "{} is damaged or was changed by hand", path.string()),
        "set it again with 'racf-admin key policy warn' or 'refuse'");
}

base::Status write_key_policy(const Path& path, bool refuses_weak) {
    return files::write_atomically(
        path, files::with_checksum(fmt::format("refuse_weak = {}\n", refuses_weak)));
}

}  // namespace ptkt::store
