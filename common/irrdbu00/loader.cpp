#include "common/irrdbu00/loader.hpp"

#include <algorithm>

#include "common/base/ascii.hpp"
#include "common/racf/class_table.hpp"

namespace ptkt::irrdbu00 {

namespace {

std::string key_of(const racf::GroupId& id) {
    return "G/" + id.str();
}
std::string key_of(const racf::UserId& id) {
    return "U/" + id.str();
}
std::string key_of(const racf::ClassName& cls, const racf::ProfileName& name) {
    return "R/" + cls.str() + "/" + name.str();
}

constexpr const char* kUnknownValue = "exists, its value is not in an unload";

std::array<char, 8> packed(std::string_view name) {
    std::array<char, 8> out{};
    std::copy_n(name.begin(), std::min(name.size(), out.size()), out.begin());
    return out;
}

std::string unpacked(const std::array<char, 8>& name) {
    return {name.begin(), std::find(name.begin(), name.end(), '\0')};
}

bool has_lower_case(std::string_view text) {
    return std::any_of(text.begin(), text.end(), base::is_lower);
}

/// The column with the name of the profile that a record belongs to is the first of each layout,
/// and that of the class the second of those of resources.
std::string_view name_column(std::string_view type) {
    return find_layout(type)->columns[0].name;
}
std::string_view class_column(std::string_view type) {
    return find_layout(type)->columns[1].name;
}

}  // namespace

base::Result<std::optional<base::TextError>> Loader::line(std::string_view text) {
    using Answer = std::optional<base::TextError>;
    if (base::trim(text).empty()) return Answer();
    if (!has_record_type(text))
        return Answer(base::TextError{
            {0, std::min<std::size_t>(text.size(), 4)},
            fmt::format("'{}' is not the type of a record", base::printable(text.substr(0, 4))),
            "an unload of IRRDBU00 has four characters such as 0200 in the first columns"});
    const std::string_view type = text.substr(0, 4);
    const Layout* layout = find_layout(type);
    if (layout == nullptr) {
        ++report_.other_records[std::string(type)];
        return Answer();
    }
    RecordReader in(*layout, text);
    if (auto taken = take(in, type); !taken) return std::move(taken).error();
    return Answer(in.error());
}

base::Status Loader::take(RecordReader& in, std::string_view type) {
    if (type == "0100") return take_group(in);
    if (type == "0200") return take_user(in, in.text(name_column(type)));
    if (type == "0500") return take_resource(in);
    if (type.starts_with("01")) return take_of_group(in, type);
    return type.starts_with("02") ? take_of_user(in, type) : take_of_resource(in, type);
}

void Loader::leave_out(std::string what, std::string name, std::string why) {
    report_.left_out.push_back({std::move(what), std::move(name), std::move(why)});
}

// Groups.

base::Status Loader::take_group(RecordReader& in) {
    if (auto done = put_group(); !done) return done;
    auto group = read_group(in);
    if (!group || in.error()) return {};
    if (!define(key_of(group->id))) {
        in.reject(name_column("0100"), "is defined twice");
        return {};
    }
    ++report_.groups;
    group_ = std::move(*group);
    return {};
}

base::Status Loader::take_of_group(RecordReader& in, std::string_view type) {
    if (type == "0101") return {};  // each group names its superior
    const auto id = in.name<racf::GroupId>(name_column(type));
    if (!id) return {};
    auto found = turn_to_group(*id);
    if (!found) return std::move(found).error();
    if (!*found) {
        ++report_.other_records[std::string(type)];
    } else if (type == "0102") {
        take_member(in);
    } else {
        read_group_omvs(in, *group_);
    }
    return {};
}

void Loader::take_member(RecordReader& in) {
    const std::string user = in.required("GPMEM_MEMBER_ID");
    if (has_lower_case(user)) return;
    const std::string word = in.text("GPMEM_AUTH");
    const auto authority = racf::group_authority_of(base::to_upper(word));
    if (!authority && !word.empty()) in.reject("GPMEM_AUTH", "is not a group authority");
    memberships_.push_back(
        {packed(user), packed(group_->id.str()), authority.value_or(racf::GroupAuthority::Use)});
    memberships_are_sorted_ = false;
}

base::Result<bool> Loader::turn_to_group(const racf::GroupId& id) {
    if (group_ && group_->id == id) return true;
    if (!is_defined(key_of(id))) return false;
    if (auto done = put_group(); !done) return std::move(done).error();
    auto found = profiles_.group(id);
    if (!found) return std::move(found).error();
    group_ = std::move(*found);
    return group_.has_value();
}

base::Status Loader::put_group() {
    if (!group_) return {};
    racf::Group done = std::move(*group_);
    group_.reset();
    return put_(racf::PutGroup{std::move(done)});
}

// Users.

base::Status Loader::take_user(RecordReader& in, std::string_view written_name) {
    if (auto done = put_user(); !done) return done;
    // irrcerta and its like hold what RACF keeps about certificates; nobody can sign on with one.
    if (has_lower_case(written_name)) {
        leave_out("user", base::printable(written_name), "is one of RACF's own");
        return {};
    }
    auto user = read_user(in);
    if (!user || in.error()) return {};
    if (!define(key_of(user->id))) {
        in.reject(name_column("0200"), "is defined twice");
        return {};
    }
    if (user->password) leave_out("password", user->id.str(), kUnknownValue);
    if (user->phrase) leave_out("phrase", user->id.str(), kUnknownValue);
    ++report_.users;
    user_ = std::move(*user);
    return {};
}

base::Status Loader::take_of_user(RecordReader& in, std::string_view type) {
    if (has_lower_case(in.text(name_column(type)))) return {};
    const auto id = in.name<racf::UserId>(name_column(type));
    if (!id) return {};
    auto found = turn_to_user(*id);
    if (!found) return std::move(found).error();
    if (!*found) {
        ++report_.other_records[std::string(type)];
    } else if (type == "0202") {
        read_user_class(in, *user_);
    } else if (type == "0203" || type == "0205") {
        take_connection(in, type);
    } else if (type == "0220") {
        read_user_tso(in, *user_);
    } else {
        read_user_omvs(in, *user_);
    }
    return {};
}

void Loader::take_connection(RecordReader& in, std::string_view type) {
    const auto group = in.name<racf::GroupId>(type == "0203" ? "USGCON_GRP_ID" : "USCON_GRP_ID");
    if (!group) return;
    const std::size_t before = user_->connections.size();
    racf::Connection& connection = *connection_in(*user_, *group);
    report_.connections += user_->connections.size() - before;
    if (type == "0205") read_connection(in, connection);
    if (Membership* known = membership(user_->id.str(), group->str())) {
        connection.authority = known->authority;
        known->taken = true;
    }
}

base::Result<bool> Loader::turn_to_user(const racf::UserId& id) {
    if (user_ && user_->id == id) return true;
    if (!is_defined(key_of(id))) return false;
    if (auto done = put_user(); !done) return std::move(done).error();
    auto found = profiles_.user(id);
    if (!found) return std::move(found).error();
    user_ = std::move(*found);
    return user_.has_value();
}

base::Status Loader::put_user() {
    if (!user_) return {};
    racf::User done = std::move(*user_);
    user_.reset();
    return put_(racf::PutUser{std::move(done)});
}

Loader::Membership* Loader::membership(std::string_view user, std::string_view group) {
    const auto less = [](const Membership& a, const Membership& b) { return a.key() < b.key(); };
    if (!memberships_are_sorted_) std::sort(memberships_.begin(), memberships_.end(), less);
    memberships_are_sorted_ = true;
    const Membership wanted{packed(user), packed(group)};
    const auto at = std::lower_bound(memberships_.begin(), memberships_.end(), wanted, less);
    return at != memberships_.end() && at->key() == wanted.key() ? &*at : nullptr;
}

// Resources.

base::Status Loader::take_resource(RecordReader& in) {
    if (auto done = put_resource(); !done) return done;
    const std::string cls = in.text(class_column("0500"));
    if (racf::find_class(cls) == nullptr) {
        ++report_.unknown_classes[cls];
        return {};
    }
    const std::string written = in.text(name_column("0500"));
    auto resource = read_resource(in);
    if (!resource || in.error()) return {};
    if (!define(key_of(resource->cls, resource->name))) {
        // Names of some classes keep their case there, and are folded here.
        if (has_lower_case(written)) {
            leave_out("profile", cls + " " + written, "differs from another in case only");
        } else {
            in.reject(name_column("0500"), "is defined twice");
        }
        return {};
    }
    if (has_lower_case(written))
        leave_out("case", cls + " " + written, "names are folded to upper case here");
    ++report_.resources;
    resource_ = std::move(*resource);
    return {};
}

base::Status Loader::take_of_resource(RecordReader& in, std::string_view type) {
    const std::string class_text = in.text(class_column(type));
    if (racf::find_class(class_text) == nullptr) return {};
    const auto cls = racf::ClassName::parse(class_text).value();
    const auto name = in.name<racf::ProfileName>(name_column(type));
    if (!name) return {};
    auto found = turn_to_resource(cls, *name);
    if (!found) return std::move(found).error();
    if (!*found) {
        ++report_.other_records[std::string(type)];
    } else if (type == "0503") {
        read_member(in, *resource_);
    } else if (type == "0505") {
        read_access(in, *resource_);
        ++report_.access_entries;
    } else if (type == "0507") {
        read_conditional_access(in, *resource_);
        ++report_.access_entries;
    } else if (type == "0530") {
        take_ssignon(in);
    } else {
        read_started_task(in, *resource_);
    }
    return {};
}

void Loader::take_ssignon(RecordReader& in) {
    const std::string name = resource_->cls.str() + " " + resource_->name.str();
    if (read_ssignon(in, *resource_)) leave_out("legacy key", name, "is not in an unload");
    const std::string& label = resource_->ssignon->enhanced_label;
    if (!label.empty()) leave_out("enhanced key", name, "only its label is carried: " + label);
}

base::Result<bool> Loader::turn_to_resource(const racf::ClassName& cls,
                                            const racf::ProfileName& name) {
    if (resource_ && resource_->name == name && resource_->cls == cls) return true;
    if (!is_defined(key_of(cls, name))) return false;
    if (auto done = put_resource(); !done) return std::move(done).error();
    auto found = profiles_.resource(cls, name);
    if (!found) return std::move(found).error();
    resource_ = std::move(*found);
    return resource_.has_value();
}

base::Status Loader::put_resource() {
    if (!resource_) return {};
    racf::Resource done = std::move(*resource_);
    resource_.reset();
    return put_(racf::PutResource{std::move(done)});
}

// The end.

base::Status Loader::finish() {
    for (const auto put : {&Loader::put_group, &Loader::put_user, &Loader::put_resource})
        if (auto done = (this->*put)(); !done) return done;
    if (auto done = add_late_members(); !done) return done;
    return put_user();
}

/// Members whose user's records came first, or do not name the group.
base::Status Loader::add_late_members() {
    for (Membership& one : memberships_) {
        if (one.taken) continue;
        const std::string user = unpacked(one.user);
        const std::string group = unpacked(one.group);
        const auto id = racf::UserId::parse(user);
        auto found = id ? turn_to_user(*id) : base::Result<bool>(false);
        if (!found) return std::move(found).error();
        if (!*found) {
            leave_out("member", user + " of " + group, "is not a user of the unload");
            continue;
        }
        const std::size_t before = user_->connections.size();
        connection_in(*user_, racf::GroupId::parse(group).value())->authority = one.authority;
        report_.connections += user_->connections.size() - before;
    }
    return {};
}

}  // namespace ptkt::irrdbu00
