#ifndef PTKT_RACF_LANGUAGE_SCANNER_HPP
#define PTKT_RACF_LANGUAGE_SCANNER_HPP

#include <cstddef>
#include <string_view>
#include <vector>

#include "common/base/text/source_text.hpp"

namespace ptkt::racf_command {

/// A word, or a quoted text with its quotes.
struct Token {
    base::Span span;
    std::string_view text;  ///< without the outer quotes; doubled quotes inside are still doubled
    bool quoted = false;
    bool closed = true;  ///< false for a quoted text without its closing quote
    /// What follows a quoted text without a blank, from a slash on: 'member'/access.
    std::string_view access{};
};

/// Reads the characters of one command: words, quoted texts, parentheses; separators (blank, tab,
/// comma, comment) between them. The command ends at a semicolon. [TSO/E Programming Services,
/// command syntax]
class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) {}

    [[nodiscard]] std::size_t offset() const { return at_; }
    /// Skips separators and notes the comments among them.
    void skip_separators();
    /// True at the end of the command. Separators are to be skipped before.
    [[nodiscard]] bool at_end() const { return at_ >= text_.size() || text_[at_] == ';'; }
    [[nodiscard]] bool at(char c) const { return at_ < text_.size() && text_[at_] == c; }
    /// Takes the character if it is the next one.
    bool take(char c);
    /// The next word or quoted text; empty in front of a parenthesis and at the end.
    Token token();
    /// What is left up to the parenthesis that closes the one just taken; takes that one too.
    base::Span balanced();

    [[nodiscard]] const std::vector<base::Span>& comments() const { return comments_; }

  private:
    Token quoted_text();
    std::string_view word();

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<base::Span> comments_;
};

}  // namespace ptkt::racf_command

#endif
