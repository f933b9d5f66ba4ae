#include "common/racf/irrdbu00/record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "common/base/text/ascii.hpp"
#include "common/base/text/utf8.hpp"

namespace ptkt::irrdbu00 {

namespace {

/// The place of a column in its layout. The search begins behind the last one, since records are
/// written and read from left to right.
std::size_t index_of(const Layout& layout, std::string_view name, std::size_t& next) {
    const std::size_t count = layout.columns.size();
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t at = (next + i) % count;
        if (layout.columns[at].name != name) continue;
        next = at + 1;
        return at;
    }
    throw std::logic_error(fmt::format("record {} has no column {}", layout.type, name));
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// How many bytes the first `count` characters have.
std::size_t bytes_of(std::string_view utf8, std::size_t count) {
    std::size_t at = 0;
    for (; count > 0 && at < utf8.size(); --count)
        at += std::max<std::size_t>(1, base::utf8_length(utf8.substr(at)));
    return std::min(at, utf8.size());
}

std::size_t characters(std::string_view utf8) {
    return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

std::string from_latin1(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            out += c;
        } else {
            out += static_cast<char>(0xC0U | byte >> 6U);
            out += static_cast<char>(0x80U | (byte & 0x3FU));
        }
    }
    return out;
}

std::chrono::year_month_day calendar(base::Instant when) {
    return std::chrono::floor<std::chrono::days>(when);
}

std::optional<int> digits(std::string_view text) {
    int value = 0;
    const char* end = text.data() + text.size();
    if (text.empty() || !std::all_of(text.begin(), text.end(), base::is_digit)) return std::nullopt;
    if (std::from_chars(text.data(), end, value).ec != std::errc()) return std::nullopt;
    return value;
}

std::optional<base::Instant> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto day = digits(text.substr(8, 2));
    if (!year || !month || !day) return std::nullopt;
    const std::chrono::year_month_day date(std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day)));
    if (!date.ok()) return std::nullopt;
    return base::Instant(std::chrono::sys_days(date));
}

std::optional<base::Seconds> parse_time(std::string_view text) {
    if (text.size() != 8 || text[2] != ':' || text[5] != ':') return std::nullopt;
    const auto hours = digits(text.substr(0, 2));
    const auto minutes = digits(text.substr(3, 2));
    const auto seconds = digits(text.substr(6, 2));
    if (!hours || !minutes || !seconds || *hours > 24 || *minutes > 59 || *seconds > 59)
        return std::nullopt;
    return std::chrono::hours(*hours) + std::chrono::minutes(*minutes) +
           std::chrono::seconds(*seconds);
}

}  // namespace

RecordWriter::RecordWriter(std::string_view type) : layout_(find_layout(type)) {
    if (layout_ == nullptr) throw std::logic_error(fmt::format("no record {}", type));
    values_.resize(layout_->columns.size());
}

RecordWriter& RecordWriter::put(std::string_view column, std::string value) {
    const std::size_t at = index_of(*layout_, column, next_);
    const std::size_t fits = bytes_of(value, layout_->columns[at].width());
    bool altered = fits < value.size();
    value.resize(fits);
    for (char& c : value) {
        if (static_cast<unsigned char>(c) >= 0x20 && c != '\x7F') continue;
        c = ' ';
        altered = true;
    }
    if (altered) altered_.push_back(layout_->columns[at].name);
    values_[at] = std::move(value);
    return *this;
}

RecordWriter& RecordWriter::text(std::string_view column, std::string_view value) {
    return put(column, std::string(value));
}

RecordWriter& RecordWriter::number(std::string_view column, std::int64_t value) {
    std::size_t search = next_;
    const Column& where = layout_->columns[index_of(*layout_, column, search)];
    const std::string digits =
        fmt::format("{:0{}}", std::max<std::int64_t>(value, 0), where.width());
    if (digits.size() == where.width() && value >= 0) return put(column, digits);
    // The nearest that fits: a count that has outgrown its column is still large.
    altered_.push_back(where.name);
    return put(column, std::string(where.width(), value < 0 ? '0' : '9'));
}

RecordWriter& RecordWriter::number(std::string_view column, std::optional<std::int64_t> value) {
    return value ? number(column, *value) : *this;
}

RecordWriter& RecordWriter::date(std::string_view column, std::optional<base::Instant> value) {
    if (!value) return *this;
    const auto date = calendar(*value);
    return put(column,
               fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                           static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day())));
}

RecordWriter& RecordWriter::time(std::string_view column, std::optional<base::Instant> value) {
    if (!value) return *this;
    const std::chrono::hh_mm_ss clock(*value - std::chrono::floor<std::chrono::days>(*value));
    return put(column, fmt::format("{:02}:{:02}:{:02}", clock.hours().count(),
                                   clock.minutes().count(), clock.seconds().count()));
}

RecordWriter& RecordWriter::flag(std::string_view column, bool value) {
    return put(column, value ? "YES" : "NO");
}

std::string RecordWriter::line() const {
    std::string out(layout_->type);
    std::size_t column = out.size();
    for (std::size_t i = 0; i < values_.size(); ++i) {
        out.append(layout_->columns[i].start - 1 - column, ' ').append(values_[i]);
        column = layout_->columns[i].start - 1 + characters(values_[i]);
    }
    out.append(layout_->length() - column, ' ');
    return out += '\n';
}

RecordReader::RecordReader(const Layout& layout, std::string_view line)
    : layout_(layout),
      line_(base::is_utf8(line) ? std::string(line) : from_latin1(line)),
      ascii_(is_ascii(line)) {}

const Column& RecordReader::column_of(std::string_view column) {
    return layout_.columns[index_of(layout_, column, next_)];
}

base::Span RecordReader::span_of(const Column& column) const {
    const std::string_view line = line_;
    const std::size_t before = column.start - std::size_t{1};
    const std::size_t offset = ascii_ ? std::min(before, line.size()) : bytes_of(line, before);
    const std::string_view rest = line.substr(offset);
    const std::size_t length =
        ascii_ ? std::min(column.width(), rest.size()) : bytes_of(rest, column.width());
    return {offset, length};
}

std::string RecordReader::text(std::string_view column) {
    const base::Span where = span_of(column_of(column));
    std::string value = line_.substr(where.offset, where.length);
    value.erase(value.find_last_not_of(' ') + 1);  // npos + 1 is 0: all blank
    return value;
}

std::string RecordReader::required(std::string_view column) {
    std::string value = text(column);
    if (value.empty()) reject(column, "is blank");
    return value;
}

std::optional<std::int64_t> RecordReader::number(std::string_view column) {
    const std::string value = text(column);
    const std::string_view trimmed = base::trim(value);
    if (trimmed.empty()) return std::nullopt;
    std::int64_t number = 0;
    const char* end = trimmed.data() + trimmed.size();
    const auto [stop, wrong] = std::from_chars(trimmed.data(), end, number);
    if (stop == end && wrong == std::errc() && number >= 0) return number;
    reject(column, "is not a number");
    return std::nullopt;
}

std::optional<base::Instant> RecordReader::date(std::string_view column) {
    const std::string value = text(column);
    if (value.empty()) return std::nullopt;
    const auto date = parse_date(value);
    if (!date) reject(column, "is not a date in the form yyyy-mm-dd");
    return date;
}

std::optional<base::Instant> RecordReader::moment(std::string_view date_column,
                                                  std::string_view time_column) {
    const auto day = date(date_column);
    const auto since_midnight = time(time_column);
    return day && since_midnight ? std::optional(*day + *since_midnight) : day;
}

std::optional<base::Seconds> RecordReader::time(std::string_view column) {
    const std::string value = text(column);
    if (value.empty()) return std::nullopt;
    const auto parsed = parse_time(value);
    if (!parsed) reject(column, "is not a time in the form hh:mm:ss");
    return parsed;
}

bool RecordReader::flag(std::string_view column) {
    const std::string value = base::to_upper(text(column));
    if (value != "YES" && value != "NO" && !value.empty()) reject(column, "is not YES or NO");
    return value == "YES";
}

racf::Access RecordReader::access(std::string_view column) {
    const std::string value = text(column);
    if (value.empty()) return racf::Access::None;
    const auto access = racf::access_of(base::to_upper(value));
    if (!access) reject(column, "is not an access level");
    return access.value_or(racf::Access::None);
}

void RecordReader::reject(std::string_view column, std::string_view message) {
    if (error_) return;
    std::size_t search = next_;
    const Column& where = layout_.columns[index_of(layout_, column, search)];
    // Columns of a line count characters, as those of the record do.
    const base::Span span{where.start - std::size_t{1}, where.width()};
    error_ = base::TextError{
        span, fmt::format("{} '{}' {}", column, base::printable(text(column), 40), message), {}};
}

bool has_record_type(std::string_view line) {
    if (line.size() < 4 || !base::is_digit(line[0]) || !base::is_digit(line[1])) return false;
    const auto is_known = [](char c) { return base::is_digit(c) || base::is_upper(c); };
    return is_known(line[2]) && is_known(line[3]) && (line.size() == 4 || line[4] == ' ');
}

}  // namespace ptkt::irrdbu00
