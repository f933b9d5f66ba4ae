#include "common/base/text/source_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/base/text/ascii.hpp"

namespace ptkt::base {

namespace {

std::size_t line_start(std::string_view text, std::size_t offset) {
    if (offset == 0) return 0;
    const auto newline = text.rfind('\n', offset - 1);
    return newline == std::string_view::npos ? 0 : newline + 1;
}

}  // namespace

Position SourceText::position(std::size_t offset) const {
    offset = std::min(offset, text_.size());
    const auto newlines =
        std::count(text_.begin(), text_.begin() + static_cast<long>(offset), '\n');
    return {static_cast<std::size_t>(newlines) + 1, offset - line_start(text_, offset) + 1};
}

std::string_view SourceText::line_at(std::size_t offset) const {
    offset = std::min(offset, text_.size());
    const auto start = line_start(text_, offset);
    const auto end = std::min(text_.find('\n', start), text_.size());
    std::string_view line = std::string_view(text_).substr(start, end - start);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    return line;
}

std::string SourceText::located(Span where, std::string_view message) const {
    const auto at = position(where.offset);
    return fmt::format("{}:{}:{}: {}", name_, at.line, at.column, message);
}

std::string SourceText::caret(Span where) const {
    const std::string_view line = line_at(where.offset);
    const std::size_t column = position(where.offset).column;
    // Tabs are kept as tabs below the line, so that the caret stands under its character.
    std::string shown;
    std::string below;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const bool tab = line[i] == '\t';
        shown += tab || is_printable(line[i]) ? line[i] : '?';
        if (i + 1 < column) below += tab ? '\t' : ' ';
    }
    const std::size_t left = line.size() + 1 > column ? line.size() + 1 - column : 1;
    below.append(std::max<std::size_t>(1, std::min(where.length, left)), '^');
    return shown + "\n" + below;
}

}  // namespace ptkt::base
