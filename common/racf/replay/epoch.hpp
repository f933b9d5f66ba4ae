#ifndef PTKT_RACF_REPLAY_EPOCH_HPP
#define PTKT_RACF_REPLAY_EPOCH_HPP

#include <cstdint>
#include <optional>
#include <string>

#include "common/base/result.hpp"
#include "common/base/time.hpp"
#include "common/files/files.hpp"

namespace ptkt::replay {

/// Which engine answered last, and how far it had come.
struct Epoch {
    std::string identity;  ///< of the engine and of its history; of PostgreSQL: system and timeline
    std::int64_t position = 0;           ///< never goes back in one history
    std::optional<base::Instant> floor;  ///< tickets made up to here may have been used before
};

/// The epoch rule for an engine that several receivers share. When its identity changes, or its
/// position goes back (yesterday's copy was started), records may be gone: tickets made at or
/// before that moment, and as late after it as a ticket may be made ahead, are refused. It is kept
/// in a file, so that a restart forgets nothing.
class EpochKeeper {
  public:
    /// `settings`: the file that says how far ahead of the clock a ticket may have been made.
    [[nodiscard]] static base::Result<EpochKeeper> open(files::Path path, files::Path settings);

    /// The engine says who it is. An error: that could not be kept, and nothing may be accepted.
    [[nodiscard]] base::Status take(std::string_view identity, std::int64_t position,
                                    base::Instant now);
    /// Writes the position down, when it has changed since.
    [[nodiscard]] base::Status settle();

    [[nodiscard]] const std::optional<Epoch>& epoch() const { return epoch_; }
    [[nodiscard]] std::optional<base::Instant> floor() const {
        return epoch_ ? epoch_->floor : std::nullopt;
    }

  private:
    EpochKeeper(files::Path path, files::Path settings)
        : path_(std::move(path)), settings_(std::move(settings)) {}
    [[nodiscard]] static base::Result<std::optional<Epoch>> read(const files::Path& path);
    [[nodiscard]] base::Status write();

    files::Path path_;
    files::Path settings_;  ///< read when it counts: it may be changed while a receiver runs
    std::optional<Epoch> epoch_;
    std::optional<base::Instant> written_;  ///< when the position was
    bool is_written_ = true;
};

}  // namespace ptkt::replay

#endif
