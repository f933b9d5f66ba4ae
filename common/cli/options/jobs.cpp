#include "common/cli/options/jobs.hpp"

#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/cli/options/argv.hpp"

namespace ptkt::cli {

namespace {

bool has_option(const OptionTable& table, std::string_view argument) {
    const OptionSpec* spec = argument.starts_with("--")
                                 ? table.find(argument.substr(2, argument.find('=') - 2))
                                 : table.find(argument[1]);
    return spec != nullptr && !spec->is_hidden;
}

/// Whether the program's own table stands among those of its words.
bool has_plain(const std::vector<OptionTable>& jobs) {
    return std::ranges::any_of(jobs, [](const OptionTable& job) { return job.job().empty(); });
}

}  // namespace

std::optional<std::size_t> find_job(const std::vector<OptionTable>& jobs,
                                    const std::vector<std::string>& args) {
    for (std::size_t at = 0; at < args.size() && args[at] != "--"; ++at) {
        if (!looks_like_option(args[at])) {
            const std::string word = base::to_lower(args[at]);
            const bool is_job = std::ranges::any_of(
                jobs, [&](const OptionTable& job) { return !word.empty() && job.job() == word; });
            return is_job ? std::optional(at) : std::nullopt;
        }
        if (std::ranges::any_of(
                jobs, [&](const OptionTable& job) { return waits_for_word(job, args[at]); }))
            ++at;
    }
    return std::nullopt;
}

std::string jobs_with(const OptionTable& table, std::string_view argument) {
    std::string out;
    const auto jobs = table.jobs();
    // Words such as those of racf-admin have little in common; the program itself is asked for all.
    if (!table.job().empty() && has_plain(jobs)) return out;
    for (const OptionTable& job : jobs)
        if (!job.job().empty() && has_option(job, argument))
            out += fmt::format("{}'{}'", out.empty() ? "" : " or ", job.text().tool);
    return out;
}

}  // namespace ptkt::cli
