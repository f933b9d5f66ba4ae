#ifndef PTKT_TESTS_SUPPORT_TEST_IO_HPP
#define PTKT_TESTS_SUPPORT_TEST_IO_HPP

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "common/cli/run.hpp"
#include "tests/support/memory_file.hpp"

namespace ptkt::tests {

/// What a program did.
struct Outcome {
    cli::ExitStatus status;
    std::string out;
    std::string err;
};

/// The world that a program is started in, for tests: nothing of it is the real one. The user is
/// not root, no variable is set, and it is 2026-11-22T10:00:00Z.
struct World {
    std::string tool = "tool";
    std::vector<std::string> args;
    std::string in;
    std::map<std::string, std::string> env;
    base::Instant now = base::instant(1795341600);
    std::string system_settings = "/nonexistent/ptkt.toml";
    bool err_is_terminal = false;
    bool in_is_terminal = false;

    /// Runs a body in this world, as `cli::run` does in the real one.
    Outcome run(const cli::Body& body) const {
        const auto in_file = memory_file(in), out_file = memory_file(""),
                   err_file = memory_file("");
        cli::Io io = make_io(in_file.get(), out_file.get(), err_file.get());
        const auto status = cli::run_body(io, body);
        return {status, contents(out_file), contents(err_file)};
    }

    /// An Io of this world over descriptors of the caller's.
    cli::Io make_io(int in_fd, int out_fd, int err_fd) const {
        cli::Io io;
        io.tool = tool;
        io.args = args;
        io.env = [variables = env](std::string_view name) -> std::optional<std::string> {
            const auto found = variables.find(std::string(name));
            return found == variables.end() ? std::nullopt : std::optional(found->second);
        };
        io.in = cli::Input(in_fd, "<stdin>");
        io.out = cli::OutputFile(out_fd, "standard output");
        io.err = cli::OutputFile(err_fd, "standard error");
        io.now = [when = now] { return when; };
        io.user_id = 1000;
        io.in_is_terminal = in_is_terminal;
        io.err_is_terminal = err_is_terminal;
        io.system_settings = system_settings;
        return io;
    }
};

}  // namespace ptkt::tests

#endif
