#include "common/racf/store_check/audit_verify.hpp"

#include <algorithm>

#include "common/formats/json/json.hpp"
#include "common/racf/store/audit_files.hpp"

namespace ptkt::store_check {

namespace {

using store::ChainEnd;
using store::ChainHead;
using store::ChainLink;
using store::ChainPoint;

constexpr std::size_t kMostOthersTold = 20;
constexpr std::string_view kCutOff = "is no record: it was cut off by a full disk or a crash";

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
        if (done_.first == 0) {
            before_.add({file_, line_, is_record});
            return {};
        }
        others_.push_back({file_, line_, is_record});
        return others_.size() > kMostOthersTold ? tell_of_others(false) : base::Status();
    }

    base::Result<AuditVerified> finish() {
        if (auto told = tell_of_others(true); !told) return std::move(told).error();
        if (done_.first == 0)
            if (auto told = tell_of_before(true); !told) return std::move(told).error();
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
    /// Lines before the first record of the chain: a log of an earlier version may have many.
    struct Before {
        std::vector<Other> first;
        std::size_t records = 0;
        std::size_t lines = 0;
        void add(Other one) {
            ++lines;
            if (one.is_record) ++records;
            if (first.size() < kMostOthersTold) first.push_back(std::move(one));
        }
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
        if (is_first) {
            done_.first = link.seq;
            done_.first_file = link.log.value_or(0);
            if (auto told = tell_of_before(holds && link.seq == 1); !told) return told;
        }
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
        if (link.seq > last + 1) return missing(last + 1, link.seq - 1);
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
            if (auto told = error(
                    fmt::format("record {} is not the one that {} names", one.at.seq, one.whose));
                !told)
                return told;
        }
        return {};
    }

    /// Lines that are not records of the chain; at its end nothing covers them yet.
    base::Status tell_of_others(bool at_end) {
        for (const Other& one : others_) {
            const auto severity = at_end && one.is_record ? Severity::Error : Severity::Warning;
            const auto what =
                one.is_record ? std::string_view("is no record of the chain") : kCutOff;
            if (auto told = tell_({severity, one.file, one.line, std::string(what)}); !told)
                return told;
        }
        others_.clear();
        return {};
    }

    /// Only the very first record of a chain says what stood before it. What stands before a later
    /// one is covered by nothing that is here: anybody may have put it there. A line that a crash
    /// has cut off can stand there too.
    base::Status tell_of_before(bool is_covered) {
        if (is_covered) done_.before_chain = before_.records;
        for (const Other& one : before_.first) {
            if (is_covered && one.is_record) continue;
            const auto told =
                one.is_record
                    ? tell_({Severity::Error, one.file, one.line,
                             "is not a record of the chain, and no record that is here covers it"})
                    : tell_({Severity::Warning, one.file, one.line, std::string(kCutOff)});
            if (!told) return told;
        }
        const std::size_t more = before_.lines - before_.first.size();
        if (is_covered || more == 0) return {};
        return error(fmt::format("{} more lines before record {} are not records of the chain",
                                 more, done_.first));
    }

    base::Status tell_of_point(const Point& one) {
        // Before the first record there was nothing.
        const bool is_beginning = one.at == ChainPoint() && done_.first <= 1;
        if (one.seen || is_beginning) return {};
        if (one.at.seq > end_.last().seq)
            return tell_of_head(fmt::format("the end is cut off: {}, as {} says",
                                            missing(end_.last().seq + 1, one.at.seq), one.whose));
        if (one.at.seq < done_.first)
            return tell_of_head(
                fmt::format("record {}, which {} names, is in a file that is not "
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
    Before before_;
    std::string file_;
    std::size_t line_ = 0;
    AuditVerified done_;
};

/// The log as it is at one moment.
struct Seen {
    base::Result<std::optional<ChainHead>> head;
    std::vector<store::OpenLog> rotated;
    std::vector<store::OpenLog> current;  ///< none or one
};

/// Nobody appends meanwhile, so this only opens what there is; what is appended afterwards is not
/// looked at.
base::Result<Seen> see(const store::Layout& layout) {
    std::optional<files::FileLock> lock;
    if (files::stamp(layout.audit_head()))
        if (auto taken = files::FileLock::acquire(layout.audit_head(), std::chrono::seconds(30)))
            lock.emplace(std::move(*taken));
    Seen seen{store::read_audit_head(layout), {}, {}};
    const auto beside = store::rotated_logs(layout.audit_log());
    if (!beside) return beside.error();
    auto rotated = store::open_logs(beside->plain);
    if (!rotated) return std::move(rotated).error();
    seen.rotated = std::move(*rotated);
    if (!files::stamp(layout.audit_log())) return seen;
    auto current = store::open_log(layout.audit_log());
    if (!current) return std::move(current).error();
    seen.current.push_back(std::move(*current));
    return seen;
}

base::Status follow(ChainCheck& check, const store::OpenLog& one) {
    check.begin_file(one.path.filename().string());
    return store::each_log_line(
        one.file, [&check](const std::string& line, bool has_end) -> base::Result<bool> {
            auto done = check.take(line, has_end);
            if (!done) return std::move(done).error();
            return true;
        });
}

}  // namespace

base::Result<AuditFiles> audit_files(const store::Layout& layout) {
    auto beside = store::rotated_logs(layout.audit_log());
    if (!beside) return std::move(beside).error();
    auto rotated = store::open_logs(beside->plain);
    if (!rotated) return std::move(rotated).error();
    if (auto done = store::put_in_order(*rotated); !done) return std::move(done).error();
    AuditFiles found{{}, std::move(beside->compressed), std::move(beside->others)};
    for (store::OpenLog& one : *rotated)
        found.in_order.push_back(std::move(one.path));
    if (files::stamp(layout.audit_log())) found.in_order.push_back(layout.audit_log());
    return found;
}

base::Result<AuditVerified> verify_audit(const store::Layout& layout,
                                         std::span<const ChainPoint> kept, const TellAudit& tell) {
    auto seen = see(layout);
    if (!seen) return std::move(seen).error();
    if (auto done = store::put_in_order(seen->rotated); !done) return std::move(done).error();
    if (!seen->head)
        if (auto told = tell({Severity::Error, {}, 0, "the head is damaged"}); !told)
            return std::move(told).error();
    ChainCheck check(seen->head ? *seen->head : std::nullopt, kept, tell);
    for (const auto* const files : {&seen->rotated, &seen->current})
        for (const store::OpenLog& one : *files)
            if (auto done = follow(check, one); !done) return std::move(done).error();
    return check.finish();
}

}  // namespace ptkt::store_check
