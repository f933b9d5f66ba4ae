#include "common/racf/store/audit_chain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "common/base/text/hex.hpp"

namespace ptkt::store {

namespace {

constexpr std::size_t kHashDigits = 2 * std::tuple_size_v<ChainHash>;
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
    /// In the one spelling that is written, so that no digit can be changed unseen.
    [[nodiscard]] bool hash(ChainHash& out) {
        const std::string_view digits = text_.substr(0, kHashDigits);
        const auto bytes = base::from_hex(digits);
        if (!bytes || bytes->size() != out.size() || base::to_hex(*bytes) != digits) return false;
        std::ranges::copy(*bytes, out.begin());
        text_.remove_prefix(digits.size());
        return true;
    }
    [[nodiscard]] bool is_at_end() const { return text_.empty(); }

  private:
    std::string_view text_;
};

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
    return fmt::format("{}{:020} {} {:020} {:020} {:020}\n", kHeadBegins, head.last.seq,
                       base::to_hex(head.last.hash), head.log, head.size, head.inode);
}

std::optional<ChainHead> parse_head(std::string_view text) {
    ChainHead head;
    Taker taker(text);
    const bool is_one = taker.word(kHeadBegins) && taker.number(head.last.seq) && taker.word(" ") &&
                        taker.hash(head.last.hash) && taker.word(" ") && taker.number(head.log) &&
                        taker.word(" ") && taker.number(head.size) && taker.word(" ") &&
                        taker.number(head.inode) && taker.word("\n") && taker.is_at_end() && text == print_head(head);
    if (head.last.seq == 0 && head.last != ChainPoint()) return std::nullopt;
    return is_one ? std::optional(head) : std::nullopt;
}

std::string with_link(std::string record, const ChainLink& link) {
    record.pop_back();  // its closing brace
    record += fmt::format("{}{}{}{}\"", kSeq, link.seq, kPrev, base::to_hex(link.prev));
    if (link.log) record += fmt::format("{}{}", kLog, *link.log);
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
