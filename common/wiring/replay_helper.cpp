#include "common/wiring/replay_helper.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

#include "common/net/child.hpp"

namespace ptkt::wiring {

namespace {

/// A verb waits for its server for half a minute.
constexpr int kVerbLimit = 40'000;
/// Of a program whose libraries are not there.
constexpr std::string_view kCannotStart = "exit status 127";

bool has_password(std::string_view url) {
    const auto rest = url.substr(url.find("://") + 3);
    const auto authority = rest.substr(0, rest.find_first_of("/?#"));
    const auto at = authority.rfind('@');
    const bool in_front =
        at != std::string_view::npos && authority.substr(0, at).find(':') != std::string_view::npos;
    return in_front || url.find("password=") != std::string_view::npos;
}

bool is_scheme(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    });
}

/// The directory that this program's own has beside it.
std::filesystem::path libexec() {
    std::error_code error;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
    return self.parent_path().parent_path() / "libexec" / "ptkt";
}

ReplayLine split(std::string_view line) {
    ReplayLine words;
    for (;;) {
        const auto end = line.find('\t');
        words.emplace_back(line.substr(0, end));
        if (end == std::string_view::npos) return words;
        line.remove_prefix(end + 1);
    }
}

base::Error failed(const ReplayLine& line) {
    auto error = base::fail(base::ErrorKind::Unavailable,
                            "the shared table of used tickets cannot be used: {}", line.at(1));
    return line.size() > 2 ? base::with_hint(std::move(error), line[2]) : error;
}

}  // namespace

base::Result<ReplayHelper> replay_helper(const cli::Io&, const std::string& url) {
    const auto end = url.find("://");
    std::string scheme = url.substr(0, end == std::string::npos ? 0 : end);
    if (!is_scheme(scheme))
        return base::with_hint(
            base::fail(base::ErrorKind::Usage,
                       "--replay needs a URL such as postgresql://HOST/DATABASE"),
            "ptkt-replay(7) describes it");
    if (has_password(url))
        return base::with_hint(
            base::fail(base::ErrorKind::Usage,
                       "the URL of --replay must not have a password in it"),
            "use the password file (~/.pgpass), a service file, or a certificate");
    if (scheme == "postgres") scheme = "postgresql";
    const auto program = libexec() / ("replay-" + scheme);
    if (::access(program.c_str(), X_OK) != 0)
        return base::with_hint(base::fail(base::ErrorKind::NotFound, "no helper for {}:// at {}",
                                          scheme, program.string()),
                               "that of PostgreSQL is built where libpq is installed");
    return ReplayHelper{program.string(), url};
}

base::Result<std::vector<ReplayLine>> run_replay_verb(const ReplayHelper& helper,
                                                      const std::string& verb,
                                                      const std::string& greeting) {
    auto child = net::Child::run(helper.program, {helper.program, verb, helper.url}, {});
    if (!child) return std::move(child).error();
    static_cast<void>(child->write(greeting));
    child->close_input();
    std::string text;
    for (bool goes_on = true; goes_on;) {
        pollfd one{child->output_fd(), POLLIN, 0};
        if (::poll(&one, 1, kVerbLimit) <= 0)
            return base::fail(base::ErrorKind::Unavailable, "{} does not answer", helper.program);
        goes_on = child->read(text);
    }
    const auto ended = child->reap();
    std::vector<ReplayLine> lines;
    for (std::size_t begin = 0, end = text.find('\n'); end != std::string::npos;
         begin = end + 1, end = text.find('\n', begin)) {
        lines.push_back(split(std::string_view(text).substr(begin, end - begin)));
        if (lines.back().front() == "failed" && lines.back().size() > 1)
            return failed(lines.back());
    }
    if (ended.empty()) return lines;
    base::Error error =
        base::fail(base::ErrorKind::Unavailable, "{} ended: {}", helper.program, ended);
    if (ended == kCannotStart)
        error.hint = "it cannot be started without libpq: apt install libpq5";
    return error;
}

}  // namespace ptkt::wiring
