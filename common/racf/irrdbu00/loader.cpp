#include "common/racf/irrdbu00/loader.hpp"

#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/racf/irrdbu00/mapping.hpp"
#include "common/racf/model/dynamic_classes.hpp"
#include "common/racf/model/segment_tables.hpp"

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

/// Reads the record of a segment; a type that has a layout and is nothing else is one.
auto segment_reader(std::span<const racf::SegmentTable> tables, std::string_view type) {
    return [table = segment_of_record(tables, type)](RecordReader& in, auto& profile) {
        read_segment(in, profile.segments[std::string(table->name)], *table);
    };
}

/// LRECL of an unload is 4096; in UTF-8 a character of it has two bytes at most.
constexpr std::size_t kLongestLine = std::size_t{2} * 4096;

}  // namespace

Loader::Answer Loader::line(std::string_view text) {
    return take_line(++number_, text, true);
}

Loader::Answer Loader::take_line(std::size_t number, std::string_view text, bool may_wait) {
    if (base::trim(text).empty()) return std::optional<BadLine>();
    if (text.size() > kLongestLine)
        return bad(number, {},
                   {{kLongestLine, 1},
                    fmt::format("a line of {} bytes, but records have at most 4096: the line ends "
                                "were lost",
                                text.size()),
                    "transfer the unload as text"});
    if (!has_record_type(text))
        return bad(
            number, {},
            {{0, std::min<std::size_t>(text.size(), 4)},
             fmt::format("'{}' is not the type of a record", base::printable(text.substr(0, 4))),
             "an unload of IRRDBU00 has four characters such as 0200 in the first columns"});
    const std::string_view type = text.substr(0, 4);
    const Layout* layout = find_layout(type);
    if (layout == nullptr) {
        ++report_.other_records[std::string(type)];
        return std::optional<BadLine>();
    }
    RecordReader in(*layout, text);
    number_ = number;
    placed_ = true;
    if (auto taken = take(in, type, may_wait); !taken) return std::move(taken).error();
    if (!placed_ && !in.error()) {
        if (may_wait) {
            if (auto kept = deferred_.add(number, text); !kept) return std::move(kept).error();
            return std::optional<BadLine>();
        }
        std::string what = type.starts_with("05") ? "of class " + in.text(class_column(type)) : "";
        if (!what.empty()) what += ' ';
        in.reject(name_column(type),
                  fmt::format("{}has no {}00 record in the unload", what, type.substr(0, 2)));
    }
    if (in.error()) return bad(number, type, *in.error());
    return std::optional<BadLine>();
}

Loader::Answer Loader::bad(std::size_t number, std::string_view type, base::TextError what) {
    if (!skip_bad_) return std::optional(BadLine{number, std::move(what)});
    const auto [known, is_new] =
        skipped_.try_emplace(fmt::format("{} {}", type, what.message), report_.skipped.size());
    if (is_new) report_.skipped.push_back({std::string(type), what.message, number, 0});
    ++report_.skipped[known->second].lines;
    return std::optional<BadLine>();
}

template <typename Profile, typename Read>
bool Loader::read_into(RecordReader& in, Profile& profile, Profile empty, Read read) {
    if (skip_bad_) {
        read(in, empty);
        if (in.error()) return false;
    }
    read(in, profile);
    return !in.error();
}

base::Status Loader::take(RecordReader& in, std::string_view type, bool may_wait) {
    if (type == "0100") return take_group(in);
    if (type == "0200") return take_user(in, in.text(name_column(type)));
    if (type == "0500") return take_resource(in, may_wait);
    if (type.starts_with("01")) return take_of_group(in, type);
    return type.starts_with("02") ? take_of_user(in, type) : take_of_resource(in, type, may_wait);
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
    placed_ = *found;
    if (!placed_) return {};
    if (type == "0102") {
        take_member(in);
    } else {
        read_into(in, *group_, racf::Group{*id}, segment_reader(racf::kGroupSegments, type));
    }
    return {};
}

void Loader::take_member(RecordReader& in) {
    const std::string user = in.required("GPMEM_MEMBER_ID");
    if (has_lower_case(user)) return;
    const std::string word = in.text("GPMEM_AUTH");
    const auto authority = racf::group_authority_of(base::to_upper(word));
    if (!authority && !word.empty()) in.reject("GPMEM_AUTH", "is not a group authority");
    if (in.error()) return;
    memberships_.push_back(
        {packed(user), packed(group_->id.str()), static_cast<std::uint32_t>(number_),
         static_cast<std::uint8_t>(authority.value_or(racf::GroupAuthority::Use))});
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
    placed_ = *found;
    if (placed_) take_part_of_user(in, type);
    return {};
}

void Loader::take_part_of_user(RecordReader& in, std::string_view type) {
    const auto read = [&](auto part) {
        read_into(in, *user_, racf::User{user_->id, {}, {}, user_->default_group}, part);
    };
    if (type == "0202") {
        read(read_user_class);
    } else if (type == "0203" || type == "0205") {
        take_connection(in, type);
    } else {
        read(segment_reader(racf::kUserSegments, type));
    }
}

void Loader::take_connection(RecordReader& in, std::string_view type) {
    const auto group = in.name<racf::GroupId>(type == "0203" ? "USGCON_GRP_ID" : "USCON_GRP_ID");
    if (!group) return;
    racf::Connection written{*group};
    if (type == "0205") read_connection(in, written);
    if (in.error()) return;
    const std::size_t before = user_->connections.size();
    racf::Connection& connection = *connection_in(*user_, *group);
    report_.connections += user_->connections.size() - before;
    written.authority = connection.authority;
    if (type == "0205") connection = std::move(written);
    if (Membership* known = membership(user_->id.str(), group->str())) {
        connection.authority = static_cast<racf::GroupAuthority>(known->authority);
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
    if (memberships_.size() != sorted_memberships_) {
        // Not for each of those that come between the users: what is not found here is late.
        if (memberships_.size() < 2 * sorted_memberships_) return nullptr;
        std::sort(memberships_.begin(), memberships_.end(), less);
        sorted_memberships_ = memberships_.size();
    }
    const Membership wanted{packed(user), packed(group)};
    const auto at = std::lower_bound(memberships_.begin(), memberships_.end(), wanted, less);
    return at != memberships_.end() && at->key() == wanted.key() ? &*at : nullptr;
}

// Resources.

/// Certificates and what else commands make no profiles for are left out like unknown classes.
bool Loader::may_hold_profiles(const std::string& cls) const {
    if (const racf::ClassInfo* info = racf::find_supplied_class(cls)) return info->takes_profiles;
    const auto definition = racf::ProfileName::parse(cls);
    return definition && racf::ClassName::parse(cls) &&
           is_defined(key_of(racf::cdt_class(), *definition));
}

/// A class that nobody knows may be dynamic, and be defined by a profile that has not come yet.
bool Loader::waits_for_definition(const std::string& cls, bool may_wait) {
    if (!may_wait || racf::find_supplied_class(cls) != nullptr) return false;
    placed_ = false;
    return true;
}

/// What the class is, is not in its unload as it is read here.
void Loader::tell_of_dynamic_class(const std::string& cls) {
    if (racf::find_supplied_class(cls) == nullptr && define("C/" + cls))
        leave_out("class definition", cls,
                  "CDTINFO is not read from an unload: give it with RALTER CDT, and refresh CDT");
}

base::Status Loader::take_resource(RecordReader& in, bool may_wait) {
    if (auto done = put_resource(); !done) return done;
    const std::string cls = in.text(class_column("0500"));
    if (!may_hold_profiles(cls)) {
        if (!waits_for_definition(cls, may_wait)) ++report_.unknown_classes[cls];
        return {};
    }
    tell_of_dynamic_class(cls);
    const racf::ClassInfo* info = racf::find_supplied_class(cls);
    const std::string written = in.text(name_column("0500"));
    auto resource = read_resource(in);
    if (!resource || in.error()) return {};
    const bool folded = info != nullptr && !info->keeps_case && has_lower_case(written);
    if (!define(key_of(resource->cls, resource->name))) {
        if (folded) {
            leave_out("profile", cls + " " + written, "differs from another in case only");
        } else {
            in.reject(name_column("0500"), "is defined twice");
        }
        return {};
    }
    if (folded) leave_out("case", cls + " " + written, "names are folded to upper case here");
    ++report_.resources;
    resource_ = std::move(*resource);
    return {};
}

base::Status Loader::take_of_resource(RecordReader& in, std::string_view type, bool may_wait) {
    const std::string class_text = in.text(class_column(type));
    if (!may_hold_profiles(class_text)) {
        if (!waits_for_definition(class_text, may_wait))
            report_.unknown_classes.try_emplace(class_text, 0);
        return {};
    }
    const auto cls = racf::ClassName::parse(class_text).value();
    const auto name = in.profile_name(name_column(type), cls);
    if (!name) return {};
    auto found = turn_to_resource(cls, *name);
    if (!found) return std::move(found).error();
    placed_ = *found;
    if (placed_) take_part_of_resource(in, type);
    return {};
}

void Loader::take_part_of_resource(RecordReader& in, std::string_view type) {
    const auto read = [&](auto part) {
        return read_into(in, *resource_, racf::Resource{resource_->cls, resource_->name}, part);
    };
    if (type == "0503") {
        read(read_member);
    } else if (type == "0505") {
        report_.access_entries += read(read_access) ? 1 : 0;
    } else if (type == "0507") {
        report_.access_entries += read(read_conditional_access) ? 1 : 0;
    } else if (type == "0530") {
        take_ssignon(in);
    } else {
        read(segment_reader(racf::kResourceSegments, type));
    }
}

void Loader::take_ssignon(RecordReader& in) {
    const std::string name = resource_->cls.str() + " " + resource_->name.str();
    bool had_key = false;
    const auto read = [&had_key](RecordReader& reader, racf::Resource& profile) {
        had_key = read_ssignon(reader, profile);
    };
    if (!read_into(in, *resource_, racf::Resource{resource_->cls, resource_->name}, read)) return;
    if (had_key) leave_out("legacy key", name, "is not in an unload");
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

}  // namespace ptkt::irrdbu00
