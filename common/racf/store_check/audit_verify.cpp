#include "common/racf/store_check/audit_verify.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "common/files/line_file.hpp"
#include "common/formats/json/json.hpp"

namespace ptkt::store_check {

namespace {

using store::ChainEnd;
using store::ChainHead;
using store::ChainLink;
using store::ChainPoint;

constexpr std::size_t kPieceOfChain = std::size_t{256} << 10U;
constexpr std::size_t kMostOthersTold = 20;

/// Gives the lines of a file one by one while `take` wants more; the last one may have no end.
template <typename Take>
base::Status each_line(const files::LineFile& file, std::uint64_t size, Take take) {
    std::string line;
    for (std::uint64_t at = 0; at < size;) {
        const auto piece =
            file.read(at, static_cast<std::size_t>(std::min<std::uint64_t>(kPieceOfChain, size - at)));
        if (!piece) return piece.error();
        if (piece->empty()) break;
        at += piece->size();
        for (std::string_view rest = *piece; !rest.empty();) {
            const std::size_t end = rest.find('\n');
            line.append(rest.substr(0, end));
            if (end == std::string_view::npos) break;
            rest.remove_prefix(end + 1);
            const base::Result<bool> goes_on = take(line, true);
            if (!goes_on) return goes_on.error();
            if (!*goes_on) return {};
            line.clear();
        }
    }
    if (line.empty()) return {};
    const base::Result<bool> taken = take(line, false);
    return taken ? base::Status() : taken.error();
}

/// What the number of the first record of the chain in a file is; 0 when there is none.
base::Result<std::uint64_t> first_seq(const files::LineFile& file) {
    std::uint64_t seq = 0;
    const auto done =
        each_line(file, file.size().value_or(0),
                  [&seq](const std::string& line, bool has_end) -> base::Result<bool> {
                      const auto link = has_end ? store::link_of(line) : std::nullopt;
                      if (link) seq = link->seq;
                      return seq == 0;
                  });
    if (!done) return done.error();
    return seq;
}

bool is_compressed(const std::string& name) {
    constexpr std::array<std::string_view, 4> kEndings{".gz", ".xz", ".bz2", ".zst"};
    return std::ranges::any_of(kEndings, [&](auto ending) { return name.ends_with(ending); });
}

/// Follows the chain through the files.
class ChainCheck {
  public:
    ChainCheck(std::optional<ChainHead> head, std::span<const ChainPoint> kept,
               const TellAudit& tell)
        : head_(std::move(head)), tell_(tell) {
        for (const ChainPoint& one : kept)
            points_.push_back({one, "the head that was kept", false});
        if (head_ && head_->last.seq > 0)
            points_.push_back({head_->last, "the head of the store", false});
    }

    void begin_file(const std::string& name) {
        file_ = name;
        line_ = 0;
        ++done_.files;
    }

    base::Status take(const std::string& text, bool has_end) {
        ++line_;
        const auto link = has_end ? store::link_of(text) : std::nullopt;
        if (link) return record(text, *link);
        end_.add_other(has_end ? text + '\n' : text);
        const auto json = json::parse_json(text);
        const bool is_record = has_end && json && json->as_object() != nullptr;
        if (is_record && done_.first == 0) {
            ++done_.before_chain;
        } else {
            others_.push_back({file_, line_, is_record});
        }
        return others_.size() > kMostOthersTold ? tell_of_others(false) : base::Status();
    }

    base::Result<AuditVerified> finish() {
        if (auto told = tell_of_others(true); !told) return std::move(told).error();
        if (!head_ && done_.first > 0)
            if (auto told = tell_of_head("the head is missing: a cut-off end would not be noticed");
                !told)
                return std::move(told).error();
        for (const Point& one : points_)
            if (auto told = tell_of_point(one); !told) return std::move(told).error();
        done_.last = end_.last();
        return done_;
    }

  private:
    struct Point {
        ChainPoint at;
        std::string_view whose;
        bool seen;
    };
    struct Other {
        std::string file;
        std::size_t line;
        bool is_record;
    };

    base::Status record(const std::string& text, const ChainLink& link) {
        const bool is_first = done_.first == 0;
        const bool holds = is_first ? begins_well(link) : end_.continues(link);
        if (!holds)
            if (auto told = error(why_broken(link, is_first)); !told) return told;
        if (link.head_was_lost)
            if (auto told = error(fmt::format("the head was lost before record {}: records that "
                                              "were cut off there would not be noticed",
                                              link.seq));
                !told)
                return told;
        if (is_first) done_.first = link.seq;
        if (auto told = tell_of_others(false); !told) return told;
        end_.add_record(text, link.seq);
        return pass_points();
    }

    /// What was before a file that went on from another is not to be seen here.
    [[nodiscard]] bool begins_well(const ChainLink& link) const {
        return link.seq == 1 ? end_.continues(link) : link.log.has_value();
    }

    [[nodiscard]] std::string why_broken(const ChainLink& link, bool is_first) const {
        const std::uint64_t last = end_.last().seq;
        if (is_first && link.seq == 1)
            return "what stands before the first record was changed, or something was put there";
        if (is_first)
            return fmt::format("the beginning of the file is cut off, before record {}", link.seq);
        if (link.seq <= last)
            return fmt::format("record {} stands after record {}: it was added or moved", link.seq,
                               last);
        if (link.seq > last + 1)
            return missing(last + 1, link.seq - 1);
        if (!others_.empty() && link.prev == end_.last().hash)
            return fmt::format("something was added between the records {} and {}", last, link.seq);
        return fmt::format("record {} was changed, or what stands after it", last);
    }

    [[nodiscard]] static std::string missing(std::uint64_t from, std::uint64_t to) {
        return from == to ? fmt::format("record {} is missing", from)
                          : fmt::format("the records {} to {} are missing", from, to);
    }

    base::Status pass_points() {
        for (Point& one : points_) {
            if (one.at.seq != end_.last().seq) continue;
            one.seen = true;
            if (one.at.hash == end_.last().hash) continue;
            if (auto told = error(fmt::format("record {} is not the one that {} names", one.at.seq,
                                              one.whose));
                !told)
                return told;
        }
        return {};
    }

    /// Lines that are not records of the chain; at its end nothing covers them yet.
    base::Status tell_of_others(bool at_end) {
        for (const Other& one : others_) {
            const auto severity = at_end && one.is_record ? Severity::Error : Severity::Warning;
            const auto what = one.is_record ? "is no record of the chain"
                                            : "is no record: it was cut off by a full disk or a crash";
            if (auto told = tell_({severity, one.file, one.line, what}); !told) return told;
        }
        others_.clear();
        return {};
    }

    base::Status tell_of_point(const Point& one) {
        if (one.seen) return {};
        if (one.at.seq > end_.last().seq)
            return tell_of_head(fmt::format("the end is cut off: {}, as {} says",
                                            missing(end_.last().seq + 1, one.at.seq), one.whose));
        if (one.at.seq < done_.first)
            return tell_of_head(fmt::format("record {}, which {} names, is in a file that is not "
                                            "here",
                                            one.at.seq, one.whose));
        return tell_of_head(
            fmt::format("record {}, which {} names, is missing", one.at.seq, one.whose));
    }

    base::Status error(std::string what) {
        return tell_({Severity::Error, file_, line_, std::move(what)});
    }
    base::Status tell_of_head(std::string what) {
        return tell_({Severity::Error, {}, 0, std::move(what)});
    }

    std::optional<ChainHead> head_;
    const TellAudit& tell_;
    std::vector<Point> points_;
    ChainEnd end_{ChainPoint()};
    std::vector<Other> others_;
    std::string file_;
    std::size_t line_ = 0;
    AuditVerified done_;
};

/// What stands beside the file that is written, in no order.
struct Beside {
    std::vector<files::Path> rotated;
    std::vector<files::Path> compressed;
};
base::Result<Beside> files_beside(const store::Layout& layout) {
    const std::string current = layout.audit_log().filename().string();
    const auto names = files::list_directory(layout.root(), "");
    if (!names) return names.error();
    Beside found;
    for (const std::string& name : *names) {
        if (!name.starts_with(current) || name == current) continue;
        (is_compressed(name) ? found.compressed : found.rotated).push_back(layout.root() / name);
    }
    return found;
}

struct OpenFile {
    files::Path path;
    files::LineFile file;
    std::uint64_t first = 0;  ///< record of the chain in it
};
base::Status open_into(std::vector<OpenFile>& all, const files::Path& path) {
    auto file = files::LineFile::open_to_read(path);
    if (!file) return std::move(file).error();
    all.push_back({path, std::move(*file)});
    return {};
}

/// An old file may have to be read whole for that.
base::Status put_in_order(std::vector<OpenFile>& rotated) {
    for (OpenFile& one : rotated) {
        const auto first = first_seq(one.file);
        if (!first) return first.error();
        one.first = *first;
    }
    std::ranges::sort(rotated, [](const OpenFile& a, const OpenFile& b) {
        return std::tie(a.first, a.path) < std::tie(b.first, b.path);
    });
    return {};
}

/// The log as it is at one moment.
struct Seen {
    base::Result<std::optional<ChainHead>> head;
    std::vector<OpenFile> rotated;
    std::vector<OpenFile> current;  ///< none or one
};

/// Nobody appends meanwhile, so this only opens what there is; what is appended afterwards is not
/// looked at.
base::Result<Seen> see(const store::Layout& layout) {
    std::optional<files::FileLock> lock;
    if (files::stamp(layout.audit_head()))
        if (auto taken = files::FileLock::acquire(layout.audit_head(), std::chrono::seconds(30)))
            lock.emplace(std::move(*taken));
    Seen seen{store::read_audit_head(layout), {}, {}};
    const auto beside = files_beside(layout);
    if (!beside) return beside.error();
    for (const files::Path& path : beside->rotated)
        if (auto opened = open_into(seen.rotated, path); !opened) return std::move(opened).error();
    if (files::stamp(layout.audit_log()))
        if (auto opened = open_into(seen.current, layout.audit_log()); !opened)
            return std::move(opened).error();
    return seen;
}

base::Status follow(ChainCheck& check, const OpenFile& one) {
    check.begin_file(one.path.filename().string());
    return each_line(one.file, one.file.size().value_or(0),
                     [&check](const std::string& line, bool has_end) -> base::Result<bool> {
                         auto done = check.take(line, has_end);
                         if (!done) return std::move(done).error();
                         return true;
                     });
}

}  // namespace

base::Result<AuditFiles> audit_files(const store::Layout& layout) {
    auto beside = files_beside(layout);
    if (!beside) return std::move(beside).error();
    std::vector<OpenFile> rotated;
    for (const files::Path& path : beside->rotated)
        if (auto opened = open_into(rotated, path); !opened) return std::move(opened).error();
    if (auto done = put_in_order(rotated); !done) return std::move(done).error();
    AuditFiles found{{}, std::move(beside->compressed)};
    for (OpenFile& one : rotated)
        found.in_order.push_back(std::move(one.path));
    if (files::stamp(layout.audit_log())) found.in_order.push_back(layout.audit_log());
    return found;
}

base::Result<AuditVerified> verify_audit(const store::Layout& layout,
                                         std::span<const ChainPoint> kept, const TellAudit& tell) {
    auto seen = see(layout);
    if (!seen) return std::move(seen).error();
    if (auto done = put_in_order(seen->rotated); !done) return std::move(done).error();
    if (!seen->head)
        if (auto told = tell({Severity::Error, {}, 0, "the head is damaged"}); !told)
            return std::move(told).error();
    ChainCheck check(seen->head ? *seen->head : std::nullopt, kept, tell);
    for (const auto* const files : {&seen->rotated, &seen->current})
        for (const OpenFile& one : *files)
            if (auto done = follow(check, one); !done) return std::move(done).error();
    return check.finish();
}

}  // namespace ptkt::store_check
