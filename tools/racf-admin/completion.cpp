#include "tools/racf-admin/completion.hpp"

#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/racf/language/expected.hpp"
#include "common/racf/language/logical_command.hpp"
#include "common/racf/language/table.hpp"
#include "common/racf/model/class_table.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::admin {

namespace {

using racf_command::Expected;
using racf_command::ValueKind;
using Words = std::vector<std::string>;

void add(Words& words, base::Result<Words> names) {
    // Where the store cannot be read there is nothing to offer; the command will say why.
    if (names) words.insert(words.end(), names->begin(), names->end());
}

void add_commands(Words& words) {
    for (const auto* command : racf_command::command_table())
        for (const std::string_view name : {command->name, command->alias, command->second_name})
            if (!name.empty()) words.emplace_back(name);
    for (const std::string_view name : {kHelp, kEnd, kLogoff, kExit, kQuit})
        words.emplace_back(name);
    for (const Verb& verb : verbs())
        words.push_back(base::to_upper(verb.word));
}

void add_keywords(Words& words, const Expected& expected) {
    for (const auto& keyword : expected.keywords) {
        const bool opens = keyword.value.kind != ValueKind::None && !keyword.value.optional;
        words.push_back(std::string(keyword.name) + (expected.operands && opens ? "(" : ""));
    }
}

void add_classes(Words& words, const racf::Profiles& profiles, ValueKind kind) {
    const auto options = profiles.options();
    for (const auto& info : options ? options->classes.all() : racf::supplied_classes())
        words.emplace_back(info.name);
    if (kind != ValueKind::ResourceClass) words.insert(words.end(), {"USER", "GROUP", "DATASET"});
}

void add_names(Words& words, const racf::Profiles& profiles, const Expected& expected) {
    const auto cls = racf::ClassName::parse(expected.cls);
    switch (expected.names) {
        case ValueKind::UserId:
            return add(words, profiles.user_ids());
        case ValueKind::GroupId:
            return add(words, profiles.group_ids());
        case ValueKind::UserOrGroup:
        case ValueKind::AnyId:
            add(words, profiles.user_ids());
            return add(words, profiles.group_ids());
        case ValueKind::ResourceClass:
        case ValueKind::OptionClass:
        case ValueKind::SearchClass:
            return add_classes(words, profiles, expected.names);
        case ValueKind::ProfileName:
            if (cls) add(words, profiles.resource_names(*cls));
            return;
        default:
            return;
    }
}

/// The words behind HELP: commands, then operands.
std::optional<Expected> expected_of_help(std::string_view text) {
    const auto words = base::split_words(text);
    const bool at_blank = text.empty() || base::is_blank(text.back());
    const std::size_t start = at_blank ? text.size() : text.size() - words.back().size();
    const std::size_t whole = words.size() - (at_blank ? 0 : 1);
    if (whole == 0) return std::nullopt;
    if (whole == 1) return Expected{start, true, {}, false, ValueKind::None, {}};
    const auto* command = racf_command::find_command(base::to_upper(words[1]));
    if (command == nullptr) return std::nullopt;
    racf_command::Keywords level = command->keywords;
    for (std::size_t i = 2; i < whole; ++i) {
        const auto found = racf_command::find_keywords(level, base::to_upper(words[i]));
        level = found.size() == 1 ? found.front()->value.words : racf_command::Keywords();
    }
    return Expected{start, false, level, false, ValueKind::None, {}};
}

std::optional<Expected> expected_in(const std::string& text) {
    const auto words = base::split_words(text);
    const bool help = !words.empty() && base::to_upper(words.front()) == kHelp;
    const auto in_help = help ? expected_of_help(text) : std::nullopt;
    return in_help ? in_help : racf_command::expected_at_end(text);
}

/// The earlier lines as the beginning of the command.
std::string joined(const std::string& earlier) {
    const auto commands = racf_command::split_commands(earlier);
    return commands.empty() ? std::string() : std::string(commands.back().text());
}

}  // namespace

line_editor::Candidates candidates(const racf::Profiles& profiles, const std::string& earlier,
                                   std::string_view before_cursor) {
    const std::string head = joined(earlier);
    const std::string text = head + std::string(before_cursor);
    const auto expected = expected_in(text);
    if (!expected || expected->start < head.size()) return {};
    const std::string typed = base::to_upper(text.substr(expected->start));
    line_editor::Candidates found{expected->start - head.size(), {}};
    if (expected->command) add_commands(found.words);
    add_keywords(found.words, *expected);
    add_names(found.words, profiles, *expected);
    std::erase_if(found.words, [&](const std::string& word) { return !word.starts_with(typed); });
    std::sort(found.words.begin(), found.words.end());
    return found;
}

}  // namespace ptkt::admin
