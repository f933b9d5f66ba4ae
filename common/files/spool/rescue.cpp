#include "common/files/spool/rescue.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <set>

namespace ptkt::spool {

namespace {

base::Result<files::FileLock> lock_existing(const files::Path& directory) {
    std::error_code failed;
    if (!std::filesystem::is_directory(directory / "new", failed))
        return base::fail(base::ErrorKind::NotFound, "{} is not a spool", directory.string());
    return files::FileLock::acquire(directory / "lock", std::chrono::milliseconds(0));
}

base::Result<std::size_t> count_files(const files::Path& directory) {
    const auto names = files::list_directory(directory, "");
    if (!names) return names.error();
    return static_cast<std::size_t>(
        std::ranges::count_if(*names, [](const auto& name) { return !name.starts_with('.'); }));
}

base::Result<std::set<std::uint64_t>> numbers_in(const files::Path& directory) {
    const auto names = files::list_directory(directory, "");
    if (!names) return names.error();
    std::set<std::uint64_t> numbers;
    for (const std::string& name : *names) {
        std::uint64_t number = 0;
        if (std::from_chars(name.data(), name.data() + name.size(), number).ec == std::errc())
            numbers.insert(number);
    }
    return numbers;
}

/// What is left of `gap` without these numbers.
void append_without(std::vector<Stretch>& to, Stretch gap, const std::set<std::uint64_t>& numbers) {
    for (auto one = numbers.lower_bound(gap.from); one != numbers.end() && *one <= gap.to; ++one) {
        if (*one > gap.from) to.push_back({gap.from, *one - 1});
        gap.from = *one + 1;
    }
    if (gap.from <= gap.to) to.push_back(gap);
}

/// Takes the numbers of a journal, which a run has given out one by one.
class Numbers {
  public:
    void take(std::uint64_t number) { all_.insert(number); }
    /// The messages that a journal skips and that are lost by it: they have no file in `new`, nor
    /// have had one. A file of each up to `made` was made whole: it is in `tmp` or not there, since
    /// somebody has taken it.
    [[nodiscard]] std::vector<Stretch> lost(std::uint64_t made,
                                            const std::set<std::uint64_t>& in_new,
                                            const std::set<std::uint64_t>& in_tmp) const {
        std::vector<Stretch> lost;
        std::optional<std::uint64_t> before;
        for (const std::uint64_t number : all_) {
            if (before && number > *before + 1) {
                const Stretch gap{*before + 1, number - 1};
                for (auto one = in_tmp.lower_bound(gap.from);
                     one != in_tmp.end() && *one <= std::min(gap.to, made); ++one)
                    lost.push_back({*one, *one});
                if (gap.to > made)
                    append_without(lost, {std::max(gap.from, made + 1), gap.to}, in_new);
            }
            before = number;
        }
        return lost;
    }

  private:
    std::set<std::uint64_t> all_;
};

base::Result<Findings> look(const files::Path& directory, const std::string& system,
                            const JournalFile::Each& each) {
    Findings found;
    Numbers numbers;
    auto survey = survey_journal(directory / "journal", [&](const StoredMessage& record) {
        numbers.take(record.number);
        return each(record);
    });
    if (survey) {
        found.journal = std::move(*survey);
    } else if (survey.error().kind != base::ErrorKind::NotFound) {
        return std::move(survey).error();
    }
    std::uint64_t made = 0;
    for (const char* name : {"position", "settled"}) {
        const auto value = NumberFile::read(directory / name);
        // What another run of the system made is not known to be there, unless it was settled.
        const bool counts = value && (name == std::string_view("settled") || value->word == system);
        if (counts) made = std::max(made, value->number);
        if (value) continue;
        if (value.error().kind != base::ErrorKind::Config) return value.error();
        found.damaged_files.push_back(directory / name);
    }
    for (auto [name, count] : {std::pair{"new", &found.in_new}, {"tmp", &found.in_tmp}}) {
        const auto files = count_files(directory / name);
        if (!files) return files.error();
        *count = *files;
    }
    const auto in_new = numbers_in(directory / "new");
    if (!in_new) return in_new.error();
    const auto in_tmp = numbers_in(directory / "tmp");
    if (!in_tmp) return in_tmp.error();
    found.missing = numbers.lost(made, *in_new, *in_tmp);
    return found;
}

base::Status put_aside(const files::Path& path, const files::Path& kept) {
    if (::rename(path.c_str(), kept.c_str()) == 0 || errno == ENOENT) return {};
    return base::fail(base::ErrorKind::Io, "cannot rename {}: {}", path.string(),
                      std::strerror(errno));
}

}  // namespace

base::Result<Findings> check(const files::Path& directory) {
    const auto lock = lock_existing(directory);
    if (!lock) return lock.error();
    return look(directory, running_system(), [](const StoredMessage&) { return base::Status(); });
}

base::Result<Findings> recover(const files::Path& directory, std::string suffix,
                               std::uint64_t now_ns, const std::string& system) {
    const auto lock = lock_existing(directory);
    if (!lock) return lock.error();
    auto found = look(directory, system, [](const StoredMessage&) { return base::Status(); });
    if (!found || !found->is_damaged()) return found;
    auto outbox = Outbox::open(directory, std::move(suffix), system, Outbox::Damaged::Ignore);
    if (!outbox) return std::move(outbox).error();
    std::size_t saved = 0;
    const auto again = look(directory, system, [&](const StoredMessage& record) -> base::Status {
        const auto restored = outbox->restore(record);
        if (!restored) return restored.error();
        saved += *restored ? 1 : 0;
        return {};
    });
    if (!again) return again.error();
    found->saved = saved;
    if (auto noted = outbox->note_staged(outbox->highest()); !noted)
        return std::move(noted).error();
    if (auto settled = outbox->settle(); !settled) return std::move(settled).error();
    const files::Path kept = directory / fmt::format("journal.damaged-{}", now_ns);
    if (auto moved = put_aside(directory / "journal", kept); !moved)
        return std::move(moved).error();
    if (auto settled = outbox->settle(); !settled) return std::move(settled).error();
    found->kept = kept;
    const auto files = count_files(directory / "new");
    if (!files) return files.error();
    found->in_new = *files;
    return found;
}

}  // namespace ptkt::spool
