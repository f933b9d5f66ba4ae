#include "common/racf/language/scanner.hpp"

#include "common/base/text/ascii.hpp"

namespace ptkt::racf_command {

namespace {

bool ends_word(char c) {
    return base::is_blank(c) || c == ',' || c == '(' || c == ')' || c == ';' || c == '\n' ||
           c == '\r';
}

}  // namespace

void Scanner::skip_separators() {
    while (at_ < text_.size()) {
        const char c = text_[at_];
        if (text_.substr(at_).starts_with("/*")) {
            const auto end = text_.find("*/", at_ + 2);
            // A comment that is not closed takes the rest of the command.
            const auto next = end == std::string_view::npos ? text_.size() : end + 2;
            comments_.push_back({at_, next - at_});
            at_ = next;
        } else if (base::is_blank(c) || c == ',' || c == '\n' || c == '\r') {
            ++at_;
        } else {
            return;
        }
    }
}

bool Scanner::take(char c) {
    if (!at(c)) return false;
    ++at_;
    return true;
}

Token Scanner::token() {
    if (at('\'')) return quoted_text();
    const std::size_t start = at_;
    const std::string_view text = word();
    return {{start, text.size()}, text};
}

std::string_view Scanner::word() {
    const std::size_t start = at_;
    while (at_ < text_.size() && !ends_word(text_[at_]))
        ++at_;
    return text_.substr(start, at_ - start);
}

Token Scanner::quoted_text() {
    const std::size_t start = at_++;
    bool closed = false;
    while (at_ < text_.size() && !closed) {
        if (text_[at_] != '\'') {
            ++at_;
        } else if (text_.substr(at_).starts_with("''")) {
            at_ += 2;
        } else {
            ++at_;
            closed = true;
        }
    }
    const std::size_t inside = at_ - start - (closed ? 2 : 1);
    const bool comment = text_.substr(at_).starts_with("/*");
    const std::string_view access = at('/') && !comment ? word() : std::string_view();
    return {{start, at_ - start}, text_.substr(start + 1, inside), true, closed, access};
}

base::Span Scanner::balanced() {
    const std::size_t start = at_;
    int depth = 1;
    while (at_ < text_.size() && text_[at_] != ';') {
        if (at('\'')) {
            quoted_text();
            continue;
        }
        if (at('(')) ++depth;
        if (at(')') && --depth == 0) break;
        ++at_;
    }
    const base::Span inside{start, at_ - start};
    take(')');
    return inside;
}

}  // namespace ptkt::racf_command
