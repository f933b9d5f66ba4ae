#ifndef PTKT_RACF_IRRDBU00_PROFILE_RECORDS_HPP
#define PTKT_RACF_IRRDBU00_PROFILE_RECORDS_HPP

#include <optional>
#include <string>
#include <vector>

#include "common/racf/irrdbu00/record.hpp"
#include "common/racf/model/group.hpp"
#include "common/racf/model/resource.hpp"
#include "common/racf/model/user.hpp"

/// Profiles as the records of an unload, and back. A profile is a basic record and further ones:
/// one for each segment, and one for each element of its lists.
namespace ptkt::irrdbu00 {

/// Lines of an unload, and what could not be written as it is.
struct Lines {
    std::string text;
    std::vector<std::string> altered;  ///< `column of profile`

    void add(const RecordWriter& record, std::string_view profile);
};

struct Member {
    std::string user;
    racf::GroupAuthority authority = racf::GroupAuthority::Use;
};

/// 0100, 0101, 0102, 0120.
void write_group(Lines& out, const racf::Group& group, const std::vector<std::string>& subgroups,
                 const std::vector<Member>& members);
/// 0200, 0202, 0203, 0205, 0220, 0270. The authority in a group is in the group's record. The
/// interval of a password is the system's where the user has none of his own.
void write_user(Lines& out, const racf::User& user, std::int64_t system_interval);
/// 0500, 0503, 0505, 0507, 0530, 0540. Of a key nothing but the way in which it is kept.
void write_resource(Lines& out, const racf::Resource& resource);

// Each reads one record: the basic one into a new profile, the others into the profile they belong
// to. What is wrong is noted in the reader.

[[nodiscard]] std::optional<racf::Group> read_group(RecordReader& in);

/// A user as the unload describes it. A password or phrase is present, its value unknown.
[[nodiscard]] std::optional<racf::User> read_user(RecordReader& in);
void read_user_class(RecordReader& in, racf::User& user);
/// The connection that a record of the user is about; made when it is not there yet.
[[nodiscard]] racf::Connection* connection_in(racf::User& user, const racf::GroupId& group);
void read_connection(RecordReader& in, racf::Connection& connection);

[[nodiscard]] std::optional<racf::Resource> read_resource(RecordReader& in);
void read_member(RecordReader& in, racf::Resource& resource);
void read_access(RecordReader& in, racf::Resource& resource);
void read_conditional_access(RecordReader& in, racf::Resource& resource);
/// True when the profile had a legacy key, which no unload carries.
[[nodiscard]] bool read_ssignon(RecordReader& in, racf::Resource& resource);

}  // namespace ptkt::irrdbu00

#endif
