// Jobs as real ones look, with RACF's answer to each command: tests/samples/racf-jobs. A file
// NN-subject.expected has a row for each command, between tabs: line, return code, messages, where
// that is known from, beginning of the command. In place of the return code may stand `text` (must
// be in the answer), `unsupported` (a message of our own names it) and `jcl` (no command).
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

#include "common/base/text/ascii.hpp"
#include "common/racf/language/job_stream.hpp"
#include "tests/support/command_session.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using test::CommandSession;

namespace {

struct Said {
    int rc = 0;
    std::string text;
    std::set<std::string> ids;
};

struct Row {
    std::size_t line = 0;
    std::string rc;
    std::string messages;
    std::string source;
    std::string command;
};

std::vector<std::string> split(const std::string& text, char at) {
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, at);)
        parts.push_back(part);
    return parts;
}

std::vector<std::string> lines_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    REQUIRE(file.good());
    return split({std::istreambuf_iterator<char>(file), {}}, '\n');
}

std::vector<Row> rows_of(const std::filesystem::path& path) {
    std::vector<Row> rows;
    for (const std::string& line : lines_of(path)) {
        if (line.starts_with('#')) continue;
        auto parts = split(line, '\t');
        REQUIRE(parts.size() >= 4);
        parts.resize(5);
        rows.push_back({std::stoul(parts[0]), parts[1], parts[2], parts[3], parts[4]});
    }
    return rows;
}

/// What a line of a listing or a message begins with, when that is a message's number.
bool is_message_id(const std::string& word) {
    return word.size() >= 8 && word.back() == 'I' && base::is_digit(word[word.size() - 2]) &&
           base::is_upper(word.front());
}

/// Runs a job, and answers what each command said, by the line where it begins.
std::map<std::size_t, Said> run(const std::filesystem::path& path) {
    CommandSession session;
    racf_command::JobCards cards;
    std::map<std::size_t, Said> answers;
    std::string text;
    std::size_t first = 0;
    std::size_t number = 0;
    for (const std::string& line : lines_of(path)) {
        ++number;
        if (text.empty() && cards.takes(line)) continue;
        if (text.empty()) first = number;
        text += line + "\n";
        if (racf_command::is_continued(line)) continue;
        if (!racf_command::split_commands(text).empty()) {
            Said said;
            for (const std::string& answer : session.run(text)) {
                said.text += answer + "\n";
                const std::string word = answer.substr(0, answer.find(' '));
                if (is_message_id(word)) said.ids.insert(word);
            }
            said.rc = session.rc;
            answers.emplace(first, std::move(said));
        }
        text.clear();
    }
    return answers;
}

bool is_ours(const std::string& id) {
    return id.starts_with("PTKT");
}

bool messages_fit(const std::string& wanted, std::set<std::string> ids) {
    if (wanted == "*") return true;
    std::erase_if(ids, is_ours);
    if (ids.contains("IKJ56702I") || ids.contains("IKJ56712I")) ids.erase("IKJ56701I");
    bool more = false;
    std::set<std::string> allowed;
    for (const std::string& word : split(wanted == "-" ? "" : wanted, ',')) {
        if (word == "*") {
            more = true;
            continue;
        }
        bool found = false;
        for (const std::string& one : split(word, '/')) {
            found = found || ids.contains(one);
            allowed.insert(one);
        }
        if (!found) return false;
    }
    return more || std::includes(allowed.begin(), allowed.end(), ids.begin(), ids.end());
}

bool fits(const Row& row, const Said* said) {
    if (row.rc == "jcl") return said == nullptr || said->rc == 0;
    if (said == nullptr) return false;
    if (row.rc == "text") return said->text.find(row.messages) != std::string::npos;
    if (row.rc == "unsupported") return std::any_of(said->ids.begin(), said->ids.end(), is_ours);
    const bool rc =
        row.rc == "?" || (row.rc == "n" && said->rc != 0) || row.rc == std::to_string(said->rc);
    return rc && messages_fit(row.messages, said->ids);
}

}  // namespace

TEST_CASE("jobs as real ones look are answered as RACF answers them") {
    const std::filesystem::path directory = std::string(PTKT_TESTS_DIR) + "/samples/racf-jobs";
    std::map<std::string, std::pair<int, int>> counts;  // of all, and of those that fit
    std::string differ;
    int jobs = 0;
    for (const auto& entry : std::filesystem::directory_iterator(directory)) {
        std::filesystem::path path = entry.path();
        if (path.extension() != ".racf") continue;
        ++jobs;
        const auto answers = run(path);
        for (const Row& row : rows_of(path.replace_extension(".expected"))) {
            const auto found = answers.find(row.line);
            const Said* said = found == answers.end() ? nullptr : &found->second;
            const bool word = row.rc == "jcl" || row.rc == "text" || row.rc == "unsupported";
            auto& [all, well] = counts[word ? row.rc : "command"];
            ++all;
            if (fits(row, said)) {
                ++well;
            } else {
                differ +=
                    fmt::format("{}:{} {} {} {}: rc {} {}\n", path.stem().string(), row.line,
                                row.rc, row.messages, row.command, said == nullptr ? -1 : said->rc,
                                said == nullptr ? "" : said->text.substr(0, 300));
            }
        }
    }
    INFO(differ);
    CHECK(jobs == 16);
    CHECK(counts["jcl"].first == counts["jcl"].second);
    CHECK(counts["unsupported"].first == counts["unsupported"].second);
    CHECK(counts["text"].first == counts["text"].second);
    CHECK(counts["command"].first >= 420);
    CHECK(counts["command"].second == counts["command"].first);
}

TEST_CASE("JCL around commands is told from them") {
    racf_command::JobCards cards;
    CHECK(cards.takes("//RUN EXEC PGM=IKJEFT01"));
    CHECK(cards.takes("//*------------------------------------------------------"));
    CHECK(cards.takes("//SYSTSIN  DD DATA,DLM=$$"));
    CHECK_FALSE(cards.takes("/* a comment */"));
    CHECK_FALSE(cards.takes("LU"));
    CHECK(cards.takes("$$"));
    CHECK_FALSE(cards.takes("$$"));
    CHECK(cards.takes("//SYSTSIN DD DATA,DLM='@@'"));
    CHECK(cards.takes("@@  "));
    CHECK(cards.takes("/*"));
}

TEST_CASE("a member in one line is told from a long line") {
    const auto card = [](std::string text) {
        text.resize(80, ' ');
        return text;
    };
    CHECK(racf_command::joined_cards(card("ADDUSER KIM") + card("RDEFINE APPL IMSA")) == 2);
    CHECK(racf_command::joined_cards(card("ADDUSER KIM -") + card("  NOPASSWORD") +
                                     "/* the end */") == 3);
    CHECK(racf_command::joined_cards(card("//RUN EXEC PGM=IKJEFT01") + card("//SYSTSIN DD *") +
                                     card("ADDUSER KIM") + card("/*")) == 4);
    CHECK(racf_command::joined_cards(card("//RUN EXEC PGM=IKJEFT01")) == 0);
    CHECK(racf_command::joined_cards(card("ADDUSER KIM")) == 0);
    CHECK(racf_command::joined_cards(card("ADDUSER KIM") + card("PASSWORD(X)")) == 0);
    CHECK(racf_command::joined_cards("ADDUSER KIM DATA('" + std::string(300, 'X') + "')") == 0);
}
