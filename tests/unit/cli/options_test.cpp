#include "common/cli/options/options.hpp"

#include "common/cli/options/help.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/test_io.hpp"
#include "tests/unit/cli/sample.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using cli::ExitStatus;
using tests::Sample;
using tests::SampleType;
using tests::World;

namespace {

/// Parses in a world and lets a check look at what came out; the status when it is over.
template <typename Check>
tests::Outcome parse(const World& world, Check check) {
    return world.run([&](cli::Io& io) {
        Sample sample;
        cli::OptionTable table = tests::sample_table(sample);
        if (const auto over = cli::parse_options(table, io)) return *over;
        check(sample);
        return ExitStatus::No;  // stands for "went on"
    });
}

World given(std::vector<std::string> args) {
    World world;
    world.args = std::move(args);
    return world;
}

std::string refused(const World& world) {
    const auto outcome = parse(world, [](const Sample&) { FAIL("was accepted"); });
    CHECK(outcome.status == ExitStatus::Usage);
    CHECK(outcome.out.empty());
    return outcome.err;
}

}  // namespace

TEST_CASE("options set the members they are bound to, in every way of writing") {
    const auto check = [](const Sample& sample) {
        CHECK(sample.user == "USER0002");
        CHECK(sample.type == SampleType::Mixed);
        CHECK(sample.count == 7);
        CHECK(sample.common.json);
        CHECK(sample.common.verbosity == 2);
        CHECK(sample.operand == "TICKET");
    };
    for (const auto& args : std::vector<std::vector<std::string>>{
             {"-u", "USER0002", "--type", "mixed", "--count=7", "--json", "-vv", "TICKET"},
             {"TICKET", "-uUSER0002", "--type=mixed", "-vn7", "-v", "--json"},
             {"--user=USER0002", "-v", "--verbose", "--json=true", "--type", "mixed", "-n", "7",
              "--verbose=false", "--", "TICKET"}}) {
        const auto outcome = parse(given(args), check);
        CHECK(outcome.err.empty());
        CHECK(outcome.status == ExitStatus::No);
    }
}

TEST_CASE("a word may begin with a dash or a bracket and is kept as it is") {
    CHECK(parse(given({"--at", "-5m", "-u", "[A,B]", "[x,y]"}), [](const Sample& sample) {
              CHECK(sample.at == base::instant(1795341600 - 300));
              CHECK(sample.user == "[A,B]");
              CHECK(sample.operand == "[x,y]");
          }).status == ExitStatus::No);
    CHECK(parse(given({"--", "-dashed"}), [](const Sample& sample) {
              CHECK(sample.operand == "-dashed");
          }).status == ExitStatus::No);
    CHECK(parse(given({"-"}), [](const Sample& sample) { CHECK(sample.operand == "-"); }).status ==
          ExitStatus::No);
    CHECK(parse(given({"-u", "--", "--", "x"}), [](const Sample& sample) {
              CHECK(sample.user == "--");
              CHECK(sample.operand == "x");
          }).status == ExitStatus::No);
}

TEST_CASE("a word may hold and end with what stands before a word") {
    CHECK(parse(given({"--user=A=B=", "-n7"}), [](const Sample& sample) {
              CHECK(sample.user == "A=B=");
          }).status == ExitStatus::No);
    CHECK(parse(given({"-u=", "-n7"}), [](const Sample& sample) {
              CHECK(sample.user == "=");
          }).status == ExitStatus::No);
    CHECK(refused(given({"--json="})).starts_with("tool: error: option '--json' needs a value"));
}

TEST_CASE("what is given several times is kept in order where that is allowed") {
    CHECK(parse(given({"--listen", "a", "--listen=b"}), [](const Sample& sample) {
              CHECK(sample.listen == std::vector<std::string>{"a", "b"});
          }).status == ExitStatus::No);
    CHECK(refused(given({"-u", "A", "--user", "B"})) ==
          "tool: error: option '--user' is given twice\n"
          "tool: hint: see 'tool --help'\n");
}

TEST_CASE("a command line that makes no sense is refused with what to do") {
    CHECK(refused(given({"--uesr", "A"})) ==
          "tool: error: unknown option '--uesr'\n"
          "tool: hint: did you mean '--user'?\n"
          "tool: hint: see 'tool --help'\n");
    CHECK(refused(given({"-x"})).starts_with("tool: error: unknown option '-x'\n"));
    CHECK(refused(given({"--user"}))
              .starts_with("tool: error: option '--user' needs a value: USER\n"));
    CHECK(refused(given({"-vu"})).starts_with("tool: error: option '--user' needs a value"));
    CHECK(
        refused(given({"--user=", "A"})).starts_with("tool: error: option '--user' needs a value"));
    CHECK(refused(given({"A", "B\x1b"})).starts_with("tool: error: unexpected operand 'B\\x1B'\n"));
    CHECK(refused(given({"--type", "odd"}))
              .starts_with("tool: error: option '--type': 'odd' is not one of auto, mixed\n"));
    CHECK(refused(given({"--count", "11"}))
              .starts_with("tool: error: option '--count': 11 is not from 1 to 10\n"));
    CHECK(refused(given({"--count", "1x"}))
              .starts_with("tool: error: option '--count': '1x' is not a whole number\n"));
    CHECK(refused(given({"--at", "noon"}))
              .starts_with("tool: error: option '--at': time 'noon' is not understood\n"
                           "tool: hint: write "));
    CHECK(refused(given({"--timeout", "0s"}))
              .starts_with("tool: error: option '--timeout': 0 is not from 1 to 60 seconds\n"));
    CHECK(refused(given({"--json=perhaps"}))
              .starts_with("tool: error: option '--json': 'perhaps' is neither true nor false\n"));
    CHECK(refused(given({"--even", "3"})).starts_with("tool: error: option '--even': odd\n"));
}

TEST_CASE(
    "the arguments win over the environment, it over the user's file, that over the system's") {
    const tests::TemporaryDirectory directory;
    World world;
    const auto user_is = [&](std::string_view expected) {
        const auto outcome = parse(world, [&](const Sample& sample) {
            CHECK(sample.user == expected);
            CHECK(sample.key_file == "k");  // only the system's file has it
        });
        CHECK(outcome.err.empty());
    };
    world.system_settings = directory.write("etc", "[tool]\nuser = 'SYSTEM'\nkey-file = 'k'\n");
    user_is("SYSTEM");
    world.env["HOME"] = directory.path();
    directory.write(".config/ptkt/ptkt.toml", "[tool]\nuser = 'FILE'\n");
    user_is("FILE");
    directory.write("xdg/ptkt/ptkt.toml", "[tool]\nuser = 'XDG'\n");
    world.env["XDG_CONFIG_HOME"] = directory.path().string() + "/xdg";
    user_is("XDG");
    world.env["PTKT_TOOL_USER"] = "";
    user_is("XDG");
    world.env["PTKT_TOOL_USER"] = "ENV";
    user_is("ENV");
    world.args = {"--user", "ARG"};
    user_is("ARG");
}

TEST_CASE("a settings file that is named stands alone and must be there") {
    const tests::TemporaryDirectory directory;
    World world;
    world.system_settings = directory.write("etc", "json = true\n");
    world.env["PTKT_CONFIG"] = directory.write("mine", "store = '/s'\n");
    parse(world, [](const Sample& sample) {
        CHECK(sample.common.store == "/s");
        CHECK_FALSE(sample.common.json);
    });
    world.args = {"--config", directory.path().string() + "/none"};
    const auto outcome = parse(world, [](const Sample&) { FAIL("was accepted"); });
    CHECK(outcome.status == ExitStatus::NotFound);
    CHECK(outcome.err == "tool: error: settings: " + directory.path().string() +
                             "/none: No such file or directory\n");
}

TEST_CASE("settings give every kind of option its value, the program's own table before the top") {
    const tests::TemporaryDirectory directory;
    World world;
    world.system_settings = directory.write("s",
                                            "verbose = 2\nquiet = true\njson = true\n"
                                            "[imscon-send]\nwhatever = 1\n"
                                            "[tool]\ncount = 3\ntimeout = '5s'\nat = '@9'\n"
                                            "type = 'mixed'\nlisten = ['a', 'b']\njson = false\n");
    const auto outcome = parse(world, [](const Sample& sample) {
        CHECK(sample.common.verbosity == 2);
        CHECK(sample.common.quiet);
        CHECK_FALSE(sample.common.json);
        CHECK(sample.count == 3);
        CHECK(sample.timeout == base::Seconds(5));
        CHECK(sample.at == base::instant(9));
        CHECK(sample.type == SampleType::Mixed);
        CHECK(sample.listen == std::vector<std::string>{"a", "b"});
    });
    CHECK(outcome.err.empty());
}

TEST_CASE("what is wrong in settings is shown at its line and column") {
    const tests::TemporaryDirectory directory;
    const auto shown = [&](const std::string& text) {
        World world;
        world.system_settings = directory.write("s", text);
        const auto outcome = parse(world, [](const Sample&) { FAIL("was accepted"); });
        CHECK(outcome.status == ExitStatus::Config);
        std::string err = outcome.err;
        const auto at = err.find(world.system_settings);
        REQUIRE(at != std::string::npos);
        return err.replace(at, world.system_settings.size(), "s");
    };
    CHECK(shown("json = true\n  jsno = 1\n") ==
          "tool: error: s:2:3: unknown setting 'jsno'\n  jsno = 1\n  ^^^^\n");
    CHECK(shown("user = 'A'\n") ==
          "tool: error: s:1:1: unknown setting 'user'\nuser = 'A'\n^^^^\n"
          "tool: hint: it belongs into the table [tool]\n");
    CHECK(shown("[tool]\njson = 'yes'\n") ==
          "tool: error: s:2:8: 'json' must be true or false, not a string\n"
          "json = 'yes'\n       ^^^^^\n");
    CHECK(shown("[tool]\ntype = 'odd'\n") ==
          "tool: error: s:2:8: type: 'odd' is not one of auto, mixed\n"
          "type = 'odd'\n       ^^^^^\n");
    CHECK(
        shown("[tool]\nlisten = ['a', 1]\n").starts_with("tool: error: s:2:16: 'listen' must be"));
    CHECK(shown("[tool]\nuser = ['a']\n").starts_with("tool: error: s:2:8: 'user' must be"));
    CHECK(shown("[tol]\n").starts_with("tool: error: s:1:2: unknown setting 'tol'\n"));
    CHECK(shown("tool = 1\n").starts_with("tool: error: s:1:8: 'tool' must be a table"));
    CHECK(shown("config = 'x'\n").starts_with("tool: error: s:1:1: unknown setting 'config'\n"));
    CHECK(shown("help = true\n").starts_with("tool: error: s:1:1: unknown setting 'help'\n"));
    CHECK(shown("json = \n").starts_with("tool: error: s:1:"));
}

TEST_CASE("a bad word in the environment is named by its variable") {
    World world;
    world.env["PTKT_TOOL_COUNT"] = "many";
    CHECK(
        refused(world).starts_with("tool: error: PTKT_TOOL_COUNT: 'many' is not a whole number\n"));
    world.env = {{"PTKT_TOOL_KEY_FILE", "k"}, {"PTKT_JSON", "1"}, {"PTKT_HELP", "1"}};
    parse(world, [](const Sample& sample) {
        CHECK(sample.key_file == "k");
        CHECK(sample.common.json);
    });
}

TEST_CASE("a variable of one program means nothing to another, and the program's own comes first") {
    World world;
    world.env = {{"PTKT_USER", "A"},   {"PTKT_OTHER_COUNT", "many"}, {"PTKT_FIELD", "x"},
                 {"PTKT_STORE", "/s"}, {"PTKT_TOOL_STORE", "/t"},    {"PTKT_TOOL_VERBOSE", "2"}};
    const auto outcome = parse(world, [](const Sample& sample) {
        CHECK(sample.user.empty());
        CHECK_FALSE(sample.common.field);
        CHECK(sample.common.store == "/t");
        CHECK(sample.common.verbosity == 2);
    });
    CHECK(outcome.status == ExitStatus::No);
}

TEST_CASE("an option without effect is refused on the command line, and passed over elsewhere") {
    const auto run = [](World world) {
        return world.run([](cli::Io& io) {
            Sample sample;
            cli::OptionTable table = tests::sample_table(sample);
            table.at("count").goes_with({"json", "debug-internals"});
            table.at("timeout").not_with({"json"}, "the timeout is for people");
            table.at("even").for_actions({"make", "mend"});
            if (const auto over = cli::parse_options(table, io)) return *over;
            CHECK(sample.timeout == base::Seconds(10));
            CHECK_FALSE(sample.even);
            return ExitStatus::No;
        });
    };
    CHECK(run(given({"-n7"})).err.starts_with("tool: error: --count goes with --json or --debug"));
    CHECK(run(given({"-n7", "--json=false"})).status == ExitStatus::Usage);
    CHECK(run(given({"-n7", "--json"})).status == ExitStatus::No);
    CHECK(run(given({"--timeout=5s", "--json"})).err.find("the timeout is for people") !=
          std::string::npos);
    CHECK(run(given({"--even=2", "sell"})).err.starts_with("tool: error: --even goes with"));
    World world = given({"sell", "--json"});
    world.env = {{"PTKT_TOOL_TIMEOUT", "5s"}, {"PTKT_TOOL_EVEN", "2"}};
    CHECK(run(world).status == ExitStatus::No);
    world.env = {{"PTKT_TOOL_TIMEOUT", "5"}};  // still read: it may be wrong
    CHECK(run(world).status == ExitStatus::Usage);
}

TEST_CASE("of options that exclude each other the command line's wins over other sources") {
    const auto run = [](World world) {
        std::string seen;
        const auto outcome = world.run([&](cli::Io& io) {
            Sample sample;
            cli::OptionTable table = tests::sample_table(sample);
            table.exclusive({"user", "count"}, "not both");
            if (const auto over = cli::parse_options(table, io)) return *over;
            seen = sample.user + std::to_string(sample.count.value_or(0));
            return ExitStatus::No;
        });
        return outcome.status == ExitStatus::No ? seen : outcome.err;
    };
    CHECK(run(given({"--user", "KIM", "-n7"})).starts_with("tool: error: not both\n"));
    World world = given({"--user", "KIM"});
    world.env = {{"PTKT_TOOL_COUNT", "7"}};
    CHECK(run(world) == "KIM0");
    world = given({"-n7"});
    world.env = {{"PTKT_TOOL_USER", "KIM"}};
    CHECK(run(world) == "7");
}

TEST_CASE(
    "of options that exclude each other the nearer source's counts; one source has one of them") {
    const tests::TemporaryDirectory directory;
    const std::string both =
        directory.write("both", "verbose = 1\n[tool]\nuser = 'KIM'\ncount = 7\n");
    const std::string user = directory.write("user", "[tool]\nuser = 'KIM'\n");
    const auto run = [](World world, const std::string& file) {
        world.system_settings = file;
        std::string seen;
        const auto outcome = world.run([&](cli::Io& io) {
            Sample sample;
            cli::OptionTable table = tests::sample_table(sample);
            table.exclusive({"user", "count", "type"}, "not both");
            table.at("count").not_with({"json"});
            if (const auto over = cli::parse_options(table, io)) return *over;
            seen = sample.user + std::to_string(sample.count.value_or(0));
            return ExitStatus::No;
        });
        if (outcome.status == ExitStatus::No) return seen;
        return fmt::format("{} {}", static_cast<int>(outcome.status), outcome.err);
    };
    // One file, or the environment alone: an error that names both places.
    CHECK(run(given({}), both)
              .starts_with(fmt::format(
                  "78 tool: error: {0}:3:8: 'user' and 'count' ({0}:4): not both\n", both)));
    World world = given({});
    world.env = {{"PTKT_TOOL_COUNT", "7"}, {"PTKT_TOOL_USER", "LEE"}};
    CHECK(run(world, user)
              .starts_with("64 tool: error: PTKT_TOOL_USER and PTKT_TOOL_COUNT: not both\n"));
    // A nearer source decides, also between two of one farther away.
    world.env = {{"PTKT_TOOL_COUNT", "7"}};
    CHECK(run(world, user) == "7");
    world.env = {{"PTKT_TOOL_TYPE", "MIXED"}};
    CHECK(run(world, both) == "0");
    CHECK(run(given({"--type", "MIXED"}), both) == "0");
    // What has no effect for another reason excludes nothing.
    CHECK(run(given({"--json"}), both) == "KIM0");
}

TEST_CASE("--show-config prints each option's value and where it comes from") {
    const tests::TemporaryDirectory directory;
    World world = given({"--show-config", "--user", "KIM", "--json=false"});
    world.system_settings = directory.write("s", "verbose = 2\n[tool]\nlisten = ['a', 'b']\n");
    world.env = {{"PTKT_STORE", "/s"}, {"PTKT_TOOL_TYPE", "MIXED"}};
    const auto outcome = parse(world, [](const Sample&) { FAIL("went on"); });
    CHECK(outcome.status == ExitStatus::Done);
    const auto has = [&](const std::string& line) {
        INFO(line);
        CHECK(("\n" + outcome.out).find("\n" + line + "\n") != std::string::npos);
    };
    has("user\tKIM\tcommand line");
    has("type\tMIXED\tPTKT_TOOL_TYPE");
    has("count\t\tdefault");
    has("timeout\t10s\tdefault");
    has("listen\ta b\t" + world.system_settings + ":3");
    has("store\t/s\tPTKT_STORE");
    has("verbose\t2\t" + world.system_settings + ":1");
    CHECK(outcome.out.find("debug-internals") == std::string::npos);
    world.args = {"--show-config", "--json"};
    CHECK(parse(world, [](const Sample&) {
          }).out.starts_with(R"({"v":1,"event":"setting","option":"user","value":null,"source":"default"})"));
    world.args = {"--show-config", "--field", "nothing"};
    CHECK(parse(world, [](const Sample&) {}).status == ExitStatus::Usage);
}

TEST_CASE("help and version go to standard output, whatever the settings are") {
    const tests::TemporaryDirectory directory;
    World world;
    world.system_settings = directory.write("s", "not toml");
    Sample sample;
    const cli::OptionTable table = tests::sample_table(sample);
    for (const auto& args : std::vector<std::vector<std::string>>{
             {"--help"}, {"-h"}, {"--unknown", "--help"}, {"--version", "-h"}}) {
        world.args = args;
        const auto outcome = parse(world, [](const Sample&) { FAIL("went on"); });
        CHECK(outcome.status == ExitStatus::Done);
        CHECK(outcome.out == cli::help_text(table));
        CHECK(outcome.err.empty());
    }
    world.args = {"--version"};
    CHECK(parse(world, [](const Sample&) { FAIL("went on"); }).out == "tool " PTKT_VERSION "\n");
}

TEST_CASE("what -q asks for is known to the diagnostics") {
    const auto outcome = given({"-q"}).run([](cli::Io& io) {
        Sample sample;
        const cli::OptionTable table = tests::sample_table(sample);
        CHECK_FALSE(cli::parse_options(table, io).has_value());
        CHECK(io.quiet);
        return ExitStatus::Done;
    });
    CHECK(outcome.status == ExitStatus::Done);
}

TEST_CASE("a program that takes commands keeps everything from the first word on") {
    const auto kept = [](std::vector<std::string> args) {
        std::vector<std::string> words;
        const auto outcome = given(std::move(args)).run([&](cli::Io& io) {
            cli::CommonOptions common;
            cli::OptionTable table({"tool", "Runs commands.", {"COMMAND..."}, {}, {}});
            std::string issuer;
            table.option({"as", 0, "USER", "the issuer"}, issuer);
            table.words("COMMAND", "the command", words);
            cli::add_common_options(table, common);
            if (const auto over = cli::parse_options(table, io)) return *over;
            words.push_back(issuer + (common.json ? " json" : ""));
            return ExitStatus::Done;
        });
        if (outcome.status != ExitStatus::Done) words = {outcome.err};
        return words;
    };
    using Words = std::vector<std::string>;
    CHECK(kept({"--as", "IBMUSER", "--json", "LISTUSER", "--json", "-x", "--", "--help"}) ==
          Words{"LISTUSER", "--json", "-x", "--", "--help", "IBMUSER json"});
    CHECK(kept({"--", "--as", "-f"}) == Words{"--as", "-f", ""});
    CHECK(kept({"--as=X"}) == Words{"X"});
    CHECK(kept({"--bad", "LISTUSER"}).front().starts_with("tool: error: unknown option '--bad'"));
}

TEST_CASE("operands that must be there are missed by name") {
    const auto outcome = given({}).run([](cli::Io& io) {
        std::string first;
        std::vector<std::string> rest;
        cli::OptionTable table({"tool", "Joins.", {"FIRST [REST...]"}, {}, {}});
        table.operand("FIRST", "the first", first);
        table.operand("REST", "the others", rest);
        if (const auto over = cli::parse_options(table, io)) return *over;
        return ExitStatus::Done;
    });
    CHECK(outcome.status == ExitStatus::Usage);
    CHECK(outcome.err.starts_with("tool: error: FIRST is missing\n"));
}

TEST_CASE("an option that is declared twice or without its value's name is a bug that shows") {
    bool flag = false;
    std::string text;
    cli::OptionTable table({"tool", "", {}, {}, {}});
    table.option({"one", 'o', "", ""}, flag);
    CHECK_THROWS_AS(table.option({"one", 0, "", ""}, flag), std::logic_error);
    CHECK_THROWS_AS(table.option({"other", 'o', "", ""}, flag), std::logic_error);
    CHECK_THROWS_AS(table.option({"text", 0, "", ""}, text), std::logic_error);
    CHECK_THROWS_AS(table.option({"flag", 0, "X", ""}, flag), std::logic_error);
}
