#include "common/ims/capture/hex_text.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "common/base/text/ascii.hpp"
#include "common/base/text/hex.hpp"

namespace ptkt::ims_capture {

namespace {

/// A line of a dump, before it is known whether its first word is an offset.
struct Line {
    std::string_view text;
    std::size_t number = 0;
    std::string_view first;             ///< word
    std::optional<std::size_t> offset;  ///< that the first word would be
    bool has_mark = false;              ///< of an offset: `0010:`, `+0010`, `0x10`
    bool repeats_before = false;        ///< a line `*` stood before it
};

bool is_hex(std::string_view word) {
    return !word.empty() &&
           std::ranges::all_of(word, [](char c) { return base::hex_digit(c).has_value(); });
}

std::optional<std::size_t> number_of(std::string_view digits) {
    constexpr std::size_t kLongest = 16;
    if (!is_hex(digits) || digits.size() > kLongest) return std::nullopt;
    std::size_t number = 0;
    for (const char digit : digits)
        number = number << 4U | *base::hex_digit(digit);
    return number;
}

std::string_view word_at(std::string_view text, std::size_t& at) {
    while (at < text.size() && base::is_blank(text[at]))
        ++at;
    const std::size_t begin = at;
    while (at < text.size() && !base::is_blank(text[at]))
        ++at;
    return text.substr(begin, at - begin);
}

Line line_of(std::string_view text, std::size_t number) {
    Line line{text, number, {}, {}, false, false};
    std::size_t at = 0;
    line.first = word_at(text, at);
    std::string_view digits = line.first;
    if (digits.ends_with(':')) {
        digits.remove_suffix(1);
        line.has_mark = true;
    }
    if (digits.starts_with('+')) {
        digits.remove_prefix(1);
        line.has_mark = true;
    }
    if (digits.starts_with("0x") || digits.starts_with("0X")) {
        digits.remove_prefix(2);
        line.has_mark = line.has_mark || digits.size() > 2;
    }
    line.offset = number_of(digits);
    line.has_mark = line.has_mark && line.offset.has_value();
    return line;
}

std::vector<Line> lines_of(std::string_view text) {
    std::vector<Line> lines;
    std::size_t number = 0;
    bool repeats = false;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = base::trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        if (line == "*") {
            repeats = true;
        } else if (!line.empty() && line.front() != '#') {
            lines.push_back(line_of(line, number));
            lines.back().repeats_before = std::exchange(repeats, false);
        }
    }
    return lines;
}

/// The digits of a line from `at` on, at most `most` bytes of them. A column of characters begins
/// at what is not an even number of digits.
void append_digits(base::Bytes& out, std::string_view text, std::size_t at, std::size_t most) {
    std::size_t count = 0;
    while (count < most) {
        std::string_view word = word_at(text, at);
        if (word.starts_with("0x") || word.starts_with("0X")) word.remove_prefix(2);
        if (word.ends_with(',')) word.remove_suffix(1);
        const auto bytes = base::from_hex(word);
        if (word.empty() || !bytes) return;
        const std::size_t taken = std::min(bytes->size(), most - count);
        out.insert(out.end(), bytes->begin(), bytes->begin() + static_cast<std::ptrdiff_t>(taken));
        count += taken;
    }
}

std::size_t digits_in(const Line& line) {
    base::Bytes bytes;
    append_digits(bytes, line.text, line.first.size(), SIZE_MAX);
    return bytes.size();
}

/// Whether the first words are offsets: all are marked as such, or each is what the digits before
/// it make it.
bool have_offsets(const std::vector<Line>& lines) {
    if (std::ranges::all_of(lines, &Line::has_mark)) return true;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Line& line = lines[i];
        const bool is_last = i + 1 == lines.size();
        if (!line.offset || (digits_in(line) == 0 && !is_last)) return false;
        if (line.offset == std::size_t{0}) continue;
        if (i == 0 || *line.offset <= *lines[i - 1].offset) return false;
        const std::size_t between = *line.offset - *lines[i - 1].offset;
        if (between > digits_in(lines[i - 1]) && !line.repeats_before) return false;
    }
    return true;
}

/// Puts the bytes of lines together.
class Dumps {
  public:
    explicit Dumps(bool has_offsets) : has_offsets_(has_offsets) {}

    base::Status add(const Line& line, const Line* next) {
        if (all_.empty() || (has_offsets_ && line.offset == std::size_t{0})) {
            all_.emplace_back();
            width_ = SIZE_MAX;
        }
        const bool has_next = has_offsets_ && next != nullptr && *next->offset > *line.offset;
        const std::size_t between = has_next ? *next->offset - *line.offset : 0;
        const bool repeats = has_next && next->repeats_before;
        if (has_next && !repeats) width_ = between;
        base::Bytes& out = all_.back();
        const std::size_t before = out.size();
        append_digits(out, line.text, has_offsets_ ? line.first.size() : 0, width_);
        const std::size_t count = out.size() - before;
        if (count == 0 && !(has_offsets_ && digits_in(line) == 0))
            return base::fail(base::ErrorKind::Malformed,
                              "line {}: neither hexadecimal digits nor a comment", line.number);
        if (!repeats || count == 0) return {};
        if (between > kMostRepeated || (repeated_ += between) > kMostRepeated)
            return base::fail(base::ErrorKind::Malformed, "line {}: {} bytes are left out",
                              line.number, between);
        for (std::size_t at = count; at < between; ++at)
            out.push_back(out[out.size() - count]);
        return {};
    }
    [[nodiscard]] std::vector<base::Bytes> take() { return std::move(all_); }

  private:
    static constexpr std::size_t kMostRepeated = std::size_t{16} << 20U;

    bool has_offsets_;
    std::size_t width_ = SIZE_MAX;  ///< of the lines of a dump, in bytes
    std::vector<base::Bytes> all_;
    std::size_t repeated_ = 0;  ///< bytes that lines with an asterisk stand for, in all dumps
};

}  // namespace

bool is_hex_text(std::string_view text) {
    constexpr std::size_t kEnough = 4096;
    std::size_t digits = 0;
    for (const char c : text.substr(0, kEnough)) {
        if (!base::is_printable(c) && c != '\n' && c != '\r' && c != '\t') return false;
        digits += base::hex_digit(c) ? 1U : 0U;
    }
    return digits >= 2;
}

base::Result<std::vector<base::Bytes>> bytes_of_hex_text(std::string_view text) {
    const auto lines = lines_of(text);
    Dumps dumps(!lines.empty() && have_offsets(lines));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Line* const next = i + 1 < lines.size() ? &lines[i + 1] : nullptr;
        if (auto added = dumps.add(lines[i], next); !added) return std::move(added).error();
    }
    return dumps.take();
}

}  // namespace ptkt::ims_capture
