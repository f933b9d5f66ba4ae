#include "common/racf/passticket/translation.hpp"

#include <stdexcept>

#include "common/base/text/ascii.hpp"
#include "common/base/text/counted.hpp"

namespace ptkt::passticket {

namespace {

constexpr std::string_view kLegacyAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
constexpr std::string_view kUpperAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kMixedAlphabet =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
constexpr std::uint64_t kUpperLimit = std::uint64_t{1} << 41U;

static_assert(kLegacyAlphabet.size() == 36 && kUpperAlphabet.size() == 36 &&
              kMixedAlphabet.size() == 64);

/// Alphabet character -> its index, -1 for the rest: one look-up a character on the hot path.
using Indices = std::array<std::int8_t, 256>;

constexpr Indices indices_of(std::string_view alphabet) {
    Indices indices{};
    indices.fill(-1);
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        indices[static_cast<unsigned char>(alphabet[i])] = static_cast<std::int8_t>(i);
    return indices;
}

constexpr Indices kLegacyIndices = indices_of(kLegacyAlphabet);
constexpr Indices kUpperIndices = indices_of(kUpperAlphabet);
constexpr Indices kMixedIndices = indices_of(kMixedAlphabet);

/// What is in a text that people do not see in it; empty when there is nothing of that kind.
std::string unseen(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == ' ') return fmt::format("; character {} is a blank", i + 1);
        if (!base::is_printable(text[i]))
            return fmt::format("; character {} is X'{:02X}'", i + 1,
                               static_cast<unsigned char>(text[i]));
    }
    return {};
}

base::Result<std::array<std::uint32_t, Ticket::kSize>, NotATicket> indices(std::string_view text,
                                                                           const Indices& of) {
    if (text.size() != Ticket::kSize)
        return NotATicket{Ticket::kSize,
                          fmt::format("has {}, a PassTicket has 8{}",
                                      base::counted(text.size(), "character"), unseen(text))};
    std::array<std::uint32_t, Ticket::kSize> out{};
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::int8_t index = of[static_cast<unsigned char>(text[i])];
        if (index < 0)
            return NotATicket{
                i, fmt::format("character {} is not one of its alphabet{}", i + 1, unseen(text))};
        out[i] = static_cast<std::uint32_t>(index);
    }
    return out;
}

/// Each character of a legacy ticket repeats two bits of the one before it, the first of the last.
std::string misfit(std::size_t position) {
    constexpr std::string_view kNoKey = "no key makes a ticket with these characters: ";
    if (position == 0) return fmt::format("{}the first never goes with the last", kNoKey);
    return fmt::format("{}character {} never follows character {}", kNoKey, position + 1, position);
}

}  // namespace

std::string_view to_string(Kind kind) {
    switch (kind) {
        case Kind::Legacy:
            return "legacy";
        case Kind::Upper:
            return "upper";
        case Kind::Mixed:
            return "mixed";
    }
    throw std::logic_error("unknown kind of ticket");
}

Ticket::Characters legacy_characters(std::uint32_t value) {
    // Character k takes the 6 bits that begin at bit 31 + 4k of a ring of bits 1 to 32. Put twice
    // into 64 bits, the ring is straight: group k ends 4k + 4 bits from the left of the second.
    const std::uint64_t ring = static_cast<std::uint64_t>(value) << 32U | value;
    Ticket::Characters out;
    for (std::size_t k = 0; k < out.size(); ++k) {
        const auto group = static_cast<std::uint32_t>(ring >> (28U - 4U * k)) & 0x3FU;
        out[k] = kLegacyAlphabet[group % 36U];
    }
    return out;
}

base::Result<std::uint32_t, NotATicket> legacy_value(std::string_view text) {
    const auto index = indices(text, kLegacyIndices);
    if (!index) return index.error();
    std::uint32_t value = 0;
    for (std::size_t k = 0; k < Ticket::kSize; ++k) {
        // A group is the index or, for small ones, 36 more. The two low bits are the same in both;
        // the two high bits repeat the two low bits of the group before, which decides it.
        const std::uint32_t high = (*index)[(k + 7) % 8] & 3U;
        std::uint32_t group = (*index)[k];
        if (group >> 4U != high) group += 36U;
        if (group > 63U || group >> 4U != high) return NotATicket{k, misfit(k)};
        value = value << 4U | (group & 0x0FU);
    }
    return value;
}

Ticket::Characters enhanced_characters(std::uint64_t value, Kind kind) {
    const std::string_view alphabet = kind == Kind::Mixed ? kMixedAlphabet : kUpperAlphabet;
    Ticket::Characters out;
    for (std::size_t i = out.size(); i-- > 0;) {
        out[i] = alphabet[value % alphabet.size()];
        value /= alphabet.size();
    }
    return out;
}

base::Result<std::uint64_t, NotATicket> enhanced_value(std::string_view text, Kind kind) {
    const bool mixed = kind == Kind::Mixed;
    const auto index = indices(text, mixed ? kMixedIndices : kUpperIndices);
    if (!index) return index.error();
    std::uint64_t value = 0;
    for (const std::uint32_t digit : *index)
        value = value * (mixed ? 64U : 36U) + digit;
    if (!mixed && value >= kUpperLimit)
        return NotATicket{Ticket::kSize, "its value is one that is never generated for type UPPER"};
    return value;
}

}  // namespace ptkt::passticket
