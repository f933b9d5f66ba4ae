#include "common/racf/session/trial.hpp"

#include <algorithm>
#include <array>

#include "common/racf/language/parser.hpp"
#include "common/racf/store/text/profile_text.hpp"

namespace ptkt::racf_session {

namespace {

/// Beyond so many pairs of lines that may be the same, a text counts as replaced as a whole: long
/// access lists are compared by what they have in common at their ends.
constexpr std::size_t kMostPairs = 1'000'000;

/// What stands in a profile's text and is nobody's business.
constexpr std::array<std::string_view, 3> kHiddenKeys{"hash = ", "history = [", "legacy_sealed = "};

using Lines = std::vector<std::string_view>;

Lines lines_of(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        lines.push_back(line);
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    return lines;
}

std::string shown(char sign, std::string_view line) {
    for (const std::string_view key : kHiddenKeys)
        if (line.starts_with(key))
            return fmt::format("{} {} = {}", sign, key.substr(0, key.find(' ')),
                               racf_command::kHidden);
    return fmt::format("{} {}", sign, line);
}

/// How many lines two texts have in common from each pair of places on: the table of the longest
/// common subsequence.
class Common {
  public:
    Common(std::span<const std::string_view> before, std::span<const std::string_view> after)
        : width_(after.size() + 1), lengths_((before.size() + 1) * width_) {
        for (std::size_t i = before.size(); i-- > 0;)
            for (std::size_t j = after.size(); j-- > 0;)
                lengths_[i * width_ + j] = before[i] == after[j]
                                               ? at(i + 1, j + 1) + 1
                                               : std::max(at(i + 1, j), at(i, j + 1));
    }
    [[nodiscard]] std::size_t at(std::size_t i, std::size_t j) const {
        return lengths_[i * width_ + j];
    }

  private:
    std::size_t width_;
    std::vector<std::size_t> lengths_;
};

/// The names of `below` without those that were deleted, and with those that were put.
template <typename T>
std::vector<std::string> with_changes(std::vector<std::string> names,
                                      const std::map<std::string, std::optional<T>>& changed) {
    for (const auto& [name, entity] : changed) {
        const auto at = std::ranges::lower_bound(names, name);
        const bool is_there = at != names.end() && *at == name;
        if (entity && !is_there) names.insert(at, name);
        if (!entity && is_there) names.erase(at);
    }
    return names;
}

template <typename T>
const std::optional<T>* find_changed(const std::map<std::string, std::optional<T>>& changed,
                                     const std::string& name) {
    const auto found = changed.find(name);
    return found == changed.end() ? nullptr : &found->second;
}

base::Result<std::string> text_of(const racf::User& user) {
    return store::print_user(user);
}
base::Result<std::string> text_of(const racf::Group& group) {
    return store::print_group(group);
}
base::Result<std::string> text_of(const racf::Resource& resource) {
    return store::print_resource(resource);
}

template <typename T>
base::Result<WouldChange> put(const base::Result<std::optional<T>>& before, const T& after,
                              const std::string& name) {
    if (!before) return before.error();
    const auto old_text = *before ? text_of(**before) : base::Result<std::string>(std::string());
    if (!old_text) return old_text.error();
    const auto new_text = text_of(after);
    if (!new_text) return new_text.error();
    return WouldChange{fmt::format("{} {}", *before ? "change" : "add", name),
                       changed_lines(*old_text, *new_text)};
}

std::string name_of(const racf::ClassName& cls, const racf::ProfileName& name) {
    return fmt::format("profile {} {}", cls.str(), name.str());
}

}  // namespace

std::vector<std::string> changed_lines(std::string_view before, std::string_view after) {
    const Lines old_lines = lines_of(before);
    const Lines new_lines = lines_of(after);
    std::span<const std::string_view> left(old_lines);
    std::span<const std::string_view> right(new_lines);
    while (!left.empty() && !right.empty() && left.front() == right.front()) {
        left = left.subspan(1);
        right = right.subspan(1);
    }
    while (!left.empty() && !right.empty() && left.back() == right.back()) {
        left = left.first(left.size() - 1);
        right = right.first(right.size() - 1);
    }
    std::vector<std::string> lines;
    std::size_t i = 0;
    std::size_t j = 0;
    if (left.size() * right.size() <= kMostPairs) {
        const Common common(left, right);
        while (i < left.size() && j < right.size()) {
            if (left[i] == right[j]) {
                ++i;
                ++j;
            } else if (common.at(i + 1, j) >= common.at(i, j + 1)) {
                lines.push_back(shown('-', left[i++]));
            } else {
                lines.push_back(shown('+', right[j++]));
            }
        }
    }
    for (; i < left.size(); ++i)
        lines.push_back(shown('-', left[i]));
    for (; j < right.size(); ++j)
        lines.push_back(shown('+', right[j]));
    std::erase_if(lines, [](const std::string& line) { return line.size() <= 2; });
    return lines;
}

/// Takes one change.
class Taker {
  public:
    explicit Taker(TrialProfiles& trial) : trial_(trial) {}

    base::Result<WouldChange> operator()(racf::PutUser& change) const {
        const std::string id = change.user.id.str();
        auto news = put(trial_.user(change.user.id), change.user, "user " + id);
        trial_.users_.insert_or_assign(id, std::move(change.user));
        return news;
    }
    base::Result<WouldChange> operator()(racf::DeleteUser& change) const {
        trial_.users_.insert_or_assign(change.id.str(), std::nullopt);
        return WouldChange{"delete user " + change.id.str(), {}};
    }
    base::Result<WouldChange> operator()(racf::PutGroup& change) const {
        const std::string id = change.group.id.str();
        auto news = put(trial_.group(change.group.id), change.group, "group " + id);
        trial_.groups_.insert_or_assign(id, std::move(change.group));
        return news;
    }
    base::Result<WouldChange> operator()(racf::DeleteGroup& change) const {
        trial_.groups_.insert_or_assign(change.id.str(), std::nullopt);
        return WouldChange{"delete group " + change.id.str(), {}};
    }
    base::Result<WouldChange> operator()(racf::PutResource& change) const {
        const racf::Resource& resource = change.resource;
        auto news = put(trial_.resource(resource.cls, resource.name), resource,
                        name_of(resource.cls, resource.name));
        auto& profiles = trial_.resources_[resource.cls.str()];
        const std::string name = resource.name.str();
        profiles.insert_or_assign(name, std::move(change.resource));
        return news;
    }
    base::Result<WouldChange> operator()(racf::DeleteResource& change) const {
        trial_.resources_[change.cls.str()].insert_or_assign(change.name.str(), std::nullopt);
        return WouldChange{"delete " + name_of(change.cls, change.name), {}};
    }
    base::Result<WouldChange> operator()(racf::PutOptions& change) const {
        const auto before = trial_.options();
        if (!before) return before.error();
        const auto old_text = store::print_options(*before);
        if (!old_text) return old_text.error();
        const auto new_text = store::print_options(change.options);
        if (!new_text) return new_text.error();
        trial_.options_ = std::move(change.options);
        return WouldChange{"change the SETROPTS options", changed_lines(*old_text, *new_text)};
    }
    base::Result<WouldChange> operator()(racf::TakeSnapshot& change) const {
        return WouldChange{"refresh the RACLISTed copy of class " + change.cls.str(), {}};
    }
    base::Result<WouldChange> operator()(racf::DropSnapshot& change) const {
        return WouldChange{"drop the RACLISTed copy of class " + change.cls.str(), {}};
    }
    base::Result<WouldChange> operator()(racf::PutVaultKey& change) const {
        trial_.labels_.insert(change.label);
        return WouldChange{"add key " + change.label, {}};
    }

  private:
    TrialProfiles& trial_;
};

base::Result<racf::Options> TrialProfiles::options() const {
    return options_ ? base::Result<racf::Options>(*options_) : below_.options();
}

base::Result<std::optional<racf::User>> TrialProfiles::user(const racf::UserId& id) const {
    const auto* changed = find_changed(users_, id.str());
    return changed != nullptr ? base::Result<std::optional<racf::User>>(*changed) : below_.user(id);
}

base::Result<std::optional<racf::Group>> TrialProfiles::group(const racf::GroupId& id) const {
    const auto* changed = find_changed(groups_, id.str());
    return changed != nullptr ? base::Result<std::optional<racf::Group>>(*changed)
                              : below_.group(id);
}

base::Result<std::optional<racf::Resource>> TrialProfiles::resource(
    const racf::ClassName& cls, const racf::ProfileName& name) const {
    const auto profiles = resources_.find(cls.str());
    const auto* changed =
        profiles == resources_.end() ? nullptr : find_changed(profiles->second, name.str());
    return changed != nullptr ? base::Result<std::optional<racf::Resource>>(*changed)
                              : below_.resource(cls, name);
}

base::Result<std::vector<std::string>> TrialProfiles::user_ids() const {
    auto names = below_.user_ids();
    return names ? with_changes(std::move(*names), users_) : names;
}

base::Result<std::vector<std::string>> TrialProfiles::group_ids() const {
    auto names = below_.group_ids();
    return names ? with_changes(std::move(*names), groups_) : names;
}

base::Result<std::vector<std::string>> TrialProfiles::resource_names(
    const racf::ClassName& cls) const {
    auto names = below_.resource_names(cls);
    const auto profiles = resources_.find(cls.str());
    return names && profiles != resources_.end()
               ? with_changes(std::move(*names), profiles->second)
               : names;
}

base::Result<std::vector<WouldChange>> TrialProfiles::take(std::vector<racf::Change> changes) {
    std::vector<WouldChange> all;
    for (racf::Change& change : changes) {
        auto one = std::visit(Taker(*this), change);
        if (!one) return std::move(one).error();
        all.push_back(std::move(*one));
    }
    return all;
}

}  // namespace ptkt::racf_session
