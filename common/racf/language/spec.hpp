#ifndef PTKT_RACF_LANGUAGE_SPEC_HPP
#define PTKT_RACF_LANGUAGE_SPEC_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

/// The types of the table of commands. The parser, the help, the manual page and the completions
/// are all made from that one table.
namespace ptkt::racf_command {

struct Keyword;

/// The keywords of one level. (A std::span would need the complete type.)
struct Keywords {
    const Keyword* first = nullptr;
    std::size_t count = 0;

    constexpr Keywords() = default;
    template <std::size_t N>
    constexpr Keywords(const Keyword (&array)[N]) : first(array), count(N) {}
    template <std::size_t N>
    constexpr Keywords(const std::array<Keyword, N>& array);

    [[nodiscard]] constexpr const Keyword* begin() const { return first; }
    [[nodiscard]] constexpr const Keyword* end() const;
    [[nodiscard]] constexpr bool empty() const { return count == 0; }
};

enum class ValueKind : std::uint8_t {
    None,           ///< no value in parentheses
    Subfield,       ///< further keywords
    Choice,         ///< one of the words
    UserId,         ///<
    GroupId,        ///<
    UserOrGroup,    ///< either; which one is found out when it is looked up
    AnyId,          ///< either, or `*`
    ResourceClass,  ///< a class of the class descriptor table
    OptionClass,    ///< that, or USER, GROUP, DATASET, or `*`
    SearchClass,    ///< that, or USER, GROUP, DATASET
    ProfileName,    ///< discrete or generic, or `*` alone
    Label,          ///< of a key: up to 64 characters, letters, digits, periods
    Word,           ///< any word without separators, folded to upper case
    Text,           ///< quoted, case kept; or a word
    Path,           ///< the same, and a word keeps its case too
    Number,         ///< decimal digits, `low` to `high`
    Range,          ///< `n` or `n:m`, `low` to `high`
    Date,           ///< `mm/dd/yy` or `mm/dd/yyyy`, zeros in front left out or not
    DayPeriod,      ///< `hhmm:hhmm` or `ANYTIME`
    HexKey,         ///< 16 hexadecimal digits; secret
    Password,       ///< secret
    Phrase,         ///< quoted; secret
    Raw,            ///< anything in balanced parentheses, not looked at and not shown
};

/// What may stand in the parentheses of a keyword, or as a positional operand.
struct ValueSpec {
    ValueKind kind = ValueKind::None;
    bool list = false;      ///< more than one
    bool optional = false;  ///< the keyword may stand alone
    std::int64_t low = 0;   ///< smallest number, or shortest text
    std::int64_t high = 0;  ///< largest number, or longest text
    Keywords words{};       ///< of a Subfield or a Choice
    bool cut = false;       ///< a quoted text that is too long is cut, not refused

    [[nodiscard]] constexpr bool secret() const {
        return kind == ValueKind::HexKey || kind == ValueKind::Password ||
               kind == ValueKind::Phrase || kind == ValueKind::Raw;
    }
};

/// The words of TSO/E's parse messages about an operand: `INVALID invalid, value`,
/// `MISSING missing+` and, as its second level, `MISSING detail`.
struct Prompt {
    std::string_view invalid{};
    std::string_view missing{};
    std::string_view detail{};
};

/// What an operand does in this product.
enum class Effect : std::uint8_t {
    Full,  ///< what it does in RACF
    Kept,  ///< it is stored and listed, and nothing here acts on it
    None,  ///< it is accepted, and that is said once
};

/// A keyword operand. Of those that share a `group` the last one in a command counts.
struct Keyword {
    std::string_view name;
    std::string_view help;
    ValueSpec value{};
    std::string_view group{};
    Prompt prompt{};
    Effect effect = Effect::Full;
    bool segment = false;  ///< of a command that lists: names a segment

    [[nodiscard]] constexpr Keyword in(std::string_view exclusive) const {
        Keyword changed = *this;
        changed.group = exclusive;
        return changed;
    }
    [[nodiscard]] constexpr Keyword says(Prompt words) const {
        Keyword changed = *this;
        changed.prompt = words;
        return changed;
    }
    [[nodiscard]] constexpr Keyword as_segment() const {
        Keyword changed = *this;
        changed.segment = true;
        return changed;
    }
    [[nodiscard]] constexpr Keyword kept() const { return having(Effect::Kept); }
    [[nodiscard]] constexpr Keyword ignored() const { return having(Effect::None); }

  private:
    [[nodiscard]] constexpr Keyword having(Effect what) const {
        Keyword changed = *this;
        changed.effect = what;
        return changed;
    }
};

template <std::size_t N>
constexpr Keywords::Keywords(const std::array<Keyword, N>& array) : first(array.data()), count(N) {}

constexpr const Keyword* Keywords::end() const {
    return first + count;
}

/// Keywords that several commands share, and more.
template <std::size_t N, std::size_t M>
constexpr std::array<Keyword, N + M> joined(const Keyword (&some)[N], const Keyword (&more)[M]) {
    std::array<Keyword, N + M> all{};
    for (std::size_t i = 0; i < N; ++i)
        all[i] = some[i];
    for (std::size_t i = 0; i < M; ++i)
        all[N + i] = more[i];
    return all;
}

/// A positional operand.
struct Positional {
    std::string_view name;  ///< as the help shows it
    std::string_view help;
    ValueSpec value{};
    Prompt prompt{};
    bool required = true;
};

enum class CommandId : std::uint8_t {
    Rdefine,
    Ralter,
    Rdelete,
    Rlist,
    Permit,
    Setropts,
    Adduser,
    Altuser,
    Deluser,
    Listuser,
    Addgroup,
    Altgroup,
    Delgroup,
    Listgrp,
    Connect,
    Remove,
    Search,
    Password,
};

/// A command. `alias` and `second_name` are other names for it, or empty.
struct CommandSpec {
    CommandId id;
    std::string_view name;
    std::string_view alias;
    std::string_view second_name;
    std::string_view help;
    std::span<const Positional> positionals;
    Keywords keywords;
};

}  // namespace ptkt::racf_command

#endif
