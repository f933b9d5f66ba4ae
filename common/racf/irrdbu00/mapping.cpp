#include "common/racf/irrdbu00/mapping.hpp"

#include <algorithm>
#include <charconv>

namespace ptkt::irrdbu00 {

namespace {

void write_fields_of(RecordWriter& out, const racf::Segment& segment,
                     const racf::SegmentTable& table) {
    for (const racf::SegmentField* field : table.by_column) {
        const auto found = segment.find(field->key);
        const bool is_shown = found != segment.end() || !field->standard.empty();
        if (field->column.name.empty() || !is_shown) continue;
        const std::string_view value = found == segment.end() ? field->standard : found->second;
        std::int64_t number = 0;
        const char* end = value.data() + value.size();
        const auto [stop, wrong] = std::from_chars(value.data(), end, number);
        if (field->is_number() && stop == end && wrong == std::errc()) {
            out.number(field->column.name, number);
        } else {
            out.text(field->column.name, value);
        }
    }
}

}  // namespace

void write_value(RecordWriter& out, const UnloadColumn& column, bool value) {
    if (column.word.empty()) {
        out.flag(column.name, value != column.negated);
    } else {
        out.text(column.name, value ? column.word : std::string_view());
    }
}
void write_value(RecordWriter& out, const UnloadColumn& column, const std::string& value) {
    out.text(column.name, value);
}
void write_value(RecordWriter& out, const UnloadColumn& column,
                 const std::optional<racf::GroupId>& value) {
    out.text(column.name, value ? value->str() : std::string());
}
void write_value(RecordWriter& out, const UnloadColumn& column, base::Instant value) {
    out.date(column.name, value);
}
void write_value(RecordWriter& out, const UnloadColumn& column, std::int64_t value) {
    out.number(column.name, value);
}
void write_value(RecordWriter& out, const UnloadColumn& column, int value) {
    out.number(column.name, std::int64_t{value});
}
void write_value(RecordWriter& out, const UnloadColumn& column, std::optional<std::int64_t> value) {
    out.number(column.name, value);
}
void write_value(RecordWriter& out, const UnloadColumn& column, racf::Access value) {
    out.text(column.name, racf::to_string(value));
}

void read_value(RecordReader& in, const UnloadColumn& column, bool& value) {
    value = column.word.empty() ? in.flag(column.name) != column.negated
                                : in.text(column.name).find(column.word) != std::string::npos;
}
void read_value(RecordReader& in, const UnloadColumn& column, std::string& value) {
    value = in.text(column.name);
}
void read_value(RecordReader& in, const UnloadColumn& column, std::optional<racf::GroupId>& value) {
    if (!in.text(column.name).empty()) value = in.name<racf::GroupId>(column.name);
}
void read_value(RecordReader& in, const UnloadColumn& column, base::Instant& value) {
    value = in.date(column.name).value_or(base::Instant());
}
void read_value(RecordReader& in, const UnloadColumn& column, std::int64_t& value) {
    value = in.number(column.name).value_or(0);
}
void read_value(RecordReader& in, const UnloadColumn& column, int& value) {
    value = static_cast<int>(in.number(column.name).value_or(0));
}
void read_value(RecordReader& in, const UnloadColumn& column, std::optional<std::int64_t>& value) {
    value = in.number(column.name);
}
void read_value(RecordReader& in, const UnloadColumn& column, racf::Access& value) {
    value = in.access(column.name);
}

void write_segments(Lines& out, const std::map<std::string, racf::Segment>& segments,
                    std::span<const racf::SegmentTable> tables,
                    std::initializer_list<std::string_view> names) {
    for (const racf::SegmentTable& table : tables) {
        const auto segment = segments.find(std::string(table.name));
        if (segment == segments.end() || table.record.empty()) continue;
        RecordWriter record(table.record);
        const Column* column = find_layout(table.record)->columns.data();
        for (const std::string_view name : names)
            record.text((column++)->name, name);
        write_fields_of(record, segment->second, table);
        out.add(record, *names.begin());
    }
}

void read_segment(RecordReader& in, racf::Segment& segment, const racf::SegmentTable& table) {
    for (const racf::SegmentField* field : table.by_column) {
        if (field->column.name.empty()) continue;
        const std::string key(field->key);
        if (field->is_number()) {
            if (const auto number = in.number(field->column.name))
                segment[key] = std::to_string(*number);
            continue;
        }
        const std::string text = in.text(field->column.name);
        if (text.empty()) continue;
        segment[key] = field->is_flag() ? (in.flag(field->column.name) ? "YES" : "NO") : text;
    }
}

const racf::SegmentTable* segment_of_record(std::span<const racf::SegmentTable> tables,
                                            std::string_view type) {
    const auto found = std::find_if(tables.begin(), tables.end(),
                                    [&](const auto& table) { return table.record == type; });
    return found == tables.end() ? nullptr : &*found;
}

}  // namespace ptkt::irrdbu00
