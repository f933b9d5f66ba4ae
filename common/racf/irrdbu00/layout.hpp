#ifndef PTKT_RACF_IRRDBU00_LAYOUT_HPP
#define PTKT_RACF_IRRDBU00_LAYOUT_HPP

#include <cstdint>
#include <span>
#include <string_view>

/// The records of RACF's database unload (program IRRDBU00): lines of text with fixed columns,
/// whose first four are the type of the record. Writer and reader both come from the one table of
/// layouts.
namespace ptkt::irrdbu00 {

/// What stands in a column. [RACF Macros and Interfaces, "Record formats produced by the database
/// unload utility" and "Conversion rules of the database unload utility"]
enum class Kind {
    Text,    ///< padded with blanks on the right
    Number,  ///< decimal digits, padded with zeros on the left
    Date,    ///< `yyyy-mm-dd`
    Time,    ///< `hh:mm:ss`
    Flag,    ///< `YES` or `NO`
};

/// A column of a record; positions count from 1, both ends are in it.
struct Column {
    std::string_view name;
    std::uint16_t start;
    std::uint16_t end;
    Kind kind;

    [[nodiscard]] constexpr std::size_t width() const { return end - start + std::size_t{1}; }
};

struct Layout {
    std::string_view type;
    std::span<const Column> columns;  ///< from left to right

    /// The length of the whole record.
    [[nodiscard]] constexpr std::size_t length() const { return columns.back().end; }
};

/// The layout of a type, or nullptr for a record that is neither read nor written here. Columns are
/// those of z/OS 3.1. [RACF Macros and Interfaces, "Group record formats", "User record formats"
/// and "General resource record formats"; public tables made from them agree]
[[nodiscard]] const Layout* find_layout(std::string_view type);

}  // namespace ptkt::irrdbu00

#endif
