#ifndef PTKT_IMS_CONFIG_READERS_HPP
#define PTKT_IMS_CONFIG_READERS_HPP

#include <fmt/format.h>

#include <cstdint>
#include <limits>
#include <utility>

#include "common/ims/config/keywords.hpp"
#include "common/ims/config/values.hpp"

/// The functions that stand in the keyword tables: each puts the checked value of an operand into
/// one member of a statement's struct, and leaves the default where the value is wrong. Lists of
/// one item may leave out the parentheses: samples keep them, but no topic demands them.
namespace ptkt::ims_config {

/// A name of at most Longest characters.
template <auto Member, std::size_t Longest = 8, typename S>
void name(S& statement, const Operand& operand, Diagnostics& diagnostics) {
    if (auto value = read_name(operand.key, operand.value, {Longest, false}, diagnostics))
        statement.*Member = std::move(*value);
}

/// A name that begins with a letter.
template <auto Member, typename S>
void alphabetic_name(S& statement, const Operand& operand, Diagnostics& diagnostics) {
    if (auto value = read_name(operand.key, operand.value, {8, true}, diagnostics))
        statement.*Member = std::move(*value);
}

template <auto Member, typename S>
void flag(S& statement, const Operand& operand, Diagnostics& diagnostics) {
    if (const auto value = read_flag(operand.key, operand.value, diagnostics))
        statement.*Member = *value;
}

template <auto Member, std::uint32_t Lowest = 0, std::uint32_t Highest = kAnyNumber, typename S>
void number(S& statement, const Operand& operand, Diagnostics& diagnostics) {
    if (const auto value = read_number(operand.key, operand.value, Lowest, Highest, diagnostics))
        statement.*Member = *value;
}

/// A port number, 1 to 65535.
template <auto Member, typename S>
void port_number(S& statement, const Operand& operand, Diagnostics& diagnostics) {
    constexpr std::uint32_t kHighest = std::numeric_limits<std::uint16_t>::max();
    if (const auto value = read_number(operand.key, operand.value, 1, kHighest, diagnostics))
        statement.*Member = static_cast<std::uint16_t>(*value);
}

template <auto Member, typename S>
void host(S& statement, const Operand& operand, Diagnostics& diagnostics) {
    if (auto value = read_host(operand.key, operand.value, diagnostics))
        statement.*Member = std::move(*value);
}

template <auto Member, typename S>
void address(S& statement, const Operand& operand, Diagnostics& diagnostics) {
    if (auto value = read_address(operand.key, operand.value, diagnostics))
        statement.*Member = std::move(*value);
}

/// The items of a list, or the one value that stands for a list; items of the form KEY=value and
/// lists in the list are errors.
std::vector<const Value*> list_items(const Operand& operand, Diagnostics& diagnostics);

/// A list of 1 to Most names.
template <auto Member, std::size_t Most, bool FirstAlphabetic, typename S>
void names(S& statement, const Operand& operand, Diagnostics& diagnostics) {
    const auto items = list_items(operand, diagnostics);
    if (items.size() > Most)
        diagnostics.error(items[Most]->span,
                          fmt::format("{} takes at most {} names", operand.key, Most));
    for (const Value* item : items)
        if (auto value = read_name(operand.key, *item, {8, FirstAlphabetic}, diagnostics))
            (statement.*Member).push_back(std::move(*value));
}

/// A sub-statement with a table of its own; nothing when the operand is not a list of keywords.
template <typename Sub>
std::optional<Sub> sub_statement(std::span<const Keyword<Sub>> table, const Operand& operand,
                                 Diagnostics& diagnostics) {
    if (!operand.value.is_list) {
        diagnostics.error(operand.value.span,
                          fmt::format("{} takes keywords in parentheses: {}=({}=...)", operand.key,
                                      operand.key, table.front().name));
        return std::nullopt;
    }
    Sub sub;
    sub.places.statement = operand.span;
    read_keywords<Sub>({operand.key, operand.key_span, operand.value.list}, table, sub,
                       diagnostics);
    return sub;
}

}  // namespace ptkt::ims_config

#endif
