#ifndef PTKT_TOOLS_REPLAY_POSTGRESQL_SERVER_HPP
#define PTKT_TOOLS_REPLAY_POSTGRESQL_SERVER_HPP

#include <deque>
#include <future>
#include <optional>
#include <string>

#include "common/base/unique_fd.hpp"
#include "tools/replay-postgresql/engine.hpp"

namespace ptkt::replay_postgresql {

/// The dialogue of ptkt-replay(7) on standard input and output. One group is under way at a time:
/// all questions that have come meanwhile are the next. It connects apart: while the engine is
/// away, nobody waits for that.
class Server {
  public:
    explicit Server(std::string url);

    /// Until the end of the input; the exit status of the program.
    [[nodiscard]] int run();

  private:
    void begin_to_connect();
    void take_connection();
    /// Whether the engine has been heard of: the first try decides what the first questions get.
    [[nodiscard]] bool is_known() const { return engine_ || away_; }
    void lose(const base::Error& why);
    void answer();
    void look();
    void say_ready();
    void wait();
    [[nodiscard]] bool read();
    [[nodiscard]] bool take_lines();
    [[nodiscard]] bool take(std::string_view line);
    void put(const std::string& text);

    std::string url_;
    std::optional<std::string> key_check_;
    std::optional<Engine> engine_;
    std::optional<std::string> away_;  ///< what was said of it last
    base::UniqueFd tried_;             ///< readable when a try is over
    std::future<base::Result<Engine>> trying_;
    TimePoint next_try_{};
    TimePoint next_look_{};
    std::string input_;
    std::deque<Question> questions_;
    bool is_over_ = false;
};

}  // namespace ptkt::replay_postgresql

#endif
