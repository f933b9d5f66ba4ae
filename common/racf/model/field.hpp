#ifndef PTKT_RACF_MODEL_FIELD_HPP
#define PTKT_RACF_MODEL_FIELD_HPP

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "common/base/time.hpp"
#include "common/racf/model/access.hpp"
#include "common/racf/model/names.hpp"
#include "common/racf/model/operand.hpp"

/// The description of a field of a profile, once for all who handle it: the operand that gives it,
/// the name in the profile's file, the line of a listing, the trait in JSON, the column of an
/// unload. A profile has one table of such rows (`user_table.hpp` and so on). The parser, the help,
/// the man page, the commands, the store, the listings, the JSON and the unload all walk that
/// table, so that a new field is a member and a row.
///
/// What is special about a field (how a password is hashed, who may be an owner) is written by hand
/// where it happens; the row stays, so that the table is complete.
namespace ptkt::racf {

using operands::Keyword;
using operands::ValueKind;
using operands::ValueSpec;

/// Where a field is: a member of the profile, or a question to it. Nothing for a row whose value is
/// kept by hand, or not at all.
template <typename Profile>
using Place =
    std::variant<std::monostate, bool Profile::*, std::string Profile::*, UserId Profile::*,
                 GroupId Profile::*, std::optional<GroupId> Profile::*, base::Instant Profile::*,
                 std::optional<base::Instant> Profile::*, int Profile::*, std::int64_t Profile::*,
                 std::optional<std::int64_t> Profile::*, std::vector<std::string> Profile::*,
                 Access Profile::*, GroupAuthority Profile::*, bool (Profile::*)() const>;

/// Which command takes an operand: the one that adds a profile, the one that alters it, or both.
enum class Offered : std::uint8_t { Both, Add, Alter };

/// The users who may give an attribute, besides those who may change the profile at all.
enum class GivenBy : std::uint8_t { Anyone, Special, Auditor };

/// What of a user's own profile they may change without authority over it.
enum class Own : std::uint8_t { Nothing, Set, SetAndRemove };

/// The row that stands before all others, for `after` below.
inline constexpr std::string_view kFirst = "(first)";

// In each part below, `after` is the key of the row that this one follows where the order is not
// that of the table.

/// The operands that give a field and take it back.
struct Given {
    Keyword operand{};       ///< without a name: no operand gives the field
    std::string_view no{};   ///< the help of NOxxx, which takes it back; empty: there is none
    bool no_beside = false;  ///< NOxxx goes with its operand; else only the altering command has it
    bool exclusive = true;   ///< of operand and NOxxx the last one in a command counts
    Offered offered = Offered::Both;
    GivenBy by = GivenBy::Anyone;
    Own own = Own::Nothing;
    bool by_hand = false;  ///< what the operand does is more than to set the member
    std::string_view after{};
};

/// How a listing shows a field.
enum class ListedAs : std::uint8_t {
    ByHand,  ///< in a line that it shares with others, or not at all
    Word,    ///< a word among the attributes
    Line,    ///< `label=value`; a flag its label alone
    Block,   ///< the label as a heading, the value below
};
struct Listed {
    ListedAs as = ListedAs::ByHand;
    std::string_view label{};
    std::string_view none{};  ///< the line when the field is not set; empty: no line
    std::string_view after{};
};

/// What a field is called in JSON. A row without a name has no trait there.
struct Trait {
    std::string_view name{};
    std::string_view time{};   ///< of a moment: the trait of its time of day
    std::string_view item{};   ///< of a list: the trait of each element
    bool keeps_empty = false;  ///< an empty text is one, not null
    bool as_text = false;      ///< a number as a text
    std::string_view after{};
    std::string_view member{};  ///< of a connection: the trait among the members of a group
};

/// The column of an unload: name, and first and last position, counted from 1.
struct UnloadColumn {
    std::string_view name{};
    std::uint16_t start = 0;
    std::uint16_t end = 0;
    std::string_view word{};  ///< of a flag that is not YES or NO: the word that says it
    bool negated = false;     ///< of a flag that says the opposite
};

template <typename Profile>
struct Field {
    std::string_view
        key;  ///< in the profile's file; of a row that is not kept there, in this table
    Place<Profile> place{};
    Given given{};
    Listed listed{};
    Trait trait{};
    UnloadColumn column{};
    UnloadColumn time_column{};  ///< of a moment: the time of day
    bool standard = false;       ///< the value of a flag that the file does not name
};

/// The member that a field is, by its type; nothing is called for a row without one.
template <typename Profile, typename Visitor>
void visit_member(Profile& profile, const Field<std::remove_const_t<Profile>>& field,
                  Visitor&& visitor) {
    std::visit(
        [&](auto place) {
            if constexpr (std::is_member_object_pointer_v<decltype(place)>) visitor(profile.*place);
        },
        field.place);
}

/// The same, and the answer to a question.
template <typename Profile, typename Visitor>
void visit_value(const Profile& profile, const Field<Profile>& field, Visitor&& visitor) {
    std::visit(
        [&](auto place) {
            if constexpr (std::is_member_object_pointer_v<decltype(place)>) {
                visitor(profile.*place);
            } else if constexpr (std::is_member_function_pointer_v<decltype(place)>) {
                visitor((profile.*place)());
            }
        },
        field.place);
}

/// The rows of a table in an order of their own: each after the one that `after` names. Only for
/// constants: a row that names none does not compile then.
template <typename Row, std::size_t N, typename After>
constexpr std::array<const Row*, N> arranged(const Row (&rows)[N], After after) {
    std::array<const Row*, N> order{};
    std::size_t count = 0;
    const auto insert = [&](std::size_t at, const Row& row) {
        for (std::size_t i = count; i > at; --i)
            order[i] = order[i - 1];
        order[at] = &row;
        ++count;
    };
    for (const Row& row : rows)
        if (after(row).empty()) insert(count, row);
    for (const Row& row : rows) {
        if (after(row).empty()) continue;
        std::size_t at = 0;
        if (after(row) != kFirst) {
            while (order[at]->key != after(row))
                ++at;  // a key that no row has does not compile
            ++at;
        }
        insert(at, row);
    }
    return order;
}

template <typename Row, std::size_t N>
consteval auto operand_order(const Row (&rows)[N]) {
    return arranged(rows, [](const Row& row) { return row.given.after; });
}
template <typename Row, std::size_t N>
consteval auto listed_order(const Row (&rows)[N]) {
    return arranged(rows, [](const Row& row) { return row.listed.after; });
}
template <typename Row, std::size_t N>
consteval auto trait_order(const Row (&rows)[N]) {
    return arranged(rows, [](const Row& row) { return row.trait.after; });
}
/// As the columns of a record follow each other; rows without a column come first.
template <typename Row, std::size_t N>
consteval std::array<const Row*, N> column_order(const Row (&rows)[N]) {
    auto order = arranged(rows, [](const Row&) { return std::string_view(); });
    std::sort(order.begin(), order.end(),
              [](const Row* a, const Row* b) { return a->column.start < b->column.start; });
    return order;
}

}  // namespace ptkt::racf

#endif
