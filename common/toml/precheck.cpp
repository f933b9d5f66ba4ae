#include "common/toml/precheck.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ptkt::toml {

namespace {

using base::TextError;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_ascii(char c) {
    return static_cast<unsigned char>(c) < 0x80;
}

class Scan {
  public:
    Scan(std::string_view text, std::size_t limit) : text_(text), limit_(limit) {
        if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
    }

    std::optional<TextError> run() {
        std::size_t dots = 0;
        while (at_ < text_.size() && !error_) {
            const char c = text_[at_];
            if (c == '\n') dots = 0;
            if (c == '.' && ++dots > limit_)
                refuse(fmt::format("more than {} dots on one line", limit_));
            if (!is_ascii(c)) refuse("a character beyond ASCII outside of a string");
            if (c == '"' || c == '\'') {
                skip_string(c);
            } else if (c == '#') {
                at_ = std::min(text_.find('\n', at_), text_.size());
            } else {
                ++at_;
            }
        }
        return std::move(error_);
    }

  private:
    void refuse(std::string message) { error_ = TextError{{at_, 1}, std::move(message), {}}; }

    /// A string of one line that does not end stops at its line's end; the parser refuses it there.
    void skip_string(char quote) {
        const std::string_view three = quote == '"' ? R"(""")" : "'''";
        const bool multi_line = text_.substr(at_).starts_with(three);
        const std::string_view end = three.substr(0, multi_line ? 3 : 1);
        at_ += end.size();
        while (at_ < text_.size() && !error_) {
            if (text_.substr(at_).starts_with(end)) {
                at_ += end.size();
                return;
            }
            if (!multi_line && text_[at_] == '\n') return;
            if (text_[at_] == '\\' && quote == '"') skip_escaped();
            if (at_ < text_.size()) ++at_;
        }
    }

    /// Stops at the character that the backslash stands before; a backslash at a line's end stands
    /// before the next character that is not white space.
    void skip_escaped() {
        const std::size_t escaped = at_ + 1;
        const std::size_t next = text_.find_first_not_of(" \t\r\n", escaped);
        if (next != std::string_view::npos && !is_ascii(text_[next])) {
            at_ = next;
            refuse("a character beyond ASCII behind a backslash");
        } else {
            at_ = escaped;
        }
    }

    std::string_view text_;
    std::size_t limit_;
    std::size_t at_ = 0;
    std::optional<TextError> error_;
};

}  // namespace

std::optional<TextError> precheck(std::string_view text, std::size_t limit) {
    return Scan(text, limit).run();
}

}  // namespace ptkt::toml
