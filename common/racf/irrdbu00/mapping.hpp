#ifndef PTKT_RACF_IRRDBU00_MAPPING_HPP
#define PTKT_RACF_IRRDBU00_MAPPING_HPP

#include <charconv>
#include <span>
#include <string>

#include "common/racf/irrdbu00/record.hpp"
#include "common/racf/model/user.hpp"

/// Which column is which member of a profile: lists from which a profile is both written and read,
/// so that the two cannot come apart.
namespace ptkt::irrdbu00 {

template <typename T, typename Value>
struct Mapped {
    std::string_view column;
    Value T::*member;
};
template <typename T>
using MappedFlag = Mapped<T, bool>;
template <typename T>
using MappedText = Mapped<T, std::string>;
template <typename T>
using MappedDate = Mapped<T, std::optional<base::Instant>>;

inline void write_value(RecordWriter& out, std::string_view column, bool value) {
    out.flag(column, value);
}
inline void write_value(RecordWriter& out, std::string_view column, const std::string& value) {
    out.text(column, value);
}
inline void write_value(RecordWriter& out, std::string_view column,
                        std::optional<base::Instant> value) {
    out.date(column, value);
}
inline void read_value(RecordReader& in, std::string_view column, bool& value) {
    value = in.flag(column);
}
inline void read_value(RecordReader& in, std::string_view column, std::string& value) {
    value = in.text(column);
}
inline void read_value(RecordReader& in, std::string_view column,
                       std::optional<base::Instant>& value) {
    value = in.date(column);
}

template <typename T, typename Value, std::size_t N>
void write_mapped(RecordWriter& out, const T& profile, const Mapped<T, Value> (&mapped)[N]) {
    for (const auto& one : mapped)
        write_value(out, one.column, profile.*one.member);
}
template <typename T, typename Value, std::size_t N>
void read_mapped(RecordReader& in, T& profile, const Mapped<T, Value> (&mapped)[N]) {
    for (const auto& one : mapped)
        read_value(in, one.column, profile.*one.member);
}

/// A field of a segment: the column, and the operand that sets it.
struct SegmentField {
    std::string_view column;
    std::string_view operand;
    bool is_number = false;
    bool is_flag = false;
};

/// A field that RACF shows with a value of its own where none was given.
struct DefaultField {
    std::string_view operand;
    std::string_view value;
};

inline racf::Segment with_defaults(racf::Segment segment, std::span<const DefaultField> fields) {
    for (const DefaultField& field : fields)
        segment.try_emplace(std::string(field.operand), field.value);
    return segment;
}

/// Numbers are padded with zeros in a record and bare in a segment.
inline void write_segment(RecordWriter& out, const racf::Segment& segment,
                          std::span<const SegmentField> fields) {
    for (const SegmentField& field : fields) {
        const auto found = segment.find(field.operand);
        if (found == segment.end()) continue;
        const std::string& value = found->second;
        std::int64_t number = 0;
        const char* end = value.data() + value.size();
        const bool is_number = std::from_chars(value.data(), end, number).ptr == end;
        if (field.is_number && is_number && !value.empty()) {
            out.number(field.column, number);
        } else {
            out.text(field.column, value);
        }
    }
}

inline void read_segment(RecordReader& in, racf::Segment& segment,
                         std::span<const SegmentField> fields) {
    for (const SegmentField& field : fields) {
        if (field.is_number) {
            if (const auto number = in.number(field.column))
                segment[std::string(field.operand)] = std::to_string(*number);
            continue;
        }
        // The flags of a segment are kept as the words of its operands.
        const bool is_blank = in.text(field.column).empty();
        if (is_blank) continue;
        segment[std::string(field.operand)] =
            field.is_flag ? (in.flag(field.column) ? "YES" : "NO") : in.text(field.column);
    }
}

}  // namespace ptkt::irrdbu00

#endif
