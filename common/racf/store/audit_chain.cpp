#include "common/racf/store/audit_chain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "common/base/text/hex.hpp"

namespace ptkt::store {

namespace {

constexpr std::size_t kHashDigits = 2 * std::tuple_size_v<ChainHash>;
constexpr std::size_t kPlaces = 20;  // of a number of 64 bits
constexpr std::string_view kHeadBegins = "ptkt audit head 1 ";
constexpr std::string_view kSeq = ",\"seq\":";
constexpr std::string_view kPrev = ",\"prev\":\"";
constexpr std::string_view kLog = ",\"log\":";
constexpr std::string_view kHeadLost = ",\"head\":\"lost\"";

/// Takes what a text begins with off it, bit by bit.
class Taker {
  public:
    explicit Taker(std::string_view text) : text_(text) {}

    [[nodiscard]] bool word(std::string_view wanted) {
        if (!text_.starts_with(wanted)) return false;
        text_.remove_prefix(wanted.size());
        return true;
    }
    [[nodiscard]] bool number(std::uint64_t& out) {
        const char* const end = text_.data() + text_.size();
        const auto [stop, error] = std::from_chars(text_.data(), end, out);
        if (error != std::errc()) return false;
        text_.remove_prefix(static_cast<std::size_t>(stop - text_.data()));
        return true;
    }
    /// A number in all its places, zeros before it.
    [[nodiscard]] bool padded_number(std::uint64_t& out) {
        constexpr std::string_view kLargest = "18446744073709551615";
        const std::string_view digits = text_.substr(0, kPlaces);
        if (digits.size() < kPlaces || digits > kLargest) return false;
        std::uint64_t largest = 0;
        out = 0;
        for (const char c : digits) {
            const auto digit = static_cast<base::Byte>(c - '0');
            largest = std::max<std::uint64_t>(largest, digit);
            out = out * 10 + digit;
        }
        text_.remove_prefix(kPlaces);
        return largest <= 9;
    }
    /// In the one spelling that is written, so that no digit can be changed unseen.
    [[nodiscard]] bool hash(ChainHash& out) {
        if (text_.size() < kHashDigits) return false;
        unsigned seen = 0;
        for (std::size_t i = 0; i < out.size(); ++i) {
            const unsigned high = kDigits[static_cast<base::Byte>(text_[2 * i])];
            const unsigned low = kDigits[static_cast<base::Byte>(text_[2 * i + 1])];
            seen |= high | low;
            out[i] = static_cast<base::Byte>((high << 4U) | low);
        }
        text_.remove_prefix(kHashDigits);
        return seen < kNoDigit;
    }
    [[nodiscard]] bool is_at_end() const { return text_.empty(); }

  private:
    static constexpr base::Byte kNoDigit = 0x10;
    /// The value of each character as a hexadecimal digit in upper case.
    static constexpr std::array<base::Byte, 256> kDigits = [] {
        std::array<base::Byte, 256> values{};
        values.fill(kNoDigit);
        base::Byte value = 0;
        for (const char c : std::string_view("0123456789ABCDEF"))
            values[static_cast<base::Byte>(c)] = value++;
        return values;
    }();

    std::string_view text_;
};

/// By hand, as all that stands in every record or is written after it.
void append_number(std::string& out, std::uint64_t number, std::size_t places = 1) {
    std::array<char, kPlaces> digits;
    digits.fill('0');
    std::size_t at = kPlaces;
    for (; number > 0; number /= 10)
        digits[--at] = static_cast<char>('0' + number % 10);
    at = std::min(at, kPlaces - places);
    out.append(digits.data() + at, kPlaces - at);
}

}  // namespace

ChainHash hash_of_record(std::string_view line) {
    return crypto::sha256(base::as_bytes(line));
}

std::string to_string(const ChainPoint& point) {
    return fmt::format("{}:{}", point.seq, base::to_hex(point.hash));
}

std::optional<ChainPoint> parse_chain_point(std::string_view text) {
    ChainPoint point;
    Taker taker(text);
    const bool is_one =
        taker.number(point.seq) && taker.word(":") && taker.hash(point.hash) && taker.is_at_end();
    return is_one ? std::optional(point) : std::nullopt;
}

std::string print_head(const ChainHead& head) {
    constexpr std::size_t kLine = kHeadBegins.size() + kHashDigits + 4 * (kPlaces + 1) + 1;
    std::string line;
    line.reserve(kLine);
    line += kHeadBegins;
    append_number(line, head.last.seq, kPlaces);
    line += ' ';
    line += base::to_hex(head.last.hash);
    for (const std::uint64_t number : {head.log, head.size, head.inode}) {
        line += ' ';
        append_number(line, number, kPlaces);
    }
    line += '\n';
    return line;
}

std::optional<ChainHead> parse_head(std::string_view text) {
    ChainHead head;
    Taker taker(text);
    const bool is_one = taker.word(kHeadBegins) && taker.padded_number(head.last.seq) &&
                        taker.word(" ") && taker.hash(head.last.hash) && taker.word(" ") &&
                        taker.padded_number(head.log) && taker.word(" ") &&
                        taker.padded_number(head.size) && taker.word(" ") &&
                        taker.padded_number(head.inode) && taker.word("\n") && taker.is_at_end();
    if (head.last.seq == 0 && head.last != ChainPoint()) return std::nullopt;
    return is_one ? std::optional(head) : std::nullopt;
}

std::string with_link(std::string record, const ChainLink& link) {
    record.pop_back();  // its closing brace
    record += kSeq;
    append_number(record, link.seq);
    record += kPrev;
    record += base::to_hex(link.prev);
    record += '"';
    if (link.log) {
        record += kLog;
        append_number(record, *link.log);
    }
    if (link.head_was_lost) record += kHeadLost;
    record += '}';
    return record;
}

/// In a string of JSON a quotation mark has a backslash before it, so that what is looked for cannot
/// stand in one.
std::optional<ChainLink> link_of(std::string_view line) {
    const std::size_t at = line.rfind(kSeq);
    if (at == std::string_view::npos || !line.starts_with('{')) return std::nullopt;
    ChainLink link;
    Taker taker(line.substr(at));
    if (!taker.word(kSeq) || !taker.number(link.seq) || !taker.word(kPrev) ||
        !taker.hash(link.prev) || !taker.word("\""))
        return std::nullopt;
    if (std::uint64_t log = 0; taker.word(kLog)) {
        if (!taker.number(log)) return std::nullopt;
        link.log = log;
    }
    link.head_was_lost = taker.word(kHeadLost);
    if (!taker.word("}") || !taker.is_at_end()) return std::nullopt;
    return link;
}

ChainHash ChainEnd::expected() const {
    return others_ ? others_->digest() : last_.hash;
}

void ChainEnd::add_record(std::string_view line, std::uint64_t seq) {
    last_ = {seq, hash_of_record(line)};
    others_.reset();
}

void ChainEnd::add_other(std::string_view bytes) {
    if (!others_) {
        others_.emplace();
        others_->add(last_.hash);
    }
    others_->add(base::as_bytes(bytes));
}

}  // namespace ptkt::store
