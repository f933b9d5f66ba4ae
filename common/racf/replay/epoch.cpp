#include "common/racf/replay/epoch.hpp"

#include <algorithm>

#include "common/files/checksum.hpp"
#include "common/formats/toml/parse.hpp"
#include "common/racf/replay/settings.hpp"

namespace ptkt::replay {

namespace {

constexpr std::size_t kEpochLimit = 4096;

/// What a position is worth after a crash: the last second of it may be missing.
constexpr base::Seconds kBetweenPositions{1};

bool is_identity(std::string_view text) {
    constexpr std::size_t kLongest = 200;
    return !text.empty() && text.size() <= kLongest && std::ranges::all_of(text, [](char c) {
        return c > ' ' && c < 127 && c != '"' && c != '\\';
    });
}

}  // namespace

base::Result<std::optional<Epoch>> EpochKeeper::read(const files::Path& path) {
    const auto text = files::read_if_there(path, kEpochLimit);
    if (!text) return text.error();
    if (!*text) return std::optional<Epoch>();
    const auto table = toml::parse(**text);
    const std::string* const identity = table ? table->string("identity") : nullptr;
    const auto position = table ? table->integer("position") : std::nullopt;
    if (files::checksum_of(**text) != files::Checksum::Right || identity == nullptr || !position)
        return base::with_hint(
            base::fail(base::ErrorKind::Config, "{} is damaged or was changed by hand",
                       path.string()),
            "remove it, after ten minutes without a sign-on at any receiver of the group");
    Epoch epoch{*identity, *position, std::nullopt};
    if (const auto floor = table->integer("floor")) epoch.floor = base::instant(*floor);
    return std::optional(std::move(epoch));
}

base::Result<EpochKeeper> EpochKeeper::open(files::Path path, files::Path settings) {
    EpochKeeper keeper(std::move(path), std::move(settings));
    auto epoch = read(keeper.path_);
    if (!epoch) return std::move(epoch).error();
    keeper.epoch_ = std::move(*epoch);
    return keeper;
}

base::Status EpochKeeper::write() {
    std::string text =
        fmt::format("identity = \"{}\"\nposition = {}\n", epoch_->identity, epoch_->position);
    if (epoch_->floor) text += fmt::format("floor = {}\n", base::to_seconds(*epoch_->floor));
    auto done = files::write_atomically(path_, files::with_checksum(std::move(text)));
    if (done) is_written_ = true;
    return done;
}

base::Status EpochKeeper::settle() {
    return is_written_ || !epoch_ ? base::Status() : write();
}

base::Status EpochKeeper::take(std::string_view identity, std::int64_t position,
                               base::Instant now) {
    if (!is_identity(identity))
        return base::fail(base::ErrorKind::Config, "the engine's epoch is not a word");
    const bool is_another = epoch_ && (epoch_->identity != identity || position < epoch_->position);
    if (epoch_ && !is_another) {
        is_written_ = is_written_ && position == epoch_->position;
        epoch_->position = position;
        if (is_written_ || (written_ && now - *written_ < kBetweenPositions && now >= *written_))
            return {};
        written_ = now;
        return write();
    }
    // In force at once, also when it cannot be written: then the next one is another again.
    std::optional<base::Instant> floor;
    if (is_another) {
        const auto future = read_longest_future(settings_, now);
        if (!future) return future.error();
        floor = now + *future;
    }
    const auto before = epoch_;
    epoch_ = Epoch{std::string(identity), position,
                   before && before->floor && floor ? std::max(*before->floor, *floor) : floor};
    written_ = now;
    auto done = write();
    if (!done) epoch_ = before;
    return done;
}

}  // namespace ptkt::replay
