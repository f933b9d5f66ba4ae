#include <charconv>

#include "common/formats/toml/parse.hpp"
#include "common/formats/toml/print.hpp"
#include "common/racf/model/dynamic_classes.hpp"
#include "common/racf/store/text/profile_text.hpp"
#include "common/racf/store/text/text_fields.hpp"

namespace ptkt::store {

namespace {

using racf::ClassSet;
using racf::Options;

std::vector<std::string> list_of(const ClassSet& set) {
    return {set.begin(), set.end()};
}

ClassSet set_of(const std::vector<std::string>& list) {
    return {list.begin(), list.end()};
}

/// The sets of classes by the name they have in the text; written and read by this one list.
struct NamedSet {
    std::string_view name;
    ClassSet Options::*set;
};
constexpr NamedSet kSets[] = {
    {"active", &Options::active},   {"raclist", &Options::raclist},
    {"generic", &Options::generic}, {"generic_command", &Options::generic_command},
    {"global", &Options::global},   {"genlist", &Options::genlist},
    {"audit", &Options::audit},     {"statistics", &Options::statistics},
};

toml::Table password_table(const Options& options) {
    Fields fields;
    fields.set("interval", options.password_interval)
        .set("minchange", options.password_minchange)
        .set("history", options.password_history)
        .number("revoke", options.revoke_after)
        .number("warning", options.password_warning)
        .flag("mixed_case", options.mixed_case)
        .flag("special_characters", options.special_characters);
    toml::Table rules;
    for (const auto& [number, rule] : options.password_rules)
        rules.set(std::to_string(number), rule);
    if (!rules.empty()) fields.set("rules", std::move(rules));
    return fields.table();
}

void read_rules(toml::Reader& reader, Options& options) {
    const toml::Table* rules = reader.table("rules");
    if (rules == nullptr) return;
    for (const toml::Member& member : rules->members()) {
        int number = 0;
        const char* end = member.name.data() + member.name.size();
        const std::string* rule = member.value.as_string();
        const auto [stop, wrong] = std::from_chars(member.name.data(), end, number);
        if (rule == nullptr || stop != end || wrong != std::errc()) {
            reader.reject("rules", "must be numbers with their texts");
            continue;
        }
        options.password_rules[number] = *rule;
    }
}

base::Result<void, base::TextError> read_password(toml::Reader& outer, Options& options) {
    const toml::Table* table = outer.table("password");
    if (table == nullptr) return {};
    toml::Reader reader(*table);
    options.password_interval = read_number(reader, "interval", options.password_interval);
    options.password_minchange = read_number(reader, "minchange");
    options.password_history = read_number(reader, "history");
    options.revoke_after = reader.integer("revoke");
    options.password_warning = reader.integer("warning");
    options.mixed_case = read_flag(reader, "mixed_case");
    options.special_characters = read_flag(reader, "special_characters");
    read_rules(reader, options);
    return reader.finish();
}

/// A class that is in error is one that is not there: IBM may have supplied one of its name since.
racf::FoundDefinitions read_classes(toml::Reader& reader) {
    std::vector<racf::Resource> profiles;
    for (auto& [name, cdtinfo] : read_segments(reader, "classes")) {
        const auto profile = racf::ProfileName::parse(name);
        if (!profile) {
            reader.reject("classes", "has a class without a name");
            continue;
        }
        profiles.push_back({racf::cdt_class(), *profile});
        profiles.back().segments.emplace(racf::kCdtinfo, std::move(cdtinfo));
    }
    if (profiles.empty()) return {};
    return racf::sound_definitions(profiles);
}

}  // namespace

base::Result<std::string> print_options(const Options& options) {
    Fields fields;
    for (const NamedSet& named : kSets)
        fields.strings(named.name, list_of(options.*named.set));
    fields.flag("grplist", options.grplist, true)
        .flag("addcreator", options.addcreator)
        .number("inactive_days", options.inactive_days)
        .set("password", password_table(options));
    fields.segments("classes", options.classes.dynamic());
    toml::Table log;
    for (const auto& [when, classes] : options.logoptions)
        log.set(when, toml::strings_value(list_of(classes)));
    if (!log.empty()) fields.set("logoptions", std::move(log));
    toml::Table switches;
    for (const auto& [name, on] : options.switches)
        switches.set(name, on);
    if (!switches.empty()) fields.set("switches", std::move(switches));
    return toml::print(fields.table());
}

Parsed<Options> parse_options(std::string_view text) {
    const auto table = toml::parse(text);
    if (!table) return table.error();
    toml::Reader reader(*table);
    Options options;
    for (const NamedSet& named : kSets)
        options.*named.set = set_of(reader.strings(named.name));
    options.grplist = read_flag(reader, "grplist", true);
    options.addcreator = read_flag(reader, "addcreator");
    options.inactive_days = reader.integer("inactive_days");
    options.classes = racf::ClassTable(read_classes(reader).good);
    if (auto password = read_password(reader, options); !password)
        return std::move(password).error();
    if (const toml::Table* log = reader.table("logoptions")) {
        for (const toml::Member& member : log->members())
            options.logoptions[member.name] =
                set_of(toml::as_strings(member.value).value_or(std::vector<std::string>()));
    }
    if (const toml::Table* switches = reader.table("switches")) {
        for (const toml::Member& member : switches->members())
            options.switches[member.name] = member.value.as_boolean().value_or(false);
    }
    if (auto finished = reader.finish(); !finished) return std::move(finished).error();
    return options;
}

std::vector<racf::WrongDefinition> classes_left_out(std::string_view text) {
    const auto table = toml::parse(text);
    if (!table) return {};
    toml::Reader reader(*table);
    return read_classes(reader).wrong;
}

}  // namespace ptkt::store
