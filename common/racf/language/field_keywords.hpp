#ifndef PTKT_RACF_LANGUAGE_FIELD_KEYWORDS_HPP
#define PTKT_RACF_LANGUAGE_FIELD_KEYWORDS_HPP

#include <algorithm>
#include <array>
#include <string_view>

#include "common/racf/language/spec.hpp"
#include "common/racf/model/segment.hpp"

/// The keywords of a command from the table of a profile's fields.
namespace ptkt::racf_command::table {

template <typename Profile>
constexpr const Keyword& operand_of(const racf::Field<Profile>& row) {
    return row.given.operand;
}
constexpr const Keyword& operand_of(const racf::SegmentField& row) {
    return row.operand;
}

/// NOxxx of each row of a table: its letters stand here.
template <const auto& kRows>
constexpr auto kNoNames = [] {
    constexpr std::size_t kLongest = 24;
    std::array<std::array<char, kLongest>, std::size(kRows)> names{};
    for (std::size_t i = 0; i < std::size(kRows); ++i) {
        std::size_t at = 0;
        for (const std::string_view part : {std::string_view("NO"), operand_of(kRows[i]).name})
            for (const char c : part)
                names[i].at(at++) = c;
    }
    return names;
}();

/// The operand that takes a field back. It has the effect of the one that gives it.
template <const auto& kRows>
constexpr Keyword no_keyword(std::size_t row, std::string_view help, std::string_view group) {
    const Keyword& operand = operand_of(kRows[row]);
    Keyword no{{kNoNames<kRows>[row].data(), operand.name.size() + 2}, help};
    no.group = group;
    no.effect = operand.effect;
    return no;
}

/// Keywords while they are collected.
template <std::size_t N>
struct Collected {
    std::array<Keyword, N> keywords{};
    std::size_t count = 0;

    constexpr void add(const Keyword& keyword) { keywords[count++] = keyword; }
    constexpr void sort() {
        std::sort(keywords.begin(), keywords.begin() + count,
                  [](const Keyword& a, const Keyword& b) { return a.name < b.name; });
    }
};

/// As many as were collected.
template <auto kCollect>
constexpr auto exactly() {
    constexpr auto kAll = kCollect();
    std::array<Keyword, kAll.count> keywords{};
    std::copy_n(kAll.keywords.begin(), kAll.count, keywords.begin());
    return keywords;
}

/// Of the two commands that add and alter a profile, which ones take an operand; NOxxx beside it.
template <const auto& kRows, racf::Offered kOffered>
constexpr auto collect_offered() {
    Collected<2 * std::size(kRows)> all;
    for (const auto* row : racf::operand_order(kRows)) {
        const racf::Given& given = row->given;
        if (given.operand.name.empty() || given.offered != kOffered) continue;
        Keyword operand = given.operand;
        if (!given.no.empty() && given.exclusive) operand.group = operand.name;
        all.add(operand);
        if (given.no_beside)
            all.add(no_keyword<kRows>(static_cast<std::size_t>(row - &kRows[0]), given.no,
                                      operand.group));
    }
    return all;
}

/// The NOxxx that the altering command has in addition, in alphabetical order.
template <const auto& kRows>
constexpr auto collect_removals() {
    Collected<std::size(kRows)> all;
    for (std::size_t i = 0; i < std::size(kRows); ++i) {
        const racf::Given& given = kRows[i].given;
        if (!given.no.empty() && !given.no_beside)
            all.add(no_keyword<kRows>(i, given.no,
                                      given.exclusive ? given.operand.name : std::string_view()));
    }
    all.sort();
    return all;
}

/// How the keywords of a segment follow each other.
enum class Order { ByName, AsInTable };

template <const auto& kRows, Order kOrder>
constexpr auto collect_segment() {
    Collected<std::size(kRows)> all;
    for (const racf::SegmentField& row : kRows)
        all.add(row.operand);
    if (kOrder == Order::ByName) all.sort();
    return all;
}

template <const auto& kRows, Order kOrder>
constexpr auto collect_segment_removals() {
    Collected<std::size(kRows)> all;
    for (std::size_t i = 0; i < std::size(kRows); ++i)
        if (!kRows[i].no.empty())
            all.add(no_keyword<kRows>(i, kRows[i].no, kRows[i].operand.group));
    if (kOrder == Order::ByName) all.sort();
    return all;
}

template <const auto& kRows, racf::Offered kOffered>
constexpr auto kOfferedKeywords = exactly<collect_offered<kRows, kOffered>>();
template <const auto& kRows>
constexpr auto kRemovalKeywords = exactly<collect_removals<kRows>>();
/// What stands in the parentheses of a segment when it is added, and when it is changed.
template <const auto& kRows, Order kOrder = Order::ByName>
constexpr auto kSegmentKeywords = exactly<collect_segment<kRows, kOrder>>();
template <const auto& kRows, Order kOrder = Order::ByName>
constexpr auto kSegmentChanges = joined(kSegmentKeywords<kRows, kOrder>,
                                        exactly<collect_segment_removals<kRows, kOrder>>());

}  // namespace ptkt::racf_command::table

#endif
