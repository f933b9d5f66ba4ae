#include "tools/racf-admin/history.hpp"

#include "common/base/text/ascii.hpp"
#include "common/cli/directories.hpp"
#include "common/files/files.hpp"

namespace ptkt::admin {

namespace {

constexpr std::size_t kKept = 1000;
constexpr std::size_t kLimit = std::size_t{1} << 20U;

std::string one_line(std::string command) {
    for (char& c : command)
        if (!base::is_printable(c)) c = ' ';
    return command;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        if (end > at) lines.push_back(one_line(text.substr(at, end - at)));
        at = end + 1;
    }
    return lines;
}

}  // namespace

History::History(const cli::Io& io) {
    const auto state = cli::user_directory(io, "XDG_STATE_HOME", ".local/state");
    if (state) path_ = std::filesystem::path(*state) / "ptkt" / "racf-admin.history";
}

std::vector<std::string> History::load() const {
    const auto text =
        path_ ? files::read_file(*path_, kLimit) : base::Result<std::string>(std::string());
    if (!text) return {};
    std::vector<std::string> lines = lines_of(*text);
    if (lines.size() > 2 * kKept) {
        // It has grown for long enough: only what is used stays.
        std::string newest;
        for (std::size_t i = lines.size() - kKept; i < lines.size(); ++i)
            newest += lines[i] + "\n";
        static_cast<void>(files::write_atomically(*path_, newest));
    }
    if (lines.size() > kKept)
        lines.erase(lines.begin(), lines.end() - static_cast<std::ptrdiff_t>(kKept));
    return lines;
}

void History::add(const std::string& command) const {
    if (!path_) return;
    if (!files::make_directory(path_->parent_path())) return;
    static_cast<void>(files::append(*path_, one_line(command) + "\n", false));
}

}  // namespace ptkt::admin
