#include "common/racf/irrdbu00/mapping.hpp"
#include "common/racf/irrdbu00/profile_records.hpp"
#include "common/racf/model/group_table.hpp"
#include "common/racf/model/segment_tables.hpp"

namespace ptkt::irrdbu00 {

using racf::Group;

void Lines::add(const RecordWriter& record, std::string_view profile) {
    text += record.line();
    for (const std::string_view column : record.altered())
        altered.push_back(fmt::format("{} of {}", column, profile));
}

void write_group(Lines& out, const Group& group, const std::vector<std::string>& subgroups,
                 const std::vector<Member>& members) {
    const std::string& id = group.id.str();
    RecordWriter basic("0100");
    basic.text("GPBD_UACC", racf::to_string(racf::Access::None));
    write_fields(basic, group, racf::kGroupColumnOrder);
    out.add(basic, id);
    for (const std::string& subgroup : subgroups)
        out.add(RecordWriter("0101").text("GPSGRP_NAME", id).text("GPSGRP_SUBGRP_ID", subgroup),
                id);
    for (const Member& member : members)
        out.add(RecordWriter("0102")
                    .text("GPMEM_NAME", id)
                    .text("GPMEM_MEMBER_ID", member.user)
                    .text("GPMEM_AUTH", racf::to_string(member.authority)),
                id);
    write_segments(out, group.segments, racf::kGroupSegments, {id});
}

std::optional<Group> read_group(RecordReader& in) {
    const auto id = in.name<racf::GroupId>("GPBD_NAME");
    if (!id) return std::nullopt;
    Group group{*id};
    read_fields(in, group, racf::kGroupColumnOrder);
    return group;
}

}  // namespace ptkt::irrdbu00
