#include "common/ims/config/lexer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "common/base/text/ascii.hpp"
#include "common/base/text/foreign.hpp"

namespace ptkt::ims_config {

namespace {

constexpr std::size_t kRecordLength = 80;
constexpr std::size_t kReadColumns = 72;

/// One line of the file, without its line end and trailing blanks.
struct SourceLine {
    std::size_t number = 0;
    std::size_t offset = 0;
    std::string_view text;
};

/// A character that is read, and where it stands.
struct Cell {
    char c = ' ';
    std::size_t record = 0;
    std::size_t offset = 0;
};

/// How many records of 80 columns stand in the only line of a member that has lost its line ends.
/// A record that is only too long ends where its last character stands.
std::size_t joined_records(std::string_view text) {
    while (text.ends_with('\n') || text.ends_with('\r'))
        text.remove_suffix(1);
    const bool is_whole = text.size() > kRecordLength && text.size() % kRecordLength == 0;
    return is_whole && text.find('\n') == std::string_view::npos ? text.size() / kRecordLength : 0;
}

std::vector<SourceLine> split_records(std::string_view text) {
    std::vector<SourceLine> records;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string_view line = text.substr(at, end - at);
        if (line.ends_with('\r')) line.remove_suffix(1);
        while (!line.empty() && base::is_blank(line.back()))
            line.remove_suffix(1);
        records.push_back({records.size(), at, line});
        at = end + 1;
    }
    return records;
}

/// The columns of a record that are read, and whether a word may run on behind them.
struct Columns {
    std::string_view text;
    bool full = false;
};

/// What sequence fields hold: numbers, or a name and a number. [HWSCFGxx member: any notation]
bool is_sequence_field(std::string_view rest) {
    return std::all_of(rest.begin(), rest.end(), [](char c) {
        return base::is_digit(c) || base::is_letter(c) || base::is_national(c) || base::is_blank(c);
    });
}

/// Says what is wrong with the length of a record. Of one that is too long everything is read: that
/// is an error already, and half of it would make more. Where text was cut off no word runs on.
Columns read_columns(const SourceLine& record, bool& told_of_sequence, Diagnostics& diagnostics) {
    constexpr std::string_view kHint = "end the record after a comma and continue in the next one";
    const std::size_t length = record.text.size();
    if (length > kRecordLength) {
        diagnostics.error({record.offset + kRecordLength, length - kRecordLength},
                          fmt::format("the record is {} columns long, but records have {} and only "
                                      "columns 1 to {} are read",
                                      length, kRecordLength, kReadColumns),
                          std::string(kHint));
        return {record.text, false};
    }
    if (length < kReadColumns) return {record.text, false};
    const std::string_view rest = record.text.substr(kReadColumns);
    const std::string_view read = record.text.substr(0, kReadColumns);
    const base::Span where{record.offset + kReadColumns, rest.size()};
    const bool is_number = std::all_of(
        rest.begin(), rest.end(), [](char c) { return base::is_digit(c) || base::is_blank(c); });
    // A sequence field has a blank before it, or fills its eight columns with a number; text that
    // runs on is cut, and what is left of it may still be a name or a number.
    const bool fills_field = rest.size() == kRecordLength - kReadColumns;
    if (is_number && (rest.empty() || base::is_blank(read.back()) || base::is_blank(rest.front()) ||
                      fills_field))
        return {read, true};
    if (!base::is_blank(read.back()) && !base::is_blank(rest.front())) {
        diagnostics.error_first(record.offset, where,
                                fmt::format("the text runs on into columns 73 to 80, which are not "
                                            "read: '{}' is cut off",
                                            base::printable(rest)),
                                std::string(kHint));
        return {read, false};
    }
    const bool is_sequence = is_sequence_field(rest);
    if (is_sequence && std::exchange(told_of_sequence, true)) return {read, false};
    std::string what = fmt::format("columns 73 to 80 are not read: '{}'", base::printable(rest));
    if (is_sequence) {
        diagnostics.info(where, std::move(what));
    } else {
        diagnostics.unread(where, std::move(what), std::string(kHint));
    }
    return {read, false};
}

/// What to do about a character that a member cannot hold, in these columns.
std::string hint_of(char c, std::string_view columns) {
    if (c == base::kEndOfFileMark) return std::string(base::kEndOfFileHint);
    if (static_cast<unsigned char>(c) < 0x80)
        return "letters, digits and punctuation of ASCII only";
    return base::ascii_hint(columns);
}

/// Appends what a record adds to the text of the member.
void append_record(const SourceLine& record, std::vector<Cell>& cells, bool& told_of_sequence,
                   Diagnostics& diagnostics) {
    if (record.text.starts_with('*')) return;
    const auto [columns, full] = read_columns(record, told_of_sequence, diagnostics);
    const auto at = [&](std::size_t i) { return record.offset + i; };
    bool tab_seen = false;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const char c = columns[i];
        if (c == '\t') {
            if (!tab_seen)
                diagnostics.warning({at(i), 1},
                                    "a tab is read as one blank and counts as one column",
                                    "use blanks: no editor on z/OS shows a tab as you see it here");
            tab_seen = true;
            cells.push_back({' ', record.number, at(i)});
        } else if (base::is_printable(c)) {
            cells.push_back({c, record.number, at(i)});
        } else if (i == 0 || base::is_printable(columns[i - 1]) || columns[i - 1] == '\t') {
            diagnostics.error(
                {at(i), 1},
                fmt::format("byte X'{:02X}' is not a character that a member can hold",
                            static_cast<unsigned char>(c)),
                hint_of(c, columns));
        }
    }
    if (!full) cells.push_back({' ', record.number, at(columns.size())});
}

std::optional<TokenKind> delimiter(char c) {
    switch (c) {
        case '(':
            return TokenKind::Open;
        case ')':
            return TokenKind::Close;
        case '=':
            return TokenKind::Equals;
        case ',':
            return TokenKind::Comma;
        default:
            return std::nullopt;
    }
}

bool in_word(char c) {
    return c != ' ' && !delimiter(c);
}

/// Cuts the characters into tokens.
std::vector<Token> cut(const std::vector<Cell>& cells) {
    std::vector<Token> tokens;
    std::optional<std::size_t> last_record;
    for (std::size_t at = 0; at < cells.size();) {
        if (cells[at].c == ' ') {
            ++at;
            continue;
        }
        std::size_t end = at + 1;
        const auto mark = delimiter(cells[at].c);
        while (!mark && end < cells.size() && in_word(cells[end].c))
            ++end;
        Token token{mark.value_or(TokenKind::Word), {}, {}, last_record != cells[at].record};
        for (std::size_t i = at; i < end; ++i)
            token.text += cells[i].c;
        token.span = {cells[at].offset, cells[end - 1].offset + 1 - cells[at].offset};
        last_record = cells[end - 1].record;
        tokens.push_back(std::move(token));
        at = end;
    }
    return tokens;
}

}  // namespace

std::vector<Token> lex(std::string_view text, Diagnostics& diagnostics) {
    std::vector<Token> tokens;
    if (base::looks_like_ebcdic(text)) {
        diagnostics.error({0, 1}, "the member is in EBCDIC, not in ASCII",
                          "convert it first, for example: iconv -f IBM1047 -t ASCII | fold -w 80");
    } else if (const std::size_t records = joined_records(text); records > 0) {
        diagnostics.error({0, 1},
                          fmt::format("{} records of 80 columns are in one line: the line ends "
                                      "were lost",
                                      records),
                          "transfer the member as text, or cut it: fold -w 80 FILE");
    } else {
        std::vector<Cell> cells;
        bool told_of_sequence = false;
        for (const SourceLine& record : split_records(text))
            append_record(record, cells, told_of_sequence, diagnostics);
        tokens = cut(cells);
    }
    tokens.push_back({TokenKind::End, {}, {text.size(), 0}, true});
    return tokens;
}

}  // namespace ptkt::ims_config
