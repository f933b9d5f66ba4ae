#ifndef PTKT_BASE_TEXT_SOURCE_TEXT_HPP
#define PTKT_BASE_TEXT_SOURCE_TEXT_HPP

#include <cstddef>
#include <string>
#include <string_view>

#include "common/base/secret.hpp"

namespace ptkt::base {

/// A place in a text, counted from 1.
struct Position {
    std::size_t line = 1;
    std::size_t column = 1;
    friend bool operator==(const Position&, const Position&) = default;
};

/// A stretch of a text, in bytes from its beginning.
struct Span {
    std::size_t offset = 0;
    std::size_t length = 0;
    friend bool operator==(const Span&, const Span&) = default;
};

/// What a parser of a text says of it: where, and what is wrong there. One lower-case line without
/// a full stop, as in Error; `hint` may be empty.
struct TextError {
    Span where;
    std::string message;
    std::string hint;
};

/// A text with the name it is known by (a file name, `<stdin>`), for messages that point into it.
/// It wipes its memory: commands and settings may name a secret.
class SourceText {
  public:
    SourceText(std::string name, std::string text)
        : name_(std::move(name)), text_(std::move(text)) {}
    SourceText(const SourceText&) = default;
    SourceText(SourceText&&) noexcept = default;
    SourceText& operator=(const SourceText&) = delete;
    SourceText& operator=(SourceText&&) = delete;
    ~SourceText() { wipe(text_.data(), text_.size()); }

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] std::string_view text() const { return text_; }

    /// Line and column of a byte; a place after the end counts as the end.
    [[nodiscard]] Position position(std::size_t offset) const;
    /// The line that holds a byte, without its line end.
    [[nodiscard]] std::string_view line_at(std::size_t offset) const;
    /// `name:line:column: message`.
    [[nodiscard]] std::string located(Span where, std::string_view message) const;
    /// Two lines: the line of the text, and carets under the stretch.
    [[nodiscard]] std::string caret(Span where) const;

  private:
    std::string name_;
    std::string text_;
};

}  // namespace ptkt::base

#endif
