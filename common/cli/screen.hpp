#ifndef PTKT_CLI_SCREEN_HPP
#define PTKT_CLI_SCREEN_HPP

#include <termios.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "common/cli/io.hpp"
#include "common/cli/signals.hpp"

namespace ptkt::cli {

/// A terminal that shows one picture, drawn again in its place: for a view that goes on until the
/// user leaves. While it lives, the user's own screen is kept aside and keys are read one by one;
/// it comes back at any end, by a signal as well.
class Screen {
  public:
    struct Line {
        std::string text;  ///< safe to show
        bool is_heading = false;
    };
    enum class Event { Due, Changed, Leave };

    /// Whether a picture can be drawn: a terminal for both input and output, and none that is dumb.
    [[nodiscard]] static bool is_possible(const Io& io);
    /// Io: the terminal cannot be set.
    [[nodiscard]] static base::Result<std::unique_ptr<Screen>> open(Io& io);
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;
    ~Screen();

    /// Draws as much of it as the terminal has room for. An error of the output.
    [[nodiscard]] base::Status draw(const std::vector<Line>& lines);
    /// Waits: until the time is over; until the size has changed or the user wants it drawn again;
    /// until `q`, Ctrl-C, another signal that ends programs, or the end of the terminal.
    [[nodiscard]] Event wait(std::chrono::steady_clock::time_point until);

  private:
    Screen(Io& io, Signals signals) : io_(io), signals_(std::move(signals)) {}
    [[nodiscard]] Event read_keys();
    [[nodiscard]] Event read_signals();

    Io& io_;
    Signals signals_;
    termios before_{};
    bool is_set_ = false;
};

}  // namespace ptkt::cli

#endif
