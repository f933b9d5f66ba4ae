#include "common/cli/run.hpp"

#include <fcntl.h>

#include <csignal>

#include "common/cli/diagnostics.hpp"
#include "common/cli/directories.hpp"
#include "common/cli/signals.hpp"
#include "tests/support/test_io.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using base::ErrorKind;
using cli::ExitStatus;
using tests::World;

namespace {

struct Ended {
    ExitStatus status;
    std::string err;
};

/// Runs a body whose standard output is `out`.
Ended run_with_output(int out, const cli::Body& body) {
    const auto in = tests::memory_file(""), err = tests::memory_file("");
    cli::Io io = World{}.make_io(in.get(), out, err.get());
    const ExitStatus status = cli::run_body(io, body);
    return {status, tests::contents(err)};
}

/// A body that prints and gives a status.
cli::Body prints(ExitStatus status) {
    return [status](cli::Io& io) {
        const auto written = io.out.append("x\n");
        CHECK(written.ok());
        return status;
    };
}

}  // namespace

TEST_CASE("each kind of error has its number of the documented list") {
    const std::pair<ErrorKind, int> rows[] = {
        {ErrorKind::Usage, 64},       {ErrorKind::Malformed, 65}, {ErrorKind::NotFound, 66},
        {ErrorKind::Unavailable, 69}, {ErrorKind::Bug, 70},       {ErrorKind::CannotCreate, 73},
        {ErrorKind::Io, 74},          {ErrorKind::TryAgain, 75},  {ErrorKind::NotPermitted, 77},
        {ErrorKind::Config, 78},
    };
    for (const auto& [kind, number] : rows)
        CHECK(cli::to_int(cli::exit_status(kind)) == number);
}

TEST_CASE("what a body prints and gives is what comes out") {
    const auto outcome = World{}.run(prints(ExitStatus::No));
    CHECK(outcome.status == ExitStatus::No);
    CHECK(outcome.out == "x\n");
    CHECK(outcome.err.empty());
}

TEST_CASE("an exception is a bug: one line, and what was printed before is kept") {
    const auto outcome = World{}.run([](cli::Io& io) -> ExitStatus {
        static_cast<void>(io.out.append("before\n"));
        throw std::runtime_error("odd\nthing");
    });
    CHECK(outcome.status == ExitStatus::Bug);
    CHECK(outcome.out == "before\n");
    CHECK(outcome.err == "tool: error: internal error: odd\\x0Athing\n");
    CHECK(World{}.run([](cli::Io&) -> ExitStatus { throw std::bad_alloc(); }).err ==
          "tool: error: out of memory\n");
    CHECK(World{}.run([](cli::Io&) -> ExitStatus { throw 1; }).status == ExitStatus::Bug);
}

TEST_CASE("a full disk turns an answer into 74 and leaves worse alone") {
    const base::UniqueFd full(::open("/dev/full", O_WRONLY | O_CLOEXEC));
    const std::string message = "tool: error: writing standard output: No space left on device\n";
    for (const ExitStatus answer : {ExitStatus::Done, ExitStatus::No, ExitStatus::RacfWarning}) {
        const auto ended = run_with_output(full.get(), prints(answer));
        CHECK(ended.status == ExitStatus::Io);
        CHECK(ended.err == message);
    }
    CHECK(run_with_output(full.get(), prints(ExitStatus::Malformed)).status ==
          ExitStatus::Malformed);
}

TEST_CASE("a full disk is told once, also when the body reports it") {
    const base::UniqueFd full(::open("/dev/full", O_WRONLY | O_CLOEXEC));
    const auto ended = run_with_output(full.get(), [](cli::Io& io) {
        static_cast<void>(io.out.append("x\n"));
        return cli::report(io, io.out.flush().error());
    });
    CHECK(ended.status == ExitStatus::Io);
    CHECK(ended.err == "tool: error: writing standard output: No space left on device\n");
}

TEST_CASE("a reader that went away ends a program quietly, with its work incomplete") {
    std::signal(SIGPIPE, SIG_IGN);
    int ends[2];
    REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
    ::close(ends[0]);
    const base::UniqueFd writer(ends[1]);
    for (const ExitStatus answer : {ExitStatus::Done, ExitStatus::No}) {
        const auto ended = run_with_output(writer.get(), prints(answer));
        CHECK(ended.status == ExitStatus::Io);
        CHECK(ended.err.empty());
    }
    const auto stopped = run_with_output(writer.get(), [](cli::Io& io) {
        static_cast<void>(io.out.append("x\n"));
        return cli::report(io, io.out.flush().error());
    });
    CHECK(stopped.status == ExitStatus::Io);
    CHECK(stopped.err.empty());
}

TEST_CASE("a descriptor that is closed is an input/output error, not silence") {
    CHECK(run_with_output(-1, prints(ExitStatus::Done)).status == ExitStatus::Io);
}

TEST_CASE("errors, warnings and hints have one form") {
    const auto body = [](cli::Io& io) {
        cli::warn(io, "the key is old", "rotate it");
        cli::note(io, "listening");
        return cli::report(io, with_hint(fail(ErrorKind::TryAgain, "the store is busy"), "wait"));
    };
    const auto outcome = World{}.run(body);
    CHECK(outcome.status == ExitStatus::TryAgain);
    CHECK(outcome.err ==
          "tool: warning: the key is old\ntool: hint: rotate it\ntool: listening\n"
          "tool: error: the store is busy\ntool: hint: wait\n");
    CHECK(World{}
              .run([&](cli::Io& io) {
                  io.quiet = true;
                  return body(io);
              })
              .err == "tool: error: the store is busy\n");
}

TEST_CASE("what is wrong in a text is shown with its place, the line and a caret") {
    const auto outcome = World{}.run([](cli::Io& io) {
        const base::SourceText text("HWSCFG00", "HWS=(ID=A)\nTCPIP=(PORTX=1)\n");
        return cli::report(io, text, {{18, 5}, "unknown keyword 'PORTX'", "PORT or PORTID"});
    });
    CHECK(outcome.status == ExitStatus::Malformed);
    CHECK(outcome.err ==
          "tool: error: HWSCFG00:2:8: unknown keyword 'PORTX'\n"
          "TCPIP=(PORTX=1)\n"
          "       ^^^^^\n"
          "tool: hint: PORT or PORTID\n");
}

TEST_CASE("colour is for terminals whose user has not said no") {
    const auto says = [](World world) {
        return world.run([](cli::Io& io) { return cli::report(io, fail(ErrorKind::Io, "x")); }).err;
    };
    World world;
    CHECK(says(world) == "tool: error: x\n");
    world.err_is_terminal = true;
    CHECK(says(world) == "tool: \x1b[1;31merror:\x1b[0m x\n");
    world.env["NO_COLOR"] = "";
    CHECK(says(world) == "tool: \x1b[1;31merror:\x1b[0m x\n");
    world.env["NO_COLOR"] = "1";
    CHECK(says(world) == "tool: error: x\n");
    world.env = {{"TERM", "dumb"}};
    CHECK(says(world) == "tool: error: x\n");
}

TEST_CASE("the store is where it is said to be, or where the user's data are") {
    World world;
    const auto store = [&](std::optional<std::string> option, unsigned user_id = 1000) {
        cli::Io io = world.make_io(-1, -1, -1);
        io.user_id = user_id;
        const auto directory = cli::store_directory(io, option);
        return directory ? *directory : directory.error().hint;
    };
    CHECK(store(std::nullopt) == "name the store with --store or PTKT_STORE");
    CHECK(store(std::nullopt, 0) == "/var/lib/ptkt");
    world.env["HOME"] = "/home/u";
    CHECK(store(std::nullopt) == "/home/u/.local/share/ptkt");
    world.env["XDG_DATA_HOME"] = "relative";
    CHECK(store(std::nullopt) == "/home/u/.local/share/ptkt");
    world.env["XDG_DATA_HOME"] = "/data";
    CHECK(store(std::nullopt) == "/data/ptkt");
    CHECK(store("/given") == "/given");
    CHECK(store("/given", 0) == "/given");
}

TEST_CASE("signals that are collected wait to be read and do no harm") {
    sigset_t before;
    sigset_t after;
    ::pthread_sigmask(SIG_SETMASK, nullptr, &before);
    {
        auto signals = cli::Signals::collect({SIGTERM, SIGHUP});
        REQUIRE(signals.ok());
        CHECK_FALSE(signals->next().has_value());
        ::raise(SIGHUP);
        CHECK(signals->next() == SIGHUP);
        CHECK_FALSE(signals->next().has_value());
        ::raise(SIGTERM);  // left unread: it must not kill when the collecting ends
    }
    ::pthread_sigmask(SIG_SETMASK, nullptr, &after);
    CHECK(sigismember(&after, SIGTERM) == sigismember(&before, SIGTERM));
    CHECK(sigismember(&after, SIGHUP) == sigismember(&before, SIGHUP));
}

TEST_CASE("signals may stay blocked until the program has ended") {
    sigset_t before;
    sigset_t after;
    ::pthread_sigmask(SIG_SETMASK, nullptr, &before);
    {
        auto signals = cli::Signals::collect({SIGTERM});
        REQUIRE(signals.ok());
        signals->keep_to_the_end();
    }
    ::raise(SIGTERM);  // would kill
    ::pthread_sigmask(SIG_SETMASK, nullptr, &after);
    CHECK(sigismember(&after, SIGTERM) == 1);
    timespec at_once{};
    sigset_t terminate;
    sigemptyset(&terminate);
    sigaddset(&terminate, SIGTERM);
    CHECK(::sigtimedwait(&terminate, nullptr, &at_once) == SIGTERM);
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
}
