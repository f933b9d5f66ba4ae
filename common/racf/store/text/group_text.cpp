#include "common/formats/toml/parse.hpp"
#include "common/formats/toml/print.hpp"
#include "common/racf/store/text/profile_text.hpp"
#include "common/racf/store/text/text_fields.hpp"

namespace ptkt::store {

base::Result<std::string> print_group(const racf::Group& group) {
    Fields fields;
    fields.set("id", group.id.str());
    if (group.superior) fields.set("superior", group.superior->str());
    fields.text("owner", group.owner)
        .time("created", group.created)
        .text("installation_data", group.installation_data)
        .text("model", group.model)
        .flag("terminal_uacc", group.terminal_uacc, true)
        .flag("universal", group.universal)
        .segments(group.segments);
    return toml::print(fields.table());
}

Parsed<racf::Group> parse_group(std::string_view text) {
    const auto table = toml::parse(text);
    if (!table) return table.error();
    toml::Reader reader(*table);
    const auto id = read_name<racf::GroupId>(reader, "id");
    if (!id) return reader.finish().error();
    racf::Group group{*id};
    if (const std::string* superior = reader.string("superior")) {
        auto parsed = racf::GroupId::parse(*superior);
        if (parsed) {
            group.superior = std::move(*parsed);
        } else {
            reader.reject("superior", parsed.error().what);
        }
    }
    group.owner = read_text(reader, "owner");
    group.created = read_time(reader, "created").value_or(base::Instant());
    group.installation_data = read_text(reader, "installation_data");
    group.model = read_text(reader, "model");
    group.terminal_uacc = read_flag(reader, "terminal_uacc", true);
    group.universal = read_flag(reader, "universal");
    group.segments = read_segments(reader);
    if (auto finished = reader.finish(); !finished) return std::move(finished).error();
    return group;
}

}  // namespace ptkt::store
