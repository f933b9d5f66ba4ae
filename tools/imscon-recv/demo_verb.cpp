#include "tools/imscon-recv/demo_verb.hpp"

#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <string>

#include "common/cli/diagnostics.hpp"
#include "common/cli/signals.hpp"
#include "common/files/files.hpp"
#include "common/files/temporary_directory.hpp"
#include "tools/imscon-recv/demo_script.hpp"
#include "tools/imscon-recv/demo_shell.hpp"
#include "tools/imscon-recv/options.hpp"

namespace ptkt::imscon_recv {

namespace {

using cli::ExitStatus;
using net::Variables;

constexpr std::string_view kPort = "{port}";
constexpr std::chrono::seconds kLongestStart{30};
constexpr std::size_t kLongestReadyFile = 4'096;

/// Where this program is, and so most likely the others.
std::string own_folder() {
    std::error_code error;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
    return error ? std::string() : self.parent_path().string();
}

/// Is a folder one of those in which the shell looks for programs?
bool is_in_path(const cli::Io& io, const std::string& folder) {
    return fmt::format(":{}:", io.env("PATH").value_or("")).find(":" + folder + ":") !=
           std::string::npos;
}

/// The commands run the programs of this folder, and go by no settings but those that are shown.
Variables variables(const cli::Io& io, const std::string& folder) {
    Variables all;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        if (text.starts_with("PTKT_")) all.emplace_back(text.substr(0, text.find('=')), "");
    }
    all.emplace_back("PTKT_CONFIG", "/dev/null");
    const std::string path = io.env("PATH").value_or("/usr/local/bin:/usr/bin:/bin");
    all.emplace_back("PATH", folder.empty() ? path : folder + ":" + path);
    return all;
}

/// A text with the receiver's port in the places for it.
std::string with_port(std::string_view text, const std::string& port) {
    std::string filled(text);
    for (auto at = filled.find(kPort); at != std::string::npos; at = filled.find(kPort, at))
        filled.replace(at, kPort.size(), port);
    return filled;
}

/// A command as somebody types it: the shell prompts for more lines by `> `.
std::string as_typed(std::string_view command) {
    std::string text = "$ ";
    for (const char c : command)
        text += c == '\n' ? std::string("\n> ") : std::string(1, c);
    return text + "\n";
}

/// The demo on its way: one shell, and where the receiver that it started listens.
class Demo {
  public:
    Demo(cli::Io& io, DemoShell& shell) : io_(io), shell_(shell) {}

    /// Unavailable: what must come of a step did not.
    [[nodiscard]] base::Status run(const DemoStep& step) {
        if (!step.heading.empty() && !io_.quiet) say(fmt::format("\n--- {}\n", step.heading));
        const std::string command = with_port(step.command, port_);
        say(as_typed(command));
        auto answer = shell_.run(command);
        if (!answer) return std::move(answer).error().within(command);
        if (!answer->output.empty() && !answer->output.ends_with('\n')) answer->output += '\n';
        say(answer->output);
        if (answer->status != step.status)
            return wrong(command, fmt::format("exit status {}, not {}", answer->status, step.status));
        for (const std::string_view text : step.shows)
            if (answer->output.find(with_port(text, port_)) == std::string::npos)
                return wrong(command, fmt::format("\"{}\" is not in its output", text));
        if (step.starts_receiver)
            if (auto ready = await_receiver(); !ready) return ready;
        return io_.out.flush();
    }
    [[nodiscard]] const std::string& port() const { return port_; }

  private:
    /// What cannot be written is told at the end of the step.
    void say(std::string_view text) { static_cast<void>(io_.out.append(text)); }

    static base::Error wrong(const std::string& command, const std::string& what) {
        return base::fail(base::ErrorKind::Unavailable, "{}: {}",
                          command.substr(0, command.find('\n')), what);
    }

    /// The receiver says by a file that it listens.
    base::Status await_receiver() {
        const auto deadline = std::chrono::steady_clock::now() + kLongestStart;
        while (std::chrono::steady_clock::now() < deadline) {
            const auto text = files::read_if_there(std::string(kDemoReady), kLongestReadyFile);
            if (!text) return text.error();
            if (*text) {
                const std::string line = (*text)->substr(0, (*text)->find('\n'));
                port_ = line.substr(line.rfind(':') + 1);
                return {};
            }
            if (auto waited = shell_.pause(); !waited) return waited;
        }
        return base::fail(base::ErrorKind::Unavailable, "the receiver does not listen");
    }

    cli::Io& io_;
    DemoShell& shell_;
    std::string port_;
};

/// How somebody goes on with what a demo left.
std::string going_on(const cli::Io& io, const std::string& folder, const std::string& directory,
                     const std::string& port) {
    std::string text = fmt::format(
        "\n--- To point your own client at this receiver, start it again, with a transaction that "
        "replies in\n    capitals:\ncd {}\n",
        directory);
    if (!folder.empty() && !is_in_path(io, folder))
        text += fmt::format("PATH={}:$PATH\n", folder);
    text += fmt::format(
        "imscon-recv --store receiver -m HWSCFGR1 --listen 127.0.0.1:{0} --exec 'tr a-z A-Z'\n"
        "\n    Your client connects to 127.0.0.1:{0}. Each message names user USER0002, "
        "application APPLI2I, data\n    store IMSB, and a new ticket:\n"
        "ptkt-gen --store sender -u USER0002 -a APPLI2I\n"
        "\n    This is such a client:\n"
        "echo hello | imscon-send client --store sender --to 127.0.0.1:{0} -u USER0002 -a APPLI2I -d "
        "IMSB -t PART\n"
        "\n    When you have finished:\nrm -r {1}\n",
        port, directory);
    return text;
}

constexpr std::string_view kHowToKeep =
    "\n--- imscon-recv demo --keep keeps the directory, and says how to point your own client at the "
    "receiver.\n";

base::Status run_steps(cli::Io& io, const DemoOptions& options, files::TemporaryDirectory& directory) {
    auto signals = cli::Signals::collect({SIGINT, SIGTERM, SIGHUP});
    if (!signals) return signals.error();
    std::error_code error;
    std::filesystem::current_path(directory.path(), error);
    if (error)
        return base::fail(base::ErrorKind::Io, "{}: {}", directory.path().string(), error.message());
    const std::string folder = own_folder();
    auto shell = DemoShell::start(variables(io, folder), signals->fd());
    if (!shell) return std::move(shell).error();
    Demo demo(io, *shell);
    base::Status done;
    for (const DemoStep& step : demo_steps())
        if (done = demo.run(step); !done) break;
    shell->end();
    if (!done || io.quiet) return done;
    return io.out.append(options.keep
                             ? going_on(io, folder, directory.path().string(), demo.port())
                             : std::string(kHowToKeep));
}

}  // namespace

cli::OptionTable demo_table(DemoOptions& options) {
    cli::OptionTable table({
        .tool = "imscon-recv demo",
        .purpose = "Run the main job in a temporary directory, and show each command: two IMS "
                   "Connect instances, one of which becomes a trusted user of the other by a "
                   "PassTicket, and two refusals.",
        .usage = {"[--keep]"},
        .examples = {{"imscon-recv demo", "takes a few seconds and leaves nothing"},
                     {"imscon-recv demo --keep", "to go on with what it made"}},
        .exit_status = {{"0", "all came as it must"},
                        {"1", "something did not, or a signal ended the demo"},
                        {"64", "usage"},
                        {"73", "no temporary directory can be made"},
                        {"74", "input/output error"}},
    });
    table
        .option({"keep", 0, "", "keep the directory, and say how to point a client at the receiver"},
                options.keep)
        .command_line_only();
    table.job_of(kTool, all_tables());
    cli::add_common_options(table, options.common);
    table.prints_text("the demo has one form, the text that it shows");
    return table;
}

ExitStatus run_demo(cli::Io& io) {
    DemoOptions options;
    const cli::OptionTable table = demo_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    auto directory = files::TemporaryDirectory::create(
        cli::variable(io, "TMPDIR").value_or("/tmp"), "imscon-demo-");
    if (!directory) return cli::report(io, directory.error());
    const auto done = run_steps(io, options, *directory);
    if (options.keep) directory->keep();
    if (done) return ExitStatus::Done;
    if (done.error().kind != base::ErrorKind::Unavailable) return cli::report(io, done.error());
    if (auto shown = io.out.flush(); !shown) return cli::report(io, shown.error());
    cli::say_error(io, done.error());
    return ExitStatus::No;
}

}  // namespace ptkt::imscon_recv
