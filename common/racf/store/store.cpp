#include "common/racf/store/store.hpp"

#include <algorithm>

#include "common/formats/toml/parse.hpp"
#include "common/racf/store/checked_text.hpp"
#include "common/racf/store/description.hpp"
#include "common/racf/store/text/profile_text.hpp"
#include "common/racf/store/text/text_fields.hpp"

namespace ptkt::store {

namespace {

constexpr std::size_t kMostKnown = 1'000;

/// Whether any later change of the file will show in its stamp: a change within the same tick of
/// the system's clock need not. The time of the last change is the system's; nobody can set it
/// back.
bool is_settled(const files::Stamp& stamp) {
    constexpr std::chrono::nanoseconds kLongerThanTicks = std::chrono::seconds(2);
    const std::chrono::nanoseconds now = std::chrono::system_clock::now().time_since_epoch();
    return now - std::chrono::nanoseconds(stamp.status_changed_ns) > kLongerThanTicks;
}

/// Whether what was read of a file since it had this stamp may be kept for as long as it has it.
bool may_be_kept(const Path& path, const std::optional<files::Stamp>& before) {
    return before && is_settled(*before) && files::stamp(path) == before;
}

/// Reads and parses one profile; what is wrong in it is told with its place in the file.
template <typename T>
base::Result<std::optional<T>> read_profile(const Path& path,
                                            Parsed<T> (*parse)(std::string_view)) {
    const auto text = files::read_if_there(path, kTextLimit);
    if (!text) return text.error();
    if (!*text) return std::optional<T>();
    const bool is_right = files::checksum_of(**text) == files::Checksum::Right;
    // The last line of a text that is right has said what it has to say, and is not parsed.
    auto parsed = parse(is_right ? files::content_of(**text) : **text);
    if (!is_right)
        return altered(path, **text,
                       parsed ? std::nullopt : std::optional(std::move(parsed).error()));
    if (parsed) return std::optional(std::move(*parsed));
    const base::SourceText source(path.string(), **text);
    return base::with_hint(base::fail(base::ErrorKind::Config, "{}",
                                      source.located(parsed.error().where, parsed.error().message)),
                           "run racf-admin check");
}

/// The same for a file that must hold the profile of its own name.
template <typename T, typename IsRight>
base::Result<std::optional<T>> read_named(const Path& path, Parsed<T> (*parse)(std::string_view),
                                          IsRight is_right) {
    auto profile = read_profile(path, parse);
    if (!profile || !*profile || is_right(**profile)) return profile;
    return base::with_hint(base::fail(base::ErrorKind::Config,
                                      "{} holds another profile than its name says", path.string()),
                           "run racf-admin check");
}

base::Result<std::vector<std::string>> profile_names(const Path& directory) {
    auto names = files::list_directory(directory, kTextSuffix);
    if (!names) return names;
    for (std::string& name : *names)
        name = decoded_name(name);
    std::sort(names->begin(), names->end());
    return names;
}

base::Status check_format(const Layout& layout, bool may_be_loading) {
    const auto text = files::read_if_there(layout.description(), kTextLimit);
    if (!text) return text.error();
    if (!*text)
        return base::with_hint(
            base::fail(base::ErrorKind::NotFound, "no profile store in {}", layout.root().string()),
            "make one with 'racf-admin init', or name one with --store");
    if (is_usual_description(**text)) return {};
    const auto table = toml::parse(**text);
    if (!table) return altered(layout.description(), **text, table.error());
    const auto format = table->integer("format");
    if (!format) {
        if (auto right = check_text(layout.description(), **text); !right) return right;
        return base::fail(base::ErrorKind::Config, "{} does not say its format",
                          layout.description().string());
    }
    if (*format > kFormat)
        return base::with_hint(
            base::fail(base::ErrorKind::Config, "{} says format {}, this program knows {}",
                       layout.description().string(), *format, kFormat),
            "use a newer version of ptkt; if none made this store, run racf-admin check");
    if (auto right = check_text(layout.description(), **text); !right) return right;
    if (!may_be_loading && table->boolean("loading").value_or(false))
        return base::with_hint(
            base::fail(base::ErrorKind::Config,
                       "the store in {} is being loaded, or a load was cut off",
                       layout.root().string()),
            "wait for it, or run 'racf-admin load' again, which starts from the beginning");
    return {};
}

}  // namespace

base::Result<std::unique_ptr<Store>> Store::open(const Path& root) {
    return open_checked(root, false);
}

base::Result<std::unique_ptr<Store>> Store::open_for_load(const Path& root) {
    return open_checked(root, true);
}

base::Result<std::unique_ptr<Store>> Store::open_checked(const Path& root, bool may_be_loading) {
    std::unique_ptr<Store> store(new Store(root));
    if (auto format = check_format(store->layout_, may_be_loading); !format)
        return std::move(format).error();
    if (auto safe = files::check_private(root); !safe) return std::move(safe).error();
    return store;
}

base::Result<std::unique_ptr<Store>> Store::another() const {
    auto store = open(layout_.root());
    if (!store) return store;
    (*store)->keys_.use_master_key_of(keys_);
    (*store)->audit_log_ = audit_log_;
    return store;
}

base::Result<racf::Options> Store::options() const {
    if (moment_ == 0) {
        layout_.look_again();
        return read_options();
    }
    const Path path = layout_.options();
    const auto before = files::stamp(path);
    if (before && options_ && options_->stamp == *before) return options_->content;
    options_.reset();
    auto found = read_options();
    if (found && may_be_kept(path, before)) options_ = Known<racf::Options>{*before, *found};
    return found;
}

base::Result<racf::Options> Store::read_options() const {
    auto options = read_profile(layout_.options(), &parse_options);
    if (!options) return std::move(options).error();
    if (*options) return std::move(**options);
    // Every store has them from its beginning; without them every class would be inactive.
    return base::with_hint(
        base::fail(base::ErrorKind::Config, "{} is missing", layout_.options().string()),
        "'racf-admin check --repair' restores it from its copy");
}

base::Result<std::optional<racf::User>> Store::user(const racf::UserId& id) const {
    if (moment_ == 0) {
        layout_.look_again();
        return read_user(id);
    }
    const Path path = layout_.user(id);
    const auto before = files::stamp(path);
    const auto known = users_.find(id.str());
    if (before && known != users_.end() && known->second.stamp == *before)
        return std::optional(known->second.content);
    auto found = read_user(id);
    if (!found || !*found || !may_be_kept(path, before)) return found;
    if (users_.size() >= kMostKnown) users_.clear();
    users_.insert_or_assign(id.str(), Known<racf::User>{*before, **found});
    return found;
}

base::Result<std::optional<racf::User>> Store::read_user(const racf::UserId& id) const {
    return read_named(layout_.user(id), &parse_user,
                      [&](const racf::User& user) { return user.id == id; });
}

base::Result<std::optional<racf::Group>> Store::group(const racf::GroupId& id) const {
    return read_named(layout_.group(id), &parse_group,
                      [&](const racf::Group& group) { return group.id == id; });
}

base::Result<std::optional<racf::Resource>> Store::resource(const racf::ClassName& cls,
                                                            const racf::ProfileName& name) const {
    return read_named(layout_.resource(cls, name), &parse_resource,
                      [&](const racf::Resource& resource) {
                          return resource.cls == cls && resource.name == name;
                      });
}

base::Result<std::vector<std::string>> Store::user_ids() const {
    return profile_names(layout_.users());
}

base::Result<std::vector<std::string>> Store::group_ids() const {
    return profile_names(layout_.groups());
}

base::Result<std::vector<std::string>> Store::resource_names(const racf::ClassName& cls) const {
    return profile_names(layout_.cls(cls));
}

base::Result<const Snapshot*> Store::snapshot(const racf::ClassName& cls) const {
    const auto known = snapshots_.find(cls.str());
    const bool is_known = known != snapshots_.end();
    if (is_known && moment_ != 0 && known->second.moment == moment_) return &known->second.snapshot;
    const Path path = layout_.snapshot(cls);
    const auto stamp = files::stamp(path);
    if (stamp && is_known && known->second.stamp == *stamp) {
        known->second.moment = moment_;
        return &known->second.snapshot;
    }
    auto opened = Snapshot::open(path, cls);
    if (!opened) return std::move(opened).error();
    if (!*opened || !stamp)
        return base::with_hint(
            base::fail(base::ErrorKind::Config,
                       "class {} is RACLISTed, but its snapshot is missing", cls.str()),
            fmt::format("run SETROPTS RACLIST({}) REFRESH", cls.str()));
    snapshots_.erase(cls.str());
    const auto [place, added] =
        snapshots_.emplace(cls.str(), OpenSnapshot{*stamp, std::move(**opened), moment_});
    return &place->second.snapshot;
}

base::Status Store::verify_snapshot(const racf::ClassName& cls) const {
    const auto copy = snapshot(cls);
    if (!copy) return copy.error();
    return (*copy)->verify();
}

base::Result<std::optional<racf::Resource>> Store::checked_resource(
    const racf::Options& options, const racf::ClassName& cls, const racf::ProfileName& name) const {
    if (!options.is_raclisted(cls.str())) return resource(cls, name);
    const auto copy = snapshot(cls);
    if (!copy) return copy.error();
    return (*copy)->find(name);
}

base::Result<std::vector<std::string>> Store::checked_names(const racf::Options& options,
                                                            const racf::ClassName& cls) const {
    if (!options.is_raclisted(cls.str())) return resource_names(cls);
    const auto copy = snapshot(cls);
    if (!copy) return copy.error();
    return (*copy)->names();
}

base::Result<std::optional<racf::Resource>> Store::global_table(const racf::ClassName& cls) const {
    auto name = racf::ProfileName::parse(cls.str());
    if (!name) return std::move(name).error();
    // A store whose GLOBAL option was set before tables were copied has no copy.
    if (!files::stamp(layout_.snapshot(racf::global_class())))
        return resource(racf::global_class(), *name);
    const auto copy = snapshot(racf::global_class());
    if (!copy) return copy.error();
    return (*copy)->find(*name);
}

base::Result<files::FileLock> Store::lock(std::chrono::milliseconds time_limit) const {
    auto lock = files::FileLock::acquire(layout_.lock(), time_limit);
    layout_.look_again();
    return lock;
}

}  // namespace ptkt::store
