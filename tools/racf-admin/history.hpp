#ifndef PTKT_TOOLS_RACF_ADMIN_HISTORY_HPP
#define PTKT_TOOLS_RACF_ADMIN_HISTORY_HPP

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "common/cli/io.hpp"

namespace ptkt::admin {

/// The commands of earlier sessions: a file of mode 0600 in the user's state directory, a command a
/// line, the newest last. That it cannot be read or written keeps nobody from working.
class History {
  public:
    /// `$XDG_STATE_HOME/ptkt/racf-admin.history`, else below ~/.local/state; none without a home.
    explicit History(const cli::Io& io);

    /// The newest commands, at most a thousand.
    [[nodiscard]] std::vector<std::string> load() const;
    /// Adds a command; it must hold no secret.
    void add(const std::string& command) const;

  private:
    std::optional<std::filesystem::path> path_;
};

}  // namespace ptkt::admin

#endif
