#ifndef PTKT_FILES_SPOOL_RESCUE_HPP
#define PTKT_FILES_SPOOL_RESCUE_HPP

#include <optional>
#include <vector>

#include "common/files/spool/journal_file.hpp"
#include "common/files/spool/outbox.hpp"

namespace ptkt::spool {

/// The state of a spool that no receiver uses.
struct Findings {
    Survey journal;
    std::vector<Stretch> missing;            ///< numbers, from and to: skipped, and no file made
    std::vector<files::Path> damaged_files;  ///< of `position` and `settled`
    std::size_t in_new = 0;
    std::size_t in_tmp = 0;
    std::size_t saved = 0;            ///< files that `recover` made
    std::optional<files::Path> kept;  ///< where `recover` put the damaged journal

    [[nodiscard]] bool is_damaged() const {
        return !journal.damaged.empty() || !missing.empty() || !damaged_files.empty();
    }
};

/// Looks at a spool and changes nothing. NotFound: there is none. TryAgain: a receiver uses it.
[[nodiscard]] base::Result<Findings> check(const files::Path& directory);

/// Makes files of all messages that a damaged journal still has, unless that is known to have been
/// done before, and puts the journal aside: a receiver can use the spool again. A spool that is not
/// damaged is left as it is. Errors as for `check`.
[[nodiscard]] base::Result<Findings> recover(const files::Path& directory, std::string suffix,
                                             std::uint64_t now_ns,
                                             const std::string& system = running_system());

}  // namespace ptkt::spool

#endif
