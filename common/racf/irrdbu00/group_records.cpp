#include "common/racf/irrdbu00/mapping.hpp"
#include "common/racf/irrdbu00/profile_records.hpp"

namespace ptkt::irrdbu00 {

namespace {

using racf::Group;

constexpr MappedText<Group> kGroupTexts[] = {
    {"GPBD_OWNER_ID", &Group::owner},
    {"GPBD_INSTALL_DATA", &Group::installation_data},
    {"GPBD_MODEL", &Group::model},
};
constexpr MappedFlag<Group> kGroupFlags[] = {{"GPBD_UNIVERSAL", &Group::universal}};

constexpr SegmentField kGroupOmvsFields[] = {{"GPOMVS_GID", "GID", true}};

}  // namespace

void Lines::add(const RecordWriter& record, std::string_view profile) {
    text += record.line();
    for (const std::string_view column : record.altered())
        altered.push_back(fmt::format("{} of {}", column, profile));
}

void write_group(Lines& out, const Group& group, const std::vector<std::string>& subgroups,
                 const std::vector<Member>& members) {
    const std::string& id = group.id.str();
    RecordWriter basic("0100");
    basic.text("GPBD_NAME", id)
        .text("GPBD_SUPGRP_ID", group.superior ? group.superior->str() : std::string())
        .date("GPBD_CREATE_DATE", group.created)
        .text("GPBD_UACC", racf::to_string(racf::Access::None))
        .flag("GPBD_NOTERMUACC", !group.terminal_uacc);
    write_mapped(basic, group, kGroupTexts);
    write_mapped(basic, group, kGroupFlags);
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
    if (const auto omvs = group.segments.find("OMVS"); omvs != group.segments.end()) {
        RecordWriter segment("0120");
        segment.text("GPOMVS_NAME", id);
        write_segment(segment, omvs->second, kGroupOmvsFields);
        out.add(segment, id);
    }
}

std::optional<Group> read_group(RecordReader& in) {
    const auto id = in.name<racf::GroupId>("GPBD_NAME");
    if (!id) return std::nullopt;
    Group group{*id};
    if (!in.text("GPBD_SUPGRP_ID").empty())
        group.superior = in.name<racf::GroupId>("GPBD_SUPGRP_ID");
    group.created = in.date("GPBD_CREATE_DATE").value_or(base::Instant());
    group.terminal_uacc = !in.flag("GPBD_NOTERMUACC");
    read_mapped(in, group, kGroupTexts);
    read_mapped(in, group, kGroupFlags);
    return group;
}

void read_group_omvs(RecordReader& in, Group& group) {
    read_segment(in, group.segments["OMVS"], kGroupOmvsFields);
}

}  // namespace ptkt::irrdbu00
