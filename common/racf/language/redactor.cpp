#include "common/racf/language/redactor.hpp"

#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/racf/language/parser.hpp"

namespace ptkt::racf_command {

void Redactor::drop(const std::vector<base::Span>& comments) {
    for (const base::Span& comment : comments)
        cuts_.push_back({comment, false});
    std::sort(cuts_.begin(), cuts_.end(),
              [](const Cut& a, const Cut& b) { return a.span.offset < b.span.offset; });
}

std::string Redactor::up_to(base::Span last, bool hide_last) const {
    const std::size_t end =
        std::min(hide_last ? last.offset : last.offset + last.length, text_.size());
    std::string shown;
    std::size_t at = 0;
    for (const Cut& cut : cuts_) {
        if (cut.span.offset >= end || cut.span.offset < at) continue;
        shown += text_.substr(at, cut.span.offset - at);
        shown += cut.secret ? kHidden : std::string_view(" ");
        at = cut.span.offset + cut.span.length;
    }
    if (at < end) shown += text_.substr(at, end - at);
    const std::string_view rest = base::trim(text_.substr(std::max(at, end)));
    if (!rest.empty() && rest.front() != ';') {
        if (!hide_last) shown += ' ';
        shown += kHidden;
    }
    // Every separator is as good as a blank; nothing else that is not printable is in a value. One
    // character for one keeps words as long as they are.
    for (char& c : shown)
        if (!base::is_printable(c)) c = c == '\t' || c == '\r' || c == '\n' ? ' ' : '?';
    std::string line(base::trim(shown));
    // A plus or minus that a semicolon followed would continue the line without it.
    if (line.ends_with('+') || line.ends_with('-')) line += ';';
    return line;
}

}  // namespace ptkt::racf_command
