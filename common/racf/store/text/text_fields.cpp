#include "common/racf/store/text/text_fields.hpp"

#include "common/base/text/hex.hpp"

namespace ptkt::store {

Fields& Fields::set(std::string_view name, toml::Value value) {
    table_.set(name, std::move(value));
    return *this;
}

Fields& Fields::text(std::string_view name, std::string_view value) {
    return value.empty() ? *this : set(name, value);
}

Fields& Fields::flag(std::string_view name, bool value, bool standard) {
    return value == standard ? *this : set(name, value);
}

Fields& Fields::number(std::string_view name, std::int64_t value, std::int64_t standard) {
    return value == standard ? *this : set(name, value);
}

Fields& Fields::number(std::string_view name, std::optional<std::int64_t> value) {
    return value ? set(name, *value) : *this;
}

Fields& Fields::time(std::string_view name, std::optional<base::Instant> value) {
    return value ? set(name, base::to_rfc3339(*value)) : *this;
}

Fields& Fields::access(std::string_view name, std::optional<racf::Access> value) {
    return value ? set(name, racf::to_string(*value)) : *this;
}

Fields& Fields::bytes(std::string_view name, base::ByteView value) {
    return value.empty() ? *this : set(name, base::to_hex(value));
}

Fields& Fields::strings(std::string_view name, const std::vector<std::string>& value) {
    return value.empty() ? *this : set(name, toml::strings_value(value));
}

Fields& Fields::tables(std::string_view name, std::vector<toml::Table> value) {
    if (value.empty()) return *this;
    toml::Array array;
    for (toml::Table& table : value)
        array.emplace_back(std::move(table));
    return set(name, std::move(array));
}

toml::Table Fields::texts_table(const racf::Segment& operands) {
    toml::Table one;
    for (const auto& [operand, text] : operands)
        one.set(operand, text);
    return one;
}

std::string read_text(toml::Reader& reader, std::string_view name) {
    const std::string* text = reader.string(name);
    return text == nullptr ? std::string() : *text;
}

bool read_flag(toml::Reader& reader, std::string_view name, bool standard) {
    return reader.boolean(name).value_or(standard);
}

std::int64_t read_number(toml::Reader& reader, std::string_view name, std::int64_t standard) {
    return reader.integer(name).value_or(standard);
}

std::optional<base::Instant> read_time(toml::Reader& reader, std::string_view name) {
    const std::string* text = reader.string(name);
    if (text == nullptr) return std::nullopt;
    const auto when = base::parse_time(*text, base::Instant());
    if (when && text->ends_with('Z')) return *when;
    reader.reject(name, "is not a time", "write it as 2026-11-22T10:00:00Z");
    return std::nullopt;
}

std::optional<racf::Access> read_access(toml::Reader& reader, std::string_view name) {
    const std::string* text = reader.string(name);
    if (text == nullptr) return std::nullopt;
    const auto access = racf::access_of(*text);
    if (!access) reader.reject(name, "is not an access level");
    return access;
}

base::Bytes read_bytes(toml::Reader& reader, std::string_view name) {
    const std::string* text = reader.string(name);
    if (text == nullptr) return {};
    auto bytes = base::from_hex(*text);
    if (bytes) return std::move(*bytes);
    reader.reject(name, "is not hexadecimal");
    return {};
}

std::map<std::string, racf::Segment> read_segments(toml::Reader& reader, std::string_view name) {
    std::map<std::string, racf::Segment> segments;
    const toml::Table* all = reader.table(name);
    if (all == nullptr) return segments;
    for (const toml::Member& member : all->members()) {
        const toml::Table* operands = member.value.as_table();
        if (operands == nullptr) {
            reader.reject(name, "holds something that is not a table");
            continue;
        }
        racf::Segment& segment = segments[member.name];
        for (const toml::Member& operand : operands->members()) {
            const std::string* text = operand.value.as_string();
            if (text == nullptr) reader.reject(name, "holds a value that is not a string");
            segment[operand.name] = text == nullptr ? std::string() : *text;
        }
    }
    return segments;
}

void write_value(Fields& out, std::string_view name, const std::string& value) {
    out.text(name, value);
}
void write_value(Fields& out, std::string_view name, const std::optional<racf::GroupId>& value) {
    if (value) out.set(name, value->str());
}
void write_value(Fields& out, std::string_view name, std::optional<base::Instant> value) {
    out.time(name, value);
}
void write_value(Fields& out, std::string_view name, std::int64_t value) {
    out.number(name, value);
}
void write_value(Fields& out, std::string_view name, std::optional<std::int64_t> value) {
    out.number(name, value);
}
void write_value(Fields& out, std::string_view name, const std::vector<std::string>& value) {
    out.strings(name, value);
}
void write_value(Fields& out, std::string_view name, racf::Access value) {
    out.access(name, value);
}
void write_value(Fields& out, std::string_view name, racf::GroupAuthority value) {
    out.set(name, racf::to_string(value));
}

void read_value(toml::Reader& reader, std::string_view name, std::string& value) {
    value = read_text(reader, name);
}
void read_value(toml::Reader& reader, std::string_view name, std::optional<racf::GroupId>& value) {
    const std::string* text = reader.string(name);
    if (text == nullptr) return;
    auto parsed = racf::GroupId::parse(*text);
    if (parsed) {
        value = std::move(*parsed);
    } else {
        reader.reject(name, parsed.error().what);
    }
}
void read_value(toml::Reader& reader, std::string_view name, base::Instant& value) {
    value = read_time(reader, name).value_or(base::Instant());
}
void read_value(toml::Reader& reader, std::string_view name, std::optional<base::Instant>& value) {
    value = read_time(reader, name);
}
void read_value(toml::Reader& reader, std::string_view name, int& value) {
    value = static_cast<int>(read_number(reader, name));
}
void read_value(toml::Reader& reader, std::string_view name, std::int64_t& value) {
    value = read_number(reader, name);
}
void read_value(toml::Reader& reader, std::string_view name, std::optional<std::int64_t>& value) {
    value = reader.integer(name);
}
void read_value(toml::Reader& reader, std::string_view name, std::vector<std::string>& value) {
    value = reader.strings(name);
}
void read_value(toml::Reader& reader, std::string_view name, racf::Access& value) {
    value = read_access(reader, name).value_or(racf::Access::None);
}
void read_value(toml::Reader& reader, std::string_view name, racf::GroupAuthority& value) {
    const auto authority = racf::group_authority_of(reader.required_string(name));
    if (!authority) reader.reject(name, "is not a group authority");
    value = authority.value_or(racf::GroupAuthority::Use);
}

}  // namespace ptkt::store
