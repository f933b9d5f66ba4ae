#include "common/cli/options/help.hpp"

#include "common/base/text/ascii.hpp"
#include "tests/unit/cli/sample.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;

TEST_CASE("help shows usage, purpose, operands, options, examples and exit status") {
    tests::Sample sample;
    CHECK(cli::help_text(tests::sample_table(sample)) ==
          R"(Usage: tool -u USER [OPTION]... [TICKET]
       tool --listen ADDRESS
Shows one option of each kind.

Operands:
  TICKET                    the ticket; else the first line of standard input

Options:
  -u, --user USER           the user's name
  -t, --type TYPE           the kind of ticket: auto, mixed
  -n, --count N             how many
      --even N              an even number
      --at TIME             the time of the ticket, in place of now
      --timeout LENGTH      how long to wait
      --listen ADDRESS      where to listen (may be repeated)
      --key-file SOURCE     where the key is: a file, '-' [or fd:N]

Options of all programs:
      --store DIR           the profile store
      --master-key SOURCE   where the store's master key is
      --config FILE         settings in TOML
      --json                print facts as JSON, one object a line
      --field NAME          print that one field of the JSON, bare
  -q, --quiet               no warnings and hints
  -v, --verbose             say more; twice: still more
      --show-config         print each option's value and where it comes from
  -h, --help                print this help
      --version             print the version

Examples:
  tool -u USER0002 --at -5m
      five minutes ago

Exit status:
  0     done
  64    usage
)");
}

TEST_CASE("long texts are broken so that no line is wider than 80 columns") {
    std::string words;
    for (int i = 0; i < 60; ++i)
        words += "word" + std::to_string(i) + " ";
    bool flag = false;
    cli::OptionTable table({"tool", words, {words}, {{"tool", words}}, {{"0", words}}});
    table.option({"an-option-with-a-very-long-name-indeed", 0, "", words}, flag);
    table.option({"b", 0, "", words}, flag);
    const std::string help = cli::help_text(table);
    for (std::size_t at = 0; at < help.size();) {
        const auto end = help.find('\n', at);
        REQUIRE(end != std::string::npos);
        CHECK(end - at <= 80);
        CHECK((end == at || help[end - 1] != ' '));
        at = end + 1;
    }
    CHECK(base::split_words(help).size() > 6 * 60);
}
