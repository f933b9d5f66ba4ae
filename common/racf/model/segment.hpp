#ifndef PTKT_RACF_MODEL_SEGMENT_HPP
#define PTKT_RACF_MODEL_SEGMENT_HPP

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "common/racf/model/field.hpp"

namespace ptkt::racf {

/// What a listing shows of a field of a segment that is not set.
enum class Unset : std::uint8_t {
    LeftOut,  ///< nothing
    None,     ///< `NAME= NONE`
    Blank,    ///< `NAME=`
};

/// How a listing shows a field of a segment.
struct SegmentListed {
    std::uint8_t digits = 0;  ///< filled up with zeros to so many
    Unset unset = Unset::LeftOut;
    std::string_view after{};
};

/// A field of a segment. It is kept as the text that its operand has; numbers are those whose
/// operand takes one, flags those whose operand takes YES or NO.
struct SegmentField {
    std::string_view key;   ///< the name of the operand and in the profile's file
    Keyword operand;        ///< the same name
    std::string_view no{};  ///< the help of NOxxx; empty: there is none
    Trait trait{};
    UnloadColumn column{};
    SegmentListed listed{};
    std::string_view standard{};  ///< what is shown where none was given

    /// An operand such as AUTOUID asks for something and is not kept itself.
    [[nodiscard]] constexpr bool is_kept() const { return operand.value.kind != ValueKind::None; }
    [[nodiscard]] constexpr bool is_number() const {
        return operand.value.kind == ValueKind::Number;
    }
    [[nodiscard]] constexpr bool is_flag() const {
        return operand.value.kind == ValueKind::Choice && operand.value.words.count == 2 &&
               operand.value.words.first->name == "YES";
    }
    /// Several words, kept as one text with blanks between them.
    [[nodiscard]] constexpr bool is_list() const { return operand.value.list; }
};

/// A segment whose fields are kept as texts: its rows, in the orders of those who walk them.
struct SegmentTable {
    std::string_view name;    ///< TSO
    std::string_view prefix;  ///< of its traits: tso
    std::string_view record;  ///< the type of its record in an unload; empty: it has none here
    std::span<const SegmentField* const> by_listing;
    std::span<const SegmentField* const> by_trait;
    std::span<const SegmentField* const> by_column;
    std::string_view equals = "= ";  ///< what a listing has between name and value
};

/// The orders of one table of rows; a SegmentTable looks into them.
template <std::size_t N>
struct SegmentOrders {
    std::array<const SegmentField*, N> listing;
    std::array<const SegmentField*, N> trait;
    std::array<const SegmentField*, N> column;

    consteval explicit SegmentOrders(const SegmentField (&rows)[N])
        : listing(arranged(rows, [](const SegmentField& row) { return row.listed.after; })),
          trait(trait_order(rows)),
          column(column_order(rows)) {}
};

}  // namespace ptkt::racf

#endif
