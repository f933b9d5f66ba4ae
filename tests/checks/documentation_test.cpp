// The option tables against what is written about them: help, man pages, completions.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "common/base/text/ascii.hpp"
#include "common/cli/options/completion.hpp"
#include "common/cli/options/help.hpp"
#include "common/ims/capture/render.hpp"
#include "common/ims/capture/summary.hpp"
#include "common/ims/receiver/record.hpp"
#include "common/ims/wire/reasons.hpp"
#include "tests/checks/command_section.hpp"
#include "tests/checks/dissector_lists.hpp"
#include "tests/checks/json_tables.hpp"
#include "tests/checks/tool_tables.hpp"
#include "tests/checks/wire_tables.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;

namespace {

std::string text_of(const std::string& path) {
    std::ifstream file(fmt::format("{}/{}", PTKT_SOURCE_DIR, path), std::ios::binary);
    INFO(path);
    REQUIRE(file.good());
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// Whether a group of options (`## send and client`) is one of this job's.
bool is_group_of(std::string_view heading, std::string_view job) {
    std::string words(heading);
    std::ranges::replace(words, ',', ' ');
    const auto list = base::split_words(words);
    return std::ranges::find(list, "all") != list.end() ||
           std::ranges::find(list, job) != list.end();
}

/// The options that a man page's OPTIONS section heads paragraphs with: `*-u*, *--user* _USER_`.
/// Where the section has groups, those of the job's.
std::vector<std::string> options_of_man(const std::string& text, std::string_view job) {
    std::vector<std::string> names;
    std::istringstream lines(text);
    bool inside = false;
    bool is_its = true;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("# ")) inside = line == "# OPTIONS";
        if (line.starts_with("## ")) is_its = is_group_of(line, job);
        const auto at = line.find("*--");
        if (!inside || !is_its || !line.starts_with("*-") || at == std::string::npos) continue;
        names.push_back(line.substr(at + 3, line.find('*', at + 3) - at - 3));
    }
    return names;
}

/// The fields that a section of ptkt-json(5) lists.
std::vector<std::string> fields_of_page(std::string_view heading) {
    std::string man = text_of("man/ptkt-json.5.scd");
    std::erase(man, '\\');
    const auto begin = man.find(fmt::format("\n## {}\n", heading));
    REQUIRE(begin != std::string::npos);
    std::istringstream lines(man.substr(begin + 1));
    std::vector<std::string> fields;
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line) && !line.starts_with("#"))
        if (line.starts_with("|  ")) fields.push_back(line.substr(3));
    return fields;
}

/// Each option of the table is in the OPTIONS of the man page, in the groups of the job.
void check_options(const cli::OptionTable& table, const std::string& man, std::string_view job) {
    INFO(table.text().tool);
    auto in_table = cli::option_names(table);
    auto in_man = options_of_man(man, job);
    std::ranges::sort(in_table);
    std::ranges::sort(in_man);
    CHECK(in_man == in_table);
}

}  // namespace

TEST_CASE("every option of every program is in its man page, and no other") {
    tests::for_each_tool([](const cli::OptionTable& table) {
        check_options(table, text_of("man/" + table.text().tool + ".1.scd"), "send");
    });
    tests::for_each_job([](const cli::OptionTable& table) {
        check_options(table, text_of("man/" + table.section() + ".1.scd"), table.job());
    });
}

TEST_CASE("the shipped completions are those that the option tables give") {
    tests::for_each_tool([](const cli::OptionTable& table) {
        const std::string& tool = table.text().tool;
        INFO(tool << ": cmake --build --preset release --target completions");
        CHECK(text_of("completions/" + tool + ".bash") == cli::bash_completion(table));
        CHECK(text_of("completions/_" + tool) == cli::zsh_completion(table));
        CHECK(text_of("completions/" + tool + ".fish") == cli::fish_completion(table));
    });
}

TEST_CASE("every exit status in the help is in the man page") {
    const auto check = [](const cli::OptionTable& table) {
        const std::string man = text_of("man/" + table.section() + ".1.scd");
        const auto section = man.find("# EXIT STATUS");
        REQUIRE(section != std::string::npos);
        for (const auto& [number, when] : table.text().exit_status) {
            INFO(table.text().tool << ' ' << number);
            CHECK(man.find("*" + number + "*", section) != std::string::npos);
        }
    };
    tests::for_each_tool(check);
    tests::for_each_job(check);
}

TEST_CASE("help fits 80 columns") {
    const auto check = [](const cli::OptionTable& table) {
        std::istringstream lines(cli::help_text(table));
        for (std::string line; std::getline(lines, line);) {
            INFO(table.text().tool << ": " << line);
            CHECK(line.size() <= 80);
        }
    };
    tests::for_each_tool(check);
    tests::for_each_job(check);
}

TEST_CASE("racf-admin-commands(7) has every command and operand, as the table says") {
    INFO("the program write_command_section prints what is to stand there");
    CHECK(text_of("man/racf-admin-commands.7.scd").find(tests::command_section()) !=
          std::string::npos);
}

TEST_CASE("ptkt-store(5) names every file of a store") {
    const std::string layout = text_of("common/racf/store/layout.hpp");
    const std::string man = text_of("man/ptkt-store.5.scd");
    std::size_t files = 0;
    constexpr std::string_view kUnderRoot = "root_ / \"";
    for (auto at = layout.find(kUnderRoot); at != std::string::npos;
         at = layout.find(kUnderRoot, at + 1)) {
        const auto begin = at + kUnderRoot.size();
        const std::string name = layout.substr(begin, layout.find('"', begin) - begin);
        INFO(name);
        const bool is_folder = name.find('.') == std::string::npos && !name.ends_with("lock");
        CHECK(man.find("_" + name + (is_folder ? "/" : "_")) != std::string::npos);
        ++files;
    }
    CHECK(files > 10);
}

TEST_CASE("a man page that is referred to exists, if it is one of ours") {
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::path(PTKT_SOURCE_DIR) / "man")) {
        const std::string page = entry.path().filename().string();
        if (!page.ends_with(".scd")) continue;
        const std::string text = text_of("man/" + page);
        for (const std::string prefix : {"*ptkt-", "*racf-admin", "*imscon-"})
            for (auto at = text.find(prefix); at != std::string::npos;
                 at = text.find(prefix, at + 1)) {
                const auto end = text.find('*', at + 1);
                if (text.substr(end, 2) != "*(") continue;
                const std::string name = text.substr(at + 1, end - at - 1);
                const std::string section = text.substr(end + 2, 1);
                INFO(page << ": " << name << '(' << section << ')');
                CHECK(std::filesystem::exists(
                    fmt::format("{}/man/{}.{}.scd", PTKT_SOURCE_DIR, name, section)));
            }
    }
}

TEST_CASE("the man page of the wire has every field, flag and code, as the lists say") {
    INFO("the program write_wire_tables prints what is to stand there");
    CHECK(text_of("man/imscon-wire.7.scd").find(tests::wire_tables()) != std::string::npos);
}

TEST_CASE("the dissector of Wireshark has every field, flag and code, as the lists say") {
    INFO("the program write_wire_tables --lua prints what is to stand there");
    CHECK(text_of("tools/wireshark/imscon.lua").find(tests::dissector_lists()) !=
          std::string::npos);
}

TEST_CASE("ptkt-json(5) has every kind of object and every field, as the schema says") {
    INFO("cmake --build --preset release --target json_tables; a new section needs its heading");
    const std::string page = text_of("man/ptkt-json.5.scd");
    for (const auto& [title, text] : tests::json_sections(text_of("man/ptkt-json.schema.json"))) {
        INFO(title);
        CHECK(page.find("\n" + text) != std::string::npos);
    }
}

TEST_CASE("ptkt-json(5) has the fields of messages, records and summaries in their order") {
    const auto own_fields = [](std::string_view heading) {
        auto fields = fields_of_page(heading);
        // What is within another field has that one's name before its own.
        std::erase_if(fields,
                      [](const std::string& one) { return one.find('.') != std::string::npos; });
        fields.insert(fields.begin(), "v");
        return fields;
    };
    CHECK(own_fields("Message") == ims_receiver::message_fields());
    const auto summary = own_fields("Decode summary");
    CHECK(fmt::format("{}", fmt::join(summary, " ")) == ims_capture::Summary::kFields);
    // Those that follow are the fields of imscon-wire(7).
    auto record = ims_capture::record_fields();
    const auto own = own_fields("Decoded record");
    REQUIRE(own.size() > 20);
    REQUIRE(own.size() < record.size());
    record.resize(own.size());
    CHECK(own == record);
}

TEST_CASE("the codes of answers in the man page of imscon-recv are codes that there are") {
    const std::string man = text_of("man/imscon-recv.1.scd");
    std::istringstream lines(man.substr(man.find("# ANSWERS"), man.find("# EVENTS")));
    const auto number = [](std::string_view text) {
        return static_cast<std::uint32_t>(std::stoul(std::string(text)));
    };
    std::size_t rows = 0;
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with("|  ")) continue;
        const auto comma = line.find(',');
        INFO(line);
        REQUIRE(comma != std::string::npos);
        for (const auto code : base::split_words(std::string_view(line).substr(3, comma - 3)))
            CHECK((code == "0" || !ims_wire::return_code_text(number(code)).empty()));
        for (const auto code : base::split_words(std::string_view(line).substr(comma + 1)))
            CHECK((code == "..." || !ims_wire::reason_code_text(number(code)).empty()));
        ++rows;
    }
    CHECK(rows > 10);
}

TEST_CASE("the options of a program's own words are in its man page") {
    tests::for_each_verb([&](const cli::OptionTable& table) {
        const std::string& words = table.text().tool;
        const std::string man = text_of("man/" + words.substr(0, words.find(' ')) + ".1.scd");
        CHECK(man.find("*" + table.text().tool) != std::string::npos);
        for (const auto& option : table.options()) {
            INFO(table.text().tool << " --" << option.name);
            CHECK((option.is_common || man.find("*--" + option.name + "*") != std::string::npos));
        }
    });
}

TEST_CASE("completions know the fields of every job, and each is one of the schema") {
    const std::string schema = text_of("man/ptkt-json.schema.json");
    const auto check = [&](const cli::OptionTable& table) {
        INFO(table.text().tool);
        const cli::OptionSpec& field = *table.find("field");
        // What prints no objects has none.
        const std::string_view tool = table.text().tool;
        const bool prints_text = !field.conditions.empty() || tool == "racf-admin unload";
        CHECK(field.suggestions.empty() == prints_text);
        for (const std::string& name : field.suggestions) {
            INFO(name);
            // The fields of a message are rows of the wire's tables, which decode takes from there.
            CHECK((schema.find(fmt::format("\"{}\":", name)) != std::string::npos ||
                   tool == "imscon-recv decode"));
        }
    };
    tests::for_each_tool(check);
    tests::for_each_verb(check);
}

TEST_CASE("no option takes a secret: what sounds like one names where the secret is") {
    const auto check = [](const cli::OptionTable& table) {
        for (const auto& option : table.options()) {
            INFO(table.text().tool << " --" << option.name);
            for (const char* word : {"key", "password", "secret", "passphrase", "token"}) {
                const bool sounds = option.name.find(word) != std::string::npos;
                const bool takes_value = !option.is_flag();
                // The name of a file is not the secret in it.
                const bool names_place =
                    option.is_secret_source || option.kind == cli::OptionKind::File;
                CHECK((!sounds || !takes_value || names_place));
            }
        }
    };
    tests::for_each_tool(check);
    tests::for_each_verb(check);
}

TEST_CASE("a letter stands for one option in all programs") {
    std::map<char, std::string> names;
    const auto check = [&](const cli::OptionTable& table) {
        for (const auto& option : table.options()) {
            if (option.letter == 0) continue;
            const auto [known, is_new] = names.try_emplace(option.letter, option.name);
            INFO(table.text().tool << " -" << option.letter);
            CHECK(known->second == option.name);
        }
    };
    tests::for_each_tool(check);
    tests::for_each_verb(check);
    CHECK(names.size() > 10);
}
