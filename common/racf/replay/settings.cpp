#include "common/racf/replay/settings.hpp"

#include "common/files/checksum.hpp"
#include "common/formats/toml/parse.hpp"

namespace ptkt::replay {

base::Result<base::Seconds> read_replay_future(const files::Path& path) {
    constexpr std::size_t kSettingsLimit = 4096;
    const auto text = files::read_if_there(path, kSettingsLimit);
    if (!text) return text.error();
    if (!*text) return kWidestHalf;
    const auto bad = [&](std::string_view what) {
        return base::with_hint(base::fail(base::ErrorKind::Config, "{} {}", path.string(), what),
                               "set it again with 'racf-admin replay future DURATION'");
    };
    if (files::checksum_of(**text) != files::Checksum::Right)
        return bad("is damaged or was changed by hand");
    const auto table = toml::parse(**text);
    const auto seconds = table ? table->integer("future") : std::nullopt;
    if (!seconds || *seconds < 0 || *seconds > kWidestHalf.count())
        return bad("does not say how far in the future a ticket may have been made");
    return base::Seconds(*seconds);
}

base::Result<base::Seconds> read_longest_future(const files::Path& path, base::Instant now) {
    auto future = read_replay_future(path);
    const auto stamp = files::stamp(path);
    if (!future || !stamp) return future;
    const base::Instant changed = base::instant(stamp->changed_ns / 1'000'000'000);
    return now - changed > kWidestHalf ? future : kWidestHalf;
}

base::Status write_replay_future(const files::Path& path, base::Seconds future) {
    return files::write_atomically(
        path, files::with_checksum(fmt::format("future = {}\n", future.count())));
}

}  // namespace ptkt::replay
