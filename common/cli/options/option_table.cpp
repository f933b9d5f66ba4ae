#include "common/cli/options/option_table.hpp"

#include <algorithm>
#include <stdexcept>

#include "common/base/text/ascii.hpp"
#include "common/base/text/near_miss.hpp"

namespace ptkt::cli {

std::vector<std::string> OptionSpec::variables(std::string_view program) const {
    if (program.starts_with("ptkt-")) program.remove_prefix(5);
    std::vector<std::string> names{fmt::format("PTKT_{}_{}", program, name)};
    if (is_common && !is_program_bound) names.push_back("PTKT_" + name);
    for (std::string& one : names) {
        one = base::to_upper(one);
        std::replace(one.begin(), one.end(), '-', '_');
    }
    return names;
}

OptionSpec& OptionTable::add(const OptionHead& head, OptionKind kind, Assign assign) {
    if (find(head.name) != nullptr || (head.letter != 0 && find(head.letter) != nullptr))
        throw std::logic_error(fmt::format("option {} is declared twice", head.name));
    if ((kind == OptionKind::Flag) != head.value_name.empty())
        throw std::logic_error(fmt::format("option {} needs a value name or none", head.name));
    OptionSpec spec;
    spec.name = head.name;
    spec.letter = head.letter;
    spec.value_name = head.value_name;
    spec.help = head.help;
    spec.kind = kind;
    spec.assign = std::move(assign);
    return options_.emplace_back(std::move(spec));
}

OptionSpec& OptionTable::counter(const OptionHead& head, unsigned& target) {
    OptionSpec& spec = add(head, OptionKind::Flag, count_into(target));
    spec.repeatable = true;
    spec.initial = std::to_string(target);
    return spec;
}

OperandSpec& OptionTable::add_operand(std::string_view name, std::string_view help, bool optional,
                                      bool many, Assign assign) {
    return operands_.emplace_back(OperandSpec{std::string(name), std::string(help), optional, many,
                                              false, std::move(assign)});
}

void OptionTable::words(std::string_view name, std::string_view help,
                        std::vector<std::string>& target, std::vector<FirstWord> first_words) {
    operand(name, help, target);
    first_words_ = std::move(first_words);
    takes_words_ = true;
}

void OptionTable::job_of(std::string_view program, std::function<std::vector<OptionTable>()> all) {
    program_ = program;
    jobs_ = std::move(all);
}

std::vector<OptionTable> OptionTable::jobs() const {
    return jobs_ ? jobs_() : std::vector<OptionTable>();
}

std::string_view OptionTable::job() const {
    const std::string_view tool = text_.tool;
    return program_.empty() || tool == program_ ? "" : tool.substr(program_.size() + 1);
}

const std::string& OptionTable::section() const {
    return program_.empty() ? text_.tool : program_;
}

const OptionSpec* OptionTable::find(std::string_view name) const {
    for (const OptionSpec& spec : options_)
        if (spec.name == name) return &spec;
    return nullptr;
}

const OptionSpec* OptionTable::find(char letter) const {
    for (const OptionSpec& spec : options_)
        if (spec.letter != 0 && spec.letter == letter) return &spec;
    return nullptr;
}

void OptionTable::exclusive(const std::vector<std::string>& names, const std::string& complaint) {
    for (const std::string& name : names) {
        std::vector<std::string> others = names;
        std::erase(others, name);
        at(name).excludes(std::move(others), complaint);
    }
}

void OptionTable::prints_text(const std::string& complaint) {
    for (const char* const name : {"json", "field"})
        at(name).goes_with({"show-config"}, complaint);
}

OptionSpec& OptionTable::past(const OptionHead& head, std::optional<base::Instant>& target) {
    const auto read = [](std::string_view word, base::Instant now) {
        return base::parse_time(
            base::parse_duration(word) ? "-" + std::string(word) : std::string(word), now);
    };
    return add(head, OptionKind::Time, assign_with(target, read));
}

void OptionTable::fields(std::string_view names) {
    std::vector<std::string>& list = at("field").suggestions;
    for (const std::string_view name : base::split_words(names))
        if (std::ranges::find(list, name) == list.end()) list.emplace_back(name);
}

OptionSpec& OptionTable::at(std::string_view name) {
    for (OptionSpec& spec : options_)
        if (spec.name == name) return spec;
    throw std::logic_error(fmt::format("there is no option {}", name));
}

bool OptionTable::is_same_word(std::string_view ours, std::string_view typed) {
    return ours.size() == typed.size() && base::to_lower(ours) == base::to_lower(typed);
}

base::Error OptionTable::not_a_choice(std::string_view word,
                                      const std::vector<std::string>& words) {
    base::Error error = base::fail(base::ErrorKind::Malformed, "'{}' is not one of {}",
                                   base::printable(word, 40), fmt::join(words, ", "));
    constexpr std::size_t kLettersOfSlip = 4;  // of fewer, one letter makes another word
    std::vector<std::string> upper;
    for (const std::string& one : words)
        upper.push_back(base::to_upper(one));
    if (word.size() < kLettersOfSlip) return error;
    if (const auto meant = base::near_miss(word, {upper.begin(), upper.end()}))
        error.hint = fmt::format("did you mean '{}'?", words[*meant]);
    return error;
}

std::vector<std::string> option_names(const OptionTable& table) {
    std::vector<std::string> names;
    for (const OptionSpec& spec : table.options())
        if (!spec.is_hidden) names.push_back(spec.name);
    return names;
}

}  // namespace ptkt::cli
