#include "common/cli/run.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <cstdlib>
#include <ctime>
#include <new>

#include "common/base/text/ascii.hpp"
#include "common/cli/diagnostics.hpp"

#if defined(__SANITIZE_ADDRESS__)
#define PTKT_UNDER_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || \
    __has_feature(thread_sanitizer)
#define PTKT_UNDER_SANITIZER 1
#endif
#endif

namespace ptkt::cli {

namespace {

ExitStatus bug(Io& io, std::string_view what) {
    say_error(io, {base::ErrorKind::Bug, std::string(what), {}});
    return ExitStatus::Bug;
}

ExitStatus guarded(Io& io, const Body& body) {
    try {
        return body(io);
    } catch (const std::bad_alloc&) {
        return bug(io, "out of memory");
    } catch (const std::exception& exception) {
        return bug(io, "internal error: " + base::printable(exception.what(), 200));
    } catch (...) {
        return bug(io, "internal error");
    }
}

/// A descriptor from 0 to 2 that was closed at the start would be given to the next file that is
/// opened. What takes its place here refuses to be used the usual way, so that the loss shows.
void fill_closed_descriptors() {
    for (const int fd : {0, 1, 2}) {
        if (::fcntl(fd, F_GETFD) != -1) continue;
        static_cast<void>(::open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY));
    }
}

void protect_secrets() {
    ::umask(077);
#ifndef PTKT_UNDER_SANITIZER  // the leak check traces its own process
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

base::Seconds local_offset(base::Instant when) {
    const std::time_t seconds = base::to_seconds(when);
    std::tm local{};
    return base::Seconds(::localtime_r(&seconds, &local) == nullptr ? 0 : local.tm_gmtoff);
}

Io process_io(std::string_view tool, int argc, const char* const* argv) {
    Io io;
    io.tool = tool;
    if (argc > 1) io.args.assign(argv + 1, argv + argc);
    io.env = [](std::string_view name) -> std::optional<std::string> {
        const char* value = std::getenv(std::string(name).c_str());
        return value == nullptr ? std::nullopt : std::optional<std::string>(value);
    };
    io.in = Input(STDIN_FILENO, "<stdin>");
    io.out = OutputFile(STDOUT_FILENO, "standard output");
    io.err = OutputFile(STDERR_FILENO, "standard error");
    io.now = [] { return std::chrono::floor<base::Seconds>(std::chrono::system_clock::now()); };
    io.clock = [] {
        return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    };
    io.local_offset = local_offset;
    io.user_id = ::geteuid();
    io.in_is_terminal = ::isatty(STDIN_FILENO) == 1;
    io.out_is_terminal = ::isatty(STDOUT_FILENO) == 1;
    io.err_is_terminal = ::isatty(STDERR_FILENO) == 1;
    io.out.set_line_buffered(io.out_is_terminal);
    return io;
}

}  // namespace

ExitStatus run_body(Io& io, const Body& body) {
    const ExitStatus status = guarded(io, body);
    const auto flushed = io.out.flush();
    if (flushed) return status;
    // A reader that goes away needs no message, but what was asked for is not complete.
    if (!io.out.reader_gone()) say_error(io, flushed.error());
    const bool is_answer = to_int(status) < to_int(ExitStatus::Usage);
    return is_answer ? ExitStatus::Io : status;
}

int run(std::string_view tool, int argc, const char* const* argv, const Body& body) {
    fill_closed_descriptors();
    protect_secrets();
    std::signal(SIGPIPE, SIG_IGN);
    Io io = process_io(tool, argc, argv);
    return to_int(run_body(io, body));
}

}  // namespace ptkt::cli
