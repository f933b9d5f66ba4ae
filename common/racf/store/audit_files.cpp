#include "common/racf/store/audit_files.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <tuple>

#include "common/racf/store/audit_chain.hpp"

namespace ptkt::store {

namespace {

constexpr std::size_t kPieceOfLogFile = std::size_t{256} << 10U;

bool is_compressed(std::string_view name) {
    constexpr std::array<std::string_view, 4> kEndings{".gz", ".xz", ".bz2", ".zst"};
    return std::ranges::any_of(kEndings, [&](auto ending) { return name.ends_with(ending); });
}

base::Result<std::uint64_t> first_seq(const files::LineFile& file) {
    std::uint64_t seq = 0;
    const auto done =
        each_log_line(file, [&seq](const std::string& line, bool has_end) -> base::Result<bool> {
            const auto link = has_end ? link_of(line) : std::nullopt;
            if (link) seq = link->seq;
            return seq == 0;
        });
    if (!done) return done.error();
    return seq;
}

}  // namespace

base::Result<RotatedLogs> rotated_logs(const files::Path& log) {
    const std::string current = log.filename().string();
    const auto names = files::list_directory(log.parent_path(), "");
    if (!names) return names.error();
    RotatedLogs found;
    for (const std::string& name : *names) {
        if (!name.starts_with(current) || name == current) continue;
        files::Path path = log.parent_path() / name;
        std::error_code ignored;
        if (!std::filesystem::is_regular_file(std::filesystem::symlink_status(path, ignored)))
            found.others.push_back(std::move(path));
        else
            (is_compressed(name) ? found.compressed : found.plain).push_back(std::move(path));
    }
    return found;
}

base::Result<OpenLog> open_log(const files::Path& path) {
    auto file = files::LineFile::open_to_read(path);
    if (!file) return std::move(file).error();
    return OpenLog{path, std::move(*file)};
}

base::Result<std::vector<OpenLog>> open_logs(const std::vector<files::Path>& paths) {
    std::vector<OpenLog> all;
    for (const files::Path& path : paths) {
        auto opened = open_log(path);
        if (!opened) return std::move(opened).error();
        all.push_back(std::move(*opened));
    }
    return all;
}

base::Status put_in_order(std::vector<OpenLog>& logs) {
    for (OpenLog& one : logs) {
        const auto first = first_seq(one.file);
        if (!first) return first.error();
        one.first = *first;
    }
    std::ranges::sort(logs, [](const OpenLog& a, const OpenLog& b) {
        return std::tie(a.first, a.path) < std::tie(b.first, b.path);
    });
    return {};
}

base::Status each_log_line(const files::LineFile& file, const TakeLogLine& take) {
    const std::uint64_t size = file.size().value_or(0);
    std::string line;
    for (std::uint64_t at = 0; at < size;) {
        const auto piece = file.read(
            at, static_cast<std::size_t>(std::min<std::uint64_t>(kPieceOfLogFile, size - at)));
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

}  // namespace ptkt::store
