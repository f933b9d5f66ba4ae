#ifndef PTKT_CLI_LINE_EDITOR_HPP
#define PTKT_CLI_LINE_EDITOR_HPP

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/result.hpp"

namespace ptkt::line_editor {

/// What can stand where the cursor is: each of these takes the place of the text from `start` to
/// the cursor.
struct Candidates {
    std::size_t start = 0;
    std::vector<std::string> words;
};

/// What came of one line.
enum class Ending {
    Line,       ///< a line was entered
    Abandoned,  ///< Ctrl-C: what was typed is to be forgotten
    End,        ///< Ctrl-D on an empty line, or the terminal is gone
};

struct Entered {
    Ending ending = Ending::End;
    std::string text;  ///< of a Line, without its end
};

/// The longest text that all words begin with.
[[nodiscard]] std::string common_beginning(const std::vector<std::string>& words);

/// Reads lines from the terminal on standard input, to be edited, recalled and completed there. The
/// only room that knows the library for this. While a command runs the terminal is as it was
/// before. One at a time in a process.
class LineEditor {
  public:
    using Complete = std::function<Candidates(std::string_view before_cursor)>;

    /// `name` is that of the program, for the user's ~/.editrc. Io when no terminal exists that
    /// lines can be edited on.
    [[nodiscard]] static base::Result<LineEditor> open(const std::string& name, Complete complete);
    LineEditor(LineEditor&&) noexcept;
    LineEditor& operator=(LineEditor&&) noexcept;
    ~LineEditor();

    /// Shows the prompt and waits for a line.
    [[nodiscard]] Entered read(const std::string& prompt);
    /// Adds a line to those that can be recalled.
    void remember(const std::string& line);

  private:
    struct State;
    explicit LineEditor(std::unique_ptr<State> state);

    std::unique_ptr<State> state_;
};

}  // namespace ptkt::line_editor

#endif
