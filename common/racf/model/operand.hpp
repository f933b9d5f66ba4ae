#ifndef PTKT_RACF_MODEL_OPERAND_HPP
#define PTKT_RACF_MODEL_OPERAND_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

/// What an operand of a command is: its name, what may stand in its parentheses, what it does. The
/// tables of fields say with it how a field is given, the table of commands how a command is
/// written.
namespace ptkt::operands {

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

/// How many keywords a list has: a plain array, or a std::array.
template <typename List>
inline constexpr std::size_t kLength = std::extent_v<List>;
template <std::size_t N>
inline constexpr std::size_t kLength<std::array<Keyword, N>> = N;

/// Lists of keywords as one: those that several commands share, and more.
template <typename... Lists>
constexpr auto joined(const Lists&... lists) {
    std::array<Keyword, (kLength<Lists> + ...)> all{};
    std::size_t count = 0;
    const auto add = [&](const auto& list) {
        for (const Keyword& keyword : list)
            all[count++] = keyword;
    };
    (add(lists), ...);
    return all;
}

}  // namespace ptkt::operands

#endif
