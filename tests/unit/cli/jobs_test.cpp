#include "common/cli/options/jobs.hpp"

#include "common/cli/options/completion.hpp"
#include "common/cli/options/options.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/test_io.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;

namespace {

struct Workshop {
    std::int64_t size = 0;
    std::string colour;
    std::optional<std::string> file;
    cli::CommonOptions common;
};

std::vector<cli::OptionTable> workshop_jobs(Workshop& options);

cli::OptionTable workshop_table(std::string tool, Workshop& options) {
    cli::OptionTable table(
        {.tool = std::move(tool), .purpose = {}, .usage = {}, .examples = {}, .exit_status = {}});
    table.job_of("shop", [&options] { return workshop_jobs(options); });
    if (table.job() != "paint") table.option({"size", 's', "N", "how large"}, options.size);
    if (table.job() == "paint")
        table.option({"colour", 'c', "WORD", "which colour"}, options.colour);
    table.operand("FILE", "a file", options.file).file();
    cli::add_common_options(table, options.common);
    return table;
}

std::vector<cli::OptionTable> workshop_jobs(Workshop& options) {
    return {workshop_table("shop saw", options), workshop_table("shop paint", options)};
}

std::optional<std::size_t> found(const std::vector<std::string>& args) {
    Workshop options;
    return cli::find_job(workshop_jobs(options), args);
}

}  // namespace

TEST_CASE("the word of a job is the first one that is neither an option nor an option's value") {
    CHECK(found({"saw"}) == 0);
    CHECK(found({"paint", "saw"}) == 0);
    CHECK(found({"--json", "-s", "4", "saw"}) == 3);
    CHECK(found({"--size", "saw", "-vs", "paint", "--colour=saw", "paint"}) == 5);
    CHECK_FALSE(found({}));
    CHECK_FALSE(found({"plank", "saw"}));
    CHECK_FALSE(found({"-c", "saw"}));
    CHECK_FALSE(found({"--", "saw"}));
    CHECK_FALSE(found({"-", "saw"}));
    CHECK(found({"SAW"}) == 0);
}

TEST_CASE("a table knows which jobs have an option that it lacks") {
    Workshop options;
    const auto plain = workshop_table("shop", options);
    CHECK(cli::jobs_with(plain, "--colour") == "'shop paint'");
    CHECK(cli::jobs_with(plain, "--colour=red") == "'shop paint'");
    CHECK(cli::jobs_with(plain, "-cred") == "'shop paint'");
    CHECK(cli::jobs_with(plain, "--json") == "'shop saw' or 'shop paint'");
    CHECK(cli::jobs_with(plain, "--colou").empty());
    CHECK(plain.job().empty());
    CHECK(plain.section() == "shop");
    CHECK(plain.jobs()[1].job() == "paint");
    CHECK(plain.jobs()[1].section() == "shop");
}

TEST_CASE("jobs share the settings of their program, and leave what is for another one") {
    const tests::TemporaryDirectory directory;
    const auto parse = [&](std::string tool, const std::string& settings) {
        tests::World world;
        world.system_settings = directory.write("settings", settings);
        return world.run([&](cli::Io& io) {
            Workshop options;
            const auto table = workshop_table(std::move(tool), options);
            if (const auto over = cli::parse_options(table, io)) return *over;
            CHECK(options.size == (table.job() == "paint" ? 0 : 7));
            CHECK(options.colour == (table.job() == "paint" ? "red" : ""));
            return cli::ExitStatus::No;
        });
    };
    const std::string good = "[shop]\nsize = 7\ncolour = 'red'\n";
    CHECK(parse("shop", good).status == cli::ExitStatus::No);
    CHECK(parse("shop saw", good).status == cli::ExitStatus::No);
    CHECK(parse("shop paint", good).status == cli::ExitStatus::No);
    CHECK(parse("shop saw", "[shop]\ncolor = 'red'\n").status == cli::ExitStatus::Config);
    CHECK(parse("shop saw", "colour = 'red'\n[shop]\nsize = 7\n").status ==
          cli::ExitStatus::Config);
}

TEST_CASE("completions offer the options of the job that is named, and the words of the jobs") {
    Workshop options;
    const auto table = workshop_table("shop", options);
    const auto has = [](const std::string& text, std::string_view part) {
        return text.find(part) != std::string::npos;
    };
    const std::string bash = cli::bash_completion(table);
    CHECK(has(bash, "        saw) options='-s --size "));
    CHECK(has(bash, "        paint) options='-c --colour "));
    CHECK(has(bash, "        '') words='saw paint' ;;\n"));
    const std::string zsh = cli::zsh_completion(table);
    CHECK(has(zsh, "paint) _arguments -s \\\n    '(-c --colour)'"));
    CHECK(has(zsh, "    ':JOB:(paint)' \\\n    '::FILE:_files' ;;\n"));
    const std::string fish = cli::fish_completion(table);
    CHECK(has(fish, "complete -c shop -n __fish_use_subcommand -a 'saw paint'\n"));
    CHECK(has(fish, "-n 'not __fish_seen_subcommand_from paint' -s s -l size "));
    CHECK(has(fish, "-n '__fish_seen_subcommand_from paint' -s c -l colour "));
    CHECK(has(fish, "complete -c shop -l json "));
}
