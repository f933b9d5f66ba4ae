#include "common/racf/store/generation.hpp"

#include <algorithm>

#include "common/formats/toml/print.hpp"
#include "common/racf/store/checked_text.hpp"
#include "common/racf/store/text/text_fields.hpp"

namespace ptkt::store {

namespace {

std::vector<Recipient> read_recipients(toml::Reader& reader) {
    std::vector<Recipient> all;
    for (const toml::Table* table : reader.tables("receivers")) {
        toml::Reader one(*table);
        all.push_back({one.required_string("name"), one.required_string("key"),
                       one.required_string("report")});
        if (const auto finished = one.finish(); !finished)
            reader.reject("receivers", finished.error().message);
    }
    return all;
}

Generation read_generation(toml::Reader& reader) {
    Generation its;
    its.number = reader.required_integer("number");
    its.made = read_time(reader, "made").value_or(base::Instant());
    its.digest = read_text(reader, "digest");
    its.keys_digest = read_text(reader, "keys");
    its.receivers = read_recipients(reader);
    its.adopted = read_time(reader, "adopted");
    return its;
}

}  // namespace

bool is_published(std::string_view name) {
    return name == "generation.toml" || std::ranges::find(kPublished, name) != kPublished.end();
}

base::Result<std::optional<Generation>> generation_of(const Layout& layout) {
    const auto text = read_text(layout.generation(), kTextLimit);
    if (!text) return text.error();
    if (!*text) return std::optional<Generation>();
    auto its = parse_file(**text, layout.generation(), read_generation);
    if (!its) return std::move(its).error();
    return std::optional(std::move(*its));
}

base::Status write_generation(const Layout& layout, const Generation& generation) {
    Fields fields;
    fields.set("number", generation.number)
        .time("made", generation.made)
        .text("digest", generation.digest)
        .text("keys", generation.keys_digest)
        .time("adopted", generation.adopted);
    std::vector<toml::Table> receivers;
    for (const Recipient& one : generation.receivers) {
        Fields its;
        its.set("name", one.name).set("key", one.key_id).set("report", one.report);
        receivers.push_back(its.table());
    }
    fields.tables("receivers", std::move(receivers));
    auto text = toml::print(fields.table());
    if (!text) return std::move(text).error();
    return replace_text(layout, layout.generation(), std::move(*text));
}

}  // namespace ptkt::store
