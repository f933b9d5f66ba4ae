#ifndef PTKT_CLI_PROGRESS_HPP
#define PTKT_CLI_PROGRESS_HPP

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "common/cli/io.hpp"

namespace ptkt::cli {

/// How far a long run is. From its beginning on SIGUSR1 prints the counters to standard error, with
/// `--json` as an object, instead of ending the program; also after its end, since a signal may
/// come when the work is just done. On a terminal, unless -q was given or the results go to it too,
/// a line shows them and is taken away at the end.
class Progress {
  public:
    /// What is counted: `line`, `record`, `message`. One object at a time.
    Progress(Io& io, std::string_view unit);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress();

    /// So many more are done; of these, `failed` ended badly.
    void add(std::uint64_t done, std::uint64_t failed = 0);

  private:
    using Clock = std::chrono::steady_clock;

    void show(std::string_view text);
    void clear();

    Io& io_;
    std::string unit_;
    bool shows_;
    bool shown_ = false;
    Clock::time_point next_;
};

}  // namespace ptkt::cli

#endif
