#ifndef PTKT_RACF_IRRDBU00_MAPPING_HPP
#define PTKT_RACF_IRRDBU00_MAPPING_HPP

#include <array>
#include <initializer_list>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "common/racf/irrdbu00/profile_records.hpp"
#include "common/racf/irrdbu00/record.hpp"
#include "common/racf/model/segment.hpp"
#include "common/racf/model/user.hpp"

/// Members of a profile as columns of its basic record, by the table of its fields: a profile is
/// both written and read from it, so that the two cannot come apart.
namespace ptkt::irrdbu00 {

using racf::UnloadColumn;

// A value in its column, by the type of the member. The other types are kept in records of their
// own, or by hand.
void write_value(RecordWriter& out, const UnloadColumn& column, bool value);
void write_value(RecordWriter& out, const UnloadColumn& column, const std::string& value);
void write_value(RecordWriter& out, const UnloadColumn& column,
                 const std::optional<racf::GroupId>& value);
void write_value(RecordWriter& out, const UnloadColumn& column, base::Instant value);
void write_value(RecordWriter& out, const UnloadColumn& column, std::int64_t value);
void write_value(RecordWriter& out, const UnloadColumn& column, int value);
void write_value(RecordWriter& out, const UnloadColumn& column, std::optional<std::int64_t> value);
void write_value(RecordWriter& out, const UnloadColumn& column, racf::Access value);

void read_value(RecordReader& in, const UnloadColumn& column, bool& value);
void read_value(RecordReader& in, const UnloadColumn& column, std::string& value);
void read_value(RecordReader& in, const UnloadColumn& column, std::optional<racf::GroupId>& value);
void read_value(RecordReader& in, const UnloadColumn& column, base::Instant& value);
void read_value(RecordReader& in, const UnloadColumn& column, std::int64_t& value);
void read_value(RecordReader& in, const UnloadColumn& column, int& value);
void read_value(RecordReader& in, const UnloadColumn& column, std::optional<std::int64_t>& value);
void read_value(RecordReader& in, const UnloadColumn& column, racf::Access& value);

/// A member that identifies a profile is read before there is a profile.
template <typename Tag>
void write_value(RecordWriter& out, const UnloadColumn& column, const racf::Name<Tag>& value) {
    out.text(column.name, value.str());
}
template <typename Tag>
void read_value(RecordReader&, const UnloadColumn&, racf::Name<Tag>&) {}

/// Fills the columns of a profile's record, from left to right.
template <typename Profile, std::size_t N>
void write_fields(RecordWriter& out, const Profile& profile,
                  const std::array<const racf::Field<Profile>*, N>& order) {
    for (const racf::Field<Profile>* field : order) {
        if (field->column.name.empty()) continue;
        racf::visit_member(profile, *field, [&](const auto& value) {
            using Type = std::remove_cvref_t<decltype(value)>;
            if constexpr (std::is_same_v<Type, std::optional<base::Instant>>) {
                if (!field->time_column.name.empty()) out.time(field->time_column.name, value);
                out.date(field->column.name, value);
            } else if constexpr (requires { write_value(out, field->column, value); }) {
                write_value(out, field->column, value);
            }
        });
    }
}

/// Reads what `write_fields` writes.
template <typename Profile, std::size_t N>
void read_fields(RecordReader& in, Profile& profile,
                 const std::array<const racf::Field<Profile>*, N>& order) {
    for (const racf::Field<Profile>* field : order) {
        if (field->column.name.empty()) continue;
        racf::visit_member(profile, *field, [&](auto& value) {
            using Type = std::remove_cvref_t<decltype(value)>;
            if constexpr (std::is_same_v<Type, std::optional<base::Instant>>) {
                value = field->time_column.name.empty()
                            ? in.date(field->column.name)
                            : in.moment(field->column.name, field->time_column.name);
            } else if constexpr (requires { read_value(in, field->column, value); }) {
                read_value(in, field->column, value);
            }
        });
    }
}

/// The segments of a profile, a record each. Its first columns have the names of the profile:
/// `names`, of which the first one is what is said of an altered column. Numbers are padded with
/// zeros in a record and bare in a segment; the flags of a segment are kept as the words of its
/// operands; a field that listings show with a value of its own where none was given has that value
/// here, too.
void write_segments(Lines& out, const std::map<std::string, racf::Segment>& segments,
                    std::span<const racf::SegmentTable> tables,
                    std::initializer_list<std::string_view> names);
void read_segment(RecordReader& in, racf::Segment& segment, const racf::SegmentTable& table);

/// The segment that has a record of this type, or nullptr.
[[nodiscard]] const racf::SegmentTable* segment_of_record(
    std::span<const racf::SegmentTable> tables, std::string_view type);

}  // namespace ptkt::irrdbu00

#endif
