#include "common/racf/language/logical_command.hpp"

#include <algorithm>

#include "common/base/text/ascii.hpp"

namespace ptkt::racf_command {

namespace {

constexpr std::size_t kCardLength = 80;
constexpr std::size_t kSequenceStart = 72;

std::string_view without_line_end(std::string_view line) {
    while (!line.empty() && (line.back() == '\r' || line.back() == '\n'))
        line.remove_suffix(1);
    return line;
}

/// Takes the sequence number off a card image. Column 72 must not be part of the same word, so that
/// a long free-form line does not lose a value's tail.
std::string_view without_sequence_number(std::string_view line) {
    if (line.size() != kCardLength) return line;
    const std::string_view number = line.substr(kSequenceStart);
    const char before = line[kSequenceStart - 1];
    const bool word = base::is_letter(before) || base::is_digit(before);
    if (word || !std::all_of(number.begin(), number.end(), base::is_digit)) return line;
    return line.substr(0, kSequenceStart);
}

std::string_view without_trailing_blanks(std::string_view line) {
    while (!line.empty() && base::is_blank(line.back()))
        line.remove_suffix(1);
    return line;
}

bool ends_in_continuation(std::string_view shown) {
    return !shown.empty() && (shown.back() == '+' || shown.back() == '-');
}

/// True when there is nothing but separators and comments in front of the end or a semicolon.
bool says_nothing(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        if (base::is_blank(text[at]) || text[at] == ',') {
            ++at;
        } else if (text.substr(at).starts_with("/*")) {
            const auto end = text.find("*/", at + 2);
            if (end == std::string_view::npos) return true;
            at = end + 2;
        } else {
            return text[at] == ';';
        }
    }
    return true;
}

/// Collects the lines of one command.
class Joiner {
  public:
    void add(std::string_view line, std::size_t offset) {
        if (skip_blanks_) {
            const auto blanks = std::min(line.find_first_not_of(" \t"), line.size());
            line.remove_prefix(blanks);
            offset += blanks;
        }
        const std::string_view shown = without_trailing_blanks(line);
        continued_ = ends_in_continuation(shown);
        skip_blanks_ = continued_ && shown.back() == '+';
        pieces_.push_back({continued_ ? shown.substr(0, shown.size() - 1) : shown, offset});
    }

    [[nodiscard]] bool continued() const { return continued_; }

    /// Ends the command; adds it when it says something.
    void finish(std::vector<LogicalCommand>& commands) {
        LogicalCommand command = joined();
        if (!says_nothing(command.text())) commands.push_back(std::move(command));
        *this = Joiner();
    }

  private:
    struct Piece {
        std::string_view text;
        std::size_t offset;
    };

    [[nodiscard]] LogicalCommand joined() const {
        std::size_t length = 0;
        for (const Piece& piece : pieces_)
            length += piece.text.size();
        // Reserved once, so that growing leaves no copy of a secret behind.
        base::Bytes text;
        std::vector<std::size_t> offsets;
        text.reserve(length);
        offsets.reserve(length);
        for (const Piece& piece : pieces_) {
            for (std::size_t i = 0; i < piece.text.size(); ++i) {
                text.push_back(static_cast<base::Byte>(piece.text[i]));
                offsets.push_back(piece.offset + i);
            }
        }
        return {base::Secret(std::move(text)), std::move(offsets)};
    }

    std::vector<Piece> pieces_;
    bool continued_ = false;
    bool skip_blanks_ = false;
};

}  // namespace

base::Span LogicalCommand::in_source(base::Span in_text) const {
    if (offsets_.empty()) return {0, 0};
    if (in_text.offset >= offsets_.size()) return {offsets_.back() + 1, 0};
    const std::size_t first = offsets_[in_text.offset];
    if (in_text.length == 0) return {first, 0};
    const std::size_t last = std::min(in_text.offset + in_text.length, offsets_.size()) - 1;
    return {first, offsets_[last] - first + 1};
}

bool is_continued(std::string_view line) {
    return ends_in_continuation(
        without_trailing_blanks(without_sequence_number(without_line_end(line))));
}

std::vector<LogicalCommand> split_commands(std::string_view source) {
    std::vector<LogicalCommand> commands;
    Joiner joiner;
    for (std::size_t at = 0; at < source.size();) {
        const auto newline = std::min(source.find('\n', at), source.size());
        const std::string_view line = without_line_end(source.substr(at, newline - at));
        joiner.add(without_sequence_number(line), at);
        if (!joiner.continued()) joiner.finish(commands);
        at = newline + 1;
    }
    joiner.finish(commands);
    return commands;
}

}  // namespace ptkt::racf_command
