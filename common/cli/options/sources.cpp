#include "common/cli/options/sources.hpp"

#include <algorithm>

#include "common/base/text/ascii.hpp"

namespace ptkt::cli {

namespace {

/// `--batch`, `--batch or --spool`.
std::string either_option(const std::vector<std::string>& names) {
    return fmt::format("--{}", fmt::join(names, " or --"));
}

}  // namespace

base::Status Sources::split() {
    auto split = split_arguments(table_, io_.args);
    if (!split) return std::move(split).error();
    arguments_ = *std::move(split);
    return {};
}

std::optional<ExitStatus> Sources::read_settings() {
    const OptionSpec* option = table_.find("config");
    std::optional<std::string> config;
    std::string name;
    if (const auto given = arguments_.options.find("config"); given != arguments_.options.end()) {
        config = given->second.back();
    } else if (option != nullptr) {
        config = variable_of(*option, name);
    }
    auto files = load_settings(io_, table_, config);
    if (!files) return files.error();
    files_ = *std::move(files);
    return std::nullopt;
}

std::optional<std::string> Sources::variable_of(const OptionSpec& spec, std::string& name) const {
    for (std::string& one : spec.variables(table_.section())) {
        auto value = variable(io_, one);
        if (!value) continue;
        name = std::move(one);
        return value;
    }
    return std::nullopt;
}

Found Sources::find(const OptionSpec& spec) {
    if (const auto given = arguments_.options.find(spec.name); given != arguments_.options.end())
        return {&given->second,
                fmt::format("option '--{}'", spec.name),
                "command line",
                true,
                0,
                nullptr,
                {}};
    if (std::string name; spec.in_environment) {
        if (auto value = variable_of(spec, name)) {
            auto& words = environment_[spec.name];
            words = {*std::move(value)};
            return {&words, name, name, false, 1, nullptr, {}};
        }
    }
    std::size_t distance = 1;
    for (const Settings& file : files_) {
        ++distance;
        const auto setting = file.by_option.find(spec.name);
        if (setting == file.by_option.end()) continue;
        const base::Span where = setting->second.where;
        return {&setting->second.words,
                spec.name,
                fmt::format("{}:{}", file.text.name(), file.text.position(where.offset).line),
                false,
                distance,
                &file,
                where};
    }
    return {};
}

bool Sources::is_given(std::string_view name, bool as_argument) {
    const OptionSpec* spec = table_.find(name);
    if (spec == nullptr) return false;
    const Found found = find(*spec);
    if (found.words == nullptr || (as_argument && !found.is_argument)) return false;
    if (!found.is_argument && has_yielded(*spec)) return false;
    bool truth = true;
    return !spec->is_flag() || !read_word(found.words->back(), base::Instant(), truth) || truth;
}

bool Sources::has_yielded(const OptionSpec& spec) {
    return std::ranges::any_of(spec.conditions, [&](const Condition& condition) {
        return condition.kind == Condition::Kind::Yielding && !is_met(spec, condition, false);
    });
}

const OptionSpec* Sources::nearest_rival(const std::vector<std::string>& names) {
    const OptionSpec* nearest = nullptr;
    for (const std::string& name : names) {
        const OptionSpec* spec = table_.find(name);
        if (spec == nullptr || !is_given(name, false)) continue;
        const Found found = find(*spec);
        const bool has_effect =
            std::ranges::all_of(spec->conditions, [&](const Condition& condition) {
                return condition.kind == Condition::Kind::Exclusive ||
                       is_met(*spec, condition, found.is_argument);
            });
        if (has_effect && (nearest == nullptr || found.distance < find(*nearest).distance))
            nearest = spec;
    }
    return nearest;
}

std::string Sources::contradiction(const OptionSpec& spec) {
    const Found own = find(spec);
    if (own.is_argument || !is_given(spec.name, false)) return {};
    for (const Condition& condition : spec.conditions) {
        if (condition.kind != Condition::Kind::Exclusive) continue;
        const OptionSpec* rival = nearest_rival(condition.words);
        if (rival == nullptr) continue;
        const Found other = find(*rival);
        if (other.distance != own.distance) continue;
        if (other.file == nullptr)
            return fmt::format("{} and {}: {}", own.name, other.name, condition.complaint);
        return fmt::format("'{}' and '{}' ({}): {}", own.name, other.name, other.source,
                           condition.complaint);
    }
    return {};
}

bool Sources::is_met(const OptionSpec& spec, const Condition& condition, bool of_argument) {
    const auto& words = condition.words;
    if (condition.kind == Condition::Kind::Action) {
        const auto& operands = arguments_.operands;
        return operands.empty() ||
               std::ranges::find(words, base::to_lower(operands.front())) != words.end();
    }
    if (condition.kind == Condition::Kind::Yielding)
        return of_argument || std::ranges::none_of(words, [&](const std::string& name) {
                   return is_given(name, true);
               });
    if (condition.kind == Condition::Kind::Exclusive && !of_argument) {
        const OptionSpec* rival = nearest_rival(words);
        return rival == nullptr || find(*rival).distance >= find(spec).distance;
    }
    const bool with = condition.kind == Condition::Kind::With;
    const bool any = std::ranges::any_of(
        words, [&](const std::string& name) { return is_given(name, of_argument && !with); });
    return any == with;
}

std::string Sources::complaint(const OptionSpec& spec, bool of_argument) {
    for (const Condition& condition : spec.conditions) {
        if (is_met(spec, condition, of_argument)) continue;
        if (!condition.complaint.empty()) return condition.complaint;
        switch (condition.kind) {
            case Condition::Kind::With:
                return fmt::format("--{} goes with {}", spec.name, either_option(condition.words));
            case Condition::Kind::Exclusive:
            case Condition::Kind::Without: {
                const auto given = std::ranges::find_if(
                    condition.words,
                    [&](const std::string& name) { return is_given(name, of_argument); });
                return fmt::format("--{} has no effect with --{}", spec.name, *given);
            }
            case Condition::Kind::Yielding:
                return fmt::format("--{} yields to {}", spec.name,
                                   either_option(condition.words));
            case Condition::Kind::Action:
                return fmt::format("--{} goes with '{} {}'", spec.name, table_.job(),
                                   fmt::join(condition.words, " or "));
        }
    }
    return {};
}

}  // namespace ptkt::cli
