#include "common/formats/toml/parse.hpp"
#include "common/formats/toml/print.hpp"
#include "common/racf/model/class_table.hpp"
#include "common/racf/model/resource_table.hpp"
#include "common/racf/store/text/profile_text.hpp"
#include "common/racf/store/text/ssignon_text.hpp"
#include "common/racf/store/text/text_fields.hpp"

namespace ptkt::store {

namespace {

using racf::Resource;

toml::Table entry_table(const racf::AccessEntry& entry) {
    Fields fields;
    fields.set("id", entry.id).access("access", entry.access).number("count", entry.count);
    return fields.table();
}

toml::Table conditional_table(const racf::ConditionalEntry& conditional) {
    Fields fields;
    fields.set("id", conditional.entry.id)
        .access("access", conditional.entry.access)
        .number("count", conditional.entry.count)
        .set("condition", conditional.condition)
        .set("name", conditional.name);
    return fields.table();
}

racf::AccessEntry read_entry(toml::Reader& reader) {
    racf::AccessEntry entry{reader.required_string("id")};
    entry.access = read_access(reader, "access").value_or(racf::Access::None);
    entry.count = read_number(reader, "count");
    return entry;
}

void add_auditing(Fields& fields, std::string_view name, const racf::Auditing& audit,
                  const racf::Auditing& standard) {
    if (audit == standard) return;
    Fields inner;
    inner.access("success", audit.success).access("failures", audit.failures);
    fields.set(name, inner.table());
}

racf::Auditing read_auditing(toml::Reader& reader, std::string_view name,
                             const racf::Auditing& standard) {
    const toml::Table* table = reader.table(name);
    if (table == nullptr) return standard;
    toml::Reader inner(*table);
    racf::Auditing audit{read_access(inner, "success"), read_access(inner, "failures")};
    if (const auto finished = inner.finish(); !finished)
        reader.reject(name, finished.error().message);
    return audit;
}

base::Result<void, base::TextError> read_lists(toml::Reader& reader, Resource& resource) {
    for (const toml::Table* one : reader.tables("access")) {
        toml::Reader inner(*one);
        resource.access.push_back(read_entry(inner));
        if (auto finished = inner.finish(); !finished) return finished;
    }
    for (const toml::Table* one : reader.tables("conditional")) {
        toml::Reader inner(*one);
        racf::ConditionalEntry conditional{read_entry(inner), inner.required_string("condition"),
                                           inner.required_string("name")};
        if (auto finished = inner.finish(); !finished) return finished;
        resource.conditional.push_back(std::move(conditional));
    }
    return {};
}

const racf::Auditing kNoGlobalAudit{std::nullopt, std::nullopt};

}  // namespace

base::Result<std::string> print_resource(const Resource& resource) {
    Fields fields;
    fields.set("class", resource.cls.str()).set("name", resource.name.str());
    for (const racf::Field<Resource>& field : racf::kResourceFields)
        write_field(fields, resource, field);
    add_auditing(fields, "audit", resource.audit, racf::Auditing{});
    add_auditing(fields, "global_audit", resource.global_audit, kNoGlobalAudit);
    if (resource.ssignon) fields.set("ssignon", ssignon_table(*resource.ssignon));
    fields.segments("segments", resource.segments);
    std::vector<toml::Table> access;
    for (const auto& entry : resource.access)
        access.push_back(entry_table(entry));
    fields.tables("access", std::move(access));
    std::vector<toml::Table> conditional;
    for (const auto& entry : resource.conditional)
        conditional.push_back(conditional_table(entry));
    fields.tables("conditional", std::move(conditional));
    return toml::print(fields.table());
}

Parsed<Resource> parse_resource(std::string_view text) {
    const auto table = toml::parse(text);
    if (!table) return table.error();
    toml::Reader reader(*table);
    const auto cls = read_name<racf::ClassName>(reader, "class");
    if (!cls) return reader.finish().error();
    const auto name = racf::profile_name_in(cls->str(), reader.required_string("name"));
    if (!name) {
        reader.reject("name", name.error().what);
        return reader.finish().error();
    }
    Resource resource{*cls, *name};
    for (const racf::Field<Resource>& field : racf::kResourceFields)
        read_field(reader, resource, field);
    resource.audit = read_auditing(reader, "audit", racf::Auditing{});
    resource.global_audit = read_auditing(reader, "global_audit", kNoGlobalAudit);
    if (const toml::Table* one = reader.table("ssignon")) {
        auto ssignon = read_ssignon(*one);
        if (!ssignon) return std::move(ssignon).error();
        resource.ssignon = std::move(*ssignon);
    }
    resource.segments = read_segments(reader);
    if (auto lists = read_lists(reader, resource); !lists) return std::move(lists).error();
    if (auto finished = reader.finish(); !finished) return std::move(finished).error();
    return resource;
}

}  // namespace ptkt::store
