#include "common/cli/options/completion.hpp"

#include "tests/unit/cli/sample.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;

namespace {

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("each shell's completion has every option that people are told of, and no hidden one") {
    tests::Sample sample;
    const cli::OptionTable table = tests::sample_table(sample);
    const auto names = cli::option_names(table);
    CHECK(names.size() == 18);
    for (const std::string& name : names) {
        INFO(name);
        CHECK(has(cli::bash_completion(table), "--" + name));
        CHECK(has(cli::zsh_completion(table), "--" + name));
        CHECK(has(cli::fish_completion(table), "-l " + name + " "));
    }
    for (const std::string& text :
         {cli::bash_completion(table), cli::zsh_completion(table), cli::fish_completion(table)})
        CHECK_FALSE(has(text, "debug-internals"));
}

TEST_CASE("bash offers files, directories and the words of a choice") {
    tests::Sample sample;
    const std::string text = cli::bash_completion(tests::sample_table(sample));
    CHECK(has(text,
              "        *:-t|*:--type)\n            mapfile -t COMPREPLY < <(compgen -W 'auto "
              "mixed' -- \"$cur\")\n"));
    CHECK(has(text,
              "        *:--key-file)\n            compopt -o filenames; mapfile -t COMPREPLY < "
              "<(compgen -f -- \"$cur\")\n"));
    CHECK(has(text,
              "        *:--store)\n            compopt -o filenames; mapfile -t COMPREPLY < "
              "<(compgen -d -- \"$cur\")\n"));
    CHECK(has(text, "complete -F _tool tool\n"));
}

TEST_CASE("zsh gets each option's help and words, quoted for its own syntax") {
    tests::Sample sample;
    const std::string text = cli::zsh_completion(tests::sample_table(sample));
    CHECK(text.starts_with("#compdef tool\n"));
    CHECK(has(text, "    '(-t --type)'{-t+,--type=}'[the kind of ticket]:TYPE:(auto mixed)' \\\n"));
    CHECK(has(text, "    '(-u --user)'{-u+,--user=}'[the user'\\''s name]:USER: ' \\\n"));
    CHECK(has(text, "    '*'{-v,--verbose}'[say more; twice\\: still more]' \\\n"));
    CHECK(has(text, "    '*'--listen='[where to listen]:ADDRESS: ' \\\n"));
    CHECK(has(text,
              "    --key-file='[where the key is\\: a file, '\\''-'\\'' \\[or "
              "fd\\:N\\]]:SOURCE:_files' \\\n"));
    CHECK(text.ends_with("    '::TICKET: '\n"));
}

TEST_CASE("fish gets one line an option") {
    tests::Sample sample;
    const std::string text = cli::fish_completion(tests::sample_table(sample));
    CHECK(has(text, "complete -c tool -f\n"));
    CHECK(has(text, "complete -c tool -s t -l type -x -a 'auto mixed' -d 'the kind of ticket'\n"));
    CHECK(has(text, "complete -c tool -s u -l user -x -d 'the user\\'s name'\n"));
    CHECK(has(text, "complete -c tool -l config -r -F -d 'settings in TOML'\n"));
    CHECK(has(text, "complete -c tool -l json -d 'print facts as JSON, one object a line'\n"));
}
