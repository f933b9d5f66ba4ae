#ifndef PTKT_TOOLS_REPLAY_POSTGRESQL_SERVER_HPP
#define PTKT_TOOLS_REPLAY_POSTGRESQL_SERVER_HPP

#include <deque>
#include <optional>
#include <string>

#include "tools/replay-postgresql/engine.hpp"

namespace ptkt::replay_postgresql {

/// The dialogue of ptkt-replay(7) on standard input and output. One group is under way at a time:
/// all questions that have come meanwhile are the next.
class Server {
  public:
    explicit Server(std::string url) : url_(std::move(url)) {}

    /// Until the end of the input; the exit status of the program.
    [[nodiscard]] int run();

  private:
    void connect();
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
    TimePoint next_try_{};
    TimePoint next_look_{};
    std::string input_;
    std::deque<Question> questions_;
    bool is_over_ = false;
};

}  // namespace ptkt::replay_postgresql

#endif
