#ifndef PTKT_TOOLS_REPLAY_POSTGRESQL_ENGINE_HPP
#define PTKT_TOOLS_REPLAY_POSTGRESQL_ENGINE_HPP

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "tools/replay-postgresql/connection.hpp"

namespace ptkt::replay_postgresql {

/// One ticket that somebody wants to use.
struct Question {
    std::string id;
    std::int32_t slot = 0;
    std::string digest;  ///< hexadecimal, in lower case
};

enum class Outcome { Fresh, Used, Unknown };

/// What a server says of itself, and what an acceptance rests on.
struct State {
    std::string epoch;  ///< system identifier, timeline and incarnation of the table
    bool in_recovery = false;
    std::string standby_names;
    std::string commits;
    std::int64_t log_end = 0;  ///< how far its own log is on its disk
    std::int64_t flushed = 0;  ///< how far that of the best synchronous standby is
    bool standby_is_known = false;

    [[nodiscard]] static State of(const Answer& answer);
    /// Why nothing may be accepted from it; empty: it protects.
    [[nodiscard]] std::string fault() const;
};

/// The table of the used tickets on one server, for as long as the connection to it holds.
class Engine {
  public:
    /// An error when the server does not answer, or does not protect, or when its table belongs to
    /// receivers with another group key.
    /// Of several hosts the first one that is the primary and protects.
    [[nodiscard]] static base::Result<Engine> open(const std::string& url,
                                                   const std::string& key_check);

    /// Asks and records, in one statement; the answers in the order of the questions. An error:
    /// nobody knows what was recorded, and the connection must be closed.
    [[nodiscard]] base::Result<std::vector<Outcome>> use(std::span<const Question> questions);

    /// Looks whether the server still answers and protects, and keeps the partitions.
    [[nodiscard]] base::Status look() { return look(Clock::now() + kTimeLimit); }

    [[nodiscard]] const State& state() const { return state_; }
    [[nodiscard]] Connection& connection() { return connection_; }

  private:
    [[nodiscard]] static base::Result<Engine> open_at(const Target& target,
                                                      const std::string& key_check,
                                                      TimePoint deadline);
    explicit Engine(Connection connection) : connection_(std::move(connection)) {}
    [[nodiscard]] base::Status check_group(const std::string& key_check, TimePoint deadline);
    [[nodiscard]] base::Status look(TimePoint deadline);
    [[nodiscard]] base::Status keep(TimePoint deadline);
    [[nodiscard]] base::Status take(const State& state);
    [[nodiscard]] base::Status await_standby(std::int64_t end, TimePoint deadline);
    [[nodiscard]] base::Result<std::vector<Outcome>> record(std::span<const Question> questions,
                                                            TimePoint deadline);

    Connection connection_;
    State state_;
    std::int32_t first_ = 0;  ///< the slots that have a partition: from here
    std::int32_t past_ = 0;   ///< up to before this one
    TimePoint kept_{};
};

}  // namespace ptkt::replay_postgresql

#endif
