#include "common/cli/options/completion_parts.hpp"

#include <algorithm>

#include "common/base/text/ascii.hpp"

namespace ptkt::cli::completion {

std::string joined(const std::vector<std::string>& words, std::string_view between) {
    return fmt::format("{}", fmt::join(words, between));
}

Offer offer_of(const OptionSpec& spec) {
    if (spec.is_flag()) return {};
    if (!spec.lister.empty()) return {Offer::Kind::Lines, spec.lister};
    if (!spec.suggestions.empty()) return {Offer::Kind::Words, joined(spec.suggestions, " ")};
    switch (spec.kind) {
        case OptionKind::File:
            return {Offer::Kind::Files, {}};
        case OptionKind::Directory:
            return {Offer::Kind::Directories, {}};
        case OptionKind::Choice:
            return {Offer::Kind::Words, joined(spec.choices, " ")};
        default:
            return {};
    }
}

Offer offer_of(const OperandSpec& spec) {
    if (!spec.lister.empty()) return {Offer::Kind::Lines, spec.lister};
    return spec.is_file ? Offer{Offer::Kind::Files, {}} : Offer{};
}

std::vector<const OptionSpec*> shown(const OptionTable& table) {
    std::vector<const OptionSpec*> specs;
    for (const OptionSpec& spec : table.options())
        if (!spec.is_hidden) specs.push_back(&spec);
    return specs;
}

std::string both_names(const OptionSpec& spec, std::string_view between) {
    const std::string name = "--" + spec.name;
    return spec.letter == 0 ? name : fmt::format("-{}{}{}", spec.letter, between, name);
}

namespace {

/// What follows a word that has a table: its actions, or what its operands are.
std::string lister_of(const OptionTable& table) {
    for (const OperandSpec& spec : table.operands())
        if (!spec.lister.empty()) return spec.lister;
    return {};
}

const OptionTable* table_of(const std::vector<OptionTable>& jobs, const std::string& name) {
    const auto found = std::ranges::find(jobs, name, &OptionTable::job);
    return found == jobs.end() ? nullptr : &*found;
}

}  // namespace

Program::Program(const OptionTable& table)
    : plain_(table), function_("_" + table.text().tool), jobs_(table.jobs()) {
    std::ranges::replace(function_, '-', '_');
    std::erase_if(jobs_, [](const OptionTable& job) { return job.job().empty(); });
    for (const FirstWord& first : table.first_words()) {
        first_names_ += (first_names_.empty() ? "" : " ") + first.names.front();
        Word word{{}, first.following, first.lister, nullptr};
        for (const std::string& name : first.names)
            word.names.push_back(base::to_lower(name));
        word.table = table_of(jobs_, word.names.front());
        if (word.lister.empty() && word.table != nullptr) word.lister = lister_of(*word.table);
        words_.push_back(std::move(word));
    }
    if (words_.empty())
        for (const OptionTable& job : jobs_) {
            first_names_ += fmt::format("{}{}", first_names_.empty() ? "" : " ", job.job());
            words_.push_back({{std::string(job.job())}, {}, lister_of(job), &job});
        }
    tables_.push_back(&plain_);
    for (const Word& word : words_)
        if (word.table != nullptr) tables_.push_back(word.table);
}

std::string Program::words_with_options() const {
    std::string names;
    for (const Word& word : words_)
        if (word.table != nullptr) names += (names.empty() ? "" : " ") + word.names.front();
    return names;
}

}  // namespace ptkt::cli::completion
