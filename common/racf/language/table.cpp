#include "common/racf/language/table.hpp"

#include <array>

namespace ptkt::racf_command {

namespace {

constexpr std::array kCommands{
    &table::kAddgroup, &table::kAdduser,         &table::kAltgroup, &table::kAltuser,
    &table::kConnect,  &table::kDelgroup,        &table::kDeluser,  &table::kListgrp,
    &table::kListuser, &table::kPasswordCommand, &table::kPermit,   &table::kRalter,
    &table::kRdefine,  &table::kRdelete,         &table::kRemove,   &table::kRlist,
    &table::kSearch,   &table::kSetropts,
};

}  // namespace

std::span<const CommandSpec* const> command_table() {
    return kCommands;
}

const CommandSpec* find_command(std::string_view name) {
    if (name.empty()) return nullptr;
    for (const CommandSpec* command : kCommands)
        if (name == command->name || name == command->alias || name == command->second_name)
            return command;
    return nullptr;
}

std::vector<const Keyword*> find_keywords(Keywords keywords, std::string_view word) {
    std::vector<const Keyword*> found;
    if (word.empty()) return found;
    for (const Keyword& keyword : keywords) {
        if (keyword.name == word) return {&keyword};
        if (keyword.name.starts_with(word)) found.push_back(&keyword);
    }
    return found;
}

}  // namespace ptkt::racf_command
