#include <fcntl.h>
#include <sys/stat.h>

#include <csignal>
#include <thread>

#include "common/cli/diagnostics.hpp"
#include "common/cli/io.hpp"
#include "common/cli/progress.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/test_io.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using tests::memory_file;

namespace {

std::vector<std::string> lines_of(std::string_view text) {
    cli::Input input(memory_file(text), "f");
    std::vector<std::string> lines;
    while (true) {
        const auto line = input.line();
        REQUIRE(line.ok());
        if (!*line) return lines;
        lines.emplace_back(**line);
        CHECK(input.line_number() == lines.size());
    }
}

std::pair<base::UniqueFd, base::UniqueFd> make_pipe() {
    int ends[2];
    REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
    return {base::UniqueFd(ends[0]), base::UniqueFd(ends[1])};
}

}  // namespace

TEST_CASE("lines come without their ends, the last one without a newline too") {
    using Lines = std::vector<std::string>;
    CHECK(lines_of("").empty());
    CHECK(lines_of("a") == Lines{"a"});
    CHECK(lines_of("a\n\nb\r\n\rc\r") == Lines{"a", "", "b", "\rc\r"});
    CHECK(lines_of("\n") == Lines{""});
    const std::string long_line(cli::Input::kMaxLine, 'x');
    CHECK(lines_of(long_line + "\n" + long_line) == Lines{long_line, long_line});
}

TEST_CASE("a line that is too long is named by its number and the next one is read") {
    const std::string too_long(300000, 'x');
    cli::Input input(memory_file("one\n" + too_long + "\nthree\n" + too_long), "f");
    CHECK(**input.line() == "one");
    const auto bad = input.line();
    REQUIRE_FALSE(bad.ok());
    CHECK(bad.error().kind == base::ErrorKind::Malformed);
    CHECK(bad.error().what == "f:2: line is longer than 65536 bytes");
    CHECK(**input.line() == "three");
    CHECK(input.line().error().what == "f:4: line is longer than 65536 bytes");
    CHECK_FALSE(input.line()->has_value());
}

TEST_CASE("a line that arrives in pieces is one line") {
    auto [reader, writer] = make_pipe();
    bool is_sent = true;
    std::thread sender([&is_sent, &writer = writer] {
        for (const char* piece : {"ab", "c", "d\nef", "\n", "g"})
            is_sent = is_sent && ::write(writer.get(), piece, std::strlen(piece)) > 0;
        writer.reset();
    });
    cli::Input input(std::move(reader), "f");
    CHECK(**input.line() == "abcd");
    CHECK(**input.line() == "ef");
    CHECK(**input.line() == "g");
    CHECK_FALSE(input.line()->has_value());
    sender.join();
    CHECK(is_sent);
}

TEST_CASE("all of an input is read up to a limit") {
    CHECK(*cli::Input(memory_file("12345"), "f").read_all(5) == "12345");
    const auto more = cli::Input(memory_file("123456"), "f").read_all(5);
    CHECK(more.error().what == "f is longer than 5 bytes");
    cli::Input rest(memory_file("a\nbc"), "f");
    REQUIRE(rest.line().ok());
    CHECK(*rest.read_all(100) == "bc");
}

TEST_CASE("an input that cannot be read is an input/output error") {
    cli::Input input(-1, "f");
    CHECK(input.line().error().kind == base::ErrorKind::Io);
}

TEST_CASE("output is written when it is flushed, or at each line's end when asked") {
    const auto file = memory_file("");
    cli::OutputFile output(file.get(), "o");
    REQUIRE(output.append("a\n").ok());
    CHECK(tests::contents(file).empty());
    REQUIRE(output.flush().ok());
    CHECK(tests::contents(file) == "a\n");
    output.set_line_buffered(true);
    REQUIRE(output.append("b").ok());
    CHECK(tests::contents(file) == "a\n");
    REQUIRE(output.append("c\n").ok());
    CHECK(tests::contents(file) == "a\nbc\n");
}

TEST_CASE("a full disk is remembered by the output that met it") {
    const base::UniqueFd full(::open("/dev/full", O_WRONLY | O_CLOEXEC));
    cli::OutputFile output(full.get(), "standard output");
    REQUIRE(output.append("x").ok());
    const auto flushed = output.flush();
    REQUIRE_FALSE(flushed.ok());
    CHECK(flushed.error().what == "writing standard output: No space left on device");
    CHECK_FALSE(output.append("y").ok());
    CHECK_FALSE(output.flush().ok());
    CHECK_FALSE(output.reader_gone());
}

TEST_CASE("a reader that went away is told from a failure") {
    std::signal(SIGPIPE, SIG_IGN);
    auto [reader, writer] = make_pipe();
    reader.reset();
    cli::OutputFile output(std::move(writer), "o");
    REQUIRE(output.append("x").ok());
    CHECK_FALSE(output.flush().ok());
    CHECK(output.reader_gone());
}

TEST_CASE("an operand names a file, or standard input once") {
    const tests::TemporaryDirectory directory;
    const auto in = memory_file("from stdin");
    cli::Io io = tests::World{}.make_io(in.get(), -1, -1);
    CHECK(*cli::open_input(io, directory.write("f", "from file"))->read_all(99) == "from file");
    CHECK(*cli::open_input(io, "-")->read_all(99) == "from stdin");
    CHECK(cli::open_input(io, "-").error().kind == base::ErrorKind::Usage);
    CHECK(cli::open_input(io, directory.path().string() + "/none").error().kind ==
          base::ErrorKind::NotFound);
    CHECK(cli::open_input(io, directory.path()).error().what ==
          directory.path().string() + ": is a directory");
}

TEST_CASE(
    "a text may come from any system: a mark before it and X'1A' after it are not a part of it") {
    const auto lines_of_text = [](std::string_view text) {
        cli::Input input(memory_file(text), "f");
        REQUIRE(input.begin_text().ok());
        std::vector<std::string> lines;
        while (true) {
            const auto line = input.line();
            REQUIRE(line.ok());
            if (!*line) return lines;
            lines.emplace_back(**line);
        }
    };
    using Lines = std::vector<std::string>;
    CHECK(lines_of_text("\xEF\xBB\xBF"
                        "a\r\nb\r\n\x1A") == Lines{"a", "b"});
    CHECK(lines_of_text("a\x1A\x1A\x1A") == Lines{"a"});
    CHECK(lines_of_text("a\x1A\nb") == Lines{"a\x1A", "b"});
    CHECK(lines_of_text("\x1A").empty());
    CHECK(lines_of_text("").empty());
    cli::Input wide(memory_file(std::string_view("A\0B\0\n\0", 6)), "f");
    const auto begun = wide.begin_text();
    REQUIRE_FALSE(begun.ok());
    CHECK(begun.error().what == "f: the text is in UTF-16, not in ASCII");
    CHECK(begun.error().hint == "convert it first, for example: iconv -f UTF-16 -t UTF-8 FILE");
}

TEST_CASE("a program that waits for a terminal says so") {
    tests::World world;
    world.in_is_terminal = true;
    world.in = "x\n";
    const auto read = [](cli::Io& io) {
        auto input = cli::open_input(io, "-");
        CHECK(**input->line() == "x");
        return cli::ExitStatus::Done;
    };
    CHECK(world.run(read).err == "tool: waiting for input from the terminal; Ctrl-D ends it\n");
    world.in_is_terminal = false;
    CHECK(world.run(read).err.empty());
}

TEST_CASE("a long run shows its progress on a terminal and takes it away again") {
    const auto work = [](cli::Io& io) {
        using Clock = std::chrono::steady_clock;
        cli::Progress progress(io, "line");
        // Longer than the line takes to be shown.
        for (const auto begun = Clock::now();
             Clock::now() - begun < std::chrono::milliseconds(400);)
            progress.add(1);
        cli::note(io, "something");
        return cli::ExitStatus::Done;
    };
    tests::World world;
    CHECK(world.run(work).err == "tool: something\n");
    world.err_is_terminal = true;
    const std::string err = world.run(work).err;
    CHECK(err.starts_with("\r"));
    CHECK(err.find(" lines\x1b[K\r\x1b[Ktool: something\n") != std::string::npos);
    world.env = {{"TERM", "dumb"}};
    CHECK(world.run(work).err == "tool: something\n");
}

TEST_CASE("messages of a service carry the time, but not in the journal, which has it") {
    const auto serve = [](cli::Io& io) {
        cli::stamp_lines(io);
        cli::note(io, "ready");
        return cli::ExitStatus::Done;
    };
    CHECK(tests::World().run(serve).err == "2026-11-22T10:00:00Z tool: ready\n");
    const auto in_journal = [](cli::Io& io) {
        struct stat facts = {};
        REQUIRE(::fstat(io.err.fd(), &facts) == 0);
        const std::string journal = fmt::format("{}:{}", facts.st_dev, facts.st_ino);
        io.env = [journal](std::string_view name) {
            return name == "JOURNAL_STREAM" ? std::optional(journal) : std::nullopt;
        };
        cli::stamp_lines(io);
        cli::note(io, "ready");
        return cli::ExitStatus::Done;
    };
    CHECK(tests::World().run(in_journal).err == "tool: ready\n");
}

TEST_CASE("standard error that leads to the journal gets entries there, not lines") {
    const auto in = memory_file(""), out = memory_file(""), err = memory_file("");
    struct stat facts {};
    REQUIRE(::fstat(err.get(), &facts) == 0);
    tests::World world;
    world.env["JOURNAL_STREAM"] = fmt::format("{}:{}", facts.st_dev, facts.st_ino);
    cli::Io io = world.make_io(in.get(), out.get(), err.get());
    io.log_form = formats::LogForm::Journal;
    std::string journal;
    bool is_taken = true;
    io.to_journal = [&](const std::string& entry) {
        if (is_taken) journal += entry;
        return is_taken;
    };
    json::Json fields = json::Json::object();
    fields.set("r", 248);
    const auto log = [&] {
        cli::log(io, {.line = "for people",
                      .id = "HWSP1503E",
                      .text = "HWSP1503E said",
                      .severity = formats::Severity::Error,
                      .fields = fields});
    };
    log();
    CHECK(journal ==
          "MESSAGE=HWSP1503E said\nPRIORITY=3\nSYSLOG_FACILITY=10\nSYSLOG_IDENTIFIER=tool\n"
          "PTKT_MESSAGE=HWSP1503E\nPTKT_R=248\n");
    CHECK(tests::contents(err).empty());
    // A journal that takes nothing is not to lose the message.
    is_taken = false;
    log();
    CHECK(tests::contents(err) == "tool: HWSP1503E said\n");
}
