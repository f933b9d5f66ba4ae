#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "common/base/system_call.hpp"
#include "common/base/unique_fd.hpp"
#include "common/formats/json/json.hpp"
#include "common/racf/store/layout.hpp"
#include "common/racf/store_check/audit_verify.hpp"
#include "common/racf/store_check/integrity.hpp"

namespace ptkt::store_check {

namespace {

constexpr std::size_t kMostDamagedLines = 20;  ///< told one by one
constexpr std::size_t kPieceOfLog = std::size_t{256} << 10U;

/// Takes the log in pieces and judges its lines.
class AuditLines {
  public:
    explicit AuditLines(const Tell& tell) : tell_(tell) {}

    base::Status take(std::string_view piece) {
        while (!piece.empty()) {
            const std::size_t end = piece.find('\n');
            line_.append(piece.substr(0, end));
            if (end == std::string_view::npos) return {};
            piece.remove_prefix(end + 1);
            if (auto done = judge(""); !done) return done;
        }
        return {};
    }

    base::Status finish() {
        if (!line_.empty())
            if (auto done = judge(", and has no end"); !done) return done;
        if (damaged_ <= kMostDamagedLines) return {};
        return tell_damage(
            fmt::format("{} more lines are not records", damaged_ - kMostDamagedLines));
    }

  private:
    base::Status judge(std::string_view more) {
        ++number_;
        const std::uint64_t at = at_;
        at_ += line_.size() + 1;
        const auto record = json::parse_json(line_);
        const bool good = record && record->as_object() != nullptr && more.empty();
        line_.clear();
        if (good || ++damaged_ > kMostDamagedLines) return {};
        return tell_damage(fmt::format(
            "line {} (byte {}) is not a record{}: it was cut off by a full disk or a power cut",
            number_, at, more));
    }

    base::Status tell_damage(std::string what) {
        return tell_({Severity::Warning, "audit", "file audit.jsonl", std::move(what)});
    }

    const Tell& tell_;
    std::string line_;
    std::uint64_t at_ = 0;
    std::size_t number_ = 0;
    std::size_t damaged_ = 0;
};

/// Where the chain of records is broken. Lines of the log that are cut off were told already.
base::Status inspect_chain(const store::Layout& layout, const Tell& tell) {
    const std::string current = layout.audit_log().filename().string();
    const auto verified = verify_audit(layout, {}, [&](const AuditFinding& one) {
        if (one.severity == Severity::Warning && one.file == current) return base::Status();
        const std::string file =
            one.file.empty() ? layout.audit_head().filename().string() : one.file;
        return tell({one.severity, "audit", "file " + file,
                     one.line == 0 ? one.what : fmt::format("line {}: {}", one.line, one.what)});
    });
    if (verified || verified.error().kind == base::ErrorKind::NotFound) return {};
    return tell({Severity::Error, "audit", "file " + current, verified.error().what});
}

}  // namespace

base::Status inspect_audit_log(const Inspection& inspection, const Tell& tell) {
    const files::Path path = store::Layout(inspection.root).audit_log();
    const Finding unreadable{Severity::Error, "audit", "file audit.jsonl", "it cannot be read"};
    const base::UniqueFd fd = base::open_fd(path.c_str(), O_RDONLY | O_NOFOLLOW);
    if (!fd && (errno == ENOENT || errno == EACCES || errno == ELOOP))
        return {};  // nothing has happened yet; a wrong mode or a link is told elsewhere
    if (!fd) return tell(unreadable);
    AuditLines lines(tell);
    std::string piece(kPieceOfLog, '\0');
    for (;;) {
        const ssize_t got = ::read(fd.get(), piece.data(), piece.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return tell(unreadable);
        if (got == 0) break;
        if (auto done =
                lines.take(std::string_view(piece).substr(0, static_cast<std::size_t>(got)));
            !done)
            return done;
    }
    if (auto done = lines.finish(); !done) return done;
    return inspect_chain(store::Layout(inspection.root), tell);
}

}  // namespace ptkt::store_check
