#include "common/formats/toml/parse.hpp"
#include "common/formats/toml/print.hpp"
#include "common/racf/model/group_table.hpp"
#include "common/racf/store/text/profile_text.hpp"
#include "common/racf/store/text/text_fields.hpp"

namespace ptkt::store {

base::Result<std::string> print_group(const racf::Group& group) {
    Fields fields;
    for (const racf::Field<racf::Group>& field : racf::kGroupFields)
        write_field(fields, group, field);
    fields.segments("segments", group.segments);
    return toml::print(fields.table());
}

Parsed<racf::Group> parse_group(std::string_view text) {
    const auto table = toml::parse(text);
    if (!table) return table.error();
    toml::Reader reader(*table);
    const auto id = read_name<racf::GroupId>(reader, "id");
    if (!id) return reader.finish().error();
    racf::Group group{*id};
    for (const racf::Field<racf::Group>& field : racf::kGroupFields)
        read_field(reader, group, field);
    group.segments = read_segments(reader);
    if (auto finished = reader.finish(); !finished) return std::move(finished).error();
    return group;
}

}  // namespace ptkt::store
